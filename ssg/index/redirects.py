"""Redirects as a whole: rows of the table and aliases → checked moves for servers. Pure.

Chains are shortened to one step. Two rows for one URL and circles are errors. What a scheduled or expiring page can
cause is a warning: a row whose target is missing leads to the section, and a row whose old URL is a page does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from ssg.content.redirects import GONE, Row
from ssg.core.errors import Diagnostic, error, warning
from ssg.core.message import NOTHING, say
from ssg.core.text.arguments import matching, sets_of
from ssg.core.text.normal import normalized
from ssg.core.text.paths import clash_key, odd_name
from ssg.index.missing_targets import not_there, section_above
from ssg.index.urls import output_path

_SAFE = "-._~!$&'()*+,;=:@/%"
_CONTENT = "content/"
_INDEX = "/index.html"
# A guess takes 90 ms among 100,000 pages; a wrong table has thousands of such lines.
_MOST_HINTS = 10
# Browsers must not cache a temporary redirect for ever.
_FOR_NOW = {301: 302, 308: 307}


class Move(NamedTuple):
    """An old path of the site (decoded, without the path of `base_url`) and its target, ready to be sent.

    `paths` are all spellings of the old path that are to be led away (`spelled` finds them): none is that of a page.
    `alike` are the addresses of pages and files that a server would take for the old one if it did not tell upper from
    lower case, one Unicode form from the other, or `/a`, `/a/`, `/a.html` and `/a/index.html` from each other.
    `stub` is the output path of a page that could be at the old URL: empty if none can, None if one is.
    `query`: the arguments (canonical) that a request must have. They are the end of `old`, and such a move has no
    `paths`, as a page may well be at its path: `spellings` has them.
    """

    old: str
    target: str
    status: int
    paths: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    stub: str | None = None
    query: str = ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """All spellings of the path of a move with arguments."""
        return tuple(_spellings(self.old[: -len(self.query) - 1]))


class Moves(NamedTuple):
    """All moves of the table, with diagnostics."""

    moves: tuple[Move, ...]
    diagnostics: tuple[Diagnostic, ...]


def resolve_rows(rows: Iterable[Row], outputs: Collection[str], url_of: Callable[[str], str], base_path: str) -> Moves:
    """Check the rows against each other and against all output paths.

    `url_of` gives the URL of an article, or of a picture or document beside the articles, by its file; nothing for one
    that is not published.
    """
    taken = frozenset(outputs)
    first, said = _distinct(rows)
    sets = sets_of((key[: -len(row.query) - 1], row.query) for key, row in first.items() if row.query)
    circles = {key for key, end in _ends(first, sets).items() if end is None}
    said += [
        error("E746", say("circular redirect: {old} leads back to itself", old=repr(row.old)), row.place)
        for k, row in first.items()
        if k in circles
    ]
    live: dict[str, Row] = {}
    for key, row in first.items():
        if not row.query and _is_page(row.old, taken):
            message = say("{old} is a page of the site; the redirect is ignored", old=repr(row.old))
            said.append(warning("W766", message, row.place, say("remove the line, or give the page a different URL")))
        elif _next(row, sets, first) == key and (
            row.query or output_path(unquote(urlsplit(row.new).path)) not in taken
        ):
            message = say("{old} redirects to itself; ignored", old=repr(row.old))
            said.append(warning("W766", message, row.place, say("remove the line")))
        elif key not in circles:
            live[key] = row
    ends = _ends(live, sets)
    moves: list[Move] = []
    for key, row in live.items():
        end = ends[key] or row
        target = _target(end, taken, url_of, base_path)
        if end.status == GONE:
            moves.append(Move(row.old, "", GONE, query=row.query))
            if end is not row:
                message = say(
                    "{new} is marked as gone by another line; {old} is gone as well",
                    new=repr(row.new),
                    old=repr(row.old),
                )
                said.append(warning("W745", message, row.new_place, NOTHING, (end.place,)))
        elif target:
            moves.append(Move(row.old, target, row.status, query=row.query))
        else:
            there, status = section_above(end.new, taken), _FOR_NOW.get(row.status, row.status)
            moves.append(Move(row.old, base_path + quote(there, safe=_SAFE), status, query=row.query))
            said.append(not_there(end, there, taken, guess=len(said) < _MOST_HINTS))
    told = tuple(move if move.query else move._replace(stub=_stub(move, taken)) for move in spelled(moves, taken))
    return Moves(told, tuple(dict.fromkeys(said)))


def bare(path: str) -> str:
    """Return a path without its last slash: `/a` and `/a/` are one URL."""
    return path.rstrip("/") or "/"


def spelled(moves: Iterable[Move], outputs: Collection[str]) -> tuple[Move, ...]:
    """Complete each move with its `paths` and `alike`, as seen from all output paths; omit one without a path."""
    taken = outputs if isinstance(outputs, frozenset) else frozenset(outputs)
    every = list(moves)
    moves = [
        move._replace(paths=tuple(p for p in _spellings(move.old) if not _is_page(p, taken)))
        for move in every
        if not move.query
    ]
    alike: dict[str, list[str]] = {key: [] for move in moves for key in _alike(move.old)}
    for output in taken if alike else ():
        key = output.lower() if output.isascii() else clash_key(output)
        if key in alike:
            alike[key].append(_address(output))
    done = (
        move._replace(alike=tuple(sorted(address for key in _alike(move.old) for address in alike[key])))
        for move in moves
        if move.paths
    )
    return (*done, *(move for move in every if move.query))


def concerned(moves: Iterable[Move], outputs: Iterable[str]) -> bool:
    """Return whether the result of `spelled` may change when these outputs are added or removed."""
    keys = {key for move in moves if not move.query for key in _alike(move.old)}
    return bool(keys) and not keys.isdisjoint(map(clash_key, outputs))


def stubs(aliases: Iterable[str], url: str) -> tuple[str, ...]:
    """Choose, of the aliases of an article at `url`, those that need a page of their own.

    Not those that are the article's own URL, nor those that differ from it, or from an earlier alias, only in case or
    Unicode form: not every disk can hold both.
    """
    seen = {clash_key(output_path(unquote(url)))}
    chosen = []
    for alias in aliases:
        key = clash_key(output_path(unquote(alias)))
        if key not in seen:
            seen.add(key)
            chosen.append(alias)
    return tuple(chosen)


def _distinct(rows: Iterable[Row]) -> tuple[dict[str, Row], list[Diagnostic]]:
    """Return the first row for each old URL, and an error for each other one."""
    said: list[Diagnostic] = []
    first: dict[str, Row] = {}
    for row in rows:
        key = _key_of(row)
        if key in first:
            message = say("duplicate old URL {old}", old=repr(row.old))
            said.append(error("E744", message, row.place, say("keep one line"), (first[key].place,)))
        else:
            first[key] = row
    return first, said


def _key(path: str) -> str:
    return bare(normalized("NFC", path))


def _key_of(row: Row) -> str:
    return f"{_key(row.old[: -len(row.query) - 1])}?{row.query}" if row.query else _key(row.old)


def _spellings(old: str) -> Iterator[str]:
    """Return the spellings of a path: both Unicode forms, and for a page in a folder without the last slash."""
    forms = (old,) if old.isascii() else (old, normalized("NFC", old), normalized("NFD", old))
    for form in dict.fromkeys(forms):
        yield form
        if form.endswith("/"):
            yield form[:-1]
        elif "." not in form.rpartition("/")[2]:
            yield f"{form}/"


def _is_page(path: str, taken: frozenset[str]) -> bool:
    """Return whether a server has a page or file at a path; for a folder, it redirects to the path with a slash."""
    name = path.strip("/")
    return (not path.endswith("/") and name in taken) or (f"{name}{_INDEX}" if name else "index.html") in taken


def _alike(old: str) -> tuple[str, ...]:
    """Return the folded output paths that some server may take this path for."""
    name = clash_key(old.strip("/"))
    for ending in (_INDEX, ".html"):
        name = name.removesuffix(ending)
    return name, f"{name}.html", f"{name}{_INDEX}"


def _address(output: str) -> str:
    return "/" + (output.removesuffix("index.html") if output == "index.html" or output.endswith(_INDEX) else output)


def _stub(move: Move, taken: frozenset[str]) -> str:
    output = normalized("NFC", output_path(move.old))
    folders = output.split("/")[:-1]
    blocked = any("/".join(folders[:depth]) in taken for depth in range(1, len(folders) + 1))
    hosts_show = output.endswith((".html", ".htm"))
    return output if hosts_show and not (blocked or move.alike or odd_name(output)) else ""


def _ends(rows: dict[str, Row], sets: Mapping[str, Sequence[tuple[str, ...]]]) -> dict[str, Row | None]:
    """Follow each row to the last of its chain; None for a circle. No row is visited twice."""
    ends: dict[str, Row | None] = {}
    for first in rows:
        way: dict[str, None] = {}
        key = first
        while key in rows and key not in ends and key not in way:
            way[key] = None
            following = _next(rows[key], sets, rows)
            key = following if following != key else ""  # from `/a.html/` to `/a.html`
        if way:
            end = ends[key] if key in ends else None if key in way else rows[next(reversed(way))]
            ends.update(dict.fromkeys(way, end))
    return ends


def _next(row: Row, sets: Mapping[str, Sequence[tuple[str, ...]]], rows: Collection[str]) -> str:
    """Return the key that a target has: that of a row for some of its arguments, or that of its path."""
    if not row.new.startswith("/"):
        return ""
    parts = urlsplit(row.new)
    path = _key(unquote(parts.path))
    found = (f"{path}?{one}" for one in matching(parts.query, sets.get(path, ()))) if parts.query else ()
    return next((key for key in found if key in rows), path)


def _target(row: Row, taken: frozenset[str], url_of: Callable[[str], str], base_path: str) -> str:
    """Return the final target of a row; None if there is no page."""
    if row.new.startswith(_CONTENT):
        url = url_of(row.new.removeprefix(_CONTENT))
        return base_path + quote(url, safe=_SAFE) if url else ""
    if not row.new.startswith("/"):
        return row.new
    path = unquote(urlsplit(row.new).path)
    if output_path(path) in taken:
        return base_path + row.new
    composed = normalized("NFC", path)
    if composed != path and output_path(composed) in taken:
        return base_path + urlsplit(row.new)._replace(path=quote(composed, safe=_SAFE)).geturl()
    return ""
