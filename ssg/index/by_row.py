"""Values of articles by path, read out of a column when one is asked for. Plain data; it never sorts.

A recalled site has several values of each article, of which a publication asks for a few: as dictionaries they would be
most of its memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ssg.index.register import Order

_T = TypeVar("_T")


@dataclass(frozen=True, eq=False)
class ByRow(Mapping[str, _T]):
    """The values of texts: those of articles by their row in `order`, and `more` of others."""

    order: Order
    value: Callable[[int], _T]
    more: Mapping[str, _T] = field(default_factory=dict)

    def __getitem__(self, path: str) -> _T:
        """Return a value."""
        row = self.order.row(path)
        return self.value(row) if row >= 0 else self.more[path]

    def __contains__(self, path: object) -> bool:
        """Return whether a text has a value."""
        return path in self.more or self.order.row(str(path)) >= 0

    def __iter__(self) -> Iterator[str]:
        """Yield the paths."""
        yield from self.order
        yield from self.more

    def __len__(self) -> int:
        """Count the values."""
        return len(self.order) + len(self.more)
