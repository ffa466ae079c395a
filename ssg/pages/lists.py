"""What all lists of articles share: their pages, and their days. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ssg.core.errors import Place
from ssg.pages.desk import Desk
from ssg.pages.model import Page
from ssg.pages.paging import numbered_pages, page_of
from ssg.pages.stamps import Stamps
from ssg.pages.views.lists import Day
from ssg.pages.views.shared import Card
from ssg.site.urls import numbered_url, output_path

CONFIG = Place("site.toml", 1)


def plan_list(
    kind: str, url: str, key: str, total: int, size: int, owner: str, place: Place = CONFIG
) -> Iterator[Page]:
    """The front page of a list and its numbered pages, oldest first."""
    for number in range(numbered_pages(total, size) + 1):
        at = numbered_url(url, number)
        yield Page(kind, at, output_path(at), (key, number), owner, place)


def cards_of(desk: Desk, paths: Sequence[str], number: int) -> tuple[Card, ...]:
    """The cards of one page of a list."""
    return tuple(desk.card(path) for path in page_of(paths, number, desk.config.per_page))


def by_day(cards: Sequence[Card]) -> tuple[Day, ...]:
    """Part cards, newest first, into days of the site's time zone."""
    return tuple(Day(day, tuple(found)) for day, found in groupby(cards, key=lambda card: card.date.date()))


def list_key(stamps: Stamps, page: Page, paths: Sequence[str]) -> tuple[str, str]:
    """What a page of a list shows: its articles, and how many pages there are if it is the front page."""
    number, size = int(page.subject[1]), stamps.desk.config.per_page
    pages = "" if number else str(numbered_pages(len(paths), size))
    return stamps.cards(page_of(paths, number, size)), pages


def numbered_title(desk: Desk, title: str, number: int) -> str:
    """Tell the pages of a list apart in the document's title."""
    return desk.gettext("{title} – page {number}").format(title=title, number=number) if number else title
