"""What feeds show. Types only. All addresses in them are absolute, wherever the site has a `base_url`."""

from __future__ import annotations

from datetime import datetime

import msgspec

from ssg.pages.views.shared import Link


class FeedPicture(msgspec.Struct, frozen=True):
    """A picture of an entry: `type` is its media type, `size` its bytes (0: remote, not known)."""

    url: str
    type: str
    size: int = 0
    width: int = 0
    height: int = 0
    alt: str = ""
    credit: str = ""


class FeedEntry(msgspec.Struct, frozen=True):
    """An article in a feed. `id` is a tag URI that stays.

    `summary_html` is `summary` for who takes it for HTML; `content` is HTML, and empty where summaries are sent. Both
    are to be escaped like any text.
    """

    id: str
    url: str
    title: str
    date: datetime
    updated: datetime
    summary: str
    summary_html: str
    content: str
    authors: tuple[Link, ...]
    categories: tuple[str, ...]
    picture: FeedPicture | None


class FeedPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `feeds/atom.xml` and `feeds/rss.xml`. `url` is the feed's own, `home` its list's."""

    kind: str
    id: str
    url: str
    home: str
    title: str
    description: str
    updated: datetime
    hub: str
    entries: tuple[FeedEntry, ...]
