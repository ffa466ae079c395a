"""Splits a text into chunks, the lines between two empty ones, and skips code and HTML. It changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ssg.core.patterns import pattern

_FENCE: Final = pattern(r"[ \t>]*(?:[-*+][ \t]+|[0-9]{1,9}[.)][ \t]+)*(?P<mark>`{3,}(?=[^`]*$)|~{3,})")
_HTML: Final = pattern(r" {0,3}<(?:(?P<long>pre|script|style|textarea)\b|(?P<comment>!--)|[/?!a-zA-Z])", re.IGNORECASE)
_ADDRESS: Final = pattern(r" {0,3}<[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ITEM: Final = pattern(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|$)|\[\^[^\]]+\]:")
_BOX: Final = pattern(r" {0,3}:{3,}")


_BLOCK: Final = pattern(r"(?=#{1,6}(?:[ \t]|$)|>)")


def as_text(text: str) -> str:
    """Return the text of a line so that it does not begin a heading or a quotation."""
    return _BLOCK.sub(r"\\", text, count=1) if _BLOCK.match(text) else text


class Line(NamedTuple):
    """A line, and the number of the line of the text (from 0) that it comes from."""

    text: str
    origin: int


class Chunk(NamedTuple):
    """Lines that follow one another. `plain`: neither code nor HTML; `listed`: they may belong to a list above."""

    lines: list[Line]
    plain: bool
    listed: bool


def chunks(text: str) -> Iterator[Chunk]:
    """Yield all lines of `text` (line ends as `\\n`) in their order; an empty line is a chunk that is not plain."""
    kept: list[Line] = []
    until: re.Pattern[str] | None = None
    html = listed = listed_now = False
    for number, content in enumerate(text.split("\n")):
        line = Line(content, number)
        empty = not content.strip()
        if until is not None or (html and not empty):
            yield Chunk([line], plain=False, listed=listed)
            if until is not None and until.search(content):
                until = None
            continue
        html = False
        fence = _FENCE.match(content)
        tag = _HTML.match(content) if not kept and not _ADDRESS.match(content) else None
        if kept and (empty or fence or _BOX.match(content)):
            yield Chunk(kept, plain=True, listed=listed_now)
            kept = []
        if empty:
            yield Chunk([line], plain=False, listed=listed)
        elif fence:
            until = re.compile(rf"^[ \t>]*{re.escape(fence['mark'])}{fence['mark'][0]}*[ \t]*$")
            yield Chunk([line], plain=False, listed=listed)
        elif tag:
            end = re.compile(f"</{tag['long']}>", re.IGNORECASE) if tag["long"] else None
            end = re.compile("-->") if tag["comment"] else end
            html = end is None
            until = end if end is not None and not end.search(content) else None
            yield Chunk([line], plain=False, listed=listed)
        elif _BOX.match(content):
            listed = False
            yield Chunk([line], plain=False, listed=False)
        else:
            if not kept:
                listed = listed and content[0] in " \t"
                listed_now = listed
            listed = listed or _ITEM.match(content) is not None
            kept.append(line)
    if kept:
        yield Chunk(kept, plain=True, listed=listed_now)
