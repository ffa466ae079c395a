"""What further lists of articles show (`[[outputs]]`). Types only. All URLs are absolute if there is a `base_url`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

import msgspec

from ssg.pages.views.feeds import EntryFacts
from ssg.pages.views.shared import HeadView


class EntryDetails(Protocol):
    """What an entry reads when it is asked; see `ssg/pages/output_entries.py`."""

    @property
    def content(self) -> str:
        """The lead picture and the text."""

    @property
    def text(self) -> str:
        """The text."""

    @property
    def extra(self) -> Mapping[str, Any]:
        """The rest of the front matter."""


class OutputEntry(EntryFacts, frozen=True, kw_only=True):
    """An article in an output. It has what [`FeedEntry`](#feedentry) has, so that templates of feeds print it, too.

    `details` has what is read only where a template asks for it: an output without texts is not rendered again when one
    changes.
    """

    small: str
    details: EntryDetails | None = None

    @property
    def content(self) -> str:
        """Lead picture and text as HTML."""
        return self.details.content if self.details else ""

    @property
    def text(self) -> str:
        """Its text without markup, an empty line between paragraphs."""
        return self.details.text if self.details else ""

    @property
    def extra(self) -> Mapping[str, Any]:
        """Its front matter that has no meaning for ssg."""
        return self.details.extra if self.details else {}


class PodcastView(msgspec.Struct, frozen=True, kw_only=True):
    """What an output says of itself as a podcast. `image` is absolute, `guid` stays while its URL does."""

    image: str
    category: str
    subcategory: str
    author: str
    email: str
    explicit: bool
    type: str
    guid: str


class OutputPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in templates of [outputs](outputs.md). It has what [`FeedPage`](#feedpage) has, and more.

    `url` is its own, `home` the page of its category, or the front page. `since` and `until` are the times that an
    edition is about, none of a list.
    """

    kind: str = "list-output"
    name: str
    head: HeadView
    id: str
    url: str
    home: str
    title: str
    description: str
    updated: datetime
    language: str
    hub: str
    since: datetime | None
    until: datetime | None
    podcast: PodcastView | None
    params: dict[str, Any]
    entries: tuple[OutputEntry, ...]
