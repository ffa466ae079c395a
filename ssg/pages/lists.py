"""What all lists of articles share: their pages, and their days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ssg.core.errors import Place
from ssg.core.message import Message
from ssg.index.urls import numbered_url, output_path
from ssg.pages.model import Page
from ssg.pages.paging import numbered_pages
from ssg.pages.reader import Planner, Reader
from ssg.pages.views.lists import Day
from ssg.pages.views.shared import Card

CONFIG = Place("site.toml", 1)


def list_pages(read: Planner, kind: str, url: str, slug: str, owner: Message, place: Place = CONFIG) -> Iterator[Page]:
    """Yield the front page of the list `kind/slug` and its numbered pages, oldest first."""
    for number in range(numbered_pages(read, f"{kind}/{slug}") + 1):
        at = numbered_url(url, number)
        yield Page(kind, at, output_path(at), (slug, number), owner, place)


def cards_of(read: Reader, name: str, number: int) -> tuple[Card, ...]:
    """Return the cards of one page of the list `name`."""
    return tuple(read.card(path) for path in read.slice(name, number))


def by_day(cards: Sequence[Card]) -> tuple[Day, ...]:
    """Group cards, newest first, by day in the site's time zone."""
    return tuple(Day(day, tuple(found)) for day, found in groupby(cards, key=lambda card: card.date.date()))


def numbered_title(read: Reader, title: str, number: int, language: str = "") -> str:
    """Return the document's title of a page of a list, with its number, in a language; an empty one is the site's."""
    if not number:
        return title
    return read.gettext_in(language, "{title} – page {number}").format(title=title, number=number)
