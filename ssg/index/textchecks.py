"""Checks of what articles say: misspelt syllables, weekdays that are not those of their dates, names spelt in two ways.

Only Vietnamese texts are read. How often each kind is right on 12,000 articles is in docs/decisions/0099.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from ssg.content.frontmatter.fences import Fences, find_fences
from ssg.content.running_text import prose
from ssg.core.errors import Diagnostic, Place, warning
from ssg.core.message import say
from ssg.core.model import PLAIN, Article
from ssg.core.text.syllables import is_misspelt
from ssg.core.text.twice_spelt import names, twice_spelt
from ssg.core.text.weekdays import conflicts
from ssg.core.text.written import WEEKDAYS
from ssg.index.model import Site
from ssg.index.places import CONTENT, place_of

if TYPE_CHECKING:
    from ssg.index.checks import Surroundings

_WORD: Final = re.compile(r"(?<![\w'’.\-–/@\0])[^\W\d_]+(?![\w'’\-/@\0])")
_DRAWN_OUT: Final = re.compile(r"(.)\1\1")
_LOANS: Final = frozenset(("kiốt", "kiôt", "míc", "iốt"))
"""Loan words in lower case that are built like one syllable."""

Line = tuple[Place, str]
"""A line of text, with the place of its first character."""


def texts(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Yield the findings of all Vietnamese texts."""
    for story in site.stories.values():
        article = story.article
        if (article.language or site.config.language).partition("-")[0].lower() == "vi":
            lines = _lines(article, around.source(f"{CONTENT}/{article.path}"))
            yield from _misspelt(lines)
            yield from _weekdays(lines, None if article.type in PLAIN else article.date.date())
            yield from _names(lines)


def _lines(article: Article, source: str) -> list[Line]:
    """Return title, summary and the prose of the body, with their places."""
    fences = find_fences(source)
    found = [(place_of(article, key), text) for key, text in (("title", article.title), ("summary", article.summary))]
    if isinstance(fences, Fences):
        path, before = f"{CONTENT}/{article.path}", fences.body_line - 1
        found += [(Place(path, before + number, 1), line) for number, line in prose(fences.body)]
    return found


def _misspelt(lines: list[Line]) -> Iterator[Diagnostic]:
    for place, line in lines:
        for found in _WORD.finditer(line) if not line.isascii() else ():
            word = found[0]
            if word.islower() and is_misspelt(word) and word not in _LOANS and not _DRAWN_OUT.search(word):
                message = say("“{word}” is no Vietnamese syllable", word=word)
                hint = say("correct it, or write `ssg: ignore W435` in a comment above")
                yield warning("W435", message, _at(place, found.start()), hint)


def _weekdays(lines: list[Line], published: date | None) -> Iterator[Diagnostic]:
    for place, line in lines:
        for one in conflicts(line, published):
            message = say(
                "“{written}”: {day} is not a {said} but a {right}",
                written=one.written,
                day=f"{one.day:%d/%m}/{one.day.year}",
                said=WEEKDAYS[one.said],
                right=WEEKDAYS[one.right],
            )
            yield warning("W436", message, _at(place, one.at), say("correct the date or the weekday"))


def _names(lines: list[Line]) -> Iterator[Diagnostic]:
    """Yield names that are spelt in two ways in one article."""
    found = [(name, _at(place, at)) for place, line in lines for at, name in names(line)]
    first: dict[str, Place] = {}
    for name, place in found:
        first.setdefault(name, place)
    for name, other in twice_spelt(name for name, _ in found):
        message = say("“{name}” is also spelt “{other}” in this article", name=name, other=other)
        hint = say("write the same everywhere, if it is the same")
        yield warning("W437", message, first[name], hint, also=(first[other],))


def _at(place: Place, column: int) -> Place:
    """Return the place of a column (from 0) of a line that begins at `place`."""
    return Place(place.path, place.line, place.column + column) if place.column else place
