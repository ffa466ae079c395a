"""`ssg check --moved OLD`: which addresses of a former site does this one answer. Writes nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
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
from ssg.core.text.arguments import matching, sets_of
from ssg.core.text.paths import parts_of
from ssg.deploy.hosts import HOSTS
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
    """What the new site answers: everything, old URLs by server and by alias, and whether there is a server.

    `asked` are the sets of names of arguments that old URLs have, by path; `looks` is whether a server looks at these.
    """

    answers: Answers
    moved: frozenset[str]
    aliases: frozenset[str]
    has_server: bool
    base: str
    asked: Mapping[str, Sequence[tuple[str, ...]]]
    looks: bool

    def argued(self, path: str, query: str) -> bool:
        """Return whether the redirect table has a path with some of these arguments."""
        path = path.rstrip("/")
        return any(f"{path}?{one}" in self.moved for one in matching(query, self.asked.get(path, ())))


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
                query = urlsplit(one.url).query if "?" in one.url else ""
                redirects += path in known.moved or path in known.aliases or known.argued(path, query)
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
    moves = planned.edition.moves
    argued = [(move.spellings[0].rstrip("/"), move.query) for move in moves if move.query]
    moved = {path.rstrip("/") for move in moves if not move.query for path in (move.old, *move.paths)}
    moved.update(f"{path}?{query}" for path, query in argued)
    config = planned.inputs.config
    aliases = frozenset(page.url.rstrip("/") for page in planned.edition.pages if page.kind == "redirect")
    looks = any(host.most_asked for host in HOSTS if host.name in config.deploy.files)
    server = bool(config.deploy.files)
    return Known(around.answers, frozenset(moved), aliases, server, config.base_path, sets_of(argued), looks)


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
    if query and (not query.startswith(_TRACKING) or known.argued(path, query)):
        return _argued(known, path, query, url)
    if path.rstrip("/") in known.moved and not known.has_server:
        said = say("nothing answers {url}: only the redirect table has it", url=url)
        return said, say("name the server in `[deploy]`, which redirects it")
    if known.answers.has(path):
        return None
    near = known.answers.nearest(path, search=search)
    hint = say("is it {near}? then add the line `{path},{near}` to the redirect table", near=near, path=path)
    return say("nothing answers {url}", url=url), hint if near else NOTHING


def _argued(known: Known, path: str, query: str, url: str) -> tuple[Message, Message] | None:
    """Return why an address with arguments is lost; None if a line of the redirect table is for them."""
    if not known.argued(path, query):
        return say("nothing answers {url}: the redirect table has no line with its arguments", url=url), NOTHING
    said = say("nothing answers {url}: only the redirect table has it", url=url)
    hint = say("name a server in `[deploy]` that looks behind a question mark, such as nginx")
    return None if known.looks else (said, hint)
