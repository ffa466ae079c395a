"""Decides whether YAML would return a line of text as its editor wrote it. It never parses YAML, and knows no keys.

Works on one value: the text after `key:` or `- `, with its continuation lines.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ssg.core.message import NOTHING, Message, say
from ssg.core.patterns import pattern

BLOCK_HEADER: Final = pattern(r"[|>](?:[+-]?[1-9]?|[1-9][+-])(?:[ \t]+#.*)?$")

# Possessive: a quoted scalar is matched or not in one pass.
_QUOTED: Final = {
    '"': pattern(r'"(?P<inner>(?:[^"\\]|\\.)*+)"', re.DOTALL),
    "'": pattern(r"'(?P<inner>(?:[^']|'')*+)'"),
}
_GOOD_ESCAPES: Final = pattern(
    r'(?:[^\\]|\\(?:[0abt\tnvfre "/\\N_LP\n]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}))*+'
)
_NOTHING_MORE: Final = pattern(r"[ \t]*(?:[ \t]#[^\n]*)?(?:\n[ \t]*(?:#[^\n]*)?)*+\Z")
_COLON: Final = pattern(r":(?=[ \t\n]|\Z)")
_HASH: Final = pattern(r"[ \t]#(?P<comment>[ \t#\n]|\Z)?")
# Brackets in quotation marks, which begin an item, close nothing.
_ITEM: Final = r"""(?:(?<=[\[{,:])|(?<=[\[{,:] ))(?:"(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+')"""
_BRACKETED: Final = pattern(rf"(?:\[(?:{_ITEM}|[^\[\]])*+\]|\{{(?:{_ITEM}|[^{{}}])*+\}})[ \t]*[^ \t#]")

_REFUSED_STARTS: Final = "@`%,]}"
_TAKEN_STARTS: Final = {
    "&": say("an anchor"),
    "*": say("an alias"),
    "!": say("a tag"),
    "[": say("a list"),
    "{": say("a mapping"),
}


class Reading(NamedTuple):
    """How to read a value: `plain`, `hash` and `unclosed` as `text`, not as YAML, because of `why`.

    `comment`: YAML reads it, and leaves out `text`.
    """

    kind: str
    text: str
    why: Message = NOTHING


def reading(value: str, more: list[str], *, structured: bool) -> Reading | None:
    """Return how to read a value, or None if YAML returns exactly what is written.

    `value` has no white space around it; `more` are the lines that go on from it. `structured`: a list, a mapping or a
    comment may stand here. In headlines they are text: of 12,000 news articles, each ` # ` in a title or summary was.
    """
    if not value:
        return None
    first = value[0]
    if first in _QUOTED:
        return _quoted(value, more)
    if first == "#":
        if value[1:2] in ("", " ", "\t", "#"):
            return Reading("comment", value, say("YAML reads everything after `# ` as a comment"))
        return Reading("hash", joined(value, more), say("YAML would read the whole value as a comment"))
    why = _refusal(value, structured=structured)
    if why:
        return Reading("plain", joined(value, more), why)
    return None if first in "|>[{" else _plain(value, more, comments=structured)


def joined(value: str, more: list[str]) -> str:
    """Return a value and its continuation lines on one line, as YAML folds them."""
    return " ".join([value, *_without_comments(more)]) if value else " ".join(_without_comments(more))


def _quoted(value: str, more: list[str]) -> Reading | None:
    """Read a value that begins with a quotation mark."""
    whole = "\n".join([value, *more])
    found = _QUOTED[value[0]].match(whole)
    if found is None:
        return Reading("unclosed", joined(value, more), say("its opening quotation mark is not closed"))
    if not _NOTHING_MORE.match(whole, found.end()):
        return Reading("plain", joined(value, more), say("it continues after its closing quotation mark"))
    inner = found["inner"]
    if value[0] == '"' and "\\" in inner and not _GOOD_ESCAPES.fullmatch(inner):
        return Reading(
            "plain", joined(*_head(inner)), say("it contains a backslash that is no escape in double quotation marks")
        )
    return None


def _plain(value: str, more: list[str], *, comments: bool) -> Reading | None:
    """Read a value without quotation marks that begins with nothing special."""
    lines = _without_comments(more)
    whole = "\n".join([value, *lines]) if lines else value
    colon = _COLON.search(whole) if ":" in whole else None
    comment = _HASH.search(whole) if "#" in whole else None
    if comment is None or (colon is not None and colon.start() < comment.start()):
        if colon is None:
            return None
        why = say("it ends with a colon") if colon.end() == len(whole) else say("it contains a colon and a space")
        return Reading("plain", joined(value, more), why)
    if comment["comment"] is None or lines or not comments:
        return Reading("hash", joined(value, more), say("YAML would read everything after ` #` as a comment"))
    return Reading("comment", value[comment.start() :].strip(), say("YAML reads everything after ` # ` as a comment"))


def _refusal(value: str, *, structured: bool) -> Message:
    """Return why YAML would not read a value as text because of its beginning; nothing if it would."""
    first = value[0]
    if first in "[{" and structured:
        return say("it continues after its closing bracket") if _BRACKETED.match(value) else NOTHING
    if first in _TAKEN_STARTS and not value.startswith("!!str "):  # programs write it before text
        return say("YAML would read `{first}` as the start of {what}", first=first, what=_TAKEN_STARTS[first])
    alone = first in "-?:" and value[1:2] in ("", " ", "\t")
    if alone or first in _REFUSED_STARTS or (first in "|>" and BLOCK_HEADER.match(value) is None):
        return say("a YAML value cannot begin with `{first}`", first=first)
    return NOTHING


def _head(text: str) -> tuple[str, list[str]]:
    """Return the first line of a text, and the others."""
    first, *others = text.split("\n")
    return first, others


def _without_comments(lines: list[str]) -> list[str]:
    """Return the lines that are neither blank nor wholly a comment, stripped."""
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
