"""From scores to a list: the best, without near-duplicates. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence, Set

import numpy as np

from ssg.core.vector import products
from ssg.index.related.matches import Matches
from ssg.index.related.score import NEAR

Ranked = tuple[int, int]
"""A score and the number of an article."""


def ranked(scores: Iterable[Ranked], dates: array[int], names: Sequence[str]) -> list[Ranked]:
    """Order by score; of equal scores the newest first, of equal times by path."""
    return sorted(scores, key=lambda one: (-one[0], -dates[one[1]], names[one[1]]))


def best(
    found: Matches, dates: array[int], names: Sequence[str], kept: int, near: Callable[[Sequence[int]], Set[int]]
) -> list[Ranked]:
    """Return the highest `kept` without near-duplicates. `near` tells them from other suspects."""
    scores, suspects = found
    # Scores that cannot be among them are not sorted.
    room = kept + 3
    while True:
        least = sorted(scores.values())[-room] if len(scores) > room else 0
        first = ranked([(s, n) for n, s in scores.items() if s >= least], dates, names)
        left_out = near([number for _, number in first if number in suspects])
        chosen = [one for one in first if one[1] not in left_out]
        if len(chosen) >= kept or not least:
            return chosen[:kept]
        room *= 4


def distinct(
    numbers: Sequence[int], count: int, packed: Callable[[int], bytes], listed: Sequence[int] = ()
) -> list[int]:
    """Return the first `count` of `numbers` that are not near-duplicates of an earlier one or of those `listed`."""
    rows = [*listed, *numbers[:count]]
    near = products([packed(number) for number in rows], len(rows)) >= NEAR
    np.fill_diagonal(near, val=False)
    if not near.any():
        return rows[len(listed) :]
    rows = [*listed, *numbers]
    near = products([packed(number) for number in rows], len(rows)) >= NEAR
    kept = [*range(len(listed))]
    for row in range(len(listed), len(rows)):
        if len(kept) - len(listed) < count and not near[row, kept].any():
            kept.append(row)
    return [rows[row] for row in kept[len(listed) :]]
