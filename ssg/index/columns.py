"""A `Site` as columns of plain bytes, and back: what an edition was planned as, to go on from. Pure.

`site_of(columns_of(site), …)` equals `site`. Nothing is made of an article until it is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Final

import msgspec
import numpy as np

from ssg.core.config import Config
from ssg.core.model import Brief, MediaFile
from ssg.index.briefs import pointed_by
from ssg.index.by_row import ByRow
from ssg.index.layouts import of_categories
from ssg.index.library import Library
from ssg.index.model import Category, Group, LeftOut, Site
from ssg.index.paths import Paths, Rows, Times
from ssg.index.register import Kept, Order, Register
from ssg.index.rows import MARKS, marks_of
from ssg.index.stories import Places, Stories

_ROWS, _TIMES = "<i4", "<i8"


class Lists(msgspec.Struct, frozen=True, array_like=True):
    """Lists by name: each one's name, how many articles it has, and the rows of all of them, one list after another.

    `shown` has the name that is shown of each, where it has one.
    """

    names: tuple[str, ...]
    sizes: tuple[int, ...]
    rows: bytes
    shown: tuple[str, ...] = ()


class Columns(msgspec.Struct, frozen=True, array_like=True):
    """A site of public articles but for briefs, texts, `site.toml` and the time. Rows count from the newest article.

    `times` and `changed` (of the last change) are microseconds; `pointed` counts links and picks by the path that they
    lead to, `embeds` texts by the id of a provider. `plain` has the URLs of plain pages and texts of sections, by path:
    after those of articles. `order` has the number of each article in a `Register`, which has its path and URL; `marks`
    are digests of the paths.
    """

    order: bytes
    marks: bytes
    categories: bytes
    times: bytes
    changed: bytes
    tree: dict[str, Category]
    by_category: Lists
    by_month: Lists
    by_feature: Lists
    groups: dict[str, Lists]
    slugs: dict[str, dict[str, str]]
    unusual: tuple[str, ...]
    names: dict[str, dict[str, str]]
    picks: tuple[str, ...]
    most_read: tuple[str, ...]
    breaking: tuple[str, ...]
    media: bytes
    named: dict[str, MediaFile]
    left_out: LeftOut
    pointed: dict[str, int]
    plain: dict[str, str]
    pages: tuple[str, ...]
    sections: dict[str, str]
    translations: dict[str, tuple[tuple[str, str], ...]]
    embeds: dict[str, int]


_MEDIA: Final = msgspec.msgpack.Decoder(dict[str, MediaFile])
_MEDIA_NAMES: Final = msgspec.msgpack.Decoder(dict[str, msgspec.Raw])


def columns_of(site: Site) -> Columns:
    """Return the columns of a site."""
    at = dict(zip(site.order, range(len(site.order)), strict=True))
    places, briefs = site.places, site.briefs.values()
    slugs = {slug: number for number, slug in enumerate(site.categories)}
    kinds = {"tag": site.tags, "author": site.authors, "topic": site.topics, "series": site.series}
    return Columns(
        order=bytes_of(np.arange(1, len(site.order) + 1)),
        marks=marks_of(site.order),
        categories=bytes_of([slugs[places.categories[path]] for path in site.order]),
        times=np.array([site.briefs[path].time for path in site.order], dtype=_TIMES).tobytes(),
        changed=changes_of(site.briefs[path] for path in site.order),
        tree=dict(site.categories),
        by_category=_lists(site.by_category, at),
        by_month=_lists(site.by_month, at),
        by_feature=_lists(site.by_feature, at),
        groups={kind: _groups(groups, at) for kind, groups in kinds.items()},
        slugs={"tag": places.tags, "author": places.authors, "topic": places.topics, "series": places.series},
        unusual=tuple(sorted(places.unusual)),
        names=site.names,
        picks=site.picks,
        most_read=site.most_read,
        breaking=site.breaking,
        media=msgspec.msgpack.encode(dict(site.media)),
        named=site.named,
        left_out=site.left_out,
        pointed=dict(Counter(path for brief in briefs for path in pointed_by(brief))),
        plain={path: places.urls[path] for path in (*site.pages, *site.sections.values())},
        pages=site.pages,
        sections=site.sections,
        translations=places.translations,
        embeds=dict(Counter(name for brief in briefs for name in brief.embeds)),
    )


def register_of(site: Site) -> Kept:
    """Return the register of the columns of a site."""
    urls = site.places.urls
    return Kept({number: (path, urls[path]) for number, path in enumerate(site.order, 1)})


def order_of(columns: Columns, register: Register) -> Order:
    """Return the order of columns."""
    return Order(rows_of(columns.order), register)


def site_of(
    columns: Columns, order: Order, config: Config, now: datetime, every: Mapping[str, Brief], library: Library
) -> Site:
    """Return the site of columns at a time, in whose zone `left_out` is. `every` has the briefs of its articles."""
    slugs, categories = list(columns.tree), rows_of(columns.categories)
    briefs = ByRow(order, lambda row: every[order[row]], {path: every[path] for path in columns.plain})
    places = Places(
        urls=ByRow(order, lambda row: order.register.at(int(order.numbers[row]))[1], columns.plain),
        categories=ByRow(order, lambda row: slugs[categories[row]]),
        sections={slug: category.section for slug, category in columns.tree.items()},
        tags=columns.slugs["tag"],
        authors=columns.slugs["author"],
        topics=columns.slugs["topic"],
        series=columns.slugs["series"],
        unusual=frozenset(columns.unusual),
        translations=columns.translations,
    )
    return Site(
        config=config,
        now=now,
        briefs=briefs,
        places=places,
        stories=Stories(briefs, places, library),
        order=order,
        pages=columns.pages,
        sections=columns.sections,
        times=ByRow(order, times_of(columns.times).item),
        categories=columns.tree,
        by_category=dict(_named(columns.by_category, order)),
        by_month=dict(_named(columns.by_month, order)),
        by_feature=dict(_named(columns.by_feature, order)),
        tags=_grouped(columns.groups["tag"], order),
        authors=_grouped(columns.groups["author"], order),
        topics=_grouped(columns.groups["topic"], order),
        series=_grouped(columns.groups["series"], order),
        names=columns.names,
        neighbours=_Neighbours(order, categories),
        picks=columns.picks,
        most_read=columns.most_read,
        breaking=columns.breaking,
        media=_Later(lambda: media_of(columns)),
        left_out=columns.left_out.in_zone(now.tzinfo),
        named=columns.named,
        embeds=tuple(sorted(columns.embeds)),
        layouts=of_categories(config),
        changed=times_of(columns.changed),
        marks=np.frombuffer(columns.marks, dtype=MARKS),
    )


def read_whole(site: Site) -> Site:
    """Return a site with everything loaded, so that it can be passed to another process."""
    if not isinstance(site.order, Order):
        return site
    site.order.read_whole()
    briefs, media, times = dict(site.briefs), dict(site.media), dict(site.times)
    urls, categories = dict(site.places.urls), dict(site.places.categories)
    places = msgspec.structs.replace(site.places, urls=urls, categories=categories)
    stories = Stories(briefs, places, None)
    return msgspec.structs.replace(site, briefs=briefs, places=places, stories=stories, media=media, times=times)


def media_names(columns: Columns) -> frozenset[str]:
    """Return the paths of all files beside the articles that are shown."""
    return frozenset(_MEDIA_NAMES.decode(columns.media))


def media_of(columns: Columns) -> dict[str, MediaFile]:
    """Return the files beside the articles that are shown, by path."""
    return _MEDIA.decode(columns.media)


def with_media(columns: Columns, more: Mapping[str, MediaFile]) -> Columns:
    """Return columns with more files that are shown."""
    if not more:
        return columns
    found = dict(sorted({**media_of(columns), **more}.items()))
    return msgspec.structs.replace(columns, media=msgspec.msgpack.encode(found))


class _Later(Mapping[str, MediaFile]):
    """A mapping that is created when it is first read."""

    def __init__(self, make: Callable[[], dict[str, MediaFile]]) -> None:
        self._make = make

    @cached_property
    def _all(self) -> dict[str, MediaFile]:
        return self._make()

    def __getitem__(self, path: str) -> MediaFile:
        return self._all[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


class _Neighbours(Mapping[str, tuple[str, str]]):
    """The next newer and the next older article of the same category, computed when needed."""

    def __init__(self, order: Order, column: Rows) -> None:
        self._order = order
        self._column = column
        self._own: dict[int, Rows] = {}

    def __getitem__(self, path: str) -> tuple[str, str]:
        row = self._order.row(path)
        if row < 0:
            raise KeyError(path)
        number = int(self._column[row])
        own = self._own.get(number)
        if own is None:
            own = self._own[number] = np.nonzero(self._column == number)[0].astype(np.int32)
        place = int(np.searchsorted(own, row))
        newer = self._order[own[place - 1]] if place else ""
        return newer, self._order[own[place + 1]] if place + 1 < len(own) else ""

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)


def bytes_of(rows: Any) -> bytes:  # noqa: ANN401 - whatever numpy makes an array of
    """Return a column of rows."""
    return np.asarray(rows, dtype=_ROWS).tobytes()


def rows_of(data: bytes) -> Rows:
    """Return the rows of a column."""
    return np.frombuffer(data, dtype=_ROWS)


def times_of(data: bytes) -> Times:
    """Return the times of a column, in microseconds."""
    return np.frombuffer(data, dtype=_TIMES)


def changes_of(briefs: Iterable[Brief]) -> bytes:
    """Return a column of the times of the last changes."""
    return np.array([brief.updated or brief.time for brief in briefs], dtype=_TIMES).tobytes()


def _lists(lists: Mapping[str, Sequence[str]], at: Mapping[str, int], shown: tuple[str, ...] = ()) -> Lists:
    rows = np.fromiter((at[path] for paths in lists.values() for path in paths), dtype=_ROWS)
    return Lists(tuple(lists), tuple(map(len, lists.values())), rows.tobytes(), shown)


def _groups(groups: Mapping[str, Group], at: Mapping[str, int]) -> Lists:
    return _lists({slug: group.paths for slug, group in groups.items()}, at, tuple(g.name for g in groups.values()))


def _named(lists: Lists, order: Order) -> Iterator[tuple[str, Paths]]:
    rows, begin = rows_of(lists.rows), 0
    for name, size in zip(lists.names, lists.sizes, strict=True):
        yield name, Paths(order, rows[begin : begin + size])
        begin += size


def _grouped(lists: Lists, order: Order) -> dict[str, Group]:
    return {
        slug: Group(slug, name, paths) for (slug, paths), name in zip(_named(lists, order), lists.shown, strict=True)
    }
