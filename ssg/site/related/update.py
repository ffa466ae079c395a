"""Brings the lists of related articles up to date with the articles that there are now. Exact: as if made anew.

A score depends on two articles alone. So the lists in which an article that is gone was counted are among those of the
articles related to it; if such a list was full, something else may follow, and it is found anew. The lists that a new
article enters are those whose last score it beats. A changed article is one that is gone and a new one. Only where a
term becomes too common to count, or counts again, do others matter: those that have it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ssg.site.related.choice import Ranked, best, ranked
from ssg.site.related.finder import Finder, Found, unpack_ranked
from ssg.site.related.walk import COMMON, finds


class Subject(NamedTuple):
    """An article as it is now: the key of its content, its time in seconds since 1970, and whom its editor picked."""

    key: str
    date: int
    picks: tuple[str, ...] = ()


class Updated(NamedTuple):
    """How many lists were found or chosen from anew, and of which articles a list shows others than before."""

    found: int
    changed: frozenset[str] = frozenset()


Now = Mapping[str, Subject]
"""The articles that there are, by path. Whoever is picked is one of them."""

Find = Callable[[Finder, Sequence[int]], Iterable[Found]]
"""Finds lists, perhaps with the help of other processes: all but the lists is in the cabinet then."""

# If more than one article in four is another, and not just a few of a small site, finding all lists anew costs less.
_PART, _FEW = 4, 16


def update(finder: Finder, now: Now, find: Find = Finder.find) -> Updated:
    """Bring the cabinet up to date."""
    columns = finder.columns
    gone = [
        number
        for path, number in columns.numbers.items()
        if (one := now.get(path)) is None or one.key != columns.keys[number] or one.date != columns.dates[number]
    ]
    left = {columns.paths[number] for number in gone}
    come = sorted(path for path in now if path in left or path not in columns.numbers)
    if finder.is_empty or len(gone) + len(come) > max(_FEW, len(columns.numbers) // _PART):
        return _anew(finder, now, find)
    return _Change(finder, now).make(gone, come)


def update_some(finder: Finder, now: Now) -> Updated:
    """Bring the cabinet, which is not empty, up to date where no articles but those in `now` can have changed."""
    columns = finder.columns
    changed = [
        path
        for path, one in now.items()
        if (number := columns.numbers.get(path)) is None
        or (columns.keys[number], columns.dates[number]) != (one.key, one.date)
    ]
    gone = sorted(columns.numbers[path] for path in changed if path in columns.numbers)
    return _Change(finder, now).make(gone, sorted(changed))


def _anew(finder: Finder, now: Now, find: Find) -> Updated:
    """Make everything anew."""
    finder.empty()
    columns = finder.columns
    numbers = [columns.add(path, *now[path]) for path in sorted(now)]
    finder.fill(numbers)
    columns.save(finder.cabinet)
    finder.cabinet.put_sheets("lists", _noted(finder, find(finder, numbers)))
    finder.finish()
    return Updated(len(numbers), frozenset(now))


def _noted(finder: Finder, found: Iterable[Found]) -> Iterator[tuple[int, bytes]]:
    """Put what was found into the columns, and give the lists to be kept."""
    for one in found:
        finder.columns.cutoffs[one.number] = one.cutoff
        finder.columns.show(one.number, one.shown)
        yield one.number, one.ranked


class _Change:
    """One change of a few articles, and the lists that it has touched so far."""

    def __init__(self, finder: Finder, now: Now) -> None:
        self._finder, self._now = finder, now
        self._lists: dict[int, list[Ranked]] = {}
        self._before: dict[int, tuple[str, ...]] = {}
        self._anew: set[int] = set()

    def make(self, gone: Sequence[int], come: Sequence[str]) -> Updated:
        """Take some articles out and put others in; a changed one is both."""
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
        common = {term for term in terms if finder.postings.size(term) > COMMON}
        finder.postings.change(old, vectors)
        for term in terms:
            if (finder.postings.size(term) > COMMON) != (term in common):
                self._turned(term, term not in common, new)
        self._before |= {number: left.get(columns.paths[number], ()) for number in new}
        for number in new:
            self._put_in(number, frozenset(new))
        self._pick(left.keys() | set(come))
        for number in self._anew:
            self._touch(number)
        if self._before:
            self._keep()
        if gone or self._before:
            finder.postings.save()
            finder.finish()
        changed = (number for number, shown in self._before.items() if columns.shown(number) != shown)
        return Updated(len(self._before), frozenset(columns.paths[number] for number in changed))

    def _touch(self, number: int) -> None:
        """Remember what a list showed before its first change: paths, for numbers are given to others."""
        if number not in self._before:
            self._before[number] = self._finder.columns.shown(number)

    def _take_out(self, number: int, gone: frozenset[int]) -> None:
        """Take an article out of the lists that hold it. A full list may get another one: it is found anew."""
        for other, score in self._finder.scores(number).scores.items():
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
        """A term has become too common to count, or counts again: find the lists anew in which that may show."""
        holders = set(self._finder.postings.of(term).ids)
        for number in holders.difference(self._anew, new):
            if not is_common or any(other in holders for _, other in self._list(number)):
                self._anew.add(number)

    def _put_in(self, number: int, new: frozenset[int]) -> None:
        """Make the list of a new article, and bring the article into the lists in which it counts."""
        columns, kept = self._finder.columns, self._finder.rules.kept
        found, is_near = self._finder.scores(number), self._finder.nearness(number)
        self._lists[number] = best(found, columns.dates, columns.paths, kept, is_near)
        for other, score in found.scores.items():
            if other in new or other in self._anew or score < columns.cutoffs[other]:
                continue
            if other in found.suspects and is_near(other):
                continue
            held = self._list(other)
            longer = ranked([*held, (score, number)], columns.dates, columns.paths)[:kept]
            if longer != held:
                self._touch(other)
                self._lists[other] = longer
                columns.cutoffs[other] = longer[-1][0] if len(longer) == kept else 0

    def _pick(self, others: set[str]) -> None:
        """Find the lists to choose from anew, as other articles are picked, or a picked one is another."""
        columns = self._finder.columns
        for path, number in columns.numbers.items():
            one = self._now.get(path)
            if columns.picks[number] or (one is not None and one.picks):
                picks = one.picks if one is not None else columns.picked(number)
                if picks != columns.picked(number):
                    columns.pick(number, picks)
                    self._touch(number)
                elif not others.isdisjoint(picks):
                    self._touch(number)

    def _keep(self) -> None:
        """Choose from the lists that have changed, and keep them."""
        finder = self._finder
        found = [finder.choose(number, self._list(number)) for number in sorted(self._before.keys() - self._anew)]
        found += finder.find(sorted(self._anew))
        finder.cabinet.put_sheets("lists", _noted(finder, found))

    def _list(self, number: int) -> list[Ranked]:
        found = self._lists.get(number)
        if found is None:
            found = self._lists[number] = unpack_ranked(self._finder.cabinet.sheet("lists", number))
        return found
