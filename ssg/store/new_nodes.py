"""Nodes that were made in this build, as rows of numbers until they are stored: a new site has a hundred thousand.

Decides nothing, and writes nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import msgspec

from ssg.core.trace import Fact, Trace
from ssg.store.numbering import Numbering
from ssg.store.packed_rows import PackedRows
from ssg.store.readings import BITS, NUMBERS


class Made(NamedTuple):
    """The traces of a node, by `COLUMNS`; None for one that was not recorded again."""

    identity: str
    subject: str
    rendered: Trace | None
    spliced: Trace | None = None
    own: Trace | None = None


class TraceRow(msgspec.Struct, frozen=True, array_like=True):
    """A trace: the number of the facts that many nodes share, those of all others, and of articles with their bits."""

    shared: int
    alone: bytes
    about: bytes
    bits: bytes


class NodeRow(msgspec.Struct, frozen=True, array_like=True):
    """A node and its traces, in the order of `COLUMNS`."""

    identity: str
    subject: str
    traces: tuple[TraceRow | None, ...]


_ENCODER: Final = msgspec.msgpack.Encoder()
_ROW: Final = msgspec.msgpack.Decoder(NodeRow)
_SPLICED: Final = Made._fields.index("spliced") - Made._fields.index("rendered")


@dataclass(eq=False)
class NewNodes:
    """What was made, and what it has read, by output; packed, as it would take nine times the memory as objects."""

    _numbering: Numbering
    _numbers: dict[str, int] = field(default_factory=dict)
    _rows: PackedRows = field(default_factory=PackedRows)

    def add(self, output: str, made: Made) -> None:
        """Note one page."""
        self._numbers[output] = self._rows.append(_ENCODER.encode(self.row_of(made)))

    def __contains__(self, output: object) -> bool:
        """Return whether a page was noted."""
        return output in self._numbers

    @property
    def outputs(self) -> AbstractSet[str]:
        """The outputs of all pages."""
        return self._numbers.keys()

    def rows(self) -> Iterator[tuple[str, NodeRow]]:
        """Yield the outputs with their rows, in the order in which they were made."""
        for output, number in self._numbers.items():
            yield output, _ROW.decode(self._rows[number])

    def shared(self) -> Iterator[tuple[str, frozenset[Fact]]]:
        """Yield the subject of each page that was joined, and the shared facts that it has read then."""
        facts = {number: facts for facts, number in self._numbering.shared.items()}
        for _, row in self.rows():
            if (spliced := row.traces[_SPLICED]) is not None:
                yield row.subject, facts[spliced.shared]

    def row_of(self, made: Made) -> NodeRow:
        """Return the row of a node."""
        fact, article = self._numbering.facts.__getitem__, self._numbering.articles.__getitem__
        rows: list[TraceRow | None] = []
        for trace in (made.rendered, made.spliced, made.own):
            if trace is None:
                rows.append(None)
                continue
            paths, bits = zip(*trace.about, strict=True) if trace.about else ((), ())
            of_others = array(NUMBERS, map(fact, trace.alone)).tobytes()
            of_articles = array(NUMBERS, map(article, paths)).tobytes()
            shared = self._numbering.trace(trace.shared)
            rows.append(TraceRow(shared, of_others, of_articles, array(BITS, bits).tobytes()))
        return NodeRow(made.identity, made.subject, tuple(rows))
