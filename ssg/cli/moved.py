"""`ssg check --moved OLD`: which addresses of a former site does this one answer. Writes nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import click

from ssg.cli.formats import print_problems, stream_of
from ssg.cli.speech import Failure
from ssg.core.catalogue import Catalogue
from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import NOTHING, Message, say
from ssg.core.system import reason_of
from ssg.core.text.addresslist import AddressList, Listed
from ssg.core.text.paths import parts_of
from ssg.index.deadlinks import Answers, plain
from ssg.plan import Plan, planning
from ssg.request import Choice, Request
from ssg.steps.checking import surroundings
from ssg.store.logs import lines_of
from ssg.store.open import open_named

_MOST: Final = 5_000_000
"""Addresses that are kept apart; more are those of a log full of queries."""
_NEAREST: Final = 200
"""Lost addresses for which one that is meant is searched."""
_TRACKING: Final = ("utm_", "fbclid", "gclid", "zarsrc", "ref=")


class Known(NamedTuple):
    """What the new site answers: everything, old URLs by server and by alias, and whether there is a server."""

    answers: Answers
    moved: frozenset[str]
    aliases: frozenset[str]
    has_server: bool
    base: str


def check_moved(
    words: Catalogue, site: Path, choice: Choice, files: tuple[Path, ...], form: str, *, every: bool
) -> int:
    """Print the addresses of lists that are lost; return the exit status. Raises SiteProblem."""
    with planning(Request(site, None, choice)) as planned:
        known = _known(site, planned)
    total, redirects = 0, 0
    lost: list[Diagnostic] = []
    seen: set[str] = set()
    for file in files:
        for one in _listed(words, file):
            key = one.url
            if key in seen or len(seen) >= _MOST:
                continue
            seen.add(key)
            total += 1
            verdict = _verdict(known, one.url, search=len(lost) < _NEAREST)
            if verdict is None:
                path = _path(one.url).removeprefix(known.base).rstrip("/")
                redirects += path in known.moved or path in known.aliases
            else:
                lost.append(error("E805", verdict[0], Place(str(file), one.line), verdict[1]))
    print_problems(lost, site, words, form, sys.stdout, every=every)
    tell = stream_of(form, sys.stdout)
    tell(
        words(
            say(
                "{total:,} old URLs: {answer:,} answer, {redirect:,} redirect, {lost:,} lost",
                total=total,
                answer=total - redirects - len(lost),
                redirect=redirects,
                lost=len(lost),
            )
        )
    )
    return int(bool(lost) or not total)


def _known(site: Path, planned: Plan) -> Known:
    around = surroundings(site, planned.inputs, planned.texts, planned.edition, planned.assets)
    moved = frozenset(path.rstrip("/") for move in planned.edition.moves for path in (move.old, *move.paths))
    config = planned.inputs.config
    aliases = frozenset(page.url.rstrip("/") for page in planned.edition.pages if page.kind == "redirect")
    return Known(around.answers, moved, aliases, bool(config.deploy.files), config.base_path)


def _listed(words: Catalogue, file: Path) -> Iterator[Listed]:
    """Yield the addresses of a file; end the command if it has none, or lists sitemaps."""
    broken: list[str] = []
    found = AddressList()
    number = 0
    try:
        for number, one in enumerate(found.read(lines_of(open_named(file), broken)), 1):  # noqa: B007 - counted
            yield one
    except OSError as problem:
        raise Failure(say("cannot read {file}: {reason}", file=str(file), reason=reason_of(problem))) from problem
    if found.is_index:
        raise Failure(say("{file} lists sitemaps, not pages; give those", file=str(file)))
    if broken:
        raise Failure(say("cannot read {file}: {reason}", file=str(file), reason=broken[0]))
    if not number:
        raise Failure(say("{file} has no address; write one a line, or give a sitemap or a log", file=str(file)))
    if found.unread:
        told = say("{file}: lines without an address: {number:,}", file=str(file), number=found.unread)
        click.echo(words(told), err=True)


def _path(url: str) -> str:
    parts = parts_of(url)
    return plain(parts.path if parts is not None else url)


def _verdict(known: Known, url: str, *, search: bool) -> tuple[Message, Message] | None:
    """Return why an address is lost, and what to do; None if something answers it."""
    path = _path(url) or "/"
    query = urlsplit(url).query if "?" in url and parts_of(url) is not None else ""
    if known.base:
        if not f"{path}/".startswith(f"{known.base}/"):
            return say("nothing answers {url}: it is not below {base}/", url=url, base=known.base), NOTHING
        path = path.removeprefix(known.base) or "/"
    if query and not query.startswith(_TRACKING):
        return say("nothing answers {url}: servers do not look behind a question mark", url=url), NOTHING
    if path.rstrip("/") in known.moved and not known.has_server:
        said = say("nothing answers {url}: only the redirect table has it", url=url)
        return said, say("name the server in `[deploy]`, which redirects it")
    if known.answers.has(path):
        return None
    near = known.answers.nearest(path, search=search)
    hint = say("is it {near}? then add the line `{path},{near}` to the redirect table", near=near, path=path)
    return say("nothing answers {url}", url=url), hint if near else NOTHING
