"""What the page of an article shows. Types only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from markupsafe import Markup

from ssg.pages.views.shared import HeadView, Link, Person, PictureView


class CorrectionView(msgspec.Struct, frozen=True):
    """A correction printed under the title."""

    date: datetime
    text: str


class HeadingView(msgspec.Struct, frozen=True):
    """An entry of an article's table of contents."""

    level: int
    id: str
    text: str


class EntryView(msgspec.Struct, frozen=True):
    """An entry of a live article. `title` and `text` are plain, `heading` and `body` the same as HTML."""

    time: datetime
    anchor: str
    title: str
    heading: Markup
    body: Markup
    text: str
    key: bool


class LivePage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `live.html`: the entries of a live article in a small file of their own, which the article polls."""

    kind: str = "live"
    head: HeadView
    url: str
    title: str
    date: datetime
    updated: datetime | None
    entries: tuple[EntryView, ...]


class ArticlePage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `article.html`. `category` is the article's own, `section` the slug of its main category.

    `body` is all of the text. A live article has `entries` as well, from the newest, and `intro`, the text before them;
    `live` is the URL of the file that is polled for newer ones.
    """

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
    intro: Markup
    entries: tuple[EntryView, ...]
    live: str
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
