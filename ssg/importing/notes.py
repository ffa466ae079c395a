"""Collects what an import did not understand: by kind, counted, with one example each. Never prints.

A kind is a `Message`; two that are equal are one. Problems of the source itself are diagnostics.
"""

from __future__ import annotations

from typing import NamedTuple

from ssg.core.errors import Diagnostic
from ssg.core.message import Message


class Finding(NamedTuple):
    """A kind of thing that was not understood: how often, and where it stands first, with its words."""

    kind: Message
    times: int
    place: str
    example: str


class Notes:
    """What readers, converter and writer report while they work."""

    def __init__(self) -> None:
        """Begin without any."""
        self._found: dict[Message, Finding] = {}
        self.problems: list[Diagnostic] = []
        self.place = ""
        """Where the item stands that is being read or written."""

    def count(self, kind: Message, example: str = "", number: int = 1) -> None:
        """Add a thing that was not understood."""
        before = self._found.get(kind)
        if before is None:
            short = " ".join(example[:400].split())
            self._found[kind] = Finding(kind, number, self.place, short if len(short) <= 120 else short[:119] + "…")
        else:
            self._found[kind] = before._replace(times=before.times + number)

    def problem(self, diagnostic: Diagnostic) -> None:
        """Add a problem of the source."""
        self.problems.append(diagnostic)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All kinds, the commonest first."""
        return tuple(sorted(self._found.values(), key=lambda one: (-one.times, str(one.kind))))
