"""The frozen types of the site as a whole. Plain data; nothing here is shown to a template as it is."""

from __future__ import annotations

from datetime import datetime

import msgspec

from ssg.core.config import Config
from ssg.core.errors import Diagnostic, Place
from ssg.core.model import Brief, MediaFile
from ssg.site.related.listed import NONE, Listed
from ssg.site.stories import Places, Stories


class Category(msgspec.Struct, frozen=True):
    """A node of the category tree. `section` is the slug of the main category above it, or its own."""

    slug: str
    name: str
    description: str
    parent: str
    section: str
    children: tuple[str, ...]
    listed: bool


class Group(msgspec.Struct, frozen=True):
    """A tag, author or topic: the commonest spelling of its name, and its articles from the newest."""

    slug: str
    name: str
    paths: tuple[str, ...]


class LeftOut(msgspec.Struct, frozen=True):
    """Why articles are not public: paths of drafts and expired ones, time and path of scheduled ones, next first."""

    drafts: tuple[str, ...] = ()
    expired: tuple[str, ...] = ()
    scheduled: tuple[tuple[datetime, str], ...] = ()


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that pages are made of, but the texts. Paths are newest first everywhere.

    `by_month` has keys such as `2026-11`; `neighbours` gives the next newer and the next older article of the same
    category (empty: none); `related` the lists that are found, without hand-picked articles.
    """

    config: Config
    now: datetime
    briefs: dict[str, Brief]
    places: Places
    stories: Stories
    order: tuple[str, ...]
    categories: dict[str, Category]
    by_category: dict[str, tuple[str, ...]]
    by_month: dict[str, tuple[str, ...]]
    tags: dict[str, Group]
    authors: dict[str, Group]
    topics: dict[str, Group]
    neighbours: dict[str, tuple[str, str]]
    picks: tuple[str, ...]
    most_read: tuple[str, ...]
    breaking: tuple[str, ...]
    media: dict[str, MediaFile]
    left_out: LeftOut
    related: Listed = NONE


class Claim(msgspec.Struct, frozen=True):
    """Who wants to write an output path: a description for people, and the place that decides."""

    output: str
    owner: str
    place: Place


class Assembled(msgspec.Struct, frozen=True):
    """A site and what there is to say about it."""

    site: Site
    diagnostics: tuple[Diagnostic, ...]
