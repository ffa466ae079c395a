"""`ssg most-read`: creates `data/most-read.json` from a web server's access logs."""

from __future__ import annotations

import heapq
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import click
import msgspec

from ssg.cli.options import now_option, present, site_option
from ssg.cli.printing import print_diagnostics
from ssg.cli.speech import Failure, Spoken
from ssg.content.data import DATA
from ssg.core.catalogue import Catalogue
from ssg.core.errors import SiteProblem
from ssg.core.message import NOTHING, Message, joined, many, say, verbatim
from ssg.core.system import reason_of
from ssg.core.text.accesslog import Hit, read_hit
from ssg.index.readership import Readership, count_reads
from ssg.plan import planning
from ssg.request import Choice, Request
from ssg.store.files import write_in_folder
from ssg.store.logs import lines_of
from ssg.store.open import open_named

NAME: Final = "most-read"
_OTHER_ENDINGS: Final = (".toml", ".yaml", ".yml")


@click.command("most-read", cls=Spoken)
@click.argument("more", nargs=-1, metavar="[FILE]...")
@click.option(
    "--from", "first", required=True, multiple=True, metavar="FILE", help="An access log; - is standard input."
)
@click.option("--days", type=click.IntRange(1, 3660), metavar="N", help="Count only the last N days (default: all).")
@click.option("--top", type=click.IntRange(1, 1000), default=30, metavar="N", help="Number of articles (default: 30).")
@now_option
@site_option
@click.pass_obj
def command(
    words: Catalogue,
    site: Path,
    now: str | None,
    first: tuple[str, ...],
    more: tuple[str, ...],
    days: int | None,
    top: int,
) -> int:
    """Create data/most-read.json from access logs (nginx, Apache; plain or gzip)."""
    when = present(site, now)
    _refuse_rivals(site / DATA)
    try:
        articles, host = _addresses(Request(site, None, Choice(when)))
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site, words)
        return 1
    logs = [Log(name) for name in dict.fromkeys((*first, *more))]
    since = int(when.timestamp()) - days * 86_400 if days else 0
    hits = heapq.merge(*(log.hits() for log in logs), key=lambda hit: hit.time)
    found = count_reads(hits, articles, host, _judge(), since)
    for line in _told(found, logs):
        click.echo(words(line), err=True)
    file = site / DATA / f"{NAME}.json"
    if not found.reads:
        raise Failure(
            say("the logs contain no article of this site: {file} was not changed", file=f"{DATA}/{file.name}")
        )
    rows = [Row(path, reads) for path, reads in found.most_read(top)]
    try:
        write_in_folder(file, msgspec.json.format(msgspec.json.encode({"items": rows}), indent=1) + b"\n")
    except OSError as problem:
        raise Failure(say("cannot write {file}: {reason}", file=str(file), reason=reason_of(problem))) from problem
    click.echo(file.as_posix())
    return 0


class Row(msgspec.Struct, frozen=True):
    """An entry of `data/most-read.json`."""

    path: str
    reads: int


class Log:
    """An open log, and how many of its lines were counted."""

    def __init__(self, name: str) -> None:
        """Open the log; end the command if that fails."""
        self.name = say("standard input") if name == "-" else verbatim(name)
        self.lines = 0
        self.unread = 0
        self.first_unread = 0
        self.broken: list[str] = []
        try:
            self._opened = sys.stdin.buffer if name == "-" else open_named(Path(name))
        except OSError as problem:
            raise Failure(say("cannot read {file}: {reason}", file=name, reason=reason_of(problem))) from problem

    def hits(self) -> Iterator[Hit]:
        """Read the hits, in the order of the file; lines in another format are counted."""
        for line in lines_of(self._opened, self.broken):
            self.lines += 1
            hit = read_hit(line) if line is not None else None
            if hit is not None:
                yield hit
            else:
                self.unread += 1
                self.first_unread = self.first_unread or self.lines


def _refuse_rivals(folder: Path) -> None:
    """End the command if a data file of the same name, but with another extension, exists."""
    for ending in _OTHER_ENDINGS:
        if (folder / f"{NAME}{ending}").exists():
            raise Failure(
                say("{file} conflicts with {name}.json: remove one of them", file=f"{DATA}/{NAME}{ending}", name=NAME)
            )


def _addresses(request: Request) -> tuple[dict[str, str], str]:
    """Return the article's path by the path of its URL, and the host of the site.

    Raises SiteProblem if the site cannot be read.
    """
    with planning(request) as planned:
        site = planned.edition.site
    config = site.config
    articles = {config.base_path + url: path for path, url in site.places.urls.items()}
    return articles, (urlsplit(config.base_url).hostname or "").lower()


def _judge() -> Callable[[str], bool]:
    """Return a function that recognises programs by their user agent: search engines, scripts, monitors."""
    from crawleruseragents import is_crawler  # the import takes 30 ms, and no other command needs it

    @lru_cache(maxsize=20_000)
    def is_program(agent: str) -> bool:
        return bool(is_crawler(agent))

    return is_program


def _told(found: Readership, logs: list[Log]) -> Iterator[Message]:
    """Return the line about counted and ignored hits."""
    reads = sum(found.reads.values())
    yield say(
        "{lines:,} lines: {reads} of {articles}",
        lines=sum(log.lines for log in logs),
        reads=many("{n:,} read", "{n:,} reads", n=reads),
        articles=many("{n:,} article", "{n:,} articles", n=len(found.reads)),
    )
    parts = (
        say("{number:,} by programs", number=found.programs) if found.programs else NOTHING,
        say("{number:,} repeated", number=found.repeated) if found.repeated else NOTHING,
        say("{number:,} of other pages and files", number=found.others) if found.others else NOTHING,
    )
    if any(parts):
        yield say("ignored: {parts}", parts=joined(filter(None, parts)))
    for log in logs:
        if log.unread:
            yield many(
                "{name}:{line}: {n:,} line in an unknown format; this is the first",
                "{name}:{line}: {n:,} lines in an unknown format; this is the first",
                n=log.unread,
                name=log.name,
                line=log.first_unread,
            )
        for why in log.broken:
            yield say("{name}: read in part: {reason}", name=log.name, reason=why)
