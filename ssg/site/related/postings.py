"""The inverted index: for each term the articles that have it, with its weight there.

Parted by the high bits of the terms into shards, so that one article touches a hundred of 4,096. A shard is an array of
sorted 64-bit numbers, each a term's low bits, an article's number and the weight; read when one of its terms is asked
for. At 100,000 articles all of them are 80 MB.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from ssg.core.vector import Vector
from ssg.site.related.cabinet import Cabinet

_LOW: Final = 20  # bits of a term within its shard; the others are the shard's number
_LOWS: Final = (1 << _LOW) - 1
_IDS: Final = 0xFFFFFFFF
KIND: Final = "postings"


class Posting(NamedTuple):
    """The articles that have a term, by number, and their weights in the same order."""

    ids: array[int]
    weights: bytes


class Postings:
    """The index of a cabinet. Changes are kept by `save`."""

    def __init__(self, cabinet: Cabinet) -> None:
        """Read nothing yet."""
        self._cabinet = cabinet
        self._shards: dict[int, array[int]] = {}
        self._changed: set[int] = set()
        self._found: dict[int, Posting] = {}

    def of(self, term: int) -> Posting:
        """Give the posting of a term; what was given once is at hand."""
        found = self._found.get(term)
        if found is None:
            shard, start, end = self._span(term)
            rows = shard[start:end]
            found = Posting(array("I", [row >> 8 & _IDS for row in rows]), bytes([row & 255 for row in rows]))
            self._found[term] = found
        return found

    def size(self, term: int) -> int:
        """Give the number of articles that have a term."""
        found = self._found.get(term)
        if found is not None:
            return len(found.weights)
        _, start, end = self._span(term)
        return end - start

    def _span(self, term: int) -> tuple[array[int], int, int]:
        shard = self._shard(term >> _LOW)
        low = (term & _LOWS) << 40
        start = bisect_left(shard, low)
        high = low + (1 << 40)
        # Most terms are in one article only.
        if start + 1 >= len(shard) or shard[start + 1] >= high:
            return shard, start, start + (start < len(shard) and shard[start] < high)
        return shard, start, bisect_left(shard, high, start)

    def change(self, removed: Iterable[tuple[int, Vector]], added: Iterable[tuple[int, Vector]]) -> None:
        """Take the entries of some articles out, then put those of others in."""
        self._found.clear()
        for number, rows in _rows(removed).items():
            gone = set(rows)
            self._shards[number] = array("Q", [row for row in self._shard(number) if row not in gone])
            self._changed.add(number)
        for number, rows in _rows(added).items():
            self._shards[number] = array("Q", sorted([*self._shard(number), *rows]))
            self._changed.add(number)

    def fill(self, added: Iterable[tuple[int, Vector]]) -> None:
        """Index all articles of an empty cabinet."""
        shards = [array("Q") for _ in range(1 << (32 - _LOW))]
        for at, vector in added:
            row = at << 8
            for term, weight in zip(vector.terms, vector.weights, strict=True):
                shards[term >> _LOW].append((term & _LOWS) << 40 | row | weight)
        self._shards = {number: array("Q", sorted(rows)) for number, rows in enumerate(shards) if rows}
        self._changed = set(self._shards)
        self._found.clear()

    def save(self) -> None:
        """Put what has changed on the cabinet, and let all go."""
        self._cabinet.put_sheets(KIND, ((number, _packed(self._shards[number])) for number in sorted(self._changed)))
        self._changed.clear()
        self._shards.clear()

    def shards(self) -> Iterator[tuple[int, array[int]]]:
        """Give the shards that hold anything, each with the least term that could be in it, in order of terms."""
        for number in range(1 << (32 - _LOW)):
            if shard := self._shards.get(number) or self._read(number):
                yield number << _LOW, shard

    def _shard(self, number: int) -> array[int]:
        found = self._shards.get(number)
        if found is None:
            found = self._shards[number] = self._read(number)
        return found

    def _read(self, number: int) -> array[int]:
        found = array("Q")
        found.frombytes(self._cabinet.sheet(KIND, number))
        if sys.byteorder == "big":
            found.byteswap()
        return found


def _rows(articles: Iterable[tuple[int, Vector]]) -> dict[int, list[int]]:
    """Give the entries of articles by shard."""
    found: dict[int, list[int]] = {}
    for at, vector in articles:
        for term, weight in zip(vector.terms, vector.weights, strict=True):
            found.setdefault(term >> _LOW, []).append((term & _LOWS) << 40 | at << 8 | weight)
    return found


def _packed(rows: array[int]) -> bytes:
    if sys.byteorder == "big":
        rows = array("Q", rows)
        rows.byteswap()
    return rows.tobytes()
