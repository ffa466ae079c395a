"""Where in an article's file a value stands, for diagnostics that only the site as a whole can make."""

from __future__ import annotations

from ssg.core.errors import Place
from ssg.core.model import Article

CONTENT = "content"


def place_of(article: Article, *keys: str) -> Place:
    """Give the place of a front matter key's value: of the first key that is there, else of the file."""
    path = f"{CONTENT}/{article.path}"
    marks = [line.rsplit(" ", 2) for line in article.marks.split("\n")] if keys and article.marks else []
    for key in keys:
        for name, line, column in marks:
            if name == key:
                return Place(path, int(line), int(column))
    return Place(path, 1)
