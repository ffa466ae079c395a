"""Redirects as a whole: rows of the table and aliases → moves that servers can be told of, checked. Pure.

Chains are shortened to one step. A redirect from where a page is, to where none is, or in a circle is an error.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

import msgspec

from ssg.content.redirects import GONE, Row
from ssg.core.errors import Diagnostic, error
from ssg.site.urls import output_path

_SAFE = "-._~!$&'()*+,;=:@/%"
# A guess takes 90 ms among 100,000 pages; a table that is wrong as a whole has thousands of such lines.
_MOST_HINTS = 10
_MOST_GUESSES = 2_000


class Move(NamedTuple):
    """An old path of the site (decoded, without the path of `base_url`) and the address to go to, ready to be sent."""

    old: str
    target: str
    status: int


class Moves(NamedTuple):
    """All moves of the table, and what is wrong."""

    moves: tuple[Move, ...]
    diagnostics: tuple[Diagnostic, ...]


def settle_rows(rows: Iterable[Row], outputs: Collection[str], url_of: Callable[[str], str], base_path: str) -> Moves:
    """Check the rows against each other and against all output paths; `url_of` gives an article's URL by its file."""
    said: list[Diagnostic] = []
    first: dict[str, Row] = {}
    taken = frozenset(outputs)
    for row in rows:
        key = bare(row.old)
        if key in first:
            message = f"{row.old!r} is there twice"
            said.append(error("E744", message, row.place, "Keep one line.", (first[key].place,)))
        elif output_path(row.old) in taken:
            message = f"{row.old!r} is a page of the site: readers would never see it"
            said.append(error("E744", message, row.place, "Take the line out, or give the page another address."))
        else:
            first[key] = row
    moves: list[Move] = []
    ends = _ends(first)
    for key, row in first.items():
        end = ends[key]
        if end is None:
            said.append(error("E746", f"{row.old!r} leads back to itself", row.place))
        elif end.status == GONE and end is not row:
            said.append(error("E745", f"{row.new!r} is gone, by another line", row.new_place, "", (end.place,)))
        elif isinstance(target := _target(end, taken, url_of, base_path), Diagnostic):
            said.append(target if target.hint or len(said) >= _MOST_HINTS else _with_guess(target, end.new, taken))
        else:
            moves.append(Move(row.old, target, row.status))
    return Moves(tuple(moves), tuple(dict.fromkeys(said)))


def bare(path: str) -> str:
    """Give a path without its last slash: `/a` and `/a/` are one address."""
    return path.rstrip("/") or "/"


def _ends(rows: dict[str, Row]) -> dict[str, Row | None]:
    """Follow each row from one to the next, to the last; None where they lead in a circle. No row is passed twice."""
    ends: dict[str, Row | None] = {}
    for first in rows:
        way: dict[str, None] = {}
        key = first
        while key in rows and key not in ends and key not in way:
            way[key] = None
            new = rows[key].new
            key = bare(unquote(urlsplit(new).path)) if new.startswith("/") else ""
        if way:
            end = ends[key] if key in ends else None if key in way else rows[next(reversed(way))]
            ends.update(dict.fromkeys(way, end))
    return ends


def _target(row: Row, taken: frozenset[str], url_of: Callable[[str], str], base_path: str) -> str | Diagnostic:
    """Give the address that a row leads to at last."""
    if row.new.startswith("content/"):
        url = url_of(row.new.removeprefix("content/"))
        if not url:
            return error("E745", f"there is no public article {row.new!r}", row.new_place)
        return base_path + quote(url, safe=_SAFE)
    if not row.new.startswith("/"):
        return row.new
    path = output_path(unquote(urlsplit(row.new).path))
    if path not in taken:
        return error("E745", f"there is no page {row.new!r}", row.new_place)
    return base_path + row.new


def _with_guess(said: Diagnostic, new: str, taken: frozenset[str]) -> Diagnostic:
    """Guess what page was meant, among those that lie beside the one that is not there."""
    if not new.startswith("/"):
        return said
    hint = _meant(output_path(unquote(urlsplit(new).path)), taken)
    return msgspec.structs.replace(said, hint=hint)


def _meant(path: str, taken: frozenset[str]) -> str:
    folder, _, name = path.removesuffix("/index.html").rpartition("/")
    beside = {other.removesuffix("/index.html"): other for other in taken if other.startswith(folder)}
    names = [other[len(folder) :].lstrip("/") for other in beside if other.rpartition("/")[0] == folder]
    near = difflib.get_close_matches(name, sorted(names)[:_MOST_GUESSES], 1)
    if not near:
        return ""
    found = beside[f"{folder}/{near[0]}" if folder else near[0]]
    return f"Did you mean /{found.removesuffix('index.html')}?"
