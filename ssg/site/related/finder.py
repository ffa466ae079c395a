"""Finds the list of each of some articles anew, from the index alone. Any number of them at once, in any process."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ssg.core.vector import Vector, unpack
from ssg.site.related.cabinet import Cabinet
from ssg.site.related.choice import Ranked, best, distinct, is_near, weights_of
from ssg.site.related.columns import Columns
from ssg.site.related.postings import Postings
from ssg.site.related.score import Rules
from ssg.site.related.walk import Scored, scores

_RULES = 0  # the sheet of columns that says by which rules all was found


class Found(NamedTuple):
    """The candidates of an article, packed; the last score (0: there was room for more), and what is shown of them."""

    number: int
    ranked: bytes
    cutoff: int
    shown: tuple[int, ...]


class Finder:
    """The index and the columns of a cabinet, at hand. `vector` gives a packed vector by an article's key."""

    def __init__(self, cabinet: Cabinet, rules: Rules, vector: Callable[[str], bytes]) -> None:
        """Begin with what the cabinet holds, if it was found by these rules; else with nothing."""
        self.cabinet, self.rules = cabinet, rules
        self._vector = vector
        self._vectors: dict[str, bytes] = {}
        self.columns = Columns(rules.count)
        self.postings = Postings(cabinet)
        self.is_empty = cabinet.sheet("columns", _RULES) != rules.name
        if not self.is_empty:
            self.columns.load(cabinet)

    @classmethod
    def at_work(cls, cabinet: Cabinet, rules: Rules, vector: Callable[[str], bytes]) -> Finder:
        """Give a finder for lists that are not all there yet."""
        finder = cls(cabinet, rules, vector)
        if finder.is_empty:
            finder.columns.load(cabinet)
        return finder

    def empty(self) -> None:
        """Forget everything; only with `finish` does the cabinet count again."""
        self.cabinet.clear_sheets()
        self.columns = Columns(self.rules.count)
        self.postings = Postings(self.cabinet)
        self._vectors.clear()
        self.is_empty = True

    def finish(self) -> None:
        """Keep the columns; everything is there."""
        self.columns.save(self.cabinet)
        self.cabinet.put_sheets("columns", [(_RULES, self.rules.name)])
        self.is_empty = False

    def vector(self, number: int) -> Vector:
        """Give an article's vector."""
        key = self.columns.keys[number]
        found = self._vectors.get(key)
        if found is None:
            found = self._vectors[key] = self._vector(key)
        return unpack(found)

    def find(self, numbers: Iterable[int]) -> Iterator[Found]:
        """Find the lists of articles."""
        columns, kept = self.columns, self.rules.kept
        for number in numbers:
            found = best(self.scores(number), columns.dates, columns.paths, kept, self.nearness(number))
            yield self.choose(number, found)

    def scores(self, number: int) -> Scored:
        """Give the scores of all articles that are related to one."""
        return scores(self.postings, self.columns.dates, number, self.vector(number), self.rules)

    def nearness(self, number: int) -> Callable[[int], bool]:
        """Give the answer to who is a near-duplicate of an article."""
        weights = weights_of(self.vector(number))
        return lambda other: is_near(weights, weights_of(self.vector(other)))

    def choose(self, number: int, candidates: list[Ranked]) -> Found:
        """Make a list of its candidates: none is picked by hand or told twice, also by a picked one."""
        columns, rules = self.columns, self.rules
        picked = {columns.numbers[path] for path in columns.picked(number)} if columns.picks[number] else set()
        others = [other for _, other in candidates if other not in picked]
        shown = distinct(others, rules.count, self.vector, picked)
        cutoff = candidates[-1][0] if len(candidates) == rules.kept else 0
        return Found(number, pack_ranked(candidates), cutoff, tuple(shown))


def pack_ranked(candidates: Iterable[Ranked]) -> bytes:
    """Give candidates as bytes."""
    row = array("I", [value for one in candidates for value in one])
    if sys.byteorder == "big":
        row.byteswap()
    return row.tobytes()


def unpack_ranked(data: bytes) -> list[Ranked]:
    """Read them."""
    row = array("I")
    row.frombytes(data)
    if sys.byteorder == "big":
        row.byteswap()
    return list(zip(row[::2], row[1::2], strict=True))
