"""`Paths`: a list of articles as row numbers into one order that all lists share. Plain data; it never sorts.

A hundred thousand articles are in about six lists each. As numbers these are read and stored in a few milliseconds, and
a number is converted to a path only when needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from ssg.index.register import Order

Rows = npt.NDArray[np.int32]
Times = npt.NDArray[np.int64]


class Paths(Sequence[str]):
    """Paths of articles, newest first: those of `order` at `rows`."""

    __slots__ = ("_order", "rows")

    def __init__(self, order: Order, rows: Rows) -> None:
        """Show `order` at `rows`, which ascend."""
        self._order = order
        self.rows = rows

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...

    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        """Return one path, or a tuple of some."""
        if isinstance(at, slice):
            return tuple(self._order.paths(self._order.numbers[self.rows[at]]))
        return self._order[int(self.rows[at])]

    def __len__(self) -> int:
        """Count the articles."""
        return len(self.rows)

    def __iter__(self) -> Iterator[str]:
        """Yield the paths."""
        return iter(self._order.paths(self._order.numbers[self.rows]))

    def __eq__(self, other: object) -> bool:
        """Return whether another sequence holds the same paths in the same order."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Hash as the tuple of the paths does."""
        return hash(tuple(self))
