"""How rare a term is in the language as a whole: one table per supported language, shipped as data.

Created once by `benchmarks/background.py` and never from a site: so the vector of an article depends on that article
alone.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

_FOLDER: Final = Path(__file__).parent
STEP: Final = 16
"""Rarity is the natural logarithm of how many articles there are for each that has the term, times this."""


class Background(NamedTuple):
    """The rarity of terms by number: 0 for those that say nothing. What is not there is rarer than all of them.

    `unseen` is the rarity of those.
    """

    rarity: Mapping[int, int]
    unseen: int


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
    steps = array("I", bytes(planes))
    if sys.byteorder == "big":
        steps.byteswap()
    numbers, number = [], 0
    for step in steps:
        number += step
        numbers.append(number)
    return Background(dict(zip(numbers, raw[4 * size :], strict=True)), data[0])


@lru_cache(4)
def background(language: str) -> Background | None:
    """Return the table of a language (`vi`, `vi-VN`), if there is one; takes about ten milliseconds, once."""
    file = _FOLDER / f"{language.partition('-')[0].lower()}.terms"
    return unpack(file.read_bytes()) if file.exists() else None
