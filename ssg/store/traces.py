"""Reads what single nodes have read. Decides nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ssg.core.trace import BITS, SELF, Fact, Trace
from ssg.store.tables import COLUMNS, MASK, SHIFT, Tables

_ABOUT: Final = "select path, bits from about b join article a on a.id = b.article where b.node = ?"
_ALONE: Final = "select kind, key, bits from reading r join fact f on f.id = r.fact where r.node = ?"
_SHARED: Final = "select kind, key from trace_fact t join fact f on f.id = t.fact where t.trace = ?"
_KEPT: Final = 256
"""The most traces whose facts are in memory."""


class Traces(Tables):
    """The traces of one edition, by node."""

    def trace(self, identity: str) -> dict[str, list[Fact]]:
        """Return the facts that the node of an output (or a block, by identity) has read, by `COLUMNS`."""
        statement = "select id, subject, rendered, spliced, own from node where edition = ? and"
        row = self._one(f"{statement} output = ?", (self.edition, identity)) or self._one(
            f"{statement} output is null and identity = ?", (self.edition, identity)
        )
        if row is None:
            return {}
        node, subject, *traces = row
        about = [(str(path), int(bits)) for path, bits in self._all(_ABOUT, (node,))]
        alone = [((str(kind), str(key)), int(bits)) for kind, key, bits in self._all(_ALONE, (node,))]
        found: dict[str, list[Fact]] = {}
        for number, (column, shift) in zip(traces, COLUMNS.items(), strict=True):
            shared = frozenset((str(kind), str(key)) for kind, key in self._all(_SHARED, (number or 0,)))
            few = tuple(fact for fact, bits in alone if bits >> shift // SHIFT & 1)
            found[column] = Trace(shared, few, tuple((p, b >> shift & MASK) for p, b in about)).facts(str(subject))
        return found

    def rendered(self, output: str, wanted: Callable[[Fact], bool]) -> list[Fact]:
        """Return the wanted ones of the facts that a file was rendered from, in order.

        When a template changes, this is asked of every page: the facts that pages share are read once.
        """
        row = self._one(
            "select id, subject, rendered from node where edition = ? and output = ?", (self.edition, output)
        )
        if row is None:
            return []
        node, subject, trace = int(row[0]), str(row[1]), int(row[2] or 0)
        shared = self._shared.get(trace)
        if shared is None:
            if len(self._shared) >= _KEPT:
                self._shared.clear()
            shared = self._shared[trace] = tuple((str(kind), str(key)) for kind, key in self._all(_SHARED, (trace,)))
        found = [(kind, subject if key == SELF else key) for kind, key in shared]
        found += [(str(kind), str(key)) for kind, key, bits in self._all(_ALONE, (node,)) if int(bits) & 1]
        about = ((str(path), int(bits)) for path, bits in self._all(_ABOUT, (node,)))
        found += [(kind, path) for path, bits in about for kind, bit in BITS.items() if bits & bit]
        return sorted(filter(wanted, found))
