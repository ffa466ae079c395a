"""The inverted index: for each term the articles that have it, with its weight in each.

Split by the high bits of the terms into 4,096 shards, of which one article affects about a hundred. A shard is an array
of sorted 64-bit numbers, each a term's low bits, an article's number and the weight; it is read when one of its terms
is needed. At 100,000 articles all of them are 80 MB.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ssg.core.vector import Vector
from ssg.index.related.blobs import BlobStore

_LOW: Final = 20  # bits of a term within its shard; the others are the shard's number
_LOWS: Final = (1 << _LOW) - 1
_SHARDS: Final = 1 << (32 - _LOW)
_STORED: Final = np.dtype("<u8")
# Shards of a view, and articles of a new index, that are put together at a time: what it takes besides the result.
_AT_ONCE, _ARTICLES = 64, 10_000
KIND: Final = "postings"

Numbers = NDArray[np.int64]
Shard = NDArray[np.uint64]


class View:
    """The postings of some shards in four arrays: those of the term at `n` lie from `starts[n]` to `starts[n + 1]`.

    `terms` are sorted; `ids` are the numbers of articles, in order within a term, and `weights` are theirs.
    """

    def __init__(self, shards: Iterable[tuple[int, Shard]]) -> None:
        """Concatenate shards in the order of their numbers."""
        terms, sizes = [np.empty(0, dtype=np.uint32)], [np.empty(0, dtype=np.int64)]
        ids, weights = [np.empty(0, dtype=np.int32)], [np.empty(0, dtype=np.uint8)]
        left = iter(shards)
        while some := [*islice(left, _AT_ONCE)]:
            rows = np.concatenate([rows for _, rows in some])
            high = np.repeat([number << _LOW for number, _ in some], [len(rows) for _, rows in some])
            own = high.astype(np.uint32) | (rows >> np.uint64(40)).astype(np.uint32)
            firsts = np.flatnonzero(np.concatenate((np.ones(1, dtype=bool), own[1:] != own[:-1])))
            terms.append(own[firsts])
            sizes.append(np.diff(firsts, append=len(rows)))
            ids.append((rows >> np.uint64(8)).astype(np.uint32).astype(np.int32))
            weights.append(rows.astype(np.uint8))
        self.terms = np.concatenate(terms)
        self.starts: Numbers = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(np.concatenate(sizes))))
        self.ids = np.concatenate(ids)
        self.weights = np.concatenate(weights)

    def spans(self, terms: NDArray[np.uint32]) -> tuple[Numbers, Numbers]:
        """Return where the posting of each term starts, and how many articles have it."""
        if not len(self.terms):
            return np.zeros(len(terms), dtype=np.int64), np.zeros(len(terms), dtype=np.int64)
        places = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        sizes = np.where(self.terms[places] == terms, self.starts[places + 1] - self.starts[places], 0)
        return self.starts[places], sizes


class Postings:
    """The index in a blob store. `save` stores changes."""

    def __init__(self, blobs: BlobStore) -> None:
        """Read nothing yet."""
        self._blobs = blobs
        self._shards: dict[int, Shard] = {}
        self._changed: set[int] = set()

    def view(self, vectors: Iterable[Vector]) -> View:
        """Return the postings of all terms of some articles. The view does not follow later changes."""
        return View(self._those({term >> _LOW for vector in vectors for term in vector.terms}))

    def whole(self) -> View:
        """Return all postings."""
        return View((number, rows) for number in range(_SHARDS) if len(rows := self._read_or_changed(number)))

    def sizes(self, terms: Iterable[int]) -> dict[int, int]:
        """Return how many articles have each of some terms."""
        known = list(terms)
        view = View(self._those({term >> _LOW for term in known}))
        _, sizes = view.spans(np.array(known, dtype=np.uint32))
        return dict(zip(known, sizes.tolist(), strict=True))

    def holders(self, term: int) -> set[int]:
        """Return the numbers of the articles that have a term."""
        view = View(self._those({term >> _LOW}))
        (start,), (size,) = view.spans(np.array([term], dtype=np.uint32))
        return set(view.ids[start : start + size].tolist())

    def change(self, removed: Iterable[tuple[int, Vector]], added: Iterable[tuple[int, Vector]]) -> None:
        """Remove the entries of some articles, then insert those of others."""
        for number, rows in _rows(removed).items():
            shard = self._shard(number)
            self._shards[number] = shard[~np.isin(shard, rows)]
            self._changed.add(number)
        for number, rows in _rows(added).items():
            self._shards[number] = np.sort(np.concatenate((self._shard(number), rows)))
            self._changed.add(number)

    def fill(self, added: Iterable[tuple[int, Vector]]) -> None:
        """Index all articles in an empty store."""
        parts: dict[int, list[Shard]] = {}
        left = iter(added)
        while some := [*islice(left, _ARTICLES)]:
            terms = np.frombuffer(b"".join([vector.terms for _, vector in some]), dtype=np.uint32)
            weights = np.frombuffer(b"".join([vector.weights for _, vector in some]), dtype=np.uint8)
            owners = np.repeat([at for at, _ in some], [len(vector.weights) for _, vector in some])
            order = np.argsort(terms, kind="stable")
            terms = terms[order]
            lows = (terms & np.uint32(_LOWS)).astype(np.uint64) << np.uint64(40)
            rows = lows | owners[order].astype(np.uint64) << np.uint64(8) | weights[order]
            ends = np.searchsorted(terms >> np.uint32(_LOW), np.arange(_SHARDS), side="right").tolist()
            for number, (begin, end) in enumerate(pairwise([0, *ends])):
                if begin < end:
                    parts.setdefault(number, []).append(rows[begin:end])
        self._shards = {number: np.sort(np.concatenate(some)) for number, some in sorted(parts.items())}
        self._changed = set(self._shards)

    def save(self) -> None:
        """Store what has changed, and release all shards."""
        changed = sorted(self._changed)
        self._blobs.put(KIND, ((n, self._shards[n].astype(_STORED).tobytes()) for n in changed))
        self._changed.clear()
        self._shards.clear()

    def _those(self, numbers: set[int]) -> Iterable[tuple[int, Shard]]:
        return ((number, rows) for number in sorted(numbers) if len(rows := self._shard(number)))

    def _shard(self, number: int) -> Shard:
        found = self._shards.get(number)
        if found is None:
            found = self._shards[number] = self._read(number)
        return found

    def _read_or_changed(self, number: int) -> Shard:
        found = self._shards.get(number)
        return self._read(number) if found is None else found

    def _read(self, number: int) -> Shard:
        return np.frombuffer(self._blobs.get(KIND, number), dtype=_STORED).astype(np.uint64, copy=False)


def _rows(articles: Iterable[tuple[int, Vector]]) -> dict[int, Shard]:
    """Return the entries of articles by shard."""
    found: dict[int, list[int]] = {}
    for at, vector in articles:
        for term, weight in zip(vector.terms, vector.weights, strict=True):
            found.setdefault(term >> _LOW, []).append((term & _LOWS) << 40 | at << 8 | weight)
    return {number: np.array(rows, dtype=np.uint64) for number, rows in found.items()}
