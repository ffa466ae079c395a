"""The short way for prose gives the tokens that markdown-it gives, for whatever lines stand below each other."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ssg.content.markdown import ALL, MarkdownOptions
from ssg.content.markdown.notes import NOTES, Notes, Refused
from ssg.content.markdown.printing import Printer
from ssg.content.markdown.rules import ALWAYS, MARKDOWN_RULES, Parser

# What a line may be put together of: indentation, marks of all blocks, and words.
PIECES = (
    *("- ", "* ", "+ ", "-", "1. ", "2) ", "> ", ">", " ", "  ", "   ", "    ", "\t", "# ", "---", "===", "***"),
    *("- - -", ": ", "| a | b |", "|---|---|", "```", "~~~", "{.x}", "::: note", "[^1]: ", "*[AB]: ", "[a]: /b"),
    *("<div>", "</div>", "<!-- x", "- [ ] ", "$$", "\\", "! ", "![](a.jpg)"),
    *("a", "Chữ ", "“b” ", "(c) ", "*d* ", "**e** ", "**", "*", "_f_ ", "12 "),
)
LINES = st.lists(st.lists(st.sampled_from(PIECES), max_size=4).map("".join), min_size=1, max_size=9)


@cache
def parsers(extensions: tuple[str, ...]) -> tuple[MarkdownIt, MarkdownIt]:
    """Return the parser with the short way, and the one without."""
    both = []
    for without in (set[str](), {"prose"}):
        md = Parser("commonmark", {"html": True}, renderer_cls=Printer)
        for name, install in MARKDOWN_RULES:
            if name in {*ALWAYS, *extensions} - without:
                install(md)
        both.append(md)
    return both[0], both[1]


def tokens(md: MarkdownIt, text: str, extensions: tuple[str, ...]) -> list[MutableMapping[str, Any]] | str:
    """Return all tokens of a text, or why it is refused."""
    notes = Notes(text, "a", 1, MarkdownOptions(extensions=extensions))
    try:
        return [token.as_dict() for token in md.parse(text, {NOTES: notes})]
    except Refused as refused:
        return str(refused.diagnostic.message)


@pytest.mark.parametrize("extensions", [(), ALL], ids=["none", "all"])
@given(lines=LINES)
def test_short_way_gives_the_same_tokens(extensions: tuple[str, ...], lines: list[str]) -> None:
    text = "\n".join(lines)
    short, long = parsers(extensions)
    assert tokens(short, text, extensions) == tokens(long, text, extensions)


@pytest.mark.parametrize(
    "text",
    [
        "- một\n- hai\n* ba\n",
        "- một\n  - hai\n    - ba\n      - bốn\n",
        "- một\n - hai\n  - ba\n   - bốn\n    - năm\n",
        "> - một\n> - hai\n- ba\n",
        "- một\n- - -\n",
        "- một\n---\n",
        "1. một\n- hai\n",
        "- **một** hai\n- *ba*\n\n*bốn*\n\n***\n",
    ],
)
def test_short_way_ends_paragraphs_in_lists_where_markdown_it_does(text: str) -> None:
    short, long = parsers(())
    assert tokens(short, text, ()) == tokens(long, text, ())
