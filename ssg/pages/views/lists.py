"""What the pages of lists show: categories, tags, authors, topics, the archive. Types only."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from ssg.pages.views.page import SectionText
from ssg.pages.views.shared import Card, HeadView, Link, Pager, Person, Version


class Day(msgspec.Struct, frozen=True):
    """A day of a timeline: its date, and its articles from the newest."""

    date: date
    cards: tuple[Card, ...]


class Month(msgspec.Struct, frozen=True):
    """A month of the archive: first day, URL, number of articles."""

    date: date
    url: str
    count: int


class Year(msgspec.Struct, frozen=True):
    """A year of the archive, its months from the newest."""

    year: int
    url: str
    count: int
    months: tuple[Month, ...]


class CategoryPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `category.html`: `tabs` are the main category and its children, the one shown marked by equal `url`.

    `text` is that of `_index.md` in its folder, `versions` are the section in other languages: on the first page only.
    """

    kind: str = "category"
    head: HeadView
    url: str
    section: str
    breadcrumb: tuple[Link, ...]
    name: str
    description: str
    text: SectionText | None
    category: Link
    tabs: tuple[Link, ...]
    versions: tuple[Version, ...]
    cards: tuple[Card, ...]
    pager: Pager


class TagPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `tag.html`."""

    kind: str = "tag"
    head: HeadView
    url: str
    section: str = ""
    breadcrumb: tuple[Link, ...]
    name: str
    cards: tuple[Card, ...]
    pager: Pager


class AuthorPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `author.html`."""

    kind: str = "author"
    head: HeadView
    url: str
    section: str = ""
    breadcrumb: tuple[Link, ...]
    person: Person
    cards: tuple[Card, ...]
    pager: Pager


class TopicPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `topic.html` (dòng sự kiện): a timeline of days from the newest."""

    kind: str = "topic"
    head: HeadView
    url: str
    section: str = ""
    breadcrumb: tuple[Link, ...]
    name: str
    summary: str
    days: tuple[Day, ...]
    pager: Pager


class ArchivePage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `archive.html`: every year (`/archive/`), or one of them (`/archive/2026/`)."""

    kind: str = "archive"
    head: HeadView
    url: str
    section: str = ""
    breadcrumb: tuple[Link, ...]
    title: str
    years: tuple[Year, ...]


class MonthPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `month.html`: the articles of a month, by day from the newest."""

    kind: str = "month"
    head: HeadView
    url: str
    section: str = ""
    breadcrumb: tuple[Link, ...]
    date: date
    days: tuple[Day, ...]
    pager: Pager


class CorrectionEntry(msgspec.Struct, frozen=True):
    """A correction in the list of all: when it was made, what it says, and the article."""

    date: datetime
    text: str
    article: Link


class CorrectionDay(msgspec.Struct, frozen=True):
    """A day of corrections: its date, and its corrections from the newest."""

    date: date
    corrections: tuple[CorrectionEntry, ...]


class CorrectionsPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `corrections.html`: the corrections of all articles, by day from the newest."""

    kind: str = "corrections"
    head: HeadView
    url: str
    section: str = ""
    breadcrumb: tuple[Link, ...]
    title: str
    days: tuple[CorrectionDay, ...]
    pager: Pager


class ListingPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `listing.html`, or in the template of a page of `[[pages]]`: `name` is its title.

    `text` is that of its `source`, on the first page only.
    """

    kind: str = "listing"
    head: HeadView
    url: str
    section: str = ""
    breadcrumb: tuple[Link, ...]
    name: str
    description: str
    text: SectionText | None
    cards: tuple[Card, ...]
    pager: Pager
