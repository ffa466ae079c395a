"""The typed schema of front matter, and the result of splitting a file in two. Data only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from ssg.core.errors import Diagnostic
from ssg.core.model import Assistance, Audio, Correction, Credit, Installment, Mark, Picture


class FrontMatter(msgspec.Struct, frozen=True, kw_only=True):
    """All that an article says of itself above its text, under the keys of the contract.

    Texts are NFC on one line, without control characters. Times are aware and in the site's time zone. `has_time` is
    false if `date` is a day alone.

    `extra` holds the other keys as text, bool, int, float, None, list and dict with text keys: what comes back
    unchanged from JSON and MessagePack. A date in it therefore stays text, as do whole numbers that 64 bits cannot
    hold and numbers that are not finite.

    A plain page and the text of a section have no date: theirs is the epoch.

    `marks` says where values stand: by key of the contract (`title`, `authors`, `image`; other keys as written), by
    item from 0 in lists (`tags[2]`, of the tags kept), and within (`image.src`, `source.url`, `corrections[1].date`).
    """

    title: str
    date: datetime
    category: str = ""
    summary: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: Picture | None = None
    updated: datetime | None = None
    slug: str = ""
    id: str = ""
    aliases: tuple[str, ...] = ()
    featured: int = 0
    related: tuple[str, ...] = ()
    topic: str = ""
    series: Installment | None = None
    source: Credit | None = None
    draft: bool = False
    expires: datetime | None = None
    type: str = "article"
    corrections: tuple[Correction, ...] = ()
    breaking: datetime | None = None
    layout: str = ""
    audio: Audio | None = None
    ai: Assistance | None = None
    access: str = ""
    permalink: str = ""
    withdrawn: datetime | None = None
    translation_of: str = ""
    translations: tuple[str, ...] = ()
    language: str = ""
    featured_until: datetime | None = None
    ended: datetime | None = None
    has_time: bool = True
    extra: dict[str, Any] = {}
    marks: dict[str, Mark] = {}


class Split(msgspec.Struct, frozen=True):
    """A file in two: its front matter, and its text unchanged from line `body_line` on (from 1).

    `front` is None if there is none (then `body` is the whole file) or if `diagnostics` hold an error; `found` then has
    the values that could be read.
    """

    front: FrontMatter | None
    body: str
    body_line: int
    diagnostics: tuple[Diagnostic, ...] = ()
    found: dict[str, Any] = {}
