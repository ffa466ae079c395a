"""Brings the lists of related articles up to date with the articles that there are now. Exact: as if made anew.

A score depends on two articles alone. So the lists in which an article that is gone was counted are among those of the
articles related to it; if such a list was full, something else may follow, and it is found anew. The lists that a new
article enters are those whose last score it beats. A changed article is one that is gone and a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ssg.core.vector import unpack
from ssg.site.related.choice import Ranked, best, ranked
from ssg.site.related.finder import LISTS, VECTORS, Finder, Found, unpack_ranked
from ssg.site.related.walk import COMMON, finds

Now = Mapping[str, tuple[str, int]]
"""The articles that there are, by path: the key of an article's content, and its time in seconds since 1970."""

Find = Callable[[Finder, Sequence[int]], Iterable[Found]]
"""Finds lists, perhaps with the help of other processes: then all is on the shelf already."""

# If more than one article in four is another, finding all lists anew costs less.
_PART = 4


def update(finder: Finder, now: Now, vector: Callable[[str], bytes], find: Find | None = None) -> set[str]:
    """Bring the shelf up to date, and give the paths of the articles that show others than before.

    `vector` gives an article's packed vector by path; it is asked only for articles that are new or have changed.
    """
    columns = finder.columns
    held = dict(zip(columns.paths, range(len(columns.paths)), strict=True))
    held.pop("", None)
    gone = [n for path, n in held.items() if path not in now or now[path] != (columns.keys[n], columns.dates[n])]
    stay = held.keys() - {columns.paths[n] for n in gone}
    come = [path for path in now if path not in stay]
    if not gone and not come:
        return set()
    if len(gone) + len(come) > len(held) // _PART:
        return _anew(finder, now, vector, find or Finder.find)
    return _Change(finder, now, vector).make(gone, sorted(come))


def _anew(finder: Finder, now: Now, vector: Callable[[str], bytes], find: Find) -> set[str]:
    """Make everything anew."""
    before = {path: _paths(finder, n) for n, path in enumerate(finder.columns.paths) if path}
    finder.empty()
    columns, shelf = finder.columns, finder.shelf
    numbers = [columns.add(path, *now[path]) for path in sorted(now)]
    for number in numbers:
        finder.vectors[number] = vector(columns.paths[number])
    finder.postings.fill((number, unpack(finder.vectors[number])) for number in numbers)
    finder.postings.save()
    shelf.put_blocks(VECTORS, finder.vectors.items())
    columns.save(shelf)
    shelf.put_blocks(LISTS, noted(finder, find(finder, numbers)))
    columns.save(shelf)
    return {path for n, path in enumerate(columns.paths) if _paths(finder, n) != before.pop(path, ())} | before.keys()


def noted(finder: Finder, found: Iterable[Found]) -> Iterator[tuple[int, bytes]]:
    """Put what was found into the columns, and give the lists to be kept."""
    for one in found:
        finder.columns.cutoffs[one.number] = one.cutoff
        finder.columns.show(one.number, one.shown)
        yield one.number, one.ranked


def _paths(finder: Finder, number: int) -> tuple[str, ...]:
    return tuple(finder.columns.paths[n] for n in finder.columns.shown(number))


class _Change:
    """One change of a few articles, and the lists that it has touched so far."""

    def __init__(self, finder: Finder, now: Now, vector: Callable[[str], bytes]) -> None:
        self._finder, self._now, self._vector = finder, now, vector
        self._lists: dict[int, list[Ranked]] = {}
        self._before: dict[int, tuple[str, ...]] = {}
        self._anew: set[int] = set()

    def make(self, gone: Sequence[int], come: Sequence[str]) -> set[str]:
        """Take some articles out and put others in; a changed one is both."""
        finder, columns = self._finder, self._finder.columns
        for number in gone:
            self._take_out(number, frozenset(gone))
        left = {columns.paths[number]: _paths(finder, number) for number in gone}
        old = [(number, finder.vector(number)) for number in gone]
        for number in gone:
            columns.remove(number)
        new = [columns.add(path, *self._now[path]) for path in come]
        finder.vectors.update((number, b"") for number in gone)
        finder.vectors.update((number, self._vector(columns.paths[number])) for number in new)
        vectors = [(number, finder.vector(number)) for number in new]
        terms = {term for _, vector in (*old, *vectors) for term in finds(vector)}
        common = {term for term in terms if finder.postings.size(term) > COMMON}
        finder.postings.change(old, vectors)
        for term in terms:
            if (finder.postings.size(term) > COMMON) != (term in common):
                self._turned(term, term not in common, new)
        for number in new:
            self._before[number] = left.get(columns.paths[number], ())
            self._put_in(number, frozenset(new))
        changed = self._keep(new)
        finder.shelf.put_blocks(VECTORS, ((number, finder.vectors[number]) for number in {*gone, *new}))
        finder.shelf.put_blocks(LISTS, ((number, b"") for number in set(gone).difference(new)))
        finder.postings.save()
        columns.save(finder.shelf)
        return changed

    def _take_out(self, number: int, gone: frozenset[int]) -> None:
        """Take an article out of the lists that hold it. A full list may get another one: it is found anew."""
        for other, score in self._finder.scores(number).scores.items():
            if other in gone or other in self._anew or score < self._finder.columns.cutoffs[other]:
                continue
            held = self._list(other)
            if (score, number) in held:
                self._note(other)
                if len(held) == self._finder.rules.kept:
                    self._anew.add(other)
                else:
                    held.remove((score, number))

    def _turned(self, term: int, is_common: bool, new: Sequence[int]) -> None:
        """A term has become too common to count, or counts again: find the lists anew in which that may show."""
        holders = set(self._finder.postings.of(term).ids)
        for number in holders.difference(self._anew, new):
            if not is_common or any(other in holders for _, other in self._list(number)):
                self._note(number)
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
                self._note(other)
                self._lists[other] = longer
                columns.cutoffs[other] = longer[-1][0] if len(longer) == kept else 0

    def _keep(self, new: Sequence[int]) -> set[str]:
        """Choose from the lists that have changed, keep them, and give the paths of those that show others now."""
        finder, columns = self._finder, self._finder.columns
        numbers = sorted({*self._before, *new})
        found = [finder.choose(number, self._lists[number]) for number in numbers if number not in self._anew]
        found += finder.find(sorted(self._anew))
        finder.shelf.put_blocks(LISTS, noted(finder, found))
        return {columns.paths[n] for n in numbers if _paths(finder, n) != self._before[n]}

    def _note(self, number: int) -> None:
        """Remember what a list showed before its first change."""
        if number not in self._before:
            self._before[number] = _paths(self._finder, number)

    def _list(self, number: int) -> list[Ranked]:
        found = self._lists.get(number)
        if found is None:
            found = self._lists[number] = unpack_ranked(self._finder.shelf.block(LISTS, number))
        return found
