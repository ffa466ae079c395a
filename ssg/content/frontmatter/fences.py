"""Finds where front matter begins and ends, and its notation. It never parses it, nor changes the text."""

from __future__ import annotations

import json
import re
from typing import Final

import msgspec

_OPENING: Final = re.compile(
    r"\ufeff?(?:[^\S\n]*\n)*+(?P<fence>(?:---(?P<form>yaml|toml|json)?|\+\+\+|;;;)[^\S\n]*(?:\n|\Z))"
)
_CLOSING: Final = {
    "-": re.compile(r"^(?:---|\.\.\.)[^\S\n]*$", re.MULTILINE),
    "+": re.compile(r"^\+\+\+[^\S\n]*$", re.MULTILINE),
    ";": re.compile(r"^;;;[^\S\n]*$", re.MULTILINE),
}
_FORMS: Final = {"-": "yaml", "+": "toml", ";": "json"}
# A JSON object as the whole front matter, as in Hugo; `{#id}` and `{.class}` begin a block of Markdown.
_OBJECT: Final = re.compile(r"\ufeff?(?:[^\S\n]*\n)*+(?P<object>\{)\s*(?:\"|\}[^\S\n]*$)", re.MULTILINE)
_END_OF_OBJECT: Final = re.compile(r"^\}[^\S\n]*$", re.MULTILINE)
_IS_JSON: Final = re.compile(r"\s*\{\s*\"")
_REST_OF_LINE: Final = re.compile(r"[^\S\n]*(?:\n|\Z)")
# What editors (and the automatic correction of word processors) write instead of three hyphens.
_NEARLY: Final = re.compile(r"^[^\S\n]*(?:-+|[–—]+-*|[=*_~+]{3,}|\.{2,}|…)[^\S\n]*$", re.MULTILINE)


_JSON: Final = json.JSONDecoder()


class Fences(msgspec.Struct, frozen=True):
    """Front matter between two fences: line numbers from 1, `block` and `body` unchanged.

    `form` is `yaml`, `toml` or `json`; `block_line` is the line with which `block` begins: an object of JSON is its
    own fence.
    """

    fence_line: int
    block: str
    body: str
    body_line: int
    form: str
    block_line: int


class Unfenced(msgspec.Struct, frozen=True):
    """Why no front matter was found: `none` or `unclosed`.

    `line` is that of the fence, or of the first line that is not blank; `lookalike` is a line in place of a fence, with
    its line number, or ("", 0); `block` is what would have been the front matter, `fence` how its end is written.
    """

    reason: str
    line: int
    lookalike: tuple[str, int] = ("", 0)
    block: str = ""
    fence: str = "---"


def find_fences(text: str) -> Fences | Unfenced:
    """Return the front matter of `text`, or why there is none.

    A fence is a line of exactly `---` (trailing white space is ignored); the closing one may be `...`. TOML is between
    two lines `+++`, JSON between two lines `;;;` or in an object of its own; `---toml` and `---json` name the notation.
    Only blank lines may come before the first.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return _object(text) or _without_opening(text)
    fence_line = text.count("\n", 0, opening.start("fence")) + 1
    mark = opening["fence"][0]
    closing = _CLOSING[mark].search(text, opening.end())
    if closing is None:
        like = _lookalike(text, opening.end())
        return Unfenced("unclosed", fence_line, like, text[opening.end() :], mark * 3)
    block = text[opening.end() : closing.start()]
    body_start = min(closing.end() + 1, len(text))
    form = opening["form"] or _FORMS[mark]
    if form == "yaml" and _IS_JSON.match(block) and _is_json(block):
        form = "json"
    return Fences(fence_line, block, text[body_start:], fence_line + 1 + block.count("\n") + 1, form, fence_line + 1)


def _is_json(block: str) -> bool:
    try:
        return isinstance(json.loads(block), dict)
    except (ValueError, RecursionError):
        return False


def _object(text: str) -> Fences | None:
    """Return the JSON object at the beginning of a text; a broken one ends with the first line `}`."""
    opening = _OBJECT.match(text)
    if opening is None:
        return None
    start = opening.start("object")
    try:
        end = _JSON.raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        closing = _END_OF_OBJECT.search(text, start)
        end = closing.start() + 1 if closing else len(text)
    rest = _REST_OF_LINE.match(text, end)
    if rest is None:
        return None
    line = text.count("\n", 0, start) + 1
    block = text[start:end]
    return Fences(line, block, text[rest.end() :], line + block.count("\n") + 1, "json", line)


def _without_opening(text: str) -> Unfenced:
    """Report the first line of a text that does not begin with a fence."""
    start = len(text) - len(text.lstrip("\ufeff \t\n\r\v\f"))
    line = text.count("\n", 0, start) + 1
    start = text.rfind("\n", 0, start) + 1
    first = text[start:].partition("\n")[0].lstrip("\ufeff")
    rest = text[start:].partition("\n")[2]
    lookalike = (first.rstrip(), line) if _NEARLY.fullmatch(first) else ("", 0)
    return Unfenced("none", line, lookalike, rest if lookalike[1] else "")


def _lookalike(text: str, start: int) -> tuple[str, int]:
    """Return the first line from `start` on that may be meant as a fence, and its number."""
    found = _NEARLY.search(text, start)
    return (found[0].strip(), text.count("\n", 0, found.start()) + 1) if found else ("", 0)
