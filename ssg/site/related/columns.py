"""What is known of all articles at once, by number: path, key, time, and of their lists the last score and the choice.

Kept as a few arrays, read whole in some milliseconds. A number stays an article's as long as the article stays as it
is; which number it is decides nothing.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from typing import Final

from ssg.site.related.shelf import Shelf

KIND: Final = "columns"
_NOBODY: Final = 0xFFFFFFFF


class Columns:
    """The columns. A path is empty where a number is free; a cut-off is 0 where a list has room left."""

    def __init__(self, width: int) -> None:
        """Begin with no articles; `width` is how many a list shows at most."""
        self.width = width
        self.paths: list[str] = []
        self.keys: list[str] = []
        self.dates = array("q")
        self.cutoffs = array("I")
        self._shown = array("I")
        self._free: list[int] = []

    def add(self, path: str, key: str, date: int) -> int:
        """Give an article a number."""
        if self._free:
            number = self._free.pop()
            self.paths[number], self.keys[number], self.dates[number] = path, key, date
            return number
        self.paths.append(path)
        self.keys.append(key)
        self.dates.append(date)
        self.cutoffs.append(0)
        self._shown.extend([_NOBODY] * self.width)
        return len(self.paths) - 1

    def remove(self, number: int) -> None:
        """Let a number go."""
        self.paths[number], self.keys[number], self.dates[number], self.cutoffs[number] = "", "", 0, 0
        self.show(number, ())
        self._free.append(number)

    def shown(self, number: int) -> tuple[int, ...]:
        """Give the numbers that an article's list shows, the best first."""
        row = self._shown[number * self.width : (number + 1) * self.width]
        return tuple(one for one in row if one != _NOBODY)

    def show(self, number: int, chosen: Sequence[int]) -> None:
        """Set what an article's list shows."""
        row = array("I", [*chosen, *[_NOBODY] * (self.width - len(chosen))])
        self._shown[number * self.width : (number + 1) * self.width] = row

    def save(self, shelf: Shelf) -> None:
        """Put the columns on the shelf."""
        lines = [f"{key} {path}" if path else "" for key, path in zip(self.keys, self.paths, strict=True)]
        arrays = [_bytes(one) for one in (self.dates, self.cutoffs, self._shown)]
        shelf.put_blocks(KIND, enumerate(["\0".join(lines).encode("utf-8", "surrogatepass"), *arrays]))

    def load(self, shelf: Shelf) -> None:
        """Read them from there."""
        text = shelf.block(KIND, 0).decode("utf-8", "surrogatepass")
        lines = text.split("\0") if text else []
        self.keys = [line.partition(" ")[0] for line in lines]
        self.paths = [line.partition(" ")[2] for line in lines]
        for number, column in enumerate((self.dates, self.cutoffs, self._shown), 1):
            column.frombytes(shelf.block(KIND, number))
            if sys.byteorder == "big":
                column.byteswap()
        self._free = [number for number, path in enumerate(self.paths) if not path]


def _bytes(column: array[int]) -> bytes:
    if sys.byteorder == "big":
        column = array(column.typecode, column)
        column.byteswap()
    return column.tobytes()
