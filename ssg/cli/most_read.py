"""`ssg most-read`: makes `data/most-read.json` of a web server's access logs."""

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
from ssg.content.data import DATA
from ssg.core.errors import SiteProblem
from ssg.core.text.accesslog import Hit, read_hit
from ssg.planned import plan
from ssg.request import Choice, Request
from ssg.site.readership import Readership, count_reads
from ssg.store.files import write_in_folder
from ssg.store.logs import lines_of, open_log

NAME: Final = "most-read"
_OTHER_ENDINGS: Final = (".toml", ".yaml", ".yml")


@click.command("most-read")
@click.argument("more", nargs=-1, metavar="[FILE]...")
@click.option(
    "--from", "first", required=True, multiple=True, metavar="FILE", help="An access log; - is standard input."
)
@click.option("--days", type=click.IntRange(1, 3660), metavar="N", help="Only the last N days (default: all).")
@click.option("--top", type=click.IntRange(1, 1000), default=30, metavar="N", help="How many articles (default: 30).")
@now_option
@site_option
def command(
    site: Path, now: str | None, first: tuple[str, ...], more: tuple[str, ...], days: int | None, top: int
) -> int:
    """Make data/most-read.json of access logs (nginx, Apache; plain or gzip)."""
    when = present(site, now)
    _refuse_rivals(site / DATA)
    try:
        articles, host = _addresses(Request(site, None, Choice(when)))
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site)
        return 1
    logs = [Log(name) for name in dict.fromkeys((*first, *more))]
    since = int(when.timestamp()) - days * 86_400 if days else 0
    hits = heapq.merge(*(log.hits() for log in logs), key=lambda hit: hit.time)
    found = count_reads(hits, articles, host, _judge(), since)
    for line in _told(found, logs):
        click.echo(line, err=True)
    file = site / DATA / f"{NAME}.json"
    if not found.reads:
        raise click.ClickException(f"these logs name no article of this site: {DATA}/{file.name} stays as it was")
    rows = [Row(path, reads) for path, reads in found.most_read(top)]
    try:
        write_in_folder(file, msgspec.json.format(msgspec.json.encode({"items": rows}), indent=1) + b"\n")
    except OSError as problem:
        raise click.ClickException(f"{file} cannot be written: {problem.strerror}") from problem
    click.echo(file.as_posix())
    return 0


class Row(msgspec.Struct, frozen=True):
    """An entry of `data/most-read.json`."""

    path: str
    reads: int


class Log:
    """An open log, and what became of its lines."""

    def __init__(self, name: str) -> None:
        """Open it; what cannot be opened ends the command."""
        self.name = "standard input" if name == "-" else name
        self.lines = 0
        self.unread = 0
        self.first_unread = 0
        self.broken: list[str] = []
        try:
            self._opened = sys.stdin.buffer if name == "-" else open_log(Path(name))
        except OSError as problem:
            raise click.ClickException(f"{name} cannot be read: {problem.strerror}") from problem

    def hits(self) -> Iterator[Hit]:
        """Read the hits, in the order of the file; lines that are none are counted."""
        for line in lines_of(self._opened, self.broken):
            self.lines += 1
            hit = read_hit(line) if line is not None else None
            if hit is not None:
                yield hit
            else:
                self.unread += 1
                self.first_unread = self.first_unread or self.lines


def _refuse_rivals(folder: Path) -> None:
    """End the command where a data file of the same name, but another kind, would stand in the way."""
    for ending in _OTHER_ENDINGS:
        if (folder / f"{NAME}{ending}").exists():
            raise click.ClickException(f"{DATA}/{NAME}{ending} stands in the way of {NAME}.json: remove one of them")


def _addresses(request: Request) -> tuple[dict[str, str], str]:
    """Give the article's path by the path of its URL, and the host of the site.

    Raises SiteProblem where the site cannot be read.
    """
    with plan(request) as planned:
        site = planned.edition.site
    config = site.config
    articles = {config.base_path + url: path for path, url in site.places.urls.items()}
    return articles, (urlsplit(config.base_url).hostname or "").lower()


def _judge() -> Callable[[str], bool]:
    """Give a function that knows programs by their agent: search engines, scripts, monitors."""
    from crawleruseragents import is_crawler  # 30 ms, and no other command needs it

    @lru_cache(maxsize=20_000)
    def is_program(agent: str) -> bool:
        return bool(is_crawler(agent))

    return is_program


def _told(found: Readership, logs: list[Log]) -> Iterator[str]:
    """Say what was counted and what was not."""
    reads = sum(found.reads.values())
    yield f"{sum(log.lines for log in logs):,} lines: {_many(reads, 'read')} of {_many(len(found.reads), 'article')}"
    left = ((found.programs, "by programs"), (found.repeated, "repeated"), (found.others, "of other pages and files"))
    if parts := [f"{number:,} {what}" for number, what in left if number]:
        yield f"left out: {', '.join(parts)}"
    for log in logs:
        if log.unread:
            yield f"{log.name}:{log.first_unread}: {_many(log.unread, 'line')} of no access log, this the first"
        for why in log.broken:
            yield f"{log.name}: read as far as it goes: {why}"


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
