"""The articles that are related to one, with their scores: found by walking the postings of its terms. Exact.

What more than 500 articles of a site have is in too many to find anything by: their common words do not count,
and what they are filed under adds to a score but finds nobody. So the time that a list takes has a bound, whatever an
editor writes under each article.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from math import isqrt
from typing import Final, NamedTuple

from ssg.core.vector import FINDS, HEAVIEST_TAG, UNIT, Vector
from ssg.site.related.postings import Posting, Postings
from ssg.site.related.score import NEAR, Rules

COMMON: Final = 500
"""The most articles that may have a term for it to find them. Of 10,000 real articles no kept word is in 150.

Of 100,000 some words would be in more; recall@10 would fall from .988 to .980, and time by half on dense text.
"""
# Products of words are added in the low bits, those of labels above them: words alone tell near-duplicates.
SHIFT: Final = 20
WORDS: Final = (1 << SHIFT) - 1
LONGEST: Final = UNIT + 9
"""The length of the words of a vector, rounding included: 96 times half of one is 4.9."""


class Scored(NamedTuple):
    """Scores by number, of the least score at least; and the numbers of those that may be near-duplicates."""

    scores: dict[int, int]
    suspects: set[int]


class _Steps(NamedTuple):
    """What is to be walked and what is to be looked up, with the weight; the words that are too common, squared."""

    walked: list[tuple[int, Posting]]
    looked_up: list[tuple[int, Posting]]
    unseen: int


def scores(postings: Postings, dates: array[int], at: int, vector: Vector, rules: Rules) -> Scored:
    """Give the score of every article that is related to number `at`. `dates` holds seconds by number.

    A number below 0 is an article that is not in the index.
    """
    steps = _steps(postings, vector, 0 if at < 0 else 1)
    found: dict[int, int] = {}
    get = found.get
    for weight, posting in steps.walked:
        for number, other in zip(posting.ids, posting.weights, strict=True):
            found[number] = get(number, 0) + weight * other
    found.pop(at, None)
    # What the looked up can add at most; and by Cauchy and Schwarz, what the words that were passed over could have.
    more = sum(most_of(weight >> SHIFT) for weight, _ in steps.looked_up)
    near = NEAR - LONGEST * (isqrt(steps.unseen) + 1)
    date, half_life, least = dates[at], rules.half_life, rules.least
    enough = least - more
    scored = Scored({}, set())
    for number, total in [(number, total) for number, total in found.items() if total >= enough]:
        words = total & WORDS
        value = words + (total >> SHIFT)
        age = half_life + abs(dates[number] - date) if half_life else 1
        times = half_life or 1
        if (value + more) * times < least * age:
            continue
        value = words + (_looked_up(steps.looked_up, number, total) >> SHIFT)
        score = value * times // age
        if score >= least:
            scored.scores[number] = score
            if words >= near:
                scored.suspects.add(number)
    return scored


def most_of(weight: int) -> int:
    """Give the most that a label of this weight can add: only that of a tag depends on how it is spelled."""
    return weight * (HEAVIEST_TAG if FINDS <= weight <= HEAVIEST_TAG else weight)


def finds(vector: Vector) -> list[int]:
    """Give the terms by which an article can be found."""
    return [
        t for n, (t, w) in enumerate(zip(vector.terms, vector.weights, strict=True)) if n < vector.words or w >= FINDS
    ]


def _steps(postings: Postings, vector: Vector, own: int) -> _Steps:
    """Say what to do with each term that others have: `own` is how many entries are the article's own."""
    steps, unseen = _Steps([], [], 0), 0
    for number, (term, weight) in enumerate(zip(vector.terms, vector.weights, strict=True)):
        size = postings.size(term)
        if size <= own:
            continue
        is_word = number < vector.words
        if is_word and size > COMMON:
            unseen += weight * weight
        elif is_word:
            steps.walked.append((weight, postings.of(term)))
        elif size > COMMON or weight < FINDS:
            steps.looked_up.append((weight << SHIFT, postings.of(term)))
        else:
            steps.walked.append((weight << SHIFT, postings.of(term)))
    return steps._replace(unseen=unseen)


def _looked_up(left: list[tuple[int, Posting]], number: int, total: int) -> int:
    """Add what labels that were not walked hold."""
    for weight, posting in left:
        place = bisect_left(posting.ids, number)
        if place < len(posting.ids) and posting.ids[place] == number:
            total += weight * posting.weights[place]
    return total
