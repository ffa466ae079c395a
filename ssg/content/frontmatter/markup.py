"""Finds Markdown, HTML and character references in texts that are shown as they are written. It changes nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from ssg.content.frontmatter.notes import Notes
from ssg.core.errors import Place
from ssg.core.message import say
from ssg.core.patterns import pattern

# Each with a value: `a<b và c>d` has no tag.
_ATTRIBUTES: Final = r"""(?:\s++[a-z-]++\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=]++))*+"""

MARKED: Final = pattern(
    r"\*\*[^\s*][^*\n]*\*\*|!?\[[^\[\]\n]+\]\((?:https?:|/|www\.)[^()\s]+\)"
    rf"|</?(?:a|b|br|em|font|i|mark|p|span|strong|sub|sup|u){_ATTRIBUTES}\s*+/?>"
    r"|&(?:amp|apos|gt|hellip|ldquo|lsquo|lt|mdash|nbsp|ndash|quot|rdquo|rsquo|#[0-9]{2,6}|#x[0-9a-f]{2,5});",
    re.IGNORECASE,
)
"""What a headline or a summary shows raw: nothing in it is read as Markdown or HTML."""


def report(notes: Notes, name: str, values: Mapping[str, Any]) -> None:
    """Report the first mark in a text, whose place is that of the text."""
    found, mark = MARKED.search(values[name]), notes.marks.get(name)
    if found is None or mark is None:
        return
    message = say("`{name}` shows marks of Markdown or HTML as they are written: `{mark}`", name=name, mark=found[0])
    hint = say("write it without marks, `&` for `&amp;`: pages show headlines and summaries as plain text")
    notes.warning("W151", Place(notes.mended.path, mark.line, mark.column), message, hint)
