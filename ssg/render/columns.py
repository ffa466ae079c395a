"""The columns of templates: lines that know where on them something stands. Pure.

jinja2 notes the line of each node alone. Its tokens come in the order of the text, so that each is found behind the
last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from jinja2 import nodes

from ssg.core.theme import Line
from ssg.render.indentation import RawToken

_LINE_BREAK: Final = re.compile("\r\n|\r|\n")


def placed(tokens: Iterable[RawToken], source: str) -> Iterator[RawToken]:
    """Yield tokens with lines that know their columns."""
    lines = _LINE_BREAK.split(source)
    at, behind = 1, 0
    for number, kind, text in tokens:
        if number != at:
            at, behind = number, 0
        first, *others = text.split("\n")
        start = max(lines[number - 1].find(first, behind), behind) if number <= len(lines) else 0
        yield Line(number, start + 1), kind, text
        at, behind = (number + len(others), len(others[-1])) if others else (number, start + len(first))


def line_of(node: nodes.Node) -> int:
    """Return the line of a node, with the column of the name that matters: of a call, the function that is called."""
    line: int = node.lineno
    if isinstance(node, nodes.Call):
        return line_of(node.node)
    if isinstance(node, nodes.Getattr) and isinstance(line, Line):
        return Line(line, line.column + 1)  # behind the dot
    if isinstance(node, nodes.Include | nodes.Extends | nodes.Import | nodes.FromImport):
        return line_of(node.template) if isinstance(node.template, nodes.Const) else line
    return line


def word_at(text: str, line: int, word: str) -> int:
    """Return a line with the column of a word on it, behind what the line points to; the line without one."""
    start = sum(len(one) + 1 for one in text.split("\n")[: line - 1])
    behind = start + (line.column - 1 if isinstance(line, Line) else 0)
    found = re.compile(rf"\b{re.escape(word)}\b").search(text, behind)
    if found is None or "\n" in text[behind : found.start()]:
        return line
    return Line(line, found.start() - start + 1)
