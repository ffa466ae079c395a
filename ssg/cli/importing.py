"""`ssg import`: bring articles of another system into a site, and say what was kept. Reads the source; never edits."""

from __future__ import annotations

import gc
import json
from pathlib import Path

import click

from ssg.cli.options import NamedPath, now_option, present, quiet_option, site_option
from ssg.cli.printing import print_diagnostics
from ssg.cli.speech import BadValue, Failure, Misuse, Spoken
from ssg.core.catalogue import Catalogue
from ssg.core.config import Config
from ssg.core.errors import Severity, SiteProblem
from ssg.core.message import say
from ssg.core.system import reason_of
from ssg.importing.media import Folder, Media, Nothing
from ssg.importing.notes import Notes
from ssg.importing.report import Report
from ssg.importing.sources import SOURCES, Source, source_of
from ssg.importing.writer import Target, bring_in
from ssg.inputs import CONFIG_FILE, read_config
from ssg.store.files import write_out
from ssg.store.imported import SiteFolder, read_within


@click.command("import", cls=Spoken)
@click.argument("system", metavar="SYSTEM")
@click.argument("sources", metavar="SOURCE…", nargs=-1, required=True, type=NamedPath(exists=True))
@site_option
@click.option("--dry-run", is_flag=True, help="Say what would be written; write nothing but the report.")
@click.option(
    "--media", metavar="DIR|none", default="none", help="Folder with the pictures of the old site (default: none)."
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
    media: str,
    file: Path | None,
    now: str | None,
    quiet: bool,
) -> int:
    """Bring the articles of another system into the site."""
    source = _source(system, sources)
    notes = Notes()
    gc.enable()  # texts are trees with references both ways: without it, none of them would be freed
    try:
        target = Target(SiteFolder(site, dry=dry_run), _config(site), _media(media), present(site, now))
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


def _media(media: str) -> Media:
    if media == "none":
        return Nothing()
    folder = Path(media)
    if not folder.is_dir():
        raise BadValue(say("no folder: {path}", path=media), "--media")
    return Folder(folder, read_within)


def _told(report: Report, words: Catalogue, site: Path, file: Path | None, *, quiet: bool) -> int:
    """Print the report and its problems; return the exit status."""
    print_diagnostics(report.problems, site, words)
    if not quiet:
        for line in report.lines():
            click.echo(words(line))
    if file is not None:
        data = json.dumps(report.data(words), ensure_ascii=False, indent=2) + "\n"
        try:
            write_out(file, data.encode())
        except OSError as problem:
            raise Failure(say("cannot write {file}: {reason}", file=str(file), reason=reason_of(problem))) from problem
    return int(any(one.severity is Severity.ERROR for one in report.problems))
