"""What the page of an article shows. Types only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from markupsafe import Markup

from ssg.pages.views.series import SeriesView
from ssg.pages.views.shared import AudioView, HeadView, Link, Person, PictureView, Version
from ssg.pages.views.text import Text


class CorrectionView(msgspec.Struct, frozen=True):
    """A correction printed under the title."""

    date: datetime
    text: str


class AssistanceView(msgspec.Struct, frozen=True):
    """How artificial intelligence helped to make the article, in a sentence, or ""."""

    how: str


class GateView(msgspec.Struct, frozen=True, kw_only=True):
    """Where a guarded article breaks off. `level` is who may read on: `registered` or `paid`.

    `text` is what the site says there, or "". `sign_in` and `subscribe` are addresses, `rest` is that of the guarded
    page; each may be empty. `embeds` says that the rest has embeds.
    """

    level: str
    text: str
    sign_in: str
    subscribe: str
    rest: str
    embeds: bool


class GuardedPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `guarded.html`: the whole text of a guarded article, `body` as on its own page and the `rest`.

    `article` is that page. `level` is who may read this one: `registered` or `paid`.
    """

    kind: str = "guarded"
    head: HeadView
    url: str
    article: Link
    title: str
    summary: str
    date: datetime
    updated: datetime | None
    has_time: bool
    authors: tuple[Person, ...]
    picture: PictureView | None
    audio: AudioView | None
    body: Markup
    rest: Markup
    uses: tuple[str, ...]
    level: str


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
    """`page` in `live.html`: the entries of a live article in a small file of their own, which the article polls.

    `intro` is the text before them, `ended` when it was over; none while it is not.
    """

    kind: str = "live"
    head: HeadView
    url: str
    title: str
    date: datetime
    updated: datetime | None
    intro: Markup
    entries: tuple[EntryView, ...]
    ended: datetime | None


class ArticlePage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `article.html`. `category` is the article's own, `section` the slug of its main category.

    `body` is the whole text. A live article also has `entries`, from the newest, and `intro`, the text before them;
    `live` is the URL of the file that is polled for new entries, `ended` when it was over (none while it is not).

    `layout` is the one that the article has. With `video`, `video` is the first of its videos, which `body` is then
    without; with `photo`, its pictures are numbered, of which there are `photos`, `picture` among them unless it stands
    in the text as well.

    `section_versions` leads to its section in languages that it is not in itself: no translations of it.
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
    body: Text
    intro: Markup
    entries: tuple[EntryView, ...]
    live: str
    ended: datetime | None
    authors: tuple[Person, ...]
    source: Link | None
    tags: tuple[Link, ...]
    topic: Link | None
    series: SeriesView | None
    corrections: tuple[CorrectionView, ...]
    headings: tuple[HeadingView, ...]
    uses: tuple[str, ...]
    words: int
    minutes: int
    type: str
    layout: str
    video: Markup
    photos: int
    audio: AudioView | None
    has_time: bool
    newer: Link | None
    older: Link | None
    versions: tuple[Version, ...]
    section_versions: tuple[Version, ...]
    status: str
    comments_url: str
    ai: AssistanceView | None
    gate: GateView | None
    extra: dict[str, Any]
