"""Emphasis: `**` and `*` where CommonMark reads them as such, `<strong>` and `<em>` elsewhere. Pure.

A mark beside a letter on one side and punctuation on the other is none: `**“Khí cười”**là`. That depends on what stands
around it, so a text holds markers until its line is whole.
"""

from __future__ import annotations

import re
from typing import Final

STRONG: Final = ("\x01", "\x02")
EM: Final = ("\x03", "\x04")
MARKERS: Final = "\x01\x02\x03\x04"
_MERGED: Final = re.compile("\x02([ ]?)\x01|\x04([ ]?)\x03")
_STRAY: Final = re.compile(f"[{MARKERS}]")


def resolved(line: str) -> str:
    """Return a line with its markers as Markdown or HTML."""
    if not _STRAY.search(line):
        return line
    line = _MERGED.sub(lambda found: found[1] or found[2] or "", line)
    done = ""
    at = 0
    for found in _pairs(line):
        start, end, strong = found
        if start < at:
            continue
        done += line[at:start] + _marked(line, start, end, strong=strong)
        at = end + 1
    return _STRAY.sub("", done + line[at:])


def _pairs(line: str) -> list[tuple[int, int, bool]]:
    """Return the outermost pairs of markers: their places, and whether they are strong."""
    found: list[tuple[int, int, bool]] = []
    open_: list[tuple[int, str]] = []
    for marker in _STRAY.finditer(line):
        at, character = marker.start(), marker[0]
        if character in (STRONG[0], EM[0]):
            open_.append((at, character))
        elif character in (STRONG[1], EM[1]) and open_:
            start, kind = open_.pop()
            if (kind == STRONG[0]) == (character == STRONG[1]) and not open_:
                found.append((start, at, kind == STRONG[0]))
    return found


def _marked(line: str, start: int, end: int, *, strong: bool) -> str:
    inner = resolved(line[start + 1 : end])
    bare = _STRAY.sub("", line[start + 1 : end])
    right = _STRAY.sub("", line[end + 1 :])[:1]
    left = _STRAY.sub("", line[:start])[-1:]
    mark = "**" if strong else "*"
    if bare and _flanks(left, bare[0]) and _flanks(right, bare[-1]) and not _clashes(inner, mark):
        return f"{mark}{inner}{mark}"
    name = "strong" if strong else "em"
    return f"<{name}>{inner}</{name}>"


def _flanks(outside: str, inside: str) -> bool:
    """Return whether a mark between two characters belongs to the one inside."""
    if inside.isspace():
        return False
    return inside.isalnum() or not outside or outside.isspace() or not outside.isalnum()


def _clashes(inner: str, mark: str) -> bool:
    """Return whether marks at the edges of a text would be read together with one around it in another way."""
    return inner.startswith("*") != inner.endswith("*") and len(mark) == 1
