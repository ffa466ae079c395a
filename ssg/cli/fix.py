"""`ssg fix`: write into articles how a build understands them. Shows the changes, then asks."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import click

from ssg.cli.options import NamedPath, now_option, present, site_option
from ssg.cli.printing import print_diagnostics
from ssg.cli.speech import Failure, Misuse, Spoken
from ssg.content.aliasing import with_aliases
from ssg.content.fixing import fixed
from ssg.content.relinking import relinked
from ssg.core.catalogue import Catalogue
from ssg.core.errors import SiteProblem
from ssg.core.message import many, say
from ssg.core.system import reason_of
from ssg.core.text.paths import is_markdown
from ssg.index.moved import moved_urls
from ssg.index.redirects import bare
from ssg.index.urls import escaped
from ssg.inputs import CONTENT, read_config
from ssg.plan import planning
from ssg.request import Choice, Request
from ssg.steps.addresses import watch_addresses
from ssg.steps.labels import markdown_options
from ssg.store.files import write_out
from ssg.store.open import read_regular, real
from ssg.store.source import list_folder
from ssg.store.spelling import spelled

_Change = Callable[[Path], tuple[bytes, bytes]]
"""Returns the new and the current bytes of a file. Raises OSError."""
_YES = frozenset(("y", "yes", "c", "có", "co"))


@click.command("fix", cls=Spoken)
@click.argument("files", metavar="[FILE…]", nargs=-1, type=NamedPath(exists=True, dir_okay=False))
@click.option("--addresses", is_flag=True, help="Write URLs that articles have lost into their aliases.")
@click.option("--links", is_flag=True, help="Write present addresses into links that lead to moved ones.")
@click.option("-o", "output", type=NamedPath(), metavar="DIR", help="With --addresses: the output folder to go by.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
@now_option
@site_option
@click.pass_obj
def command(
    words: Catalogue,
    site: Path,
    files: tuple[Path, ...],
    addresses: bool,
    links: bool,
    output: Path | None,
    yes: bool,
    dry_run: bool,
    now: str | None,
) -> int:
    """Write down what was understood; without FILE, in all articles."""
    if links and addresses:
        raise Misuse(say("`--links` and `--addresses` are two runs: give one of them"))
    if output is not None and not addresses:
        raise Misuse(say("`-o` goes with `--addresses` only"))
    try:
        change = _aliases(site, output, now, words) if addresses else _links(site, now) if links else _understood(site)
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site, words)
        return 1
    changes: list[tuple[Path, bytes]] = []
    for file in files or _articles(site):
        try:
            new, data = change(file)
        except OSError as problem:
            raise Failure(say("cannot read {file}: {reason}", file=str(file), reason=reason_of(problem))) from problem
        if new != data:
            changes.append((file, new))
            click.echo(_diff(file, data, new))
    if not changes:
        click.echo(words(say("nothing to write down")))
        return 0
    number = len(changes)
    if dry_run:
        click.echo(
            words(
                many("{n:,} file to write; nothing was written", "{n:,} files to write; nothing was written", n=number)
            )
        )
        return 0
    if not (yes or (sys.stdin.isatty() and _confirmed(words, number))):
        click.echo(
            words(
                many(
                    "{n:,} file to write; nothing was written (use --yes)",
                    "{n:,} files to write; nothing was written (use --yes)",
                    n=number,
                )
            )
        )
        return 0
    for file, new in changes:
        try:
            write_out(file, new)
        except OSError as problem:
            raise Failure(say("cannot write {file}: {reason}", file=str(file), reason=reason_of(problem))) from problem
    click.echo(words(many("{n:,} file written", "{n:,} files written", n=number)))
    return 0


def _understood(site: Path) -> _Change:
    """Return the function that writes repairs. Raises SiteProblem."""
    config, _ = read_config(site, None)
    options = markdown_options(config)

    def change(file: Path) -> tuple[bytes, bytes]:
        data = read_regular(file)
        return fixed(data, str(file), config.timezone, options), data

    return change


def _links(site: Path, now: str | None) -> _Change:
    """Return the function that writes present addresses into links. Raises SiteProblem."""
    with planning(Request(site, None, Choice(present(site, now)))) as planned:
        edition, config = planned.edition, planned.inputs.config
        moved = moved_urls(edition.site, edition.moves)
    options = markdown_options(config)

    def new_of(url: str) -> str:
        for begin in filter(None, (config.base_url, "/")):  # builds put the path of `base_url` before `/…`
            inside, mark, rest = url.removeprefix(begin.rstrip("/")).partition("#")
            if url.startswith(begin) and (new := moved.get(bare(unquote(inside)))):
                return f"{begin.rstrip('/')}{escaped(new)}{mark}{rest}"
        return ""

    def change(file: Path) -> tuple[bytes, bytes]:
        data = read_regular(file)
        return relinked(data, str(file), options, new_of), data

    return change


def _aliases(site: Path, output: Path | None, now: str | None, words: Catalogue) -> _Change:
    """Return the function that adds lost URLs as aliases, and print those that no article can have.

    Raises SiteProblem.
    """
    request = Request(site, None, Choice(present(site, now)))
    with planning(request) as planned:
        found = watch_addresses(request._replace(output=output), planned)
        public, timezone = planned.edition.site.places.urls, planned.inputs.config.timezone
    print_diagnostics((d for d in found.diagnostics if d.code != "W440"), site, words)
    lost: dict[Path, list[str]] = {}
    for one in found.lost:
        if one.path in public:
            lost.setdefault(real(spelled(site / CONTENT, one.path)), []).append(one.url)

    def change(file: Path) -> tuple[bytes, bytes]:
        urls = lost.get(real(file))
        if not urls:
            return b"", b""
        data = read_regular(file)
        new = with_aliases(data, str(file), timezone, urls)
        if new is None:
            told = say(
                "{file}: cannot be changed here; write `aliases: [{urls}]`", file=str(file), urls=", ".join(urls)
            )
            click.echo(words(told), err=True)
        return data if new is None else new, data

    return change


def _articles(site: Path) -> list[Path]:
    """Return the files of all articles."""
    folder = site / CONTENT
    return [folder / entry.name for entry in list_folder(folder, CONTENT).files if is_markdown(entry.path)]


def _diff(file: Path, old: bytes, new: bytes) -> str:
    """Return the change of a file as a unified diff."""
    before, after = (data.decode("utf-8", "replace").splitlines() for data in (old, new))
    return "\n".join(difflib.unified_diff(before, after, str(file), str(file), lineterm="", n=1))


def _confirmed(words: Catalogue, number: int) -> bool:
    """Ask whether to write; answers in both languages are accepted."""
    question = words(many("write {n:,} file?", "write {n:,} files?", n=number))
    return click.prompt(f"{question} [{words(say('y/N'))}]", default="", show_default=False).strip().lower() in _YES
