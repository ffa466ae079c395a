"""Rows of bytes by number, kept compressed until they are asked for: of a million pages they would be a gigabyte.

Rows that are alike are neighbours, and are read in the order in which they were added: blocks of them shrink to a
third, and each is opened once. Never interprets a row.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import Final

import msgspec

_BLOCK: Final = 128
_FAST: Final = 1
_ENCODER: Final = msgspec.msgpack.Encoder()
_ROWS: Final = msgspec.msgpack.Decoder(list[bytes])


@dataclass(eq=False)
class PackedRows:
    """Rows in the order in which they were added."""

    _blocks: list[bytes] = field(default_factory=list)
    _last: list[bytes] = field(default_factory=list)
    _opened: tuple[int, list[bytes]] = (-1, [])

    def append(self, row: bytes) -> int:
        """Add a row; return its number."""
        self._last.append(row)
        number = len(self._blocks) * _BLOCK + len(self._last) - 1
        if len(self._last) == _BLOCK:
            self._blocks.append(zlib.compress(_ENCODER.encode(self._last), _FAST))
            self._last = []
        return number

    def __getitem__(self, number: int) -> bytes:
        """Return a row."""
        block, place = divmod(number, _BLOCK)
        if block == len(self._blocks):
            return self._last[place]
        if self._opened[0] != block:
            self._opened = block, _ROWS.decode(zlib.decompress(self._blocks[block]))
        return self._opened[1][place]
