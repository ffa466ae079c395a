"""Where in an article's file a value stands, for diagnostics that only the site as a whole can make."""

from __future__ import annotations

from ssg.core.errors import Place
from ssg.core.model import Article

CONTENT = "content"


def place_of(article: Article, key: str = "") -> Place:
    """Give the place of a front matter key's value, or of the file where the key is not there."""
    path = f"{CONTENT}/{article.path}"
    found = article.marks.get(key)
    return Place(path, found.line, found.column) if found else Place(path, 1)
