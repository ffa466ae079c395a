"""Bullets of word processors (`•`, `‣`, `▪`, and `–` or `o` before a tab) as items of a Markdown list."""

from __future__ import annotations

import re
from typing import Final

from ssg.content.pasted.chunks import Line, as_text

_BULLET: Final = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<mark>[•‣▪●○◦■□▫➢➤►▸▹◆◇❖➔➜✦⁃∙\uf0b7\uf0a7\uf0d8]|·(?=[ \t\u00a0]))[ \t\u00a0]*"
    r"|(?P<tabbed>[–—·o§Ø])\t[ \t]*)(?=\S)"
)
_DEEPER: Final = frozenset("o○◦▪■▫§\uf0a7")


_ITEM: Final = re.compile(r" {0,3}(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|$)")
_INDENTED: Final = re.compile(r"(?P<indent>\t[ \t]*)[-*+][ \t]+(?=\S)")


def indented_items(lines: list[Line]) -> list[Line]:
    """Move items that begin with a tab, and so would be code or continue the line above, to the margin."""
    first = next((_INDENTED.match(line.text) for line in lines if _INDENTED.match(line.text)), None)
    if first is None or any(_ITEM.match(line.text) for line in lines):
        return lines
    margin = len(first["indent"].expandtabs(4))
    done: list[Line] = []
    for line in lines:
        found = _INDENTED.match(line.text)
        if found is None:
            done.append(line)
            continue
        deeper = max(len(found["indent"].expandtabs(4)) - margin, 0) // 4
        done.append(Line("  " * deeper + line.text[found.end("indent") :], line.origin))
    return done


def bullets(lines: list[Line]) -> list[Line]:
    """Write each line that begins with a bullet as an item, nested if its bullet is of a lower level."""
    levels: list[tuple[int, str]] = []
    done: list[Line] = []
    for line in lines:
        found = _BULLET.match(line.text)
        if found is None:
            done.append(line)
            continue
        indent = len(found["indent"].expandtabs(4))
        mark = found["mark"] or found["tabbed"]
        while levels and (indent, mark) != levels[-1] and not _is_below(levels[-1], indent, mark):
            levels.pop()
        if not levels or (indent, mark) != levels[-1]:
            levels.append((indent, mark))
        done.append(Line(f"{'  ' * (len(levels) - 1)}- {as_text(line.text[found.end() :])}", line.origin))
    return done


def _is_below(above: tuple[int, str], indent: int, mark: str) -> bool:
    """Return whether a bullet is of a level below the one above it."""
    if indent != above[0]:
        return indent > above[0]
    return mark in _DEEPER and above[1] not in _DEEPER
