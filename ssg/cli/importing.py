"""`ssg import`: bring articles of another system into a site, and say what was kept. Reads the source; never edits."""

from __future__ import annotations

import gc
import json
import time
from pathlib import Path

import click

from ssg.cli.options import NamedPath, now_option, present, quiet_option
from ssg.cli.printing import print_diagnostics
from ssg.cli.speech import BadValue, Failure, Misuse, Spoken
from ssg.core.catalogue import Catalogue
from ssg.core.config import Config
from ssg.core.errors import Severity, SiteProblem
from ssg.core.message import say
from ssg.core.system import reason_of
from ssg.core.text.paths import parts_of
from ssg.importing.media import Folder, Media, Nothing
from ssg.importing.notes import Notes
from ssg.importing.report import Report
from ssg.importing.sources import SOURCES, Source, source_of
from ssg.importing.web import Web, ask_over_tls
from ssg.importing.writer import Target, bring_in
from ssg.inputs import CONFIG_FILE, read_config
from ssg.store.files import write_over_json
from ssg.store.imported import SiteFolder, read_within


@click.command("import", cls=Spoken)
@click.argument("system", metavar="SYSTEM")
@click.argument("sources", metavar="SOURCE…", nargs=-1, required=True, type=NamedPath(exists=True))
@click.option(  # the only one that may be missing: an import makes it
    "-C",
    "site",
    type=NamedPath(file_okay=False),
    default=Path(),
    metavar="DIR",
    help="Folder of the site (default: the current folder).",
)
@click.option("--dry-run", is_flag=True, help="Say what would be written; write nothing but the report.")
@click.option(
    "--media",
    metavar="DIR|URL|none",
    multiple=True,
    help="Folder with the pictures of the old site, or hosts to fetch them from (default: none).",
)
@click.option("--report", "file", type=NamedPath(), metavar="FILE", help="Write a report in JSON.")
@now_option
@quiet_option
@click.pass_obj
def command(
    words: Catalogue,
    site: Path,
    system: str,
    sources: tuple[Path, ...],
    dry_run: bool,
    media: tuple[str, ...],
    file: Path | None,
    now: str | None,
    quiet: bool,
) -> int:
    """Bring the articles of another system into the site."""
    source = _source(system, sources)
    notes = Notes()
    # Texts are trees with references both ways: without it, none of them would be freed.
    gc.enable()
    gc.set_threshold(50_000, 20, 100)
    try:
        target = Target(
            SiteFolder(site, dry=dry_run), _config(site), _media(media, notes, dry=dry_run), present(site, now)
        )
        report = bring_in(source.name, source.read(sources, notes), target, notes, dry=dry_run)
    except SiteProblem as problem:
        print_diagnostics((*notes.problems, *problem.diagnostics), site, words)
        return 1
    except OSError as problem:
        name = str(problem.filename or site)
        raise Failure(say("cannot import: {file}: {reason}", file=name, reason=reason_of(problem))) from problem
    return _told(report, words, site, file, quiet=quiet)


def _source(system: str, paths: tuple[Path, ...]) -> Source:
    source = source_of(system)
    if source is None:
        known = ", ".join(one.name for one in SOURCES)
        raise BadValue(say("unknown system `{system}`; known: {known}", system=system, known=known), "SYSTEM")
    for path in paths:
        if path.is_dir() != source.folder:
            wanted = say("a folder") if source.folder else say("files")
            raise Misuse(
                say("{system} is imported from {wanted}, not from {path}", system=system, wanted=wanted, path=str(path))
            )
    if source.folder and len(paths) > 1:
        raise Misuse(say("{system} is imported from one folder", system=system))
    return source


def _config(site: Path) -> Config | None:
    """Return the configuration of a site; None if it has none yet. Raises SiteProblem."""
    return read_config(site, None)[0] if (site / CONFIG_FILE).exists() else None


def _media(given: tuple[str, ...], notes: Notes, *, dry: bool) -> Media:
    """Return where pictures come from: one folder, or named hosts; a dry run asks none."""
    given = given or ("none",)
    hosts = [_host(one) for one in given if "://" in one]
    if len(hosts) == len(given):
        return Nothing() if dry else Web(hosts, notes, time.sleep, ask_over_tls)
    if len(given) > 1:
        raise BadValue(say("give one folder, or URLs alone"), "--media")
    if given[0] == "none":
        return Nothing()
    folder = Path(given[0])
    if not folder.is_dir():
        raise BadValue(say("no folder: {path}", path=given[0]), "--media")
    return Folder(folder, read_within)


def _host(url: str) -> str:
    parts = parts_of(url)
    if parts is None or parts.scheme != "https" or not parts.hostname or parts.port or parts.username is not None:
        raise BadValue(say("must be `https://` and a host, not {url}", url=url), "--media")
    return parts.hostname


def _told(report: Report, words: Catalogue, site: Path, file: Path | None, *, quiet: bool) -> int:
    """Print the report and its problems; return the exit status."""
    print_diagnostics(report.problems, site, words)
    if not quiet:
        for line in report.lines():
            click.echo(words(line))
    if file is not None:
        data = json.dumps(report.data(words), ensure_ascii=False, indent=2) + "\n"
        try:
            write_over_json(file, data.encode())
        except OSError as problem:
            raise Failure(say("cannot write {file}: {reason}", file=str(file), reason=reason_of(problem))) from problem
    return int(any(one.severity is Severity.ERROR for one in report.problems))
