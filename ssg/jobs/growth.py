"""How much memory this process has taken for itself since its first task. Linux tells; elsewhere it is always nothing.

A fork shares all memory of its parent until one of the two writes to it, and in Python to look at an object is to write
to it: its references are counted.
"""

from __future__ import annotations

import resource
from pathlib import Path
from typing import Final

_PAGE: Final = resource.getpagesize()
_ROLLUP: Final = Path("/proc/self/smaps_rollup")


class Growth:
    """Watches the memory that is this process's own."""

    def __init__(self, room: int) -> None:
        """Watch for `room` bytes of growth."""
        self._room = room
        self._begun: int | None = None
        self._looked = 0

    def is_over(self) -> bool:
        """Return whether the memory has grown by the room since the first call.

        To look costs 20 ms for each gigabyte that is shared. So it is done only when the system has made as many pages
        of memory as fill half of the room: those that were given back in between are counted there, and not here.
        """
        made = resource.getrusage(resource.RUSAGE_SELF).ru_minflt * _PAGE
        if self._begun is None:
            self._begun, self._looked = _own(), made
            return False
        if made - self._looked < self._room // 2:
            return False
        self._looked = made
        return _own() - self._begun >= self._room


def _own() -> int:
    """Return how many bytes of memory no other process shares, or 0 where the system does not tell."""
    try:
        lines = _ROLLUP.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Private_"))
