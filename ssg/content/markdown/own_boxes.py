"""Boxes of a site's own: what stands in the HTML for each until it is rendered, and how its place is filled.

The Markdown stage knows no theme. It writes an element around a box's content, with a marker of a `Ref` that holds what
the article says behind `:::`; `filled` puts what the box's template makes of it in the element's place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from markdown_it.rules_block import StateBlock

from ssg.content.markdown.box_use import KIND, use_of
from ssg.content.markdown.notes import notes_of
from ssg.core.errors import Place

ELEMENT: Final = "ssg-box"
ATTRIBUTE: Final = "data-box"
MARK: Final = f"<{ELEMENT}"

CHARTS: Final = ("chart", "bieu-do")
"""The boxes that show data, which need styles of their own."""
_LONGEST: Final = 80  # characters of a name
_TAG: Final = re.compile(rf'<{ELEMENT} {ATTRIBUTE}="\0([0-9]+)\0">\n?|</{ELEMENT}>')


def push(state: StateBlock, written: str, where: Place, lines: tuple[int, int]) -> None:
    """Push the tokens of a box with its contents: the lines after the first of `lines`, before the other."""
    line, past = lines
    if use_of(written[:_LONGEST]).name in CHARTS:
        notes_of(state.env).uses.add(CHARTS[0])
    token = state.push("own_box_open", ELEMENT, 1)
    token.map = [line, past]
    token.attrs = {ATTRIBUTE: notes_of(state.env).marker(KIND, written, where)}
    state.md.block.tokenize(state, line + 1, past)
    state.push("own_box_close", ELEMENT, -1)


def filled(html: str, make: Callable[[int, str], str]) -> str:
    """Return HTML with what `make` gives for the number of each reference to a box and its content, inner ones first.

    An end tag of nobody's, which only trusted HTML can hold, goes.
    """
    stack: list[tuple[int, list[str]]] = [(-1, [])]
    at = 0
    for found in _TAG.finditer(html):
        stack[-1][1].append(html[at : found.start()])
        at = found.end()
        if found[1]:
            stack.append((int(found[1]), []))
        elif len(stack) > 1:
            number, inside = stack.pop()
            stack[-1][1].append(make(number, "".join(inside)))
    stack[-1][1].append(html[at:])
    while len(stack) > 1:  # never closed, in trusted HTML
        number, inside = stack.pop()
        stack[-1][1].append(make(number, "".join(inside)))
    return "".join(stack[0][1])
