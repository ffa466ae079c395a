"""The first column of a table as headings of its rows, which stay in place while the table scrolls sideways.

It is one if the first cell of the head is empty, or if all cells below that one are bold.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ssg.content.markdown.notes import notes_of
from ssg.content.markdown.tokens import children_of, where

NAME: Final = "first-column"


def install(md: MarkdownIt) -> None:
    """Look at tables once all else is known of them."""
    md.core.ruler.push("first_column", where("|", _look))


def _look(state: StateCore) -> None:
    begin = -1
    for at, token in enumerate(state.tokens):
        if token.type == "table_open":
            begin = at
        elif token.type == "table_close" and begin >= 0:
            if _head_rows(state.tokens, begin, at):
                notes_of(state.env).uses.add(NAME)
            begin = -1


def _head_rows(tokens: list[Token], begin: int, end: int) -> bool:
    """Make the first cells of a table headings of their rows, if that is what they are."""
    firsts = [at + 1 for at in range(begin, end) if tokens[at].type == "tr_open"]
    corner, *rows = firsts
    columns = sum(token.type == "th_open" for token in tokens[corner:end])
    is_empty = not tokens[corner + 1].content.strip()
    if columns < 2 or not rows or not (is_empty or all(_is_bold(tokens[at + 1]) for at in rows)):
        return False
    if is_empty:  # an empty heading would be announced to whoever cannot see the table
        _rename(tokens, corner, "td")
        tokens[corner].attrs.pop("scope", None)
    for at in rows:
        if _is_bold(tokens[at + 1]):
            tokens[at + 1].children = children_of(tokens[at + 1])[1:-1]
        _rename(tokens, at, "th")
        tokens[at].attrs = {"scope": "row", **tokens[at].attrs}
    return True


def _rename(tokens: Sequence[Token], at: int, tag: str) -> None:
    for token, suffix in ((tokens[at], "open"), (tokens[at + 2], "close")):
        token.tag, token.type = tag, f"{tag}_{suffix}"


def _is_bold(cell: Token) -> bool:
    """Return whether all that a cell says is bold."""
    children = [child for child in children_of(cell) if child.type != "text" or child.content]
    if len(children) < 3 or children[0].type != "strong_open" or children[-1].type != "strong_close":
        return False
    cell.children = children
    return sum(child.type == "strong_close" and child.level == children[0].level for child in children) == 1
