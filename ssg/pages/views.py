"""The views: all that a template may see. Frozen, plain, and documented for theme authors in `docs/templates.md`.

A view never holds the site, an article's file or anything that other pages do not need: what is not in a view
cannot make a page stale. This module holds types only.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec
from markupsafe import Markup


class Link(msgspec.Struct, frozen=True):
    """A name and where it leads (a URL that begins with the site's own path)."""

    name: str
    url: str


class NavItem(msgspec.Struct, frozen=True):
    """An entry of the menu; `slug` is its category's, or empty for a plain link."""

    name: str
    url: str
    slug: str = ""
    children: tuple[Link, ...] = ()


class PictureView(msgspec.Struct, frozen=True):
    """A picture that is there: its URL, and its real size in pixels (0 where it cannot be known: remote pictures).

    `focus` is a CSS position (`50% 30%`) that must stay visible when the picture is cropped, or empty.
    """

    url: str
    width: int = 0
    height: int = 0
    alt: str = ""
    caption: str = ""
    credit: str = ""
    focus: str = ""


class Card(msgspec.Struct, frozen=True):
    """All that other pages may know of an article. An edit that leaves the card equal redoes no list."""

    url: str
    title: str
    date: datetime
    category: Link
    summary: str = ""
    picture: PictureView | None = None
    updated: datetime | None = None
    type: str = "article"


class HeadView(msgspec.Struct, frozen=True):
    """What goes into `<head>`: document title, description, absolute URL (empty without a base_url), robots."""

    title: str
    description: str = ""
    canonical: str = ""
    robots: str = ""
    image: PictureView | None = None


class Person(msgspec.Struct, frozen=True):
    """An author: name, page, and what `site.toml` says of them."""

    name: str
    url: str
    role: str = ""
    bio: str = ""
    email: str = ""
    photo: PictureView | None = None


class CorrectionView(msgspec.Struct, frozen=True):
    """A correction printed under the title."""

    date: datetime
    text: str


class HeadingView(msgspec.Struct, frozen=True):
    """An entry of an article's table of contents."""

    level: int
    id: str
    text: str


class Pager(msgspec.Struct, frozen=True):
    """Where one is in a list whose older pages are numbered from the oldest.

    `number` is 0 on the front page. `front` leads to the newest, `older` to the next older page (empty on the
    oldest). `numbered` lists the newest numbered pages first and is filled on the front page only, so that a
    numbered page never changes as news arrives.
    """

    front: str
    number: int = 0
    older: str = ""
    numbered: tuple[Link, ...] = ()


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


class SiteView(msgspec.Struct, frozen=True):
    """What every page may show of the site: from `site.toml` alone, so that no article changes it."""

    title: str
    tagline: str
    language: str
    url: str
    base_url: str
    menu: tuple[NavItem, ...]
    publisher: dict[str, str]
    archive: str
    params: dict[str, Any]


class ArticlePage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `article.html`. `category` is the article's own, `section` the slug of its main category."""

    kind: str = "article"
    head: HeadView
    url: str
    section: str
    breadcrumb: tuple[Link, ...]
    category: Link
    title: str
    date: datetime
    updated: datetime | None
    summary: str
    picture: PictureView | None
    body: Markup
    authors: tuple[Person, ...]
    source: Link | None
    tags: tuple[Link, ...]
    topic: Link | None
    corrections: tuple[CorrectionView, ...]
    headings: tuple[HeadingView, ...]
    words: int
    minutes: int
    type: str
    newer: Link | None
    older: Link | None
    status: str
    extra: dict[str, Any]


class CategoryPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `category.html`: `tabs` are the main category and its children, the one shown marked by equal `url`."""

    kind: str = "category"
    head: HeadView
    url: str
    section: str
    breadcrumb: tuple[Link, ...]
    name: str
    description: str
    category: Link
    tabs: tuple[Link, ...]
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


class HomePage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `home.html`: composed of blocks; `panels` are the main categories that have one, in order."""

    kind: str = "home"
    head: HeadView
    url: str
    section: str = ""
    panels: tuple[NavItem, ...]
    topics: tuple[Link, ...]


class NotFoundPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `404.html`."""

    kind: str = "404"
    head: HeadView
    url: str
    section: str = ""


class RedirectPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `redirect.html`: `target` is the URL to go to, `title` the article's."""

    kind: str = "redirect"
    head: HeadView
    url: str
    target: str
    title: str
