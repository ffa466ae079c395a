"""What a plain page shows, and the text of a section. Types only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from ssg.pages.views.article import HeadingView
from ssg.pages.views.shared import HeadView, Link, PictureView, Version
from ssg.pages.views.text import Text


class PlainPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `page.html`, or in the template that `layout` names: a page other than news.

    `breadcrumb` leads through the pages and sections that its folders name. `updated` is none unless its file says so.
    """

    kind: str = "page"
    head: HeadView
    url: str
    section: str = ""
    breadcrumb: tuple[Link, ...]
    title: str
    summary: str
    picture: PictureView | None
    body: Text
    headings: tuple[HeadingView, ...]
    uses: tuple[str, ...]
    updated: datetime | None
    layout: str
    versions: tuple[Version, ...]
    status: str
    extra: dict[str, Any]


class SectionText(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a section (`_index.md`). `title`, `summary` and `body` may be empty."""

    title: str
    summary: str
    picture: PictureView | None
    body: Text
    uses: tuple[str, ...]
    layout: str
    status: str
    extra: dict[str, Any]
