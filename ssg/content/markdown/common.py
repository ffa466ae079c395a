"""Markdown as other systems read it, CommonMark with tables, as HTML: nothing of ssg's own, and nothing is cleaned."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt


def common_html(text: str) -> str:
    """Return a text of CommonMark as HTML, which may hold anything: no reader may see it as it is."""
    return str(_parser().render(text))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
