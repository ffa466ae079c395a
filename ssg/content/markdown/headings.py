"""Headings: their levels below the page's own `<h1>` (the article's title), their ids, and the list of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ssg.content.markdown.live import is_entry
from ssg.content.markdown.notes import Notes, notes_of
from ssg.content.markdown.plaintext import plain
from ssg.content.markdown.tokens import children_of
from ssg.core.errors import Diagnostic, notice, warning
from ssg.core.message import say
from ssg.core.model import Heading
from ssg.core.patterns import pattern
from ssg.core.text.slug import slugify

# For a heading that leaves nothing to make an id of ("???", or one in another script).
NAMELESS: Final = "muc"
_SHORTEST: Final = 3  # marks of such a line: `--` ends a mail, and `-` alone is an empty item
_LONGEST: Final = 120  # characters of a heading that is written with a line below it

_KEY: Final = pattern(
    r"(?:title|tiêu đề|date|ngày|category|chuyên mục|summary|sapo|author|tags)[ ]?:[ ]", re.IGNORECASE
)

_FRONT_MATTER: Final = say(
    "front matter stands at the beginning of a file alone, between two lines `---`; a second article needs its own file"
)


def install(md: MarkdownIt) -> None:
    """Set the ids of headings once inline text is parsed and ids that editors chose are taken."""
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
            notes.diagnostics.append(warning("W225", say("empty heading"), where, say("write its text, or remove it")))
        if token.markup in ("-", "="):
            notes.diagnostics.extend(_underlined(token, inline.content, notes))
        name = str(token.attrs.get("id") or notes.new_id(slugify(text) or NAMELESS))
        token.attrs["id"] = name
        notes.headings.append(Heading(level, name, text))


def _is_prose(text: str) -> bool:
    """Return whether the text of a heading is rather a paragraph: a sentence, several lines, or a long line."""
    return "\n" in text or len(text) > _LONGEST or text.endswith((".", "…", ";", ","))


def _underlined(heading: Token, text: str, notes: Notes) -> Iterator[Diagnostic]:
    """Yield the warning for a text that a line below it makes a heading, where few would mean one."""
    at = max((heading.map or [0, 1])[1] - 1, 0)
    line = notes.line(at).strip(" \t>")
    is_key = _KEY.match(text) is not None
    if is_key or _is_prose(text) or len(line) < _SHORTEST:
        message = say("the paragraph above `{line}` is shown as a heading", line=line[:_SHORTEST])
        hint = say("insert an empty line between them; a heading begins with `##`")
        if is_key:
            hint = _FRONT_MATTER
        yield warning("W251", message, notes.place(at, 1), hint)


def _title(inline: Token) -> str:
    """Return a heading's plain text; if it is only pictures, what they show."""
    children = children_of(inline)
    return plain(children) or " ".join(child.content for child in children if child.type == "image")


def _shift(headings: list[Token], notes: Notes) -> int:
    """Return by how many levels all headings go down: one, with a notice, if any of them is a `<h1>`."""
    for heading in headings:
        if heading.tag == "h1":
            where = notes.place((heading.map or [0])[0], 1)
            message = say(
                "all headings move down one level: the article's title is the page's only first-level heading"
            )
            hint = say("begin with `##`")
            if _is_prose(notes.line((heading.map or [0])[0]).rstrip(' "”')):
                hint = say("begin with `##`, or with `\\#` if it is no heading")
            notes.diagnostics.append(notice("N230", message, where, hint))
            return 1
    return 0
