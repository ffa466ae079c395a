"""Where articles and their bodies are had when a page shows them. An interface only."""

from __future__ import annotations

from typing import Protocol

from ssg.core.model import Article, Body, Brief


class Library(Protocol):
    """Gives what was made of a file, by its brief."""

    def article(self, brief: Brief) -> Article:
        """Give the article of a brief."""

    def body(self, brief: Brief) -> Body:
        """Give an article's body."""
