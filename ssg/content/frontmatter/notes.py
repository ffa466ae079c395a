"""The diagnostics and places of one file while its front matter is read. Never shared between two files."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import yaml

from ssg.content.frontmatter.mended import Mended
from ssg.core.errors import Diagnostic, Place, error, notice, warning
from ssg.core.message import NOTHING, Message
from ssg.core.model import Mark


class Notes:
    """Collects diagnostics and the places of values. `zone` is the site's time zone.

    `days` are the keys whose time was written as a day alone.
    """

    __slots__ = ("days", "diagnostics", "marks", "mended", "zone")

    def __init__(self, mended: Mended, zone: ZoneInfo) -> None:
        """Start with the diagnostics of `mended`."""
        self.mended = mended
        self.zone = zone
        self.diagnostics: list[Diagnostic] = mended.diagnostics
        self.marks: dict[str, Mark] = {}
        self.days: set[str] = set()

    def place(self, node: yaml.Node, offset: int = 0) -> Place:
        """Return where a node begins, or the character `offset` of a scalar's value (from 0) if it can be located."""
        start = node.start_mark
        return self.mended.place(start.line, start.column + (self._column(node, offset) if offset else 0))

    def mark(self, name: str, node: yaml.Node, offset: int = 0) -> None:
        """Record the place of the value called `name`."""
        place = self.place(node, offset)
        self.marks[name] = Mark(place.line, place.column)

    def error(
        self, code: str, at: yaml.Node | Place, message: Message, hint: Message = NOTHING, also: tuple[Place, ...] = ()
    ) -> None:
        """Add an error."""
        self.diagnostics.append(error(code, message, at if isinstance(at, Place) else self.place(at), hint, also))

    def warning(self, code: str, at: yaml.Node | Place, message: Message, hint: Message = NOTHING) -> None:
        """Add a warning."""
        self.diagnostics.append(warning(code, message, at if isinstance(at, Place) else self.place(at), hint))

    def notice(self, code: str, at: yaml.Node | Place, message: Message, hint: Message = NOTHING) -> None:
        """Add a notice."""
        self.diagnostics.append(notice(code, message, at if isinstance(at, Place) else self.place(at), hint))

    def _column(self, node: yaml.Node, offset: int) -> int:
        """Return the distance of a character of a scalar from its start; 0 if its value was folded or escaped."""
        start, end = node.start_mark, node.end_mark
        if start.line in self.mended.quoted:  # the quotation marks are ours, not the file's
            return offset if offset < self.mended.quoted[start.line] else 0
        if start.line != end.line or not isinstance(node, yaml.ScalarNode):
            return 0
        marks = 2 if node.style in ("'", '"') else 0
        exact = end.column - start.column - marks == len(node.value)
        return offset + marks // 2 if exact else 0
