"""`~~deleted~~` text."""

from __future__ import annotations

from markdown_it import MarkdownIt


def install(md: MarkdownIt) -> None:
    """Read text between two pairs of tildes as deleted."""
    md.enable("strikethrough")
