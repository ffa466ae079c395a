"""Headings: their levels below the page's own `<h1>` (the article's title), their ids, and the list of them."""

from __future__ import annotations

from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ssg.content.markdown.live import is_entry
from ssg.content.markdown.notes import Notes, notes_of
from ssg.content.markdown.plaintext import plain
from ssg.content.markdown.tokens import children_of
from ssg.core.errors import notice, warning
from ssg.core.model import Heading
from ssg.core.text.slug import slugify

# For a heading that leaves nothing to make an id of ("???", or one in another script).
NAMELESS: Final = "muc"


def install(md: MarkdownIt) -> None:
    """Give headings their ids once inline text is parsed and ids that editors chose are taken."""
    md.core.ruler.push("headings", _headings)


def _headings(state: StateCore) -> None:
    opens = [index for index, token in enumerate(state.tokens) if token.type == "heading_open"]
    if not opens:
        return
    notes = notes_of(state.env)
    shift = _shift([state.tokens[index] for index in opens], notes)
    for index in opens:
        if is_entry(state.tokens[index]):
            continue  # its anchor is its time
        token, inline = state.tokens[index], state.tokens[index + 1]
        level = min(int(token.tag[1]) + shift, 6)
        token.tag = state.tokens[index + 2].tag = f"h{level}"
        text = _title(inline)
        if not text:
            where = notes.place((token.map or [0])[0], 1)
            notes.diagnostics.append(warning("W225", "this heading is empty", where, "write its text, or take it out"))
        name = str(token.attrs.get("id") or notes.new_id(slugify(text) or NAMELESS))
        token.attrs["id"] = name
        notes.headings.append(Heading(level, name, text))


def _title(inline: Token) -> str:
    """Return a heading's plain text; if it is only pictures, what they show."""
    children = children_of(inline)
    return plain(children) or " ".join(child.content for child in children if child.type == "image")


def _shift(headings: list[Token], notes: Notes) -> int:
    """Return by how many levels all headings go down: one, with a notice, if any of them is a `<h1>`."""
    for heading in headings:
        if heading.tag == "h1":
            where = notes.place((heading.map or [0])[0], 1)
            message = "all headings go down one level: the title of the article is the page's only first-level heading"
            notes.diagnostics.append(notice("N230", message, where, "begin with ##"))
            return 1
    return 0
