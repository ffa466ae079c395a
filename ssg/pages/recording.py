"""Records what is read within a block of code. Knows neither the index nor any kind of fact."""

from __future__ import annotations

from typing import Protocol

import msgspec

from ssg.core.trace import Fact


class Notes(Protocol):
    """A recorder of facts."""

    facts: set[Fact]


class Recording(msgspec.Struct):
    """A block of code whose reads are a set of their own, for one use. A page enters thirty: no generator."""

    notes: Notes
    around: set[Fact] = msgspec.field(default_factory=set)

    def __enter__(self) -> set[Fact]:
        """Return the set of the block."""
        self.around, self.notes.facts = self.notes.facts, set()
        return self.notes.facts

    def __exit__(self, *_: object) -> None:
        """Go on with the surrounding set."""
        self.notes.facts = self.around
