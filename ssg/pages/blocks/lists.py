"""Which list a block takes its articles from: its own one, or that of the query of `[blocks.<name>]`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from ssg.pages.queries import QueryProblem, asked_for
from ssg.pages.reader import Reader

LISTS: Final[Mapping[str, str]] = {
    "ticker": "all",
    "latest": "all",
    "nen-xem": "picks",
    "most-read": "most-read",
    "opinion": "layout/opinion",
    "photos": "layout/photo",
    "videos": "layout/video",
}
"""The list of each block that has one for all pages, by the block's name."""
_NARROWED: Final[Mapping[str, Mapping[str, Any]]] = {
    "opinion": {"layout": "opinion"},
    "photos": {"layout": "photo"},
    "videos": {"layout": "video"},
}
"""What blocks select whose query may be narrower still."""
NO_ARTICLES: Final = "tag/"
"""A list without articles: no tag has that slug."""


def list_of(read: Reader, name: str, category: str = "") -> str:
    """Return the list that a block takes its articles from, perhaps of the `category` that its template names."""
    given = read.config.blocks[name].given
    if not given:
        return f"category/{category}" if category else LISTS.get(name, "all")
    try:
        asked = asked_for(read, {**_NARROWED.get(name, {}), **given, **({"category": category} if category else {})})
    except QueryProblem:  # said when the site is planned
        return NO_ARTICLES
    return msgspec.structs.replace(asked.query, skip=asked.skip).name if asked.query else NO_ARTICLES
