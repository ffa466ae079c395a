"""Values of articles by path, read out of a column when one is asked for. Plain data; it never sorts.

A recalled site has several values of each article, of which a publication asks for a few: as dictionaries they would be
most of its memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

import numpy as np

_T = TypeVar("_T")


def lines_at(data: bytes) -> Callable[[int], str]:
    """Return what returns a line of a column of text, each of which ends with a NUL."""
    ends = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == 0)
    begins = np.concatenate((np.zeros(1, dtype=ends.dtype), ends + 1))
    return lambda row: data[begins[row] : ends[row]].decode("utf-8", "surrogatepass")


@dataclass(frozen=True, eq=False)
class ByRow(Mapping[str, _T]):
    """The values of texts: `at` has the row of each; the first `articles` have a `value`, others may have `more`."""

    at: Mapping[str, int]
    articles: int
    value: Callable[[int], _T]
    more: Mapping[str, _T] = field(default_factory=dict)

    def __getitem__(self, path: str) -> _T:
        """Return a value."""
        row = self.at.get(path, self.articles)
        return self.value(row) if row < self.articles else self.more[path]

    def __contains__(self, path: object) -> bool:
        """Return whether a text has a value."""
        return self.at.get(path, self.articles) < self.articles or path in self.more  # type: ignore[call-overload]

    def __iter__(self) -> Iterator[str]:
        """Yield the paths."""
        yield from islice(self.at, self.articles)
        yield from self.more

    def __len__(self) -> int:
        """Count the values."""
        return self.articles + len(self.more)
