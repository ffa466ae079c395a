"""What pages show of a series. Types only."""

from __future__ import annotations

import msgspec

from ssg.pages.views.shared import Card, HeadView, Link


class PartView(msgspec.Struct, frozen=True):
    """A part in the list on another part's page. `number` is 0 where its file does not say it."""

    number: int
    name: str
    url: str
    here: bool


class SeriesView(msgspec.Struct, frozen=True, kw_only=True):
    """The series of an article: the parts around its own, in their order."""

    name: str
    url: str
    part: int
    total: int
    parts: tuple[PartView, ...]
    previous: PartView | None
    next: PartView | None


class SeriesPart(msgspec.Struct, frozen=True):
    """A part on the page of its series."""

    number: int
    card: Card


class SeriesPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `series.html`: all parts, the first one first."""

    kind: str = "series"
    head: HeadView
    url: str
    section: str = ""
    breadcrumb: tuple[Link, ...]
    name: str
    parts: tuple[SeriesPart, ...]
