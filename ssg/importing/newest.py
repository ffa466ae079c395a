"""Which copy of an item counts, if exports overlap: the one that was changed last, or was exported last. Pure."""

from __future__ import annotations

from typing import Final

from ssg.core.message import say
from ssg.importing.packed import Packed

OLDER: Final = say("older copy of an item; the newest one is imported")


class Newest:
    """The latest time of change of each item, which a first pass over all exports has met."""

    def __init__(self) -> None:
        """Begin empty."""
        self._stamps = Packed()

    def note(self, id: str, stamp: int) -> None:
        """Note a copy of an item; a greater stamp is a later change."""
        if self._stamps.claim(id, stamp) < stamp:
            self._stamps.put(id, stamp)

    def is_newer(self, id: str, stamp: int) -> bool:
        """Return whether another copy of an item was changed later."""
        found = self._stamps.get(id)
        return found is not None and found > stamp
