"""Updates the lists of related articles after changes. Exact: equal to a rebuild.

A score depends only on two articles. So the lists that contain a removed article are among those of the articles
related to it; a full list is recomputed, as another article may enter it. A new article enters the lists whose last
score it exceeds. A changed article is a removed and a new one. Other articles matter only if a term that they have
becomes too common to count, or counts again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ssg.index.related.choice import Ranked, ranked
from ssg.index.related.finder import Finder, Found, unpack_ranked
from ssg.index.related.matches import COMMON, finds


class Subject(NamedTuple):
    """An article as it is now: the key of its content, its time in seconds since 1970, and whom its editor picked."""

    key: str
    date: int
    picks: tuple[str, ...] = ()


class Updated(NamedTuple):
    """The number of recomputed lists, and the articles whose lists changed."""

    found: int
    changed: frozenset[str] = frozenset()


Now = Mapping[str, Subject]
"""The current articles, by path, including all picked ones."""

Find = Callable[[Finder, Sequence[int]], Iterable[Found]]
"""Finds lists, perhaps in other processes: everything but the lists is stored then."""

# If more than one article in four has changed, and not just a few of a small site, recomputing all lists costs less.
_PART, _FEW = 4, 16


def update(finder: Finder, now: Now, find: Find = Finder.find, candidates: Collection[str] | None = None) -> Updated:
    """Update the stored lists. `candidates` are all articles that may have changed; None: any of them may."""
    columns = finder.columns
    if candidates is None:
        known = columns.known()
        changed = {path for path, _ in known.items() ^ now.items()}
    else:
        numbered = ((path, columns.numbers.get(path)) for path in candidates)
        known = {p: (columns.keys[n], columns.dates[n], columns.picked(n)) for p, n in numbered if n is not None}
        changed = {path for path in candidates if known.get(path) != now.get(path)}
    moved = [path for path in sorted(changed) if known.get(path, ())[:2] != now.get(path, ())[:2]]
    gone = [columns.numbers[path] for path in moved if path in known]
    come = [path for path in moved if path in now]
    if finder.is_empty or len(gone) + len(come) > max(_FEW, len(columns.numbers) // _PART):
        return _anew(finder, now, find)
    return _Change(finder, now).make(gone, come, changed)


def _anew(finder: Finder, now: Now, find: Find) -> Updated:
    """Recompute everything."""
    finder.empty()
    columns = finder.columns
    numbers = [columns.add(path, *now[path]) for path in sorted(now)]
    finder.fill(numbers)
    columns.save(finder.blobs)
    finder.blobs.put("lists", _noted(finder, find(finder, numbers)))
    finder.finish()
    return Updated(len(numbers), frozenset(now))


def _noted(finder: Finder, found: Iterable[Found]) -> Iterator[tuple[int, bytes]]:
    """Put the results into the columns, and return the lists to store."""
    for one in found:
        finder.columns.cutoffs[one.number] = one.cutoff
        finder.columns.show(one.number, one.shown)
        yield one.number, one.ranked


class _Change:
    """One change of a few articles, and the lists that it has changed so far."""

    def __init__(self, finder: Finder, now: Now) -> None:
        self._finder, self._now = finder, now
        self._lists: dict[int, list[Ranked]] = {}
        self._before: dict[int, tuple[str, ...]] = {}
        self._anew: set[int] = set()

    def make(self, gone: Sequence[int], come: Sequence[str], changed: Collection[str]) -> Updated:
        """Remove and add articles; a changed one is both.

        `changed` are the paths of all articles of which anything has changed, picks included.
        """
        finder, columns = self._finder, self._finder.columns
        for number in gone:
            self._take_out(number, frozenset(gone))
        old = [(number, finder.vector(number)) for number in gone]
        left = {columns.paths[number]: columns.shown(number) for number in gone}
        for number in gone:
            columns.remove(number)
        new = [columns.add(path, *self._now[path]) for path in come]
        vectors = [(number, finder.vector(number)) for number in new]
        terms = {term for _, vector in (*old, *vectors) for term in finds(vector)}
        before = finder.postings.sizes(terms)
        finder.postings.change(old, vectors)
        for term, size in finder.postings.sizes(terms).items():
            if (size > COMMON) != (before[term] > COMMON):
                self._turned(term, size > COMMON, new)
        self._before |= {number: left.get(columns.paths[number], ()) for number in new}
        for number in new:
            self._put_in(number, frozenset(new))
        self._pick(left.keys() | set(come), changed)
        for number in self._anew:
            self._touch(number)
        if self._before:
            self._keep()
        if gone or self._before:
            finder.postings.save()
            finder.finish()
        shown = (number for number, shown in self._before.items() if columns.shown(number) != shown)
        return Updated(len(self._before), frozenset(columns.paths[number] for number in shown))

    def _touch(self, number: int) -> None:
        """Record the paths that a list showed before its first change; numbers are reused."""
        if number not in self._before:
            self._before[number] = self._finder.columns.shown(number)

    def _take_out(self, number: int, gone: frozenset[int]) -> None:
        """Remove an article from the lists that contain it. A full list may get another one: it is recomputed."""
        for other, score in self._finder.matches(number).scores.items():
            if other in gone or other in self._anew or score < self._finder.columns.cutoffs[other]:
                continue
            held = self._list(other)
            if (score, number) in held:
                self._touch(other)
                if len(held) == self._finder.rules.kept:
                    self._anew.add(other)
                else:
                    held.remove((score, number))

    def _turned(self, term: int, is_common: bool, new: Sequence[int]) -> None:
        """Recompute the lists affected by a term that has become too common to count, or counts again."""
        holders = self._finder.postings.holders(term)
        for number in holders.difference(self._anew, new):
            if not is_common or any(other in holders for _, other in self._list(number)):
                self._anew.add(number)

    def _put_in(self, number: int, new: frozenset[int]) -> None:
        """Compute the list of a new article, and insert it into the lists that it enters."""
        columns, kept = self._finder.columns, self._finder.rules.kept
        found = self._finder.matches(number)
        self._lists[number] = self._finder.best(number, found)
        enters = {
            other: score
            for other, score in found.scores.items()
            if not (other in new or other in self._anew or score < columns.cutoffs[other])
        }
        for other in self._finder.near(number, [other for other in enters if other in found.suspects]):
            del enters[other]
        for other, score in enters.items():
            held = self._list(other)
            longer = ranked([*held, (score, number)], columns.dates, columns.paths)[:kept]
            if longer != held:
                self._touch(other)
                self._lists[other] = longer
                columns.cutoffs[other] = longer[-1][0] if len(longer) == kept else 0

    def _pick(self, others: set[str], changed: Collection[str]) -> None:
        """Mark the lists that must be chosen again because picks, or picked articles, have changed."""
        columns = self._finder.columns
        for path in changed:
            one, number = self._now.get(path), columns.numbers.get(path)
            if one is not None and number is not None and one.picks != columns.picked(number):
                columns.pick(number, one.picks)
                self._touch(number)
        for number in columns.with_picks():
            if not others.isdisjoint(columns.picked(number)):
                self._touch(number)

    def _keep(self) -> None:
        """Choose from the changed lists, and store them."""
        finder = self._finder
        found = [finder.choose(number, self._list(number)) for number in sorted(self._before.keys() - self._anew)]
        found += finder.find(sorted(self._anew))
        finder.blobs.put("lists", _noted(finder, found))

    def _list(self, number: int) -> list[Ranked]:
        found = self._lists.get(number)
        if found is None:
            found = self._lists[number] = unpack_ranked(self._finder.blobs.get("lists", number))
        return found
