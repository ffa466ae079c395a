"""How rare a term is in the language as a whole: one table per supported language, shipped as data.

Created once by `benchmarks/background.py` and never from a site: so the vector of an article depends on that article
alone.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

_FOLDER: Final = Path(__file__).parent
_BITS: Final = 32  # of the number of a term
STEP: Final = 16
"""Rarity is the natural logarithm of how many articles there are for each that has the term, times this."""


class Background:
    """The rarity of terms by number: 0 for those that say nothing. What is not there is rarer than all of them.

    `unseen` is the rarity of those.
    """

    def __init__(self, numbers: array[int], rarities: bytes, unseen: int) -> None:
        """Take the numbers in ascending order, and the rarity of each."""
        self.unseen = unseen
        self._numbers, self._rarities = numbers, rarities
        # Numbers are hashes: by their first bits, each is found among a few. A binary search takes seven times as long.
        bits = len(numbers).bit_length() + 1
        self._shift = np.uint32(_BITS - bits)
        in_order = np.frombuffer(numbers, dtype=np.uint32) if numbers else np.empty(0, dtype=np.uint32)
        counts = np.bincount(in_order >> self._shift, minlength=1 << bits)
        self._most = int(counts.max())
        self._begins = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
        self._sorted = np.concatenate((in_order, np.zeros(self._most + 1, dtype=np.uint32)))
        self._rarity = np.frombuffer(rarities + bytes(self._most + 1), dtype=np.uint8)

    @classmethod
    def of(cls, rarity: Mapping[int, int], unseen: int) -> Background:
        """Return the table of a mapping."""
        numbers = sorted(rarity)
        return cls(array("I", numbers), bytes(rarity[number] for number in numbers), unseen)

    def __len__(self) -> int:
        """Return how many terms there are."""
        return len(self._numbers)

    def get(self, number: int, default: int) -> int:
        """Return the rarity of one term, `default` if it is not there."""
        at = bisect_left(self._numbers, number)
        return self._rarities[at] if at < len(self._numbers) and self._numbers[at] == number else default

    def rarities(self, numbers: NDArray[np.uint32], default: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the rarities of many terms; those of `default` for terms that are not there."""
        at = self._begins[numbers >> self._shift]
        for _ in range(self._most - 1):  # whether the last of them is it, is seen below
            at += self._sorted[at] < numbers
        return np.where((self._sorted[at] == numbers) & (at < len(self)), self._rarity[at], default)


def pack(rarity: Mapping[int, int], unseen: int) -> bytes:
    """Return a table in its stored form: the numbers in order as differences, then the rarities, deflated."""
    numbers = sorted(rarity)
    steps = array("I", [b - a for a, b in zip([0, *numbers], numbers, strict=False)])
    if sys.byteorder == "big":
        steps.byteswap()
    raw = steps.tobytes()
    # Byte planes: the high bytes of differences are nearly all equal.
    planes = b"".join(raw[plane::4] for plane in range(4))
    return bytes([unseen]) + zlib.compress(planes + bytes(rarity[number] for number in numbers), 9)


def unpack(data: bytes) -> Background:
    """Read a table."""
    raw = zlib.decompress(data[1:])
    size = len(raw) // 5
    planes = bytearray(size * 4)
    for plane in range(4):
        planes[plane::4] = raw[plane * size : (plane + 1) * size]
    steps = np.frombuffer(planes, dtype="<u4")
    numbers = array("I", np.cumsum(steps, dtype=np.uint32).tobytes())
    return Background(numbers, raw[4 * size :], data[0])


@lru_cache(4)
def background(language: str) -> Background | None:
    """Return the table of a language (`vi`, `vi-VN`), if there is one; takes two milliseconds, once."""
    file = _FOLDER / f"{language.partition('-')[0].lower()}.terms"
    return unpack(file.read_bytes()) if file.exists() else None
