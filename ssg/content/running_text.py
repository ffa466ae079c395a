"""Masks everything in a Markdown text that is not running prose: code, URLs, HTML, formulas, names of files. Pure.

What is masked becomes NUL characters, so that the lines and columns of the rest stay those of the file. It knows no
rules of rendering: where in doubt, it masks, since checks of prose must report nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ssg.core.patterns import pattern

_FENCE: Final = pattern(r"\s{0,3}(?P<mark>`{3,}|~{3,}|\${2})")
_NOT_PROSE: Final = pattern(r"(?: {4}|\t| {0,3}(?::{3,}|\[[^\]]*\]:|\*\[[^\]]*\]:|\{[{%]))")
_INLINE: Final = pattern(
    r"(?P<ticks>`+)(?:(?!(?P=ticks)).)*+(?P=ticks)"  # code
    r"|\]\((?:[^()\n]|\([^()\n]*\))*\)"  # the target of a link or picture
    r"|\]\[[^\]\n]*\]|\[\[[^\]\n]*\]\]|\[\^[^\]\n]*\]"
    r"|</?[A-Za-z][^<>\n]*>|<[^\s<>]+>"
    r"|\b(?:https?|ftp|mailto):\S+|\bwww\.\S+|(?<![\w.+-])[\w.+-]++@[\w.-]+\.\w+"
    r"|\$[^\s$][^$\n]*\$"
    r"|\{\{.*?\}\}|\{%.*?%\}|\{[.#][^{}\n]*\}"
    r"|&(?:#\w+|\w+);"
    r"|@@|[#@]\w+"
)
_COMMENT: Final = pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_QUIET: Final = pattern(r"<(script|style|pre|code)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)


def prose(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text that have prose, each with its number from 1, all else masked by NUL."""
    if "<" in text:
        text = _QUIET.sub(_hidden, _COMMENT.sub(_hidden, text))
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        found = _FENCE.match(line)
        if fence:
            fence = "" if found and found["mark"].startswith(fence) else fence
        elif found:
            fence = found["mark"]
        elif line and not _NOT_PROSE.match(line):
            yield number, _INLINE.sub(_hidden, line)


def _hidden(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "\0", found[0])
