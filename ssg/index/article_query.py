"""Which articles a query selects: those in all of some lists and in none of others, of a time, in an order. Pure.

A query is a list like any other, named `query/` and its keys, so that its front, its pages and its length are facts.
It reads no article: what it goes by are lists, which are sorted, and the times of articles.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, Literal, overload

import msgspec

from ssg.index.features import LIVE, NO_PICTURE, OTHER_LAYOUT
from ssg.index.model import Site

QUERY: Final = "query/"
Order = Literal["latest", "oldest", "featured", "most-read"]
Lists = Callable[[Site, str], Sequence[str]]


class ArticleQuery(msgspec.Struct, frozen=True, omit_defaults=True):
    """The keys of a query. Names are slugs, times microseconds: `since` is the first one, `until` the first after.

    `skip` of the first articles are passed over.
    """

    category: str = ""
    tag: str = ""
    topic: str = ""
    author: str = ""
    type: str = ""
    layout: str = ""
    has: str = ""
    featured: bool | None = None
    since: int | None = None
    until: int | None = None
    order: Order = "latest"
    skip: int = 0

    @property
    def name(self) -> str:
        """The name of the list of all articles that it selects."""
        return QUERY + _ENCODER.encode(self).decode()

    @property
    def inside(self) -> tuple[str, ...]:
        """The lists that an article must be in."""
        named = ((kind, getattr(self, kind)) for kind in ("category", "tag", "topic", "author"))
        found = [f"{kind}/{slug}" for kind, slug in named if slug]
        found += [LIVE] if self.type == "live" else []
        found += [f"layout/{self.layout}"] if self.layout not in ("", "standard") else []
        found += [f"has/{self.has}"] if self.has not in ("", "picture") else []
        found += ["picks"] if self.featured else []
        return (*found, *(["most-read"] if self.order == "most-read" else []))

    @property
    def outside(self) -> tuple[str, ...]:
        """The lists that an article must not be in."""
        wanted = {
            LIVE: self.type == "article",
            OTHER_LAYOUT: self.layout == "standard",
            NO_PICTURE: self.has == "picture",
            "picks": self.featured is False,
        }
        return tuple(name for name, is_wanted in wanted.items() if is_wanted)

    @property
    def is_timed(self) -> bool:
        """Whether it goes by times, not by lists alone."""
        return self.since is not None or self.until is not None

    @property
    def lists(self) -> tuple[str, ...]:
        """All lists that it reads: while none of them and no time changes, it selects the same articles."""
        order = {"featured": ("picks",), "most-read": ("most-read",)}.get(self.order, ())
        return tuple(dict.fromkeys((*(self.inside or ("all",)), *self.outside, *order)))


_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(ArticleQuery)
_NOT_BY_TIME: Final = frozenset(("picks", "most-read"))


@lru_cache(1024)
def query_of(name: str) -> ArticleQuery:
    """Return the query that a list's name says.

    Raises `msgspec.MsgspecError` if it says none.
    """
    return _DECODER.decode(name.removeprefix(QUERY))


class Selected(Sequence[str]):
    """The articles of a query, each found when it is first asked for."""

    def __init__(self, paths: Iterable[str]) -> None:
        """Take the paths, which are gone through at most once."""
        self._coming = iter(paths)
        self._found: list[str] = []

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...

    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        """Return one path, or a tuple of some."""
        end = at.stop if isinstance(at, slice) else at + 1
        if end is None or end <= 0:
            self._found += self._coming
        elif end > len(self._found):
            self._found += islice(self._coming, end - len(self._found))
        return tuple(self._found[at]) if isinstance(at, slice) else self._found[at]

    def __len__(self) -> int:
        """Count the articles."""
        self._found += self._coming
        return len(self._found)


def select(site: Site, query: ArticleQuery, paths_of: Lists) -> Selected:
    """Return the articles that a query selects; `paths_of` gives a list by its name."""
    # Each list is cut to the time of the query first: of an edition, no list is gone through as a whole.
    inside = [_within(site, _by_time(site, name, paths_of), query) for name in query.inside or ("all",)]
    shortest = min(inside, key=len)
    others = [frozenset(paths) for paths in inside if paths is not shortest]
    without = [frozenset(_within(site, _by_time(site, name, paths_of), query)) for name in query.outside]

    def those(paths: Iterable[str]) -> Iterator[str]:
        for path in paths:
            if all(path in other for other in others) and not any(path in other for other in without):
                yield path

    found: Sequence[str] = shortest
    if query.order in ("featured", "most-read"):
        found = _ranked(paths_of(site, "picks" if query.order == "featured" else "most-read"), found, query.order)
    return Selected(islice(those(reversed(found) if query.order == "oldest" else found), query.skip, None))


def _ranked(ranking: Sequence[str], paths: Sequence[str], order: Order) -> list[str]:
    """Return articles in the order of a ranking; those that are `featured` come before all others."""
    known = frozenset(paths)
    first = dict.fromkeys(path for path in ranking if path in known)
    return [*first, *(path for path in paths if path not in first)] if order == "featured" else [*first]


def _by_time(site: Site, name: str, paths_of: Lists) -> Sequence[str]:
    """Return a list from the newest article."""
    paths = paths_of(site, name)
    if name in _NOT_BY_TIME:
        return sorted(paths, key=lambda path: (site.times[path], path), reverse=True)
    return paths


def _within(site: Site, paths: Sequence[str], query: ArticleQuery) -> Sequence[str]:
    """Return those of a list, which begins with the newest, that are from the time of a query."""

    def at(path: str) -> int:
        return -site.times[path]

    first = 0 if query.until is None else bisect_left(paths, 1 - query.until, key=at)
    last = len(paths) if query.since is None else bisect_left(paths, 1 - query.since, key=at)
    return paths if first == 0 and last == len(paths) else paths[first:last]
