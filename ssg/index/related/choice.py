"""From scores to a list: the best, without near-duplicates. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence

from ssg.core.vector import Vector
from ssg.index.related.matches import Matches
from ssg.index.related.score import NEAR

Ranked = tuple[int, int]
"""A score and the number of an article."""


def ranked(scores: Iterable[Ranked], dates: array[int], names: Sequence[str]) -> list[Ranked]:
    """Order by score; of equal scores the newest first, of equal times by path."""
    return sorted(scores, key=lambda one: (-one[0], -dates[one[1]], names[one[1]]))


def best(
    found: Matches, dates: array[int], names: Sequence[str], kept: int, is_near: Callable[[int], bool]
) -> list[Ranked]:
    """Return the highest `kept` without near-duplicates. `is_near` decides of suspects."""
    scores, suspects = found
    # Scores that cannot be among them are not sorted.
    room = kept + 3
    while True:
        least = sorted(scores.values())[-room] if len(scores) > room else 0
        first = ranked([(s, n) for n, s in scores.items() if s >= least], dates, names)
        chosen: list[Ranked] = []
        for one in first:
            if one[1] not in suspects or not is_near(one[1]):
                chosen.append(one)
                if len(chosen) == kept:
                    return chosen
        if not least:
            return chosen
        room *= 4


def distinct(
    numbers: Iterable[int], count: int, weights: Callable[[int], dict[int, int]], listed: Iterable[int] = ()
) -> list[int]:
    """Return the first `count` of `numbers` that are not near-duplicates of an earlier one or of those `listed`."""
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
    """Return the weights of the words alone."""
    return dict(zip(vector.terms[: vector.words], vector.weights, strict=False))


def is_near(one: dict[int, int], other: dict[int, int]) -> bool:
    """Return whether two articles are versions of one report."""
    return sum([one[term] * other[term] for term in one.keys() & other.keys()]) >= NEAR
