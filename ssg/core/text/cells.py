"""How wide text is on a terminal, and how to cut it around a character. Pure; knows no terminal."""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

_ELLIPSIS: Final = "…"


class Cut(NamedTuple):
    """A part of a line, and the index in it (from 0) of the character that it was cut around."""

    text: str
    at: int


def cells(text: str) -> int:
    """Return how many columns a text takes: two for wide letters and emoji, none for marks on other letters."""
    return len(text) if text.isascii() else sum(map(_width, text))


def around(line: str, at: int, widest: int) -> Cut:
    """Return the part of a line that fits into `widest` columns and holds the character at index `at`.

    An ellipsis replaces what is cut off on either side. `at` may be the end of the line.
    """
    at = min(at, len(line))
    if cells(line) <= widest:
        return Cut(line, at)
    start = 0
    if cells(line[:at]) > widest * 2 // 3:
        start, room = at, widest // 2
        while start and (room := room - _width(line[start - 1])) > 0:
            start -= 1
        while start < at and not _width(line[start]):  # a mark without its letter
            start += 1
    room = widest - 1 - bool(start)
    end = start
    while end < len(line) and (room := room - _width(line[end])) >= 0:
        end += 1
    before, after = _ELLIPSIS if start else "", _ELLIPSIS if end < len(line) else ""
    return Cut(f"{before}{line[start:end]}{after}", at - start + len(before))


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
