"""Tables as GitHub writes them, in a box that scrolls sideways by touch, wheel and keyboard when they are wide."""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ssg.content.markdown.notes import Notes, notes_of
from ssg.core.errors import warning
from ssg.core.message import say

_BAR: Final = re.compile(r"(?<!\\)\|")


def install(md: MarkdownIt) -> None:
    """Read tables, and wrap them once they are parsed."""
    md.enable("table")
    md.core.ruler.push("tables", _wrap)


def _wrap(state: StateCore) -> None:
    if not any(token.type == "table_open" for token in state.tokens):
        return
    notes = notes_of(state.env)
    kept: list[Token] = []
    count = columns = 0
    for token in state.tokens:
        kind = token.type
        if kind == "table_open":
            count += 1
            columns = 0
            kept.append(_box(notes, count, token))
        elif kind == "th_open":
            columns += 1
            token.attrs = {"scope": "col", **token.attrs}
            _align(token)
        elif kind == "td_open":
            _align(token)
        elif kind == "tr_open" and columns and token.map:
            _count_cells(notes, token.map[0], columns)
        kept.append(token)
        if kind == "table_close":
            kept.append(Token("table_box_close", "div", -1, level=token.level, block=True))
    state.tokens = kept


def _box(notes: Notes, number: int, table: Token) -> Token:
    """Return the opening tag of the box around a table: reached by Tab, and so in need of a name."""
    box = Token("table_box_open", "div", 1, map=table.map, level=table.level, block=True)
    box.attrs = {"class": "table", "tabindex": "0", "role": "region"}
    box.attrs["aria-label"] = f"{notes.options.labels.table} {number}"
    return box


def _align(cell: Token) -> None:
    """Turn the style attribute that markdown-it gives an aligned cell into a class, as the page's CSP wants it."""
    style = str(cell.attrs.pop("style", ""))
    if style:
        cell.attrs["class"] = "align-" + style.removeprefix("text-align:")


def _count_cells(notes: Notes, line: int, columns: int) -> None:
    """Warn of cells that GitHub's rules leave out since the table's head has none above them."""
    text = notes.line(line)
    if text.count("|") <= columns - 1:
        return
    row = text.lstrip("> \t").strip().removeprefix("|")
    cells = len(_BAR.findall(row)) + (not row.endswith("|") or row.endswith("\\|"))
    if cells > columns:
        notes.diagnostics.append(
            warning(
                "W224",
                say(
                    "row has {cells} cells but the table has {columns} columns; the rest is not shown",
                    cells=cells,
                    columns=columns,
                ),
                notes.place(line, 1),
                say("add cells to the first row of the table, or write `\\|` for a literal bar"),
            )
        )
