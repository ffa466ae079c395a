"""What nodes have read, as columns of numbers, kept small until they are written: a new site has millions of rows.

Never interprets the numbers.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

NUMBERS: Final = "I"
"""The type of what was read: four bytes."""
BITS: Final = "H"
"""The type of bits: two bytes, which are shifted."""
_BATCH: Final = 10_000  # rows that are objects at once


@dataclass(eq=False)
class Readings:
    """Rows of three numbers: what was read, the node that has read it, and bits. Iteration sorts and unites them.

    The tables are sorted so; in that order, rows are appended to their pages instead of being spread over all of them.
    """

    read: bytearray = field(default_factory=bytearray)
    _bits: bytearray = field(default_factory=bytearray)
    _nodes: array[int] = field(default_factory=lambda: array("q"))
    _counts: array[int] = field(default_factory=lambda: array("q"))
    _shifts: array[int] = field(default_factory=lambda: array("q"))

    def add(self, node: int, read: bytes, bits: bytes, shift: int) -> None:
        """Add what one node has read (`NUMBERS`), with the bits of each (`BITS`), to be shifted."""
        if read:
            self.read += read
            self._bits += bits
            self._nodes.append(node)
            self._counts.append(len(bits) // array(BITS).itemsize)
            self._shifts.append(shift)

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        """Yield all rows, in order; the bits of rows about the same node and the same thing are united."""
        if not self._counts:
            return
        import numpy as np  # 50 ms that a build without work never pays

        counts = np.frombuffer(self._counts, np.int64)
        nodes = np.repeat(np.frombuffer(self._nodes, np.int64), counts)
        shifts = np.repeat(np.frombuffer(self._shifts, np.int64), counts)
        read = np.frombuffer(self.read, np.uint32)
        order = np.lexsort((nodes, read))
        read, nodes = read[order], nodes[order]
        starts = np.flatnonzero(np.append(True, (np.diff(read) != 0) | (np.diff(nodes) != 0)))
        bits = np.bitwise_or.reduceat((np.frombuffer(self._bits, np.uint16).astype(np.int64) << shifts)[order], starts)
        columns = read[starts], nodes[starts], bits
        for at in range(0, len(starts), _BATCH):
            yield from zip(*(column[at : at + _BATCH].tolist() for column in columns), strict=True)
