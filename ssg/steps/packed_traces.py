"""Traces of the pages of one build, kept small until they are written: a new site of 100,000 articles has as many.

Equal things are one object, and what a page has read of other articles is two rows of numbers. Decides nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from typing import Final, TypeVar

import msgspec

from ssg.core.trace import Fact, Trace
from ssg.store.nodes import Made

_T = TypeVar("_T")
_NUMBERS: Final = "I"
"""The type of numbers of paths and facts: four bytes."""
_BITS: Final = "H"
"""The type of the kinds of facts of an article, as bits: two bytes."""


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    """A trace: the number of the facts that many nodes share, those of all others, and of articles with their bits."""

    shared: int
    alone: bytes
    about: bytes
    bits: bytes


class _Row(msgspec.Struct, frozen=True, array_like=True):
    """A page and its traces, in the order of `COLUMNS`."""

    identity: str
    subject: str
    rendered: _Packed | None
    spliced: _Packed | None
    own: _Packed | None


_ENCODER: Final = msgspec.msgpack.Encoder()
_ROW: Final = msgspec.msgpack.Decoder(_Row)


class PackedTraces(Mapping[str, Made]):
    """What was made, and what it has read, by output."""

    def __init__(self) -> None:
        """Hold nothing."""
        self._rows: dict[str, bytes] = {}  # encoded: as objects they would take three times the memory
        self._shared: dict[frozenset[Fact], int] = {}
        self._facts: dict[Fact, int] = {}
        self._paths: dict[str, int] = {}
        self._shared_list: list[frozenset[Fact]] = []
        self._fact_list: list[Fact] = []
        self._path_list: list[str] = []

    def add(self, output: str, made: Made) -> None:
        """Note one page."""
        traces = (self._pack(trace) for trace in (made.rendered, made.spliced, made.own))
        self._rows[output] = _ENCODER.encode(_Row(made.identity, made.subject, *traces))

    def __getitem__(self, output: str) -> Made:
        """Return a page as it was noted."""
        row = _ROW.decode(self._rows[output])
        return Made(row.identity, row.subject, *map(self._unpack, (row.rendered, row.spliced, row.own)))

    def __iter__(self) -> Iterator[str]:
        """Yield the outputs, in the order in which they were made."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Return the number of pages."""
        return len(self._rows)

    def __contains__(self, output: object) -> bool:
        """Return whether a page was noted."""
        return output in self._rows

    def shared(self) -> Iterator[tuple[str, frozenset[Fact]]]:
        """Yield the subject of each page that was joined, and the shared facts that it has read then."""
        for row in map(_ROW.decode, self._rows.values()):
            if row.spliced is not None:
                yield row.subject, self._shared_list[row.spliced.shared]

    def _pack(self, trace: Trace | None) -> _Packed | None:
        if trace is None:
            return None
        return _Packed(
            _number(trace.shared, self._shared, self._shared_list),
            array(_NUMBERS, [_number(fact, self._facts, self._fact_list) for fact in trace.alone]).tobytes(),
            array(_NUMBERS, [_number(path, self._paths, self._path_list) for path, _ in trace.about]).tobytes(),
            array(_BITS, [bits for _, bits in trace.about]).tobytes(),
        )

    def _unpack(self, packed: _Packed | None) -> Trace | None:
        if packed is None:
            return None
        paths = [self._path_list[number] for number in array(_NUMBERS, packed.about)]
        facts = [self._fact_list[number] for number in array(_NUMBERS, packed.alone)]
        about = zip(paths, array(_BITS, packed.bits), strict=True)
        return Trace(self._shared_list[packed.shared], tuple(facts), tuple(about))


def _number(value: _T, numbers: dict[_T, int], values: list[_T]) -> int:
    found = numbers.get(value)
    if found is None:
        found = numbers[value] = len(values)
        values.append(value)
    return found
