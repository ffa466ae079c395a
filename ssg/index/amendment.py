"""An update of a site's columns: the new order, and the lists of each article before and now. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count, pairwise
from typing import Any, TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

from ssg.core.config import Config
from ssg.core.config.meant import known_categories
from ssg.core.model import Brief
from ssg.core.text.scripts import slug_of
from ssg.core.text.slug import identity
from ssg.index.briefs import month_name
from ssg.index.categories import ancestors, category_written
from ssg.index.columns import Columns, Lists, bytes_of, rows_of, times_of
from ssg.index.features import ALWAYS, features
from ssg.index.layouts import layout_in, may_show, of_categories
from ssg.index.merge import GONE, Merged, edited, firsts, last_of, merge
from ssg.index.model import LeftOut
from ssg.index.permalinks import Permalinks
from ssg.index.publicity import is_pick
from ssg.index.register import Order
from ssg.index.rows import MARKS, marks_of
from ssg.index.stories import slugs as slugs_of
from ssg.index.taxonomy import same_name

_T = TypeVar("_T", bound=np.generic)
MOST_SPARSE, ROOM = 8, 10_000  # numbers for each article, and for none


class Unusual(Exception):
    """Raised if more than the changed articles would have to be read."""


class Amendment:
    """An update: the new order, and the lists of each article before and now."""

    def __init__(
        self,
        columns: Columns,
        config: Config,
        order: Order,
        gone: Mapping[str, Brief],
        come: Sequence[Brief],
    ) -> None:
        """Take the articles `gone` out and put those that `come` in, the newest first. `order` is the columns'.

        Raises Unusual, as all methods do.
        """
        self.before, self.config, self.order, self.gone, self.come = columns, config, order, gone, come
        self.at = {path: row for path in gone if (row := order.row(path)) >= 0}
        self.merged: Merged = merge(
            order, times_of(columns.times), list(self.at.values()), [(brief.time, brief.path) for brief in come]
        )
        self.tree = list(columns.tree)
        old = rows_of(columns.categories)
        known = known_categories(config.categories)
        self.category = {brief.path: _category(known, brief) for brief in come}
        self._known, self._of_categories = known, of_categories(config)
        self.category_before = {path: self.tree[int(old[row])] for path, row in self.at.items()}
        for brief in gone.values():
            _category(known, brief)  # of one that is misspelt there is something to be said, or is no more
        self.slugs = {kind: dict(known) for kind, known in columns.slugs.items()}
        self.names = {kind: dict(known) for kind, known in columns.names.items()}
        self.touched: set[str] = {"all"}
        self.moves = False  # known when the columns are
        link = Permalinks(config)
        self._urls = {brief.path: link(brief, self.category[brief.path]) for brief in come}
        self.order_now = self._order()
        numbers = [self.tree.index(self.category[brief.path]) for brief in come]
        self.categories_now = self._insert(old, numbers)

    def columns(self, briefs: Mapping[str, Brief], now: int, left_out: LeftOut) -> Columns:
        """Return the columns after it."""
        before = self.before
        self.moves = self._moves()
        marks = np.frombuffer(before.marks, dtype=MARKS)
        times = [brief.time for brief in self.come]
        return msgspec.structs.replace(
            before,
            order=bytes_of(self.order_now.numbers),
            marks=self._insert(marks, np.frombuffer(marks_of(self._urls), dtype=MARKS)).tobytes(),
            categories=bytes_of(self.categories_now),
            times=self._insert(times_of(before.times), times).tobytes(),
            changed=self._insert(
                times_of(before.changed), [brief.updated or brief.time for brief in self.come]
            ).tobytes(),
            by_category=self._by_category(),
            by_month=self._by_month(),
            by_feature=self._by_feature(),
            groups={kind: self._groups(kind, lists) for kind, lists in before.groups.items()},
            slugs=self.slugs,
            names=self.names,
            picks=self._few("picks", before.picks, partial(self._is_pick, now), lambda path: -briefs[path].featured),
            breaking=self._few("breaking", before.breaking, lambda b: b.breaking > now, lambda _: 0),
            left_out=left_out,
            pointed=self._counted(self.before.pointed, lambda brief: brief.links + brief.picks),
            embeds=self._counted(self.before.embeds, lambda brief: brief.embeds),
        )

    def _is_pick(self, now: int, brief: Brief) -> bool:
        return is_pick(brief, now) and may_show(self.config, "picks", self._layout(brief))

    def _layout(self, brief: Brief) -> str:
        return layout_in(brief, _category(self._known, brief), self._of_categories, self.config.layouts)

    def _moves(self) -> bool:
        """Return whether an article that went has not come again at the same URLs."""
        if any(self._urls.get(path) != self.order.url(row) for path, row in self.at.items()):
            return True
        return any(
            not set(self.gone[brief.path].aliases).issubset(brief.aliases)
            for brief in self.come
            if brief.path in self.gone
        )

    def _order(self) -> Order:
        """Return the new order: an article keeps its number, and a new one has the next."""
        before = self.order.numbers
        numbers = {path: int(before[row]) for path, row in self.at.items()}
        last = int(before.max(initial=0))
        if last > MOST_SPARSE * (len(before) + ROOM):
            raise Unusual  # all have new numbers then
        new = count(last + 1)
        come = [numbers.pop(path) if path in numbers else next(new) for path in self._urls]
        rows = zip(come, self._urls.items(), strict=True)
        return self.order.changed(self._insert(before, come), rows, numbers.values())

    def _insert(self, column: npt.NDArray[_T], new: Sequence[int] | npt.NDArray[_T]) -> npt.NDArray[_T]:
        return np.insert(column[self.merged.left], self.merged.places, new)

    def _by_category(self) -> Lists:
        put: dict[str, list[int]] = {}
        for brief, row in zip(self.come, self.merged.rows, strict=True):
            for slug in ancestors(self.before.tree, self.category[brief.path]):
                put.setdefault(slug, []).append(row)
        known = {category.slug for category in self.config.categories}
        for slug in self.category_before.values():
            if slug not in known:  # one that only articles name is removed with the last of them, and is reported
                raise Unusual
            self.touched.update(f"category/{above}" for above in ancestors(self.before.tree, slug))
        self.touched.update(f"category/{slug}" for slug in put)
        return edited(self.before.by_category, self.merged.table, put)

    def _by_month(self) -> Lists:
        put: dict[str, list[int]] = {}
        lists = self.before.by_month
        for brief, row in zip(self.come, self.merged.rows, strict=True):
            put.setdefault(_month(brief), []).append(row)
        new = [month for month in put if month not in lists.names]
        if len(new) > 1:
            raise Unusual
        if new:
            lists = Lists((*new, *lists.names), (0, *lists.sizes), lists.rows)
        self.touched.update(f"month/{month}" for month in (*put, *map(_month, self.gone.values())))
        lists = edited(lists, self.merged.table, put)
        # Months stand in the order of their newest articles.
        if not all(lists.sizes) or any(one >= other for one, other in pairwise(firsts(lists).tolist())):
            raise Unusual
        return lists

    def _by_feature(self) -> Lists:
        lists, put = self.before.by_feature, dict[str, list[int]]()
        for brief, row in zip(self.come, self.merged.rows, strict=True):
            for name in features(brief, self._layout(brief)):
                put.setdefault(name, []).append(row)
        gone = {name for brief in self.gone.values() for name in features(brief, self._layout(brief))}
        self.touched.update(gone.union(put))
        if not put.keys() <= set(lists.names):
            raise Unusual
        after = edited(lists, self.merged.table, put)
        if any(not size and name not in ALWAYS for name, size in zip(after.names, after.sizes, strict=True)):
            raise Unusual  # the list of a layout is removed with its last article
        return after

    def _groups(self, kind: str, lists: Lists) -> Lists:
        """Return the tags, authors or topics; a name that is new must be the newest article's."""
        slugs = self.slugs[kind]
        was: dict[str, None] = {}
        for brief in self.gone.values():
            was.update(dict.fromkeys(slugs[name] for name in _names(brief, kind)))
        fresh = [name for brief in self.come for name in _names(brief, kind) if name not in slugs]
        if fresh:
            lists = self._with_new_names(kind, lists, fresh)
        put: dict[str, list[int]] = {}
        for brief, row in zip(self.come, self.merged.rows, strict=True):
            for slug in slugs_of(_names(brief, kind), slugs):
                put.setdefault(slug, []).append(row)
        spellings = Counter(slugs.values())
        touched = [*was, *(slug for slug in put if slug not in was)]
        if any(spellings[slug] > 1 for slug in touched):  # which one is shown depends on all that use it
            raise Unusual
        after = edited(lists, self.merged.table, put)
        self._refuse_other_firsts(lists, after, touched)
        self.touched.update(f"{kind}/{slug}" for slug in touched)
        return after

    def _with_new_names(self, kind: str, lists: Lists, fresh: Sequence[str]) -> Lists:
        newest = self.come[0]
        taken = set(lists.names)
        if self.merged.rows[0] != 0 or not set(fresh).issubset(_names(newest, kind)) or len(set(fresh)) < len(fresh):
            raise Unusual
        new: list[tuple[str, str]] = []
        for name in sorted(fresh):
            key = same_name(name)
            slug = slug_of(key, self.config.slugs.style) or kind
            if key in self.names[kind] or slug in taken or (kind == "topic" and self.config.topics):
                raise Unusual
            taken.add(slug)
            self.names[kind][key] = slug
            self.slugs[kind][name] = slug
            new.append((slug, name))
        return Lists(
            (*lists.names, *(slug for slug, _ in new)),
            (*lists.sizes, *(0 for _ in new)),
            lists.rows,
            (*lists.shown, *(name for _, name in new)),
        )

    def _refuse_other_firsts(self, before: Lists, after: Lists, names: Sequence[str]) -> None:
        """Raise Unusual where a name was first used by another article: that decides the order of names, and slugs."""
        old, new = last_of(before, names), last_of(after, names)
        again = {brief.path: row for brief, row in zip(self.come, self.merged.rows, strict=True)}
        for name, row in old.items():
            now = int(self.merged.table[row])
            if now == GONE and self._is_of_its_time(self.order[row]):
                now = again[self.order[row]]
            if new.get(name) != now:
                raise Unusual
        if not all(name in new for name in names):
            raise Unusual

    def _is_of_its_time(self, path: str) -> bool:
        """Return whether a removed article was added again with the same time."""
        return any(brief.path == path and brief.time == self.gone[path].time for brief in self.come)

    def _few(
        self, name: str, before: tuple[str, ...], has: Callable[[Brief], bool], rank: Callable[[str], int]
    ) -> tuple[str, ...]:
        """Return a short list after it: of those that it `has`, by rank, then the newest first."""
        new = [brief.path for brief in self.come if has(brief)]
        kept = [path for path in before if path not in self.gone]
        if not new and len(kept) == len(before):
            return before
        self.touched.add(name)
        return tuple(sorted((*kept, *new), key=lambda path: (rank(path), self.order_now.row(path))))

    def _counted(self, before: Mapping[str, int], of: Callable[[Brief], Iterable[str]]) -> dict[str, int]:
        """Return how often each name is named after it, by what a brief names."""
        found = Counter(before)
        found.subtract(name for brief in self.gone.values() for name in of(brief))
        found.update(name for brief in self.come for name in of(brief))
        return {name: number for name, number in found.items() if number}

    def articles(self) -> set[str]:
        """Return the articles that stood or stand next to one that went or came, in its category."""
        found: set[str] = set()
        old = rows_of(self.before.categories)
        for path, row in self.at.items():
            number = self.tree.index(self.category_before[path])
            found.update(self.order[other] for other in _around(np.nonzero(old == number)[0], row))
        for brief, row in zip(self.come, self.merged.rows, strict=True):
            number = self.tree.index(self.category[brief.path])
            own = np.nonzero(self.categories_now == number)[0]
            found.update(self.order_now[other] for other in _around(own, row))
        return found


def _around(own: npt.NDArray[np.integer[Any]], row: int) -> Iterator[int]:
    """Yield the rows before and after one that is in `own`."""
    at = int(np.searchsorted(own, row))
    yield from own[max(0, at - 1) : at].tolist()
    yield from own[at + 1 : at + 2].tolist()


def _names(brief: Brief, kind: str) -> tuple[str, ...]:
    if kind in ("topic", "series"):
        name = brief.topic if kind == "topic" else brief.series
        return (name,) if name else ()
    return brief.tags if kind == "tag" else brief.authors


def _month(brief: Brief) -> str:
    return month_name(brief.day // 100)


def _category(known: Mapping[str, str], brief: Brief) -> str:
    """Return the category of an article that `site.toml` knows; of any other there is something to be said."""
    slug = known.get(identity(category_written(brief)))
    if slug is None:
        raise Unusual
    return slug
