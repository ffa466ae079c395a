"""The source of articles and their bodies when a page shows them. An interface only."""

from __future__ import annotations

from typing import Protocol

from ssg.core.model import Article, Body, Brief


class Library(Protocol):
    """Returns the parsed file of a brief."""

    def article(self, brief: Brief) -> Article:
        """Return the article of a brief."""

    def body(self, brief: Brief) -> Body:
        """Return an article's body."""
