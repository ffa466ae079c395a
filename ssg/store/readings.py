"""What nodes have read, as rows of numbers, kept small until they are written: a new site has millions.

Never interprets the numbers.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from typing import Final

_BATCH: Final = 10_000  # rows that are objects at once


class Readings:
    """Rows of three numbers: what was read, the node that has read it, and bits. Iteration sorts them.

    The tables are sorted so; in that order, rows are appended to their pages instead of being spread over all of them.
    """

    def __init__(self) -> None:
        """Hold no rows."""
        self._read = array("q")
        self._nodes = array("q")
        self._bits = array("q")

    def add(self, node: int, bits: Mapping[int, int]) -> None:
        """Add what one node has read, with the bits of each."""
        self._read.extend(bits)
        self._nodes.extend([node] * len(bits))
        self._bits.extend(bits.values())

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        """Yield all rows, in order."""
        import numpy as np  # 50 ms that a build without work never pays

        columns = [np.frombuffer(column, dtype=np.int64) for column in (self._read, self._nodes, self._bits)]
        order = np.lexsort((columns[1], columns[0]))
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            yield from zip(*(column[rows].tolist() for column in columns), strict=True)
