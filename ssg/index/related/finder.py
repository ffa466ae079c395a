"""Compute the lists of some articles from the index alone. Any number of them at once, in any process."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Final, NamedTuple

import numpy as np

from ssg.core.vector import Vector, products, unpack
from ssg.index.related.blobs import BlobStore
from ssg.index.related.choice import Ranked, best, distinct
from ssg.index.related.columns import Columns
from ssg.index.related.matches import Matches, matches
from ssg.index.related.postings import Numbers, Postings, View
from ssg.index.related.score import NEAR, Rules

# Lists in a row from which on reading all postings costs less than those of each list's terms.
MANY: Final = 1_000
_AT_ONCE: Final = 80  # the highest scores, from which a list is chosen first
_VECTORS: Final = 16_384
"""The most vectors in memory, some 10 MB: all of them would be 600 MB at a million articles."""
_RULES = 0  # the blob with the rules by which all lists were found


class Found(NamedTuple):
    """The packed candidates of an article, the last score (0: the list is not full), and the shown ones."""

    number: int
    ranked: bytes
    cutoff: int
    shown: tuple[int, ...]


class Shared(NamedTuple):
    """What finders of one index may share: nothing of it changes while new lists are found, but for what is found."""

    columns: Columns
    view: View
    dates: Numbers


class Finder:
    """The index and the columns of a blob store. `vector` returns a packed vector by an article's key."""

    def __init__(
        self, blobs: BlobStore, rules: Rules, vector: Callable[[str], bytes], columns: Columns | None = None
    ) -> None:
        """Start from the store if it was made by these rules; else empty. `columns` are those of the store, if held."""
        self.blobs, self.rules = blobs, rules
        self._vector = lru_cache(_VECTORS)(vector)  # by key, as neighbours are compared many times
        self._at_hand: Shared | None = None
        self.columns = Columns(rules.most)
        self.postings = Postings(blobs)
        self.is_empty = blobs.get("columns", _RULES) != rules.name
        if columns is not None and not self.is_empty:
            self.columns = columns
        elif not self.is_empty:
            self.columns.load(blobs)

    @classmethod
    def at_work(
        cls, blobs: BlobStore, rules: Rules, vector: Callable[[str], bytes], shared: Shared | None = None
    ) -> Finder:
        """Return a finder for a worker's share of many new lists. `shared` is what is at hand already."""
        finder = cls(blobs, rules, vector)
        if shared is not None:
            finder.columns = shared.columns
        elif finder.is_empty:
            finder.columns.load(blobs)
        finder._at_hand = shared or finder.read_all()
        return finder

    def read_all(self) -> Shared:
        """Read all that many new lists are found with."""
        return Shared(self.columns, self.postings.whole(), np.array(self.columns.dates, dtype=np.int64))

    def empty(self) -> None:
        """Delete everything; the store is invalid until `finish`."""
        self.blobs.clear()
        self.columns = Columns(self.rules.most)
        self.postings = Postings(self.blobs)
        self._vector.cache_clear()
        self.is_empty = True

    def fill(self, numbers: Collection[int]) -> None:
        """Index articles in an empty store, and free the memory."""
        self.postings.fill(((number, self.vector(number)) for number in numbers), len(numbers))
        self.postings.save()
        self._vector.cache_clear()

    def finish(self) -> None:
        """Store the columns; the store is complete."""
        self.columns.save(self.blobs)
        self.blobs.put("columns", [(_RULES, self.rules.name)])
        self.is_empty = False

    def vector(self, number: int) -> Vector:
        """Return an article's vector."""
        return unpack(self._vector(self.columns.keys[number]))

    def find(self, numbers: Sequence[int]) -> Iterator[Found]:
        """Find the lists of articles. Nothing may change until the last one is found."""
        at_hand = self._at_hand
        if len(numbers) >= MANY:
            self._at_hand = at_hand or self.read_all()
        for number in numbers:
            yield self.choose(number, self._best(number))
        self._at_hand = at_hand

    def _best(self, number: int) -> list[Ranked]:
        """Choose from the highest scores; only if most of them are near-duplicates, from all."""
        kept = self.rules.kept
        found = self.matches(number, _AT_ONCE)
        chosen = self.best(number, found)
        if len(chosen) < kept and len(found.scores) >= _AT_ONCE:
            return self.best(number, self.matches(number))
        return chosen

    def best(self, number: int, found: Matches) -> list[Ranked]:
        """Return the candidates of a list: the best of its matches."""
        columns = self.columns
        return best(found, columns.dates, columns.paths, self.rules.kept, partial(self.near, number))

    def matches(self, number: int, most: int = 0) -> Matches:
        """Return the articles that are related to one; with `most`, only the best."""
        vector = self.vector(number)
        if self._at_hand:
            view, times = self._at_hand.view, self._at_hand.dates
        else:
            view, times = self.postings.view([vector]), np.array(self.columns.dates, dtype=np.int64)
        return matches(view, times, number, vector, self.rules, most)

    def near(self, number: int, others: Sequence[int]) -> set[int]:
        """Return the articles among others that are near-duplicates of one."""
        if not others:
            return set()
        found = products([self._vector(self.columns.keys[one]) for one in (number, *others)], 1)
        return {others[at] for at in np.flatnonzero(found[0, 1:] >= NEAR).tolist()}

    def choose(self, number: int, candidates: list[Ranked]) -> Found:
        """Return a list without hand-picked articles, and without near-duplicates of these or of each other."""
        columns, rules = self.columns, self.rules
        picked = {columns.numbers[path] for path in columns.picked(number)} if columns.picks[number] else set()
        others = [other for _, other in candidates if other not in picked]
        wanted = rules.most if self.vector(number).has_topic else rules.count
        shown = distinct(others, wanted, lambda one: self._vector(columns.keys[one]), [*picked])
        cutoff = candidates[-1][0] if len(candidates) == rules.kept else 0
        return Found(number, pack_ranked(candidates), cutoff, tuple(shown))


def pack_ranked(candidates: Iterable[Ranked]) -> bytes:
    """Return candidates as bytes."""
    row = array("I", [value for one in candidates for value in one])
    if sys.byteorder == "big":
        row.byteswap()
    return row.tobytes()


def unpack_ranked(data: bytes) -> list[Ranked]:
    """Return candidates from bytes."""
    row = array("I")
    row.frombytes(data)
    if sys.byteorder == "big":
        row.byteswap()
    return list(zip(row[::2], row[1::2], strict=True))
