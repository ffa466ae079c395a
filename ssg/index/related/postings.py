"""The inverted index: for each term the articles that have it, with its weight in each.

Split by the high bits of the terms into shards of some 500 entries, of which one article affects about a hundred. A
shard is an array of sorted 64-bit numbers, each a term's low bits, an article's number and the weight; it is read when
one of its terms is needed. At 100,000 articles all of them are 80 MB. How many shards there are is decided when an
index is filled, so that what an edit reads and writes does not grow with the archive.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ssg.core.vector import Vector
from ssg.index.related.blobs import BlobStore

_SHARE: Final = 5  # articles for each shard of a new index: an article has up to a hundred entries
_LEAST, _MOST = 8, 18  # bits of a shard's number: the high ones of its terms. An entry has room for 24 others
_BITS: Final = 1 << 32  # the number of the blob that tells how many bits
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

    def __init__(self, shards: Iterable[tuple[int, Shard]], low: int) -> None:
        """Concatenate shards, or parts of them, in the order of their numbers. `low` are the bits of terms in them."""
        terms, sizes = [np.empty(0, dtype=np.uint32)], [np.empty(0, dtype=np.int64)]
        ids, weights = [np.empty(0, dtype=np.int32)], [np.empty(0, dtype=np.uint8)]
        left = iter(shards)
        while some := [*islice(left, _AT_ONCE)]:
            rows = np.concatenate([rows for _, rows in some])
            high = np.repeat([number << low for number, _ in some], [len(rows) for _, rows in some])
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
        """Read how the index is split, if there is one."""
        self._blobs = blobs
        self._shards: dict[int, Shard] = {}
        self._changed: set[int] = set()
        bits = blobs.get(KIND, _BITS)
        self._low = 32 - (min(_MOST, max(_LEAST, bits[0])) if bits else _LEAST)

    def view(self, vectors: Iterable[Vector]) -> View:
        """Return the postings of all terms of some articles. The view does not follow later changes."""
        return self._view(term for vector in vectors for term in vector.terms)

    def whole(self) -> View:
        """Return all postings."""
        numbers = range(1 << (32 - self._low))
        return View(((one, rows) for one in numbers if len(rows := self._read_or_changed(one))), self._low)

    def sizes(self, terms: Iterable[int]) -> dict[int, int]:
        """Return how many articles have each of some terms."""
        known = list(terms)
        view = self._view(known)
        _, sizes = view.spans(np.array(known, dtype=np.uint32))
        return dict(zip(known, sizes.tolist(), strict=True))

    def holders(self, term: int) -> set[int]:
        """Return the numbers of the articles that have a term."""
        view = self._view([term])
        (start,), (size,) = view.spans(np.array([term], dtype=np.uint32))
        return set(view.ids[start : start + size].tolist())

    def change(self, removed: Iterable[tuple[int, Vector]], added: Iterable[tuple[int, Vector]]) -> None:
        """Remove the entries of some articles, then insert those of others."""
        for number, rows in self._rows(removed).items():
            shard = self._shard(number)
            self._shards[number] = shard[~np.isin(shard, rows)]
            self._changed.add(number)
        for number, rows in self._rows(added).items():
            self._shards[number] = np.sort(np.concatenate((self._shard(number), rows)))
            self._changed.add(number)

    def fill(self, added: Iterable[tuple[int, Vector]], articles: int) -> None:
        """Index all articles in an empty store: about as many as that."""
        bits = min(_MOST, max(_LEAST, (articles // _SHARE).bit_length()))
        self._blobs.put(KIND, [(_BITS, bytes([bits]))])
        self._low = 32 - bits
        numbers = np.arange(1 << (32 - self._low))
        parts: dict[int, list[Shard]] = {}
        left = iter(added)
        while some := [*islice(left, _ARTICLES)]:
            terms = np.frombuffer(b"".join([vector.terms for _, vector in some]), dtype=np.uint32)
            weights = np.frombuffer(b"".join([vector.weights for _, vector in some]), dtype=np.uint8)
            owners = np.repeat([at for at, _ in some], [len(vector.weights) for _, vector in some])
            order = np.argsort(terms, kind="stable")
            terms = terms[order]
            lows = (terms & np.uint32((1 << self._low) - 1)).astype(np.uint64) << np.uint64(40)
            rows = lows | owners[order].astype(np.uint64) << np.uint64(8) | weights[order]
            ends = np.searchsorted(terms >> np.uint32(self._low), numbers, side="right").tolist()
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

    def _view(self, terms: Iterable[int]) -> View:
        """Return the postings of some terms, and of no others of their shards."""
        shards: dict[int, list[int]] = {}
        for term in sorted(set(terms)):
            shards.setdefault(term >> self._low, []).append(term & ((1 << self._low) - 1))
        parts: list[tuple[int, Shard]] = []
        for number, lows in shards.items():
            shard = self._shard(number)
            firsts = np.array([at << 40 for low in lows for at in (low, low + 1)], dtype=np.uint64)
            ends = np.searchsorted(shard, firsts).tolist()
            bounds = zip(ends[::2], ends[1::2], strict=True)
            parts += [(number, shard[begin:end]) for begin, end in bounds if begin < end]
        return View(parts, self._low)

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

    def _rows(self, articles: Iterable[tuple[int, Vector]]) -> dict[int, Shard]:
        """Return the entries of articles by shard."""
        found: dict[int, list[int]] = {}
        low, lows = self._low, (1 << self._low) - 1
        for at, vector in articles:
            for term, weight in zip(vector.terms, vector.weights, strict=True):
                found.setdefault(term >> low, []).append((term & lows) << 40 | at << 8 | weight)
        return {number: np.array(rows, dtype=np.uint64) for number, rows in found.items()}
