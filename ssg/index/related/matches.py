"""The articles that match one, with scores: found by adding up the postings of its terms. Exact.

A term of more than 500 articles of a site is too common to find anything: such words do not count, and such labels add
to a score but find no article. So the time for a list is bounded, whatever tags editors use.
"""

from __future__ import annotations

from math import isqrt
from typing import Final, NamedTuple

import numpy as np

from ssg.core.vector import FINDS, HEAVIEST_TAG, UNIT, Vector
from ssg.index.related.postings import Numbers, View
from ssg.index.related.score import NEAR, Rules

COMMON: Final = 500
"""The most articles that may have a term for it to find them. Of 10,000 real articles no kept word is in 150.

Of 100,000 some words would be in more; recall@10 would fall from .988 to .980, and time by half on dense text.
"""
# Products of words are added in the low bits, those of labels above them: words alone tell near-duplicates.
_SHIFT: Final = 20
_WORDS: Final = (1 << _SHIFT) - 1
_SPARSE: Final = 16
"""To sort a posting takes as long as to look at so many places of all articles."""
_LONGEST: Final = UNIT + 9
"""The length of the words of a vector, rounding included: 96 times half of one is 4.9."""


class Matches(NamedTuple):
    """Scores by number, of the least score at least; and the numbers of those that may be near-duplicates."""

    scores: dict[int, int]
    suspects: set[int]


class _Steps(NamedTuple):
    """What is added up: start, size and weight of each posting. What is looked up: weight, start and end.

    And the words that are too common, squared.
    """

    starts: Numbers
    sizes: Numbers
    weights: Numbers
    looked_up: list[tuple[int, int, int]]
    unseen: int


def matches(view: View, dates: Numbers, at: int, vector: Vector, rules: Rules, most: int = 0) -> Matches:
    """Return the score of every article that is related to number `at`; with `most`, the best and all as good.

    `view` holds the postings of all terms of the article's `vector`, `dates` seconds by number. A number below 0 is an
    article that is not in the index.
    """
    steps = _steps(view, vector, own=int(at >= 0))
    # What the looked up can add at most; and by Cauchy and Schwarz, what the words that were passed over could have.
    more = sum(_most_of(weight) for weight, _, _ in steps.looked_up)
    near = NEAR - _LONGEST * (isqrt(steps.unseen) + 1)
    numbers, added = _totals(view, steps, len(dates), max(1, rules.least - more))
    others = numbers != at
    numbers, added = numbers[others], added[others]
    words, labels = added & _WORDS, added >> _SHIFT
    times = rules.half_life or 1
    ages = np.abs(dates[numbers] - dates[at]) + rules.half_life if rules.half_life else np.ones_like(numbers)
    enough = (words + labels + more) * times >= rules.least * ages
    numbers, words, labels, ages = (one[enough] for one in (numbers, words, labels, ages))
    for weight, start, end in steps.looked_up:
        labels += _looked_up(view, weight, start, end, numbers)
    found = (words + labels) * times // ages
    least = rules.least
    if most and len(found) > most:
        least = max(least, int(np.partition(found, -most)[-most]))
    good = found >= least
    numbers, words = numbers[good], words[good]
    scores = dict(zip(numbers.tolist(), found[good].tolist(), strict=True))
    return Matches(scores, set(numbers[words >= near].tolist()))


def finds(vector: Vector) -> list[int]:
    """Return the terms by which an article can be found."""
    return [
        t for n, (t, w) in enumerate(zip(vector.terms, vector.weights, strict=True)) if n < vector.words or w >= FINDS
    ]


def _most_of(weight: int) -> int:
    """Return the most that a label of this weight can add: only the weight of a tag depends on its spelling."""
    return weight * (HEAVIEST_TAG if FINDS <= weight <= HEAVIEST_TAG else weight)


def _steps(view: View, vector: Vector, own: int) -> _Steps:
    """Describe what to do with each term that others have: `own` is how many entries are the article's own."""
    starts, sizes = view.spans(np.array(vector.terms, dtype=np.uint32))
    weights = np.frombuffer(vector.weights, dtype=np.uint8).astype(np.int64)
    is_word = np.arange(len(weights)) < vector.words
    is_shared, is_common = sizes > own, sizes > COMMON
    passed = weights[is_shared & is_word & is_common]
    left = np.flatnonzero(is_shared & ~is_word & (is_common | (weights < FINDS)))
    looked_up = [(int(weights[n]), int(starts[n]), int(starts[n] + sizes[n])) for n in left]
    walked = is_shared & ~is_common & (is_word | (weights >= FINDS))
    shifted = np.where(is_word, weights, weights << _SHIFT)
    return _Steps(starts[walked], sizes[walked], shifted[walked], looked_up, int((passed * passed).sum()))


def _totals(view: View, steps: _Steps, length: int, least: int) -> tuple[Numbers, Numbers]:
    """Add the products of all postings up by number: return the numbers with the `least`, in order, and their sums.

    Floats hold them exactly, far below 2**53. A place for every article is not made where few of them have a posting:
    the time for a list must not grow with the archive.
    """
    ends = np.cumsum(steps.sizes)
    places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(steps.starts - ends + steps.sizes, steps.sizes)
    products = np.repeat(steps.weights, steps.sizes) * view.weights[places]
    ids = view.ids[places]
    if len(ids) * _SPARSE >= length:
        totals = np.bincount(ids, weights=products, minlength=length)
        numbers = np.flatnonzero(totals >= least)  # of truth values: eight times as fast as of floats
        return numbers, totals[numbers].astype(np.int64)
    order = np.argsort(ids, kind="stable")  # runs that are sorted: merged, in the time that this takes
    ids = ids[order].astype(np.int64)
    firsts = np.flatnonzero(np.diff(ids, prepend=-1))
    totals = np.add.reduceat(products[order], firsts) if len(ids) else ids
    enough = totals >= least
    return ids[firsts][enough], totals[enough]


def _looked_up(view: View, weight: int, start: int, end: int, numbers: Numbers) -> Numbers:
    """Return what a label that was not added up adds to each of `numbers`."""
    ids = view.ids[start:end]
    places = np.minimum(np.searchsorted(ids, numbers), len(ids) - 1)
    return np.where(ids[places] == numbers, weight * view.weights[start + places].astype(np.int64), 0)
