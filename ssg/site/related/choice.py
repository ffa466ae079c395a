"""From scores to a list: the best, then without near-duplicates of one that is listed already. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence

from ssg.core.vector import Vector
from ssg.site.related.score import NEAR
from ssg.site.related.walk import Scored

Ranked = tuple[int, int]
"""A score and the number of an article."""


def ranked(scores: Iterable[Ranked], dates: array[int], names: Sequence[str]) -> list[Ranked]:
    """Order by score; of equal scores the newest first, of equal times by path."""
    return sorted(scores, key=lambda one: (-one[0], -dates[one[1]], names[one[1]]))


def best(
    scored: Scored, dates: array[int], names: Sequence[str], kept: int, is_near: Callable[[int], bool]
) -> list[Ranked]:
    """Give the highest `kept` without near-duplicates. `is_near` decides of suspects."""
    scores, suspects = scored
    # What cannot be among them is not even put in order.
    room = kept + 3
    while True:
        least = sorted(scores.values())[-room] if len(scores) > room else 0
        first = ranked([(s, n) for n, s in scores.items() if s >= least], dates, names)
        found: list[Ranked] = []
        for one in first:
            if one[1] not in suspects or not is_near(one[1]):
                found.append(one)
                if len(found) == kept:
                    return found
        if not least:
            return found
        room *= 4


def distinct(
    numbers: Iterable[int], count: int, weights: Callable[[int], dict[int, int]], listed: Iterable[int] = ()
) -> list[int]:
    """Give the first `count` of `numbers` that are no near-duplicates of an earlier one, nor of those `listed`."""
    seen = [weights(number) for number in listed]
    found: list[int] = []
    for number in numbers:
        if len(found) == count:
            break
        mine = weights(number)
        if not any(is_near(mine, other) for other in seen):
            found.append(number)
            seen.append(mine)
    return found


def weights_of(vector: Vector) -> dict[int, int]:
    """Give the weights of the words alone."""
    return dict(zip(vector.terms[: vector.words], vector.weights, strict=False))


def is_near(one: dict[int, int], other: dict[int, int]) -> bool:
    """Say whether two articles are one report, told twice."""
    return sum([one[term] * other[term] for term in one.keys() & other.keys()]) >= NEAR
