"""Reads what single nodes have read. Decides nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from ssg.core.trace import BITS, SELF, Fact, Trace
from ssg.store.tables import COLUMNS, MASK, SHIFT, Tables

_ABOUT: Final = "select path, bits from about b join article a on a.id = b.article where b.node = ?"
_ALONE: Final = "select kind, key, bits from reading r join fact f on f.id = r.fact where r.node = ?"
_SHARED: Final = "select kind, key from trace_fact t join fact f on f.id = t.fact where t.trace = ?"
_KEPT: Final = 256
"""The most traces whose facts are in memory."""


class Wanted(NamedTuple):
    """Facts that are looked for in what many files were rendered from. `has` returns whether a fact is one of them.

    `alone` and `about` say whether any of them can be among the facts of a trace that bear these names: to read these
    of each file takes longer than all else. `shared` has what may be wanted of the last shared traces, by number.
    """

    has: Callable[[Fact], bool]
    alone: bool
    about: bool
    shared: dict[int, tuple[Fact, ...]]


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

    def rendered(self, output: str, wanted: Wanted) -> list[Fact]:
        """Return the wanted ones of the facts that a file was rendered from, in order.

        When a template changes, this is asked of every page: the facts that pages share are read once.
        """
        row = self._one(
            "select id, subject, rendered from node where edition = ? and output = ?", (self.edition, output)
        )
        if row is None:
            return []
        node, subject, trace = int(row[0]), str(row[1]), int(row[2] or 0)
        shared = wanted.shared.get(trace)
        if shared is None:
            if len(wanted.shared) >= _KEPT:
                wanted.shared.clear()
            every = ((str(kind), str(key)) for kind, key in self._all(_SHARED, (trace,)))
            shared = wanted.shared[trace] = tuple(fact for fact in every if fact[1] == SELF or wanted.has(fact))
        found = [(kind, subject if key == SELF else key) for kind, key in shared]
        if wanted.alone:
            found += [(str(kind), str(key)) for kind, key, bits in self._all(_ALONE, (node,)) if int(bits) & 1]
        if wanted.about:
            about = ((str(path), int(bits)) for path, bits in self._all(_ABOUT, (node,)))
            found += [(kind, path) for path, bits in about for kind, bit in BITS.items() if bits & bit]
        return sorted(filter(wanted.has, found))
