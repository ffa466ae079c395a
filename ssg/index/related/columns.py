"""Columns of all articles, by number: path, key, time, hand-picked articles, and the contents of their lists.

Stored in blocks of 512 numbers, a blob for each column of a block: all are read, and only changed ones are written. An
article keeps its number until it changes; the number itself has no meaning.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import count
from typing import Final

from ssg.index.related.blobs import BlobStore

_NOBODY: Final = 0xFFFFFFFF
_PICK: Final = "\x1f"
_BLOCK: Final = 512
_PATHS, _KEYS, _PICKS, _DATES, _CUTOFFS, _SHOWN, _MARKS = range(1, 8)  # within the numbers of a block's blobs
_ALL: Final = range(_PATHS, _MARKS + 1)
_ROOM: Final = 8  # numbers of blobs for each block


class Columns:
    """The columns. The path of a free number is empty; the cut-off of a list that is not full is 0."""

    def __init__(self, width: int) -> None:
        """Start empty; `width` is the length of a full list."""
        self.width = width
        self.paths: list[str] = []
        self.keys: list[str] = []
        self.picks: list[str] = []
        self.dates = array("q")
        self.cutoffs = array("I")
        self.marks = array("Q")  # of each path, for signatures
        self.numbers: dict[str, int] = {}
        self._shown = array("I")
        self._free: list[int] = []
        self._picking: set[int] = set()  # the numbers of the articles with hand-picked ones
        self._changed: set[tuple[int, int]] = set()  # block and column

    def known(self) -> dict[str, tuple[str, int, tuple[str, ...]]]:
        """Return key, time and picks of every article, by path."""
        picks = [tuple(text.split(_PICK)) if text else () for text in self.picks]
        found = dict(zip(self.paths, zip(self.keys, self.dates, picks, strict=True), strict=True))
        found.pop("", None)
        return found

    def with_picks(self) -> list[int]:
        """Return the numbers of the articles with hand-picked ones."""
        return sorted(self._picking)

    def add(self, path: str, key: str, date: int, picks: tuple[str, ...]) -> int:
        """Assign a number to an article."""
        if self._free:
            number = self._free.pop()
            self.paths[number], self.keys[number], self.dates[number] = path, key, date
            self.marks[number] = _mark(path)
            self.picks[number] = _PICK.join(picks)
        else:
            number = len(self.paths)
            self.paths.append(path)
            self.keys.append(key)
            self.picks.append(_PICK.join(picks))
            self.dates.append(date)
            self.marks.append(_mark(path))
            self.cutoffs.append(0)
            self._shown.extend([_NOBODY] * self.width)
        self.numbers[path] = number
        if picks:
            self._picking.add(number)
        self._changed.update([(number // _BLOCK, column) for column in _ALL])
        return number

    def remove(self, number: int) -> None:
        """Free a number."""
        del self.numbers[self.paths[number]]
        self.paths[number], self.keys[number], self.picks[number] = "", "", ""
        self.dates[number], self.cutoffs[number] = 0, 0
        self._picking.discard(number)
        self.show(number, ())
        self._changed.update([(number // _BLOCK, column) for column in _ALL])
        self._free.append(number)

    def picked(self, number: int) -> tuple[str, ...]:
        """Return the paths that an article's editor has picked."""
        return tuple(self.picks[number].split(_PICK)) if self.picks[number] else ()

    def pick(self, number: int, picks: tuple[str, ...]) -> None:
        """Set the paths that an article's editor has picked."""
        self.picks[number] = _PICK.join(picks)
        (self._picking.add if picks else self._picking.discard)(number)
        self._changed.add((number // _BLOCK, _PICKS))

    def shown(self, number: int) -> tuple[str, ...]:
        """Return the paths that an article's list shows besides the picked ones, the best first."""
        row = self._shown[number * self.width : (number + 1) * self.width]
        return tuple([self.paths[one] for one in row if one != _NOBODY])

    def signatures(self) -> dict[str, int]:
        """Return a signature of what each list shows, by path: 64 bits, 0 for a list that shows nothing."""
        import numpy as np  # whatever found lists has imported it

        marks = np.append(np.array(self.marks, dtype=np.uint64), np.uint64(0))
        shown = np.minimum(np.array(self._shown, dtype=np.int64), len(marks) - 1).reshape(-1, self.width)
        factors = np.array([3 + 2 * place for place in range(self.width)], dtype=np.uint64) ** np.uint64(21)
        return dict(zip(self.paths, (marks[shown] * factors).sum(axis=1).tolist(), strict=True))

    def signature(self, number: int) -> int:
        """Return the signature of what one list shows."""
        row = enumerate(self._shown[number * self.width : (number + 1) * self.width])
        found = sum(self.marks[one] * (3 + 2 * place) ** 21 for place, one in row if one != _NOBODY)
        return found & 0xFFFFFFFFFFFFFFFF

    def show(self, number: int, chosen: Sequence[int]) -> None:
        """Set what an article's list shows, by number; its cut-off has been set before."""
        row = array("I", [*chosen, *[_NOBODY] * (self.width - len(chosen))])
        begin, end = number * self.width, (number + 1) * self.width
        changed = (_CUTOFFS, _SHOWN) if self._shown[begin:end] != row else (_CUTOFFS,)
        self._changed.update([(number // _BLOCK, column) for column in changed])
        self._shown[begin:end] = row

    def save(self, blobs: BlobStore) -> None:
        """Store what has changed."""
        texts = {_PATHS: self.paths, _KEYS: self.keys, _PICKS: self.picks}
        arrays = {_DATES: self.dates, _CUTOFFS: self.cutoffs, _SHOWN: self._shown, _MARKS: self.marks}
        found: list[tuple[int, bytes]] = []
        for block, column in sorted(self._changed):
            begin, end = block * _BLOCK, (block + 1) * _BLOCK
            if column in texts:
                found.append((block * _ROOM + column, _text(texts[column][begin:end])))
            else:
                width = self.width if column == _SHOWN else 1
                found.append((block * _ROOM + column, _bytes(arrays[column][begin * width : end * width])))
        blobs.put("columns", found)
        self._changed.clear()

    def load(self, blobs: BlobStore) -> None:
        """Read the columns from the store."""
        texts = {_PATHS: self.paths, _KEYS: self.keys, _PICKS: self.picks}
        arrays = {_DATES: self.dates, _CUTOFFS: self.cutoffs, _SHOWN: self._shown, _MARKS: self.marks}
        for block in count():
            if not blobs.get("columns", block * _ROOM + _PATHS):
                break
            for column, lines in texts.items():
                lines.extend(_lines(blobs.get("columns", block * _ROOM + column)))
            for column, numbers in arrays.items():
                numbers.frombytes(blobs.get("columns", block * _ROOM + column))
        if sys.byteorder == "big":
            for numbers in arrays.values():
                numbers.byteswap()
        self.paths = list(map(sys.intern, self.paths))  # the same objects as in other lists of articles
        self._picking = {number for number, text in enumerate(self.picks) if text}
        self.numbers = dict(zip(self.paths, range(len(self.paths)), strict=True))
        self.numbers.pop("", None)
        if len(self.numbers) < len(self.paths):
            self._free = [number for number, path in enumerate(self.paths) if not path]


def _mark(path: str) -> int:
    return int.from_bytes(blake2b(path.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _text(lines: Iterable[str]) -> bytes:
    """Join lines by a character that no file name has; one more at the end distinguishes an empty line from none."""
    return "".join([f"{line}\0" for line in lines]).encode("utf-8", "surrogatepass")


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "surrogatepass").split("\0")[:-1]


def _bytes(column: array[int]) -> bytes:
    if sys.byteorder == "big":
        column = array(column.typecode, column)
        column.byteswap()
    return column.tobytes()
