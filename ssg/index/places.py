"""The places of values in an article's file, for diagnostics of the site as a whole."""

from __future__ import annotations

from ssg.core import shown
from ssg.core.errors import Place
from ssg.core.model import Article

CONTENT, STATIC = shown.CONTENT, shown.STATIC
"""The folder of articles; the beginning of a resolved target that names a file of `static/`."""


def place_of(article: Article, *keys: str) -> Place:
    """Return the place of the value of the first key that the front matter has, else of the file."""
    path = f"{CONTENT}/{article.path}"
    marks = [line.rsplit(" ", 2) for line in article.marks.split("\n")] if keys and article.marks else []
    for key in keys:
        for name, line, column in marks:
            if name == key:
                return Place(path, int(line), int(column))
    return Place(path, 1)
