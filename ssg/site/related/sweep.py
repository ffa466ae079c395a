"""The scores of `walk.py` by numpy, for many articles in a row: the same numbers, several times as fast.

For sites that have numpy (`pip install toasoan[large]`) and a thousand lists to find. Only then may this module be
imported: numpy takes longer to load than a small site takes to build.
"""

from __future__ import annotations

from array import array
from math import isqrt
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ssg.core.vector import FINDS, Vector
from ssg.site.related import walk
from ssg.site.related.postings import Postings
from ssg.site.related.score import NEAR, Rules
from ssg.site.related.walk import LONGEST, SHIFT, WORDS, Scored

Numbers = NDArray[np.int64]
_NONE: Final = np.zeros(1, dtype=np.int64)


class _Steps(NamedTuple):
    """What is to be walked: start, size and weight of each posting. What is to be looked up: weight, start and end.

    And the words that are too common, squared.
    """

    starts: Numbers
    sizes: Numbers
    weights: Numbers
    looked_up: list[tuple[int, int, int]]
    unseen: int


class Sweep:
    """All postings in four arrays: those of the term at `n` lie from `starts[n]` to `starts[n + 1]`."""

    def __init__(self, postings: Postings, dates: array[int]) -> None:
        """Read all postings. They and the dates, in seconds by number, must not change while this is used."""
        self._dates: Numbers = np.array(dates, dtype=np.int64)
        terms, starts, ids, weights = [], [_NONE[:0]], [], []
        count = 0
        for high, shard in postings.shards():
            rows = np.frombuffer(shard, dtype=np.uint64)
            lows = (rows >> np.uint64(40)).astype(np.int64)
            firsts = np.flatnonzero(np.concatenate((_NONE == 0, lows[1:] != lows[:-1])))
            terms.append((lows[firsts] + high).astype(np.uint32))
            starts.append(firsts + count)
            ids.append((rows >> np.uint64(8)).astype(np.uint32).astype(np.int32))
            weights.append(rows.astype(np.uint8))
            count += len(rows)
        self._terms = np.concatenate([np.empty(0, dtype=np.uint32), *terms])
        self._starts: Numbers = np.concatenate([*starts, np.array([count])])
        self._ids = np.concatenate([np.empty(0, dtype=np.int32), *ids])
        self._weights = np.concatenate([np.empty(0, dtype=np.uint8), *weights])

    def scores(self, at: int, vector: Vector, rules: Rules, most: int) -> Scored:
        """Give what `walk.scores` gives of an article that is indexed: the best `most`, and all that are as good."""
        steps = self._steps(vector)
        more = sum(walk.most_of(weight) for weight, _, _ in steps.looked_up)
        totals = self._totals(steps)
        totals[at] = 0
        numbers = np.flatnonzero(totals >= max(1, rules.least - more))
        added = totals[numbers].astype(np.int64)
        words, labels = added & WORDS, added >> SHIFT
        times = rules.half_life or 1
        ages = self._ages(numbers, at, rules)
        near_enough = (words + labels + more) * times >= rules.least * ages
        numbers, words, labels, ages = (one[near_enough] for one in (numbers, words, labels, ages))
        for weight, start, end in steps.looked_up:
            labels += self._looked_up(weight, start, end, numbers)
        found = (words + labels) * times // ages
        least = rules.least
        if len(found) > most:
            least = max(least, int(np.partition(found, -most)[-most]))
        good = found >= least
        numbers, words = numbers[good], words[good]
        suspects = numbers[words >= NEAR - LONGEST * (isqrt(steps.unseen) + 1)]
        return Scored(dict(zip(numbers.tolist(), found[good].tolist(), strict=True)), set(suspects.tolist()))

    def _steps(self, vector: Vector) -> _Steps:
        """Say what to do with each term that others have."""
        terms = np.array(vector.terms, dtype=np.uint32)
        places = np.searchsorted(self._terms, terms)
        starts = self._starts[places]
        sizes = self._starts[places + 1] - starts
        weights = np.frombuffer(vector.weights, dtype=np.uint8).astype(np.int64)
        is_word = np.arange(len(terms)) < vector.words
        is_shared, is_common = sizes > 1, sizes > walk.COMMON
        passed = weights[is_shared & is_word & is_common]
        left = np.flatnonzero(is_shared & ~is_word & (is_common | (weights < FINDS)))
        looked_up = [(int(weights[n]), int(starts[n]), int(starts[n] + sizes[n])) for n in left]
        walked = is_shared & ~is_common & (is_word | (weights >= FINDS))
        shifted = np.where(is_word, weights, weights << SHIFT)
        return _Steps(starts[walked], sizes[walked], shifted[walked], looked_up, int((passed * passed).sum()))

    def _totals(self, steps: _Steps) -> NDArray[np.float64 | np.int64]:
        """Add the products of all walked postings up by number; floats hold them exactly, far below 2**53."""
        ends = np.cumsum(steps.sizes)
        places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(steps.starts - ends + steps.sizes, steps.sizes)
        products = np.repeat(steps.weights, steps.sizes) * self._weights[places]
        return np.bincount(self._ids[places], weights=products, minlength=len(self._dates))

    def _ages(self, numbers: Numbers, at: int, rules: Rules) -> Numbers:
        if not rules.half_life:
            return np.ones_like(numbers)
        apart: Numbers = np.abs(self._dates[numbers] - self._dates[at])
        return apart + rules.half_life

    def _looked_up(self, weight: int, start: int, end: int, numbers: Numbers) -> Numbers:
        """Give what a label that was not walked adds to each of `numbers`."""
        ids = self._ids[start:end]
        places = np.minimum(np.searchsorted(ids, numbers), len(ids) - 1)
        return np.where(ids[places] == numbers, weight * self._weights[start + places].astype(np.int64), 0)
