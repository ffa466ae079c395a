"""Finds where front matter begins and ends. It never looks at YAML, and never takes a character away from the text."""

from __future__ import annotations

import re
from typing import Final

import msgspec

_OPENING: Final = re.compile(r"\ufeff?(?:[^\S\n]*\n)*+(?P<fence>---[^\S\n]*(?:\n|\Z))")
_CLOSING: Final = re.compile(r"^(?:---|\.\.\.)[^\S\n]*$", re.MULTILINE)
# What editors (and the automatic correction of word processors) write instead of three hyphens.
_NEARLY: Final = re.compile(r"^[^\S\n]*(?:-+|[–—]+-*|[=*_~+]{3,}|\.{2,}|…)[^\S\n]*$", re.MULTILINE)


class Fences(msgspec.Struct, frozen=True):
    """Front matter between two fences: line numbers from 1, `block` and `body` as they stand in the text."""

    fence_line: int
    block: str
    body: str
    body_line: int


class Unfenced(msgspec.Struct, frozen=True):
    """Why no front matter was found: `none`, `unclosed` or `toml`.

    `line` is that of the fence, or of the first line that is not blank; `lookalike` is a line that stands where a
    fence should be, with its line number, or ("", 0); `block` is what would have been the front matter.
    """

    reason: str
    line: int
    lookalike: tuple[str, int] = ("", 0)
    block: str = ""


def find_fences(text: str) -> Fences | Unfenced:
    """Return the front matter of `text`, or why there is none.

    A fence is a line of exactly `---` (white space after it is no matter); the closing one may be `...`. Only blank
    lines may stand before the first.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return _without_opening(text)
    fence_line = text.count("\n", 0, opening.start("fence")) + 1
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return Unfenced("unclosed", fence_line, _lookalike(text, opening.end()), text[opening.end() :])
    block = text[opening.end() : closing.start()]
    body_start = min(closing.end() + 1, len(text))
    return Fences(fence_line, block, text[body_start:], fence_line + 1 + block.count("\n") + 1)


def _without_opening(text: str) -> Unfenced:
    """Say what the first line is, in a text that does not begin with a fence."""
    start = len(text) - len(text.lstrip("\ufeff \t\n\r\v\f"))
    line = text.count("\n", 0, start) + 1
    start = text.rfind("\n", 0, start) + 1
    first = text[start:].partition("\n")[0].lstrip("\ufeff")
    if first.strip() == "+++":
        return Unfenced("toml", line)
    rest = text[start:].partition("\n")[2]
    lookalike = (first.rstrip(), line) if _NEARLY.fullmatch(first) else ("", 0)
    return Unfenced("none", line, lookalike, rest if lookalike[1] else "")


def _lookalike(text: str, start: int) -> tuple[str, int]:
    """Return the first line from `start` on that was perhaps meant as a fence, and its number."""
    found = _NEARLY.search(text, start)
    return (found[0].strip(), text.count("\n", 0, found.start()) + 1) if found else ("", 0)
