"""The frozen types of the site as a whole. Plain data; templates never see it directly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

import msgspec

from ssg.content.ads import Ad
from ssg.core.config import Config
from ssg.core.errors import Diagnostic, Place
from ssg.core.message import Message
from ssg.core.model import Brief, MediaFile
from ssg.core.slots import Slot
from ssg.index.related.listed import NONE, Listed
from ssg.index.stories import Places, Stories

if TYPE_CHECKING:
    from ssg.index.paths import Times  # numpy takes 50 ms, which a build without work never pays


class Category(msgspec.Struct, frozen=True):
    """A node of the category tree. `section` is the slug of the main category above it, or its own.

    `versions` has the languages of a section with the slug of its category in each, the original first.
    """

    slug: str
    name: str
    description: str
    parent: str
    section: str
    children: tuple[str, ...]
    listed: bool
    versions: tuple[tuple[str, str], ...] = ()


class Group(msgspec.Struct, frozen=True):
    """A tag, author, topic or series: the commonest spelling of its name, and its articles from the newest."""

    slug: str
    name: str
    paths: Sequence[str]


class LeftOut(msgspec.Struct, frozen=True):
    """Why articles are not public: paths of drafts, expired and withdrawn ones; time and path of scheduled ones."""

    drafts: tuple[str, ...] = ()
    expired: tuple[str, ...] = ()
    scheduled: tuple[tuple[datetime, str], ...] = ()
    withdrawn: tuple[str, ...] = ()

    def in_zone(self, zone: tzinfo | None) -> LeftOut:
        """Return it with its times in a zone: what was kept knows only the instants."""
        scheduled = tuple((time.astimezone(zone), path) for time, path in self.scheduled)
        return LeftOut(self.drafts, self.expired, scheduled, self.withdrawn)


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that pages are made of, but the texts. Paths are newest first everywhere.

    `names` gives, for each kind (`tag`, `author`, `topic`, `series`), the slug of a name by `same_name`. `times` are
    those of publication, in microseconds. `by_month` has keys such as `2026-11`; `neighbours` gives the next
    newer and the next older article of the same category (empty: none); `related` the lists that are found, without
    hand-picked articles. `preview_build`: the site holds what is not public as well, which is `hidden`. `media` are the
    files beside the articles that are shown, by path below `content/`; `named` are files that articles name otherwise,
    and those of `static/`.

    `embeds` are the ids of all providers whose content texts embed.
    `by_feature` has the lists of `features.py`. `fronts` has the slots that editors have filled, by front page: `home`,
    or the slug of a category. `ads` has the house advertisements that run, by slot.

    `briefs` and `places` have also the plain pages (`pages`, by path), and the texts of sections (`sections`, by the
    category's slug; that of the home page by ""). `order` and all lists have articles alone. `layouts` are those of the
    articles of categories, by slug.

    `changed` are the times of the last change of all articles, `marks` digests of their paths, both in the order of
    `order`, where they are known without reading briefs.
    """

    config: Config
    now: datetime
    briefs: Mapping[str, Brief]
    places: Places
    stories: Stories
    order: Sequence[str]
    times: Mapping[str, int]
    pages: tuple[str, ...] = ()
    sections: dict[str, str] = {}
    categories: dict[str, Category]
    by_category: Mapping[str, Sequence[str]]
    by_month: Mapping[str, Sequence[str]]
    by_feature: Mapping[str, Sequence[str]] = {}
    tags: dict[str, Group]
    authors: dict[str, Group]
    topics: dict[str, Group]
    series: dict[str, Group]
    names: dict[str, dict[str, str]]
    neighbours: Mapping[str, tuple[str, str]]
    picks: tuple[str, ...]
    most_read: tuple[str, ...]
    breaking: tuple[str, ...]
    media: Mapping[str, MediaFile]
    left_out: LeftOut
    named: dict[str, MediaFile] = {}
    related: Listed = NONE
    layouts: dict[str, str] = {}
    preview_build: bool = False
    hidden: frozenset[str] = frozenset()
    embeds: tuple[str, ...] = ()
    fronts: Mapping[str, tuple[Slot, ...]] = {}
    ads: Mapping[str, tuple[Ad, ...]] = {}
    changed: Times | None = None
    marks: Times | None = None


class Claim(msgspec.Struct, frozen=True):
    """A claim on an output path: its owner in words, and the place that decides (`also`: with it).

    An `alias` is an old URL, which yields to everything else. `key` names what `site.toml` says it with; "" of others.
    """

    output: str
    owner: str | Message
    place: Place
    also: tuple[Place, ...] = ()
    alias: bool = False
    key: str = ""


class Assembled(msgspec.Struct, frozen=True):
    """A site and its diagnostics; those that are `light` leave out something of a page, and no page."""

    site: Site
    diagnostics: tuple[Diagnostic, ...]
    light: tuple[Diagnostic, ...] = ()
