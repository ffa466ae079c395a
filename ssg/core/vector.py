"""What an article is like, as numbers: its most telling terms and how much each says, in some 500 bytes. Plain data.

A vector is a function of one article alone, so nothing else ever makes it stale. Two of them are compared by the sum of
the products of their weights, which is a whole number: it does not depend on the order of adding nor on the machine.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from typing import Final, NamedTuple

UNIT: Final = 255
"""The length of the words of a vector, seen as an arrow; so a product of two like articles is `UNIT * UNIT`."""

FULL: Final = UNIT * UNIT

FINDS: Final = 32
"""A label with a lower weight adds to what two articles share, but is no reason to compare them."""

HEAVIEST_TAG: Final = 72
"""The weight of a tag of the rarest words; the same tag in other letters may have a lower one."""


TOPIC: Final = 114
"""The weight of a running story, and of no other label."""


class Vector(NamedTuple):
    """Terms and their weights (1 to 255). The first `words` are words; the others are labels: tags, topic, category.

    The words of a vector have the length `UNIT`, but for rounding. Labels come on top, so that what an article is filed
    under takes nothing from what it says.
    """

    terms: array[int]
    weights: bytes
    words: int

    @property
    def has_topic(self) -> bool:
        """Say whether one of the labels is a running story."""
        return TOPIC in self.weights[self.words :]


NOTHING: Final = Vector(array("I"), b"", 0)


def pack(words: Sequence[tuple[int, int]], labels: Sequence[tuple[int, int]]) -> bytes:
    """Give pairs of term and weight as bytes, the same on any machine; at most 255 of each."""
    both = (*words, *labels)
    terms = array("I", [term for term, _ in both])
    if sys.byteorder == "big":
        terms.byteswap()
    return bytes((len(words), len(labels))) + terms.tobytes() + bytes(weight for _, weight in both)


def unpack(data: bytes) -> Vector:
    """Read what `pack` gave; nothing is the vector of no terms."""
    if not data:
        return NOTHING
    size = data[0] + data[1]
    terms = array("I")
    terms.frombytes(data[2 : 2 + 4 * size])
    if sys.byteorder == "big":
        terms.byteswap()
    return Vector(terms, data[2 + 4 * size :], data[0])
