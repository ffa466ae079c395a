"""Traces of the pages of one build, kept small until they are written: a new site of 100,000 articles has as many.

Equal things are one object, and what a page has read of other articles is two rows of numbers. Decides nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, TypeVar

from ssg.core.trace import Fact, Trace
from ssg.store.nodes import Made

_T = TypeVar("_T")
_NUMBERS: Final = "I"
"""The type of numbers of paths and facts: four bytes."""
_BITS: Final = "H"
"""The type of the kinds of facts of an article, as bits: two bytes."""


class _Packed(NamedTuple):
    """A trace: the facts that many nodes share, numbers of the other facts, and of articles with their bits."""

    shared: frozenset[Fact]
    alone: bytes
    about: bytes
    bits: bytes


class PackedTraces(Mapping[str, Made]):
    """What was made, and what it has read, by output."""

    def __init__(self) -> None:
        """Hold nothing."""
        self._rows: dict[str, tuple[str, str, _Packed | None, _Packed | None, _Packed | None]] = {}
        self._shared: dict[frozenset[Fact], frozenset[Fact]] = {}
        self._facts: dict[Fact, int] = {}
        self._paths: dict[str, int] = {}
        self._fact_list: list[Fact] = []
        self._path_list: list[str] = []

    def add(self, output: str, made: Made) -> None:
        """Note one page."""
        packed = (self._pack(trace) for trace in (made.rendered, made.spliced, made.own))
        rendered, spliced, own = packed
        self._rows[output] = made.identity, made.subject, rendered, spliced, own

    def __getitem__(self, output: str) -> Made:
        """Return a page as it was noted."""
        identity, subject, *traces = self._rows[output]
        return Made(identity, subject, *(trace and self._unpack(trace) for trace in traces))

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
        for _, subject, _, spliced, _ in self._rows.values():
            if spliced is not None:
                yield subject, spliced.shared

    def _pack(self, trace: Trace | None) -> _Packed | None:
        if trace is None:
            return None
        return _Packed(
            self._shared.setdefault(trace.shared, trace.shared),
            array(_NUMBERS, [_number(fact, self._facts, self._fact_list) for fact in trace.alone]).tobytes(),
            array(_NUMBERS, [_number(path, self._paths, self._path_list) for path, _ in trace.about]).tobytes(),
            array(_BITS, [bits for _, bits in trace.about]).tobytes(),
        )

    def _unpack(self, packed: _Packed) -> Trace:
        alone, about = array(_NUMBERS, packed.alone), array(_NUMBERS, packed.about)
        paths = [self._path_list[number] for number in about]
        bits = array(_BITS, packed.bits)
        return Trace(
            packed.shared, tuple([self._fact_list[number] for number in alone]), tuple(zip(paths, bits, strict=True))
        )


def _number(value: _T, numbers: dict[_T, int], values: list[_T]) -> int:
    found = numbers.get(value)
    if found is None:
        found = numbers[value] = len(values)
        values.append(value)
    return found
