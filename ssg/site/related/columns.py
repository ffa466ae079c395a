"""What is known of all articles at once, by number: path, key, time, hand-picked ones, and what their lists show.

Kept as a few arrays, read whole in some milliseconds. A number stays an article's as long as the article stays as it
is; which number it is decides nothing.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from typing import Final

from ssg.site.related.cabinet import Cabinet

_NOBODY: Final = 0xFFFFFFFF
_PICK: Final = "\x1f"


class Columns:
    """The columns. A path is empty where a number is free; a cut-off is 0 where a list has room left."""

    def __init__(self, width: int) -> None:
        """Begin with no articles; `width` is how many a list shows at most."""
        self.width = width
        self.paths: list[str] = []
        self.keys: list[str] = []
        self.picks: list[str] = []
        self.dates = array("q")
        self.cutoffs = array("I")
        self.numbers: dict[str, int] = {}
        self._shown = array("I")
        self._free: list[int] = []

    def add(self, path: str, key: str, date: int, picks: tuple[str, ...]) -> int:
        """Give an article a number."""
        if self._free:
            number = self._free.pop()
            self.paths[number], self.keys[number], self.dates[number] = path, key, date
            self.picks[number] = _PICK.join(picks)
        else:
            number = len(self.paths)
            self.paths.append(path)
            self.keys.append(key)
            self.picks.append(_PICK.join(picks))
            self.dates.append(date)
            self.cutoffs.append(0)
            self._shown.extend([_NOBODY] * self.width)
        self.numbers[path] = number
        return number

    def remove(self, number: int) -> None:
        """Let a number go."""
        del self.numbers[self.paths[number]]
        self.paths[number], self.keys[number], self.picks[number] = "", "", ""
        self.dates[number], self.cutoffs[number] = 0, 0
        self.show(number, ())
        self._free.append(number)

    def picked(self, number: int) -> tuple[str, ...]:
        """Give the paths that an article's editor has picked."""
        return tuple(self.picks[number].split(_PICK)) if self.picks[number] else ()

    def pick(self, number: int, picks: tuple[str, ...]) -> None:
        """Set them."""
        self.picks[number] = _PICK.join(picks)

    def shown(self, number: int) -> tuple[str, ...]:
        """Give the paths that an article's list shows besides those, the best first."""
        row = self._shown[number * self.width : (number + 1) * self.width]
        return tuple([self.paths[one] for one in row if one != _NOBODY])

    def showing(self, numbers: Iterable[int]) -> set[str]:
        """Give the paths of articles whose list shows one of those numbers: some milliseconds for each."""
        shown, found = self._shown, set()
        for number in numbers:
            at = -1
            while (at := _index(shown, number, at + 1)) >= 0:
                found.add(self.paths[at // self.width])
        return found

    def show(self, number: int, chosen: Sequence[int]) -> None:
        """Set what an article's list shows, by number."""
        row = array("I", [*chosen, *[_NOBODY] * (self.width - len(chosen))])
        self._shown[number * self.width : (number + 1) * self.width] = row

    def save(self, cabinet: Cabinet) -> None:
        """Put the columns into the cabinet."""
        texts = [_text(self.paths), _text(self.keys), _text(self.picks)]
        arrays = [_bytes(one) for one in (self.dates, self.cutoffs, self._shown)]
        cabinet.put_sheets("columns", enumerate([*texts, *arrays], 1))

    def load(self, cabinet: Cabinet) -> None:
        """Read them from there."""
        self.paths, self.keys, self.picks = (_lines(cabinet.sheet("columns", number)) for number in (1, 2, 3))
        for number, column in enumerate((self.dates, self.cutoffs, self._shown), 4):
            column.frombytes(cabinet.sheet("columns", number))
            if sys.byteorder == "big":
                column.byteswap()
        self.numbers = dict(zip(self.paths, range(len(self.paths)), strict=True))
        self.numbers.pop("", None)
        if len(self.numbers) < len(self.paths):
            self._free = [number for number, path in enumerate(self.paths) if not path]


def _index(row: array[int], value: int, start: int) -> int:
    try:
        return row.index(value, start)
    except ValueError:
        return -1


def _text(lines: Iterable[str]) -> bytes:
    """Text that no file name holds parts lines; one more ends them, so that a single empty one is not none."""
    return "".join([f"{line}\0" for line in lines]).encode("utf-8", "surrogatepass")


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "surrogatepass").split("\0")[:-1]


def _bytes(column: array[int]) -> bytes:
    if sys.byteorder == "big":
        column = array(column.typecode, column)
        column.byteswap()
    return column.tobytes()
