"""What feeds show. Types only. All URLs in them are absolute if the site has a `base_url`."""

from __future__ import annotations

from datetime import datetime

import msgspec

from ssg.pages.views.shared import Link


class FeedPicture(msgspec.Struct, frozen=True):
    """A picture of an entry: `type` is its media type, `size` its bytes (0: remote, not known).

    `regions` are the countries in which it may be seen; none: anywhere.
    """

    url: str
    type: str
    size: int = 0
    width: int = 0
    height: int = 0
    alt: str = ""
    credit: str = ""
    regions: tuple[str, ...] = ()


class FeedAudio(msgspec.Struct, frozen=True):
    """Something to listen to: `size` is its bytes (0: not known), `seconds` its length (0: not known)."""

    url: str
    type: str
    size: int = 0
    seconds: int = 0


class EntryFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What all lists of articles for other programs say of an article, but for its text."""

    id: str
    url: str
    title: str
    date: datetime
    updated: datetime
    summary: str
    summary_html: str
    authors: tuple[Link, ...]
    categories: tuple[str, ...]
    picture: FeedPicture | None
    language: str = ""
    audio: FeedAudio | None = None
    label: str = ""


class FeedEntry(EntryFacts, frozen=True, kw_only=True):
    """An article in a feed. `id` is a tag URI that stays. `language` is its own where it is not the site's. `label`
    says that somebody has paid for it.

    `summary_html` is `summary` for readers that treat it as HTML; `content` is HTML, and empty in feeds of summaries.
    Both must be escaped like any text.
    """

    content: str = ""


class FeedPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `feeds/atom.xml` and `feeds/rss.xml`. `url` is the feed's own, `home` its list's,
    `language` that of its words.
    """

    kind: str
    id: str
    url: str
    home: str
    title: str
    description: str
    updated: datetime
    language: str
    hub: str
    entries: tuple[FeedEntry, ...]
