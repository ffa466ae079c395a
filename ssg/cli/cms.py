"""`ssg cms`: lays a CMS into `static/admin/`: its page, its configuration and its script. Uses no network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final, get_args

import click

from ssg.authoring.cms.config import BACKENDS, Name, Wanted, cms_config, months
from ssg.authoring.cms.page import CONFIG, FOLDER, PAGE, is_ours, marked, named, page, stem_of, with_font, with_words
from ssg.authoring.cms.widgets import left_out
from ssg.authoring.cms.written import habits
from ssg.cli.options import NamedPath, now_option, present, site_option
from ssg.cli.printing import print_diagnostics
from ssg.cli.schema import known_of
from ssg.cli.speech import BadValue, Failure, Misuse, Spoken
from ssg.content.frontmatter import decode, dump_yaml, load_yaml
from ssg.content.frontmatter.fences import Fences, find_fences
from ssg.core.catalogue import Catalogue
from ssg.core.errors import SiteProblem
from ssg.core.message import Invalid, say
from ssg.core.system import reason_of
from ssg.inputs import CONTENT, read_config
from ssg.store.files import remove_note, write_in_folder
from ssg.store.open import read_regular
from ssg.store.packages import read_packaged

_SCRIPTS: Final = {"sveltia": "dist/sveltia-cms.js", "decap": "dist/decap-cms.js"}
_LOCALE: Final = "locales/vi.json"
_FONT: Final = "files/material-symbols-outlined-latin-wght-normal.woff2"
_PACKAGES: Final = {"sveltia": "@sveltia/cms", "decap": "decap-cms"}


@click.command("cms", cls=Spoken)
@click.argument("name", metavar="sveltia|decap", type=click.Choice(get_args(Name)))
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=NamedPath(exists=True),
    metavar="PACKAGE",
    help="The package of the CMS, an archive of `npm pack` or its folder; may be given again, for its icons.",
)
@click.option(
    "--backend",
    type=click.Choice(BACKENDS),
    default="github",
    metavar="NAME",
    help="Where the repository is: github, gitlab, gitea; test-repo: in the browser alone, to try.",
)
@click.option("--repo", metavar="OWNER/NAME", default="", help="The repository of the site.")
@click.option("--branch", metavar="NAME", default="main", help="Its branch (default: main).")
@click.option("--since", metavar="YYYY-MM", help="Edit articles from this month on, too (default: three months).")
@now_option
@site_option
@click.pass_obj
def command(
    words: Catalogue,
    site: Path,
    name: Name,
    sources: tuple[Path, ...],
    backend: str,
    repo: str,
    branch: str,
    since: str | None,
    now: str | None,
) -> int:
    """Write static/admin/: a CMS for editors, with a form for articles, pages and front pages.

    Files that were changed by hand are left alone.
    """
    if backend != "test-repo" and repo.count("/") < 1:
        raise Misuse(say("name the repository: `--repo owner/name`, or try it with `--backend test-repo`"))
    try:
        config, _ = read_config(site, None)
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site, words)
        return 1
    wanted = Wanted(name, backend, repo, branch, months(present(site, now).date(), _month(since)), words.language)
    written = habits(_fronts(site / CONTENT, wanted))
    for key in left_out(written):
        told = say("`{key}` is written in several ways, which no form keeps: it is not in the form", key=key)
        click.echo(words(told), err=True)
    made = cms_config(words, config, known_of(site), wanted, written)
    try:
        files = _scripts(site / FOLDER, name, sources)
        script = next(file for file in files if file.endswith(".js"))
        files[CONFIG] = marked(dump_yaml(made), html=False).encode()
        files[PAGE] = marked(page(config.title, script, words.language), html=True).encode()
        return _write(words, site / FOLDER, files)
    except OSError as problem:
        raise Failure(say("cannot write {file}: {reason}", file=FOLDER, reason=reason_of(problem))) from problem


def _fronts(content: Path, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """Yield the front matter of the articles that can be edited, as far as YAML reads it as it stands."""
    for month in wanted.months:
        for file in sorted(content.glob(f"*/{month:%Y/%m}/*.md")):
            try:
                text, _ = decode(read_regular(file, content), file.name)
                found = find_fences(text) if text is not None else None
                data = load_yaml(found.block) if isinstance(found, Fences) else None
            except (OSError, SiteProblem, Invalid):
                continue
            if isinstance(data, dict):
                yield data


def _month(since: str | None) -> date | None:
    """Return the first day of a month that is written as `2026-11`."""
    if since is None:
        return None
    try:
        return date.fromisoformat(f"{since}-01")
    except ValueError:
        raise BadValue(say("write a month such as 2026-08"), "--since") from None


def _scripts(folder: Path, name: Name, sources: tuple[Path, ...]) -> dict[str, bytes]:
    """Return the script and what it needs, by name; without packages those that are there. Raises OSError."""
    found: dict[str, bytes] = {}
    for source in sources:
        read = read_packaged(source, _SCRIPTS[name], _LOCALE, _FONT)
        if not read:
            package = _PACKAGES[name]
            raise Failure(say("{file} is not the package {package}, nor its icons", file=str(source), package=package))
        found |= read
    script = found.get(_SCRIPTS[name])
    if script is None:
        return _kept(folder, name)
    files: dict[str, bytes] = {}
    if font := found.get(_FONT):
        file = named("material-symbols", ".woff2", font)
        files[file], script = font, with_font(script, file)
    if name == "sveltia":
        locale = named("locales", "/vi.json", found.get(_LOCALE, b"{}"))
        files[locale] = found.get(_LOCALE, b"{}")
        fitted = with_words(script, locale)
        if fitted is None:
            raise Failure(say("this version of Sveltia is not supported: it looks for its words in another way"))
        script = fitted
    return {**files, named(f"{name}-cms", ".js", script): script}


def _kept(folder: Path, name: Name) -> dict[str, bytes]:
    """Return the script that is there."""
    known = sorted(folder.glob(f"{name}-cms.*.js")) if folder.is_dir() else []
    if not known:
        package = _PACKAGES[name]
        raise Misuse(say("no script yet: run `npm pack {package}`, and name the archive with --from", package=package))
    return {known[-1].name: read_regular(known[-1])}


def _write(words: Catalogue, folder: Path, files: dict[str, bytes]) -> int:
    """Write what is not there or as we left it; return 1 if a file was changed by hand. Raises OSError."""
    status = 0
    for name, data in files.items():
        file = folder / name
        there = read_regular(file) if file.is_file() else None
        if there is not None and not is_ours(name, there) and there != data:
            click.echo(words(say("{file} was changed by hand; it was left alone", file=f"{FOLDER}/{name}")), err=True)
            status = 1
            continue
        if there != data:
            write_in_folder(file, data)
        click.echo(f"{FOLDER}/{name}")
    renewed = {stem_of(name) for name in files} - {""}
    for old in (*folder.glob("*.*"), *folder.glob("*/vi.json")):
        name = old.relative_to(folder).as_posix()
        if name not in files and stem_of(name) in renewed and is_ours(name, read_regular(old)):
            remove_note(old)
    return status
