"""A table from texts to numbers that takes 24 to 48 bytes a text, where a dictionary takes 200. Pure.

It keeps the 64 bits of a text's hash, not the text: two texts of an import with the same hash are not to be expected
(of a million, in one of 10⁷ imports), and whoever must be sure compares what the number leads to.
"""

from __future__ import annotations

from array import array
from typing import Final

_SMALLEST: Final = 1024


class Packed:
    """Numbers of 64 bits by text, in one array: hash and number beside each other, empty places between them."""

    def __init__(self) -> None:
        """Begin empty."""
        self._table = array("q", bytes(16 * _SMALLEST))
        self._mask = _SMALLEST - 1
        self._count = 0

    def __len__(self) -> int:
        """Return the number of texts."""
        return self._count

    def __contains__(self, text: str) -> bool:
        """Return whether a text has a number."""
        return self._table[self._place(hash(text) or 1)] != 0

    def get(self, text: str) -> int | None:
        """Return the number of a text; None if it has none."""
        at = self._place(hash(text) or 1)
        return self._table[at + 1] if self._table[at] else None

    def claim(self, text: str, number: int) -> int:
        """Return the number of a text, which is the given one if it has none yet."""
        key = hash(text) or 1
        at = self._place(key)
        if self._table[at]:
            return self._table[at + 1]
        self._add(at, key, number)
        return number

    def put(self, text: str, number: int) -> None:
        """Give a text a number, in place of any other."""
        key = hash(text) or 1
        at = self._place(key)
        if self._table[at]:
            self._table[at + 1] = number
        else:
            self._add(at, key, number)

    def _place(self, key: int) -> int:
        """Return where a hash is, or would be."""
        table, mask = self._table, self._mask
        at = key & mask
        while (found := table[2 * at]) and found != key:
            at = (at + 1) & mask
        return 2 * at

    def _add(self, at: int, key: int, number: int) -> None:
        self._table[at], self._table[at + 1] = key, number
        self._count += 1
        if 3 * self._count > 2 * self._mask:
            self._grow()

    def _grow(self) -> None:
        old = self._table
        self._mask = 2 * self._mask + 1
        self._table = array("q", [0]) * (2 * (self._mask + 1))
        for at in range(0, len(old), 2):
            if old[at]:
                to = self._place(old[at])
                self._table[to], self._table[to + 1] = old[at], old[at + 1]
