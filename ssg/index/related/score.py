"""How related two articles are: a whole number that depends only on the two, and is symmetric. Pure.

The products of shared words and labels, reduced by the time between the two: news ages. Whole numbers, because their
sums depend neither on the order of addition nor on the machine or the number of workers.
"""

from __future__ import annotations

from typing import Final

import msgspec

from ssg.core.vector import FULL, Vector

NEAR: Final = FULL * 70 // 100
"""From this score on, two articles are versions of one report."""


class Rules(msgspec.Struct, frozen=True):
    """The settings of a site: half-life in seconds (0: age does not count), the least score, the length of lists.

    An article of a running story has `strip` more, in the place of those that the story's strip on its page shows.
    An article one half-life away counts half, three away a quarter; none counts nothing, however old.
    """

    half_life: int = 365 * 86_400
    least: int = FULL * 5 // 100
    count: int = 5
    spare: int = 16
    strip: int = 0

    @property
    def kept(self) -> int:
        """The number of candidates that are kept for a list: near-duplicates among them are dropped later."""
        return max(self.spare, 3 * self.count, self.most + 3)

    @property
    def most(self) -> int:
        """The most articles of a list."""
        return self.count + self.strip

    @property
    def name(self) -> bytes:
        """The name of these rules in stored results."""
        return msgspec.json.encode(self)


def aged(product: int, seconds: int, half_life: int) -> int:
    """Reduce a score by the time between two articles."""
    return product * half_life // (half_life + abs(seconds)) if half_life else product


def shared(one: Vector, other: Vector) -> tuple[list[int], int, int]:
    """Return the terms that two vectors share, the product of their words and that of their labels."""
    weights = dict(zip(other.terms, other.weights, strict=True))
    terms = [term for term in one.terms if term in weights]
    words = sum(w * weights[t] for t, w in zip(one.terms[: one.words], one.weights, strict=False) if t in weights)
    labels = zip(one.terms[one.words :], one.weights[one.words :], strict=True)
    return terms, words, sum(w * weights[t] for t, w in labels if t in weights)
