"""The articles of a recalled site by number: path and URL of each are looked up when they are asked for. Plain data.

As texts, the paths and URLs of a million articles would be 400 MB, of which a publication needs a few thousand. A
number has no meaning: an article keeps it until it is removed, and the order of a site is a column of numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import Final, Protocol, overload

import numpy as np

from ssg.index.paths import Rows

_STEPS: Final = (64, 1_024)
_MANY: Final = 4_000  # paths to be looked up at once from which on all are read


Registered = tuple[str, str]
"""Path and URL of an article."""


class Register(Protocol):
    """Path and URL of each article by number, and the numbers of paths."""

    def at(self, number: int) -> Registered:
        """Return path and URL of an article."""

    def number(self, path: str) -> int | None:
        """Return the number of an article, if it has one."""

    def every(self) -> Iterator[tuple[int, str, str]]:
        """Yield number, path and URL of all articles."""


@dataclass(frozen=True)
class Kept(Register):
    """A register in memory."""

    rows: Mapping[int, Registered]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {one[0]: number for number, one in self.rows.items()}

    def at(self, number: int) -> Registered:
        """Return path and URL of an article."""
        return self.rows[number]

    def number(self, path: str) -> int | None:
        """Return the number of an article, if it has one."""
        return self._numbers.get(path)

    def every(self) -> Iterator[tuple[int, str, str]]:
        """Yield number, path and URL of all articles."""
        yield from ((number, *one) for number, one in self.rows.items())


@dataclass(frozen=True)
class Updated(Register):
    """A register with articles that were added or moved, by number; numbers that are `gone` are in no order."""

    before: Register
    new: dict[int, Registered] = field(default_factory=dict)
    gone: frozenset[int] = frozenset()

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {one[0]: number for number, one in self.new.items()}

    def at(self, number: int) -> Registered:
        """Return path and URL of an article."""
        return self.new[number] if number in self.new else self.before.at(number)

    def number(self, path: str) -> int | None:
        """Return the number of an article, if it has one."""
        found = self._numbers.get(path)
        return self.before.number(path) if found is None else found

    def every(self) -> Iterator[tuple[int, str, str]]:
        """Yield number, path and URL of all articles."""
        kept = (one for one in self.before.every() if one[0] not in self.new and one[0] not in self.gone)
        yield from kept
        yield from ((number, *one) for number, one in self.new.items())


def in_memory(register: Register) -> Register:
    """Return a register that another process can read. Changes stay changes: the next build needs them stored."""
    if isinstance(register, Updated):
        return replace(register, before=in_memory(register.before))
    if isinstance(register, Kept):
        return register
    return Kept({number: (path, url) for number, path, url in register.every()})


@dataclass(eq=False)
class Order(Sequence[str]):
    """The paths of all articles, newest first: of those with these `numbers` of a `register`."""

    numbers: Rows
    register: Register
    _paths: dict[int, str] = field(default_factory=dict)
    _rows_of: Rows | None = None

    @cached_property
    def rows(self) -> Rows:
        """All rows: the order as a list of itself."""
        return np.arange(len(self.numbers), dtype=np.int32)

    def row(self, path: str) -> int:
        """Return the row of an article; -1 for any other path."""
        if self._rows_of is None:
            self._rows_of = np.full(int(self.numbers.max(initial=0)) + 1, -1, dtype=np.int32)
            self._rows_of[self.numbers] = np.arange(len(self.numbers), dtype=np.int32)
        number = self.register.number(path)
        return int(self._rows_of[number]) if number is not None and 0 <= number < len(self._rows_of) else -1

    def url(self, row: int) -> str:
        """Return the URL of the article of a row."""
        return self.register.at(int(self.numbers[row]))[1]

    def paths(self, numbers: Rows) -> list[str]:
        """Return the paths of articles by number."""
        known = self._paths
        if len(numbers) > _MANY and len(known) < len(self.numbers):
            known.update((number, path) for number, path, _ in self.register.every())
        found = numbers.tolist()
        known.update((number, self.register.at(number)[0]) for number in found if number not in known)
        return [known[number] for number in found]

    def read_whole(self) -> None:
        """Read all paths and URLs, so that the order can be passed to another process."""
        self.register = in_memory(self.register)

    def changed(self, numbers: Rows, urls: Iterable[tuple[int, Registered]], gone: Iterable[int]) -> Order:
        """Return another order, with other paths and URLs of some numbers, and without others."""
        return Order(numbers, Updated(self.register, dict(urls), frozenset(gone)))

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...

    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        """Return one path, or a tuple of some."""
        if isinstance(at, slice):
            return tuple(self.paths(self.numbers[at]))
        return self.paths(self.numbers[[at]])[0]

    def __len__(self) -> int:
        """Count the articles."""
        return len(self.numbers)

    def __iter__(self) -> Iterator[str]:
        """Yield all paths: at first a few at a time, as most only look at the newest."""
        for begin, end in pairwise((0, *_STEPS, len(self.numbers))):
            yield from self.paths(self.numbers[begin:end])

    def __contains__(self, path: object) -> bool:
        """Return whether an article is in the order."""
        return isinstance(path, str) and self.row(path) >= 0

    def __eq__(self, other: object) -> bool:
        """Return whether another sequence holds the same paths in the same order."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Hash as the tuple of the paths does."""
        return hash(tuple(self))
