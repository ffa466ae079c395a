"""The vector of an article: its most significant terms with weights, in about 500 bytes. Plain data.

A vector depends on one article alone, so nothing else makes it stale. Two of them are compared by the sum of the
products of their weights, a whole number, which depends neither on the order of addition nor on the machine.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

UNIT: Final = 255
"""The length of the words of a vector; so the product of two equal texts is `UNIT * UNIT`."""

FULL: Final = UNIT * UNIT

FINDS: Final = 32
"""A label with a lower weight adds to the score of two articles, but is not enough to compare them."""

HEAVIEST_TAG: Final = 72
"""The weight of a tag of the rarest words; the same tag in other letters may have a lower one."""


TOPIC: Final = 114
"""The weight of a running story, and of no other label."""


class Vector(NamedTuple):
    """Terms and their weights (1 to 255). The first `words` are words; the others are labels: tags, topic, category.

    The words of a vector have the length `UNIT`, except for rounding. Labels are added to that, so that they do not
    reduce the weights of words.
    """

    terms: array[int]
    weights: bytes
    words: int

    @property
    def has_topic(self) -> bool:
        """Return whether one of the labels is a running story."""
        return TOPIC in self.weights[self.words :]


NOTHING: Final = Vector(array("I"), b"", 0)
_NO_TERMS: Final = b"\0\0"
_TERM: Final = np.dtype("<u4")


def pack(terms: bytes, weights: bytes, labels: Sequence[tuple[int, int]]) -> bytes:
    """Return a vector as bytes, the same on any machine: at most 255 words, and as many labels as pairs.

    `terms` of words are 32-bit integers with the lowest byte first; each has a byte in `weights`.
    """
    numbers = struct.pack(f"<{len(labels)}I", *[term for term, _ in labels])
    return bytes((len(weights), len(labels))) + terms + numbers + weights + bytes([weight for _, weight in labels])


def unpack(data: bytes) -> Vector:
    """Read the result of `pack`; empty data is the vector of no terms."""
    if not data:
        return NOTHING
    size = data[0] + data[1]
    terms = array("I")
    terms.frombytes(data[2 : 2 + 4 * size])
    if sys.byteorder == "big":
        terms.byteswap()
    return Vector(terms, data[2 + 4 * size :], data[0])


def products(vectors: Sequence[bytes], first: int) -> NDArray[np.int64]:
    """Return the products of the words of the `first` packed vectors, a row each, and of all; labels do not count."""
    known = [vector or _NO_TERMS for vector in vectors]
    terms = np.frombuffer(b"".join([one[2 : 2 + 4 * one[0]] for one in known]), dtype=_TERM)
    weights = np.frombuffer(b"".join([one[-one[0] - one[1] :][: one[0]] for one in known]), dtype=np.uint8)
    unique, columns = np.unique(terms, return_inverse=True)
    table = np.zeros((len(known), len(unique)))
    table[np.repeat(np.arange(len(known)), [one[0] for one in known]), columns] = weights
    # Not by `@`, whose library would start threads for it. Floats are exact far beyond these sums.
    found: NDArray[np.float64] = np.einsum("ik,jk->ij", table[:first], table)
    return found.astype(np.int64)
