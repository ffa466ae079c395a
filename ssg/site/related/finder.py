"""Finds the list of each of some articles anew, from the index alone. Any number of them at once, in any process."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from ssg.core.vector import Vector, unpack
from ssg.site.related.choice import Ranked, best, distinct, is_near, weights_of
from ssg.site.related.columns import Columns
from ssg.site.related.postings import Postings
from ssg.site.related.score import Rules
from ssg.site.related.shelf import Shelf
from ssg.site.related.walk import Scored, scores

VECTORS: Final = "vectors"
LISTS: Final = "lists"


class Found(NamedTuple):
    """The candidates of an article, packed; the last score (0: there was room for more), and what is shown of them."""

    number: int
    ranked: bytes
    cutoff: int
    shown: tuple[int, ...]


class Finder:
    """The index and the columns of a shelf, at hand."""

    def __init__(self, shelf: Shelf, rules: Rules) -> None:
        """Begin with nothing; `load` reads what the shelf holds."""
        self.shelf, self.rules = shelf, rules
        self.columns = Columns(rules.count)
        self.postings = Postings(shelf)
        self.vectors: dict[int, bytes] = {}

    def load(self) -> None:
        """Read the columns."""
        self.columns.load(self.shelf)

    def empty(self) -> None:
        """Forget everything."""
        self.shelf.clear_blocks()
        self.columns = Columns(self.rules.count)
        self.postings = Postings(self.shelf)
        self.vectors = {}

    def vector(self, number: int) -> Vector:
        """Give an article's vector."""
        found = self.vectors.get(number)
        if found is None:
            found = self.vectors[number] = self.shelf.block(VECTORS, number)
        return unpack(found)

    def find(self, numbers: Iterable[int]) -> Iterator[Found]:
        """Find the lists of articles."""
        columns = self.columns
        for number in numbers:
            candidates = best(self.scores(number), columns.dates, columns.paths, self.rules.kept, self.nearness(number))
            yield self.choose(number, candidates)

    def scores(self, number: int) -> Scored:
        """Give the scores of all articles that are related to one."""
        return scores(self.postings, self.columns.dates, number, self.vector(number), self.rules)

    def nearness(self, number: int) -> Callable[[int], bool]:
        """Give the answer to who is a near-duplicate of an article."""
        weights = weights_of(self.vector(number))
        return lambda other: is_near(weights, weights_of(self.vector(other)))

    def choose(self, number: int, candidates: list[Ranked]) -> Found:
        """Make a list of its candidates."""
        kept, count = self.rules.kept, self.rules.count
        shown = distinct([other for _, other in candidates], count, self.vector)
        cutoff = candidates[-1][0] if len(candidates) == kept else 0
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
