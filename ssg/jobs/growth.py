"""How much memory a worker has taken for itself since its first task. Linux tells; elsewhere it is always nothing.

A fork shares all memory of its parent until one of the two writes to it, and in Python to look at an object is to write
to it: its references are counted.
"""

from __future__ import annotations

import resource
from pathlib import Path
from typing import Final, NamedTuple

_PAGE: Final = resource.getpagesize()
_ROLLUP: Final = Path("/proc/self/smaps_rollup")


class Room(NamedTuple):
    """What a worker may take for itself: some bytes, or a part of all that it can see, whichever is more.

    The part is for large archives. Each page looks at more of it, and a new worker has more to begin with.
    """

    least: int
    part: float = 0


class Growth:
    """Watches the memory that is this process's own."""

    def __init__(self, room: Room) -> None:
        """Watch whether the room is filled."""
        self._room = room
        self._full: int | None = None
        self._looked = self._step = 0

    def is_over(self) -> bool:
        """Return whether the memory has grown by the room since the first call.

        To look costs 20 ms for each gigabyte that is shared. So it is done only when the system has made as many pages
        of memory as fill half of the room: those that were given back in between are counted there, and not here.
        """
        made = resource.getrusage(resource.RUSAGE_SELF).ru_minflt * _PAGE
        if self._full is not None and made - self._looked < self._step:
            return False
        self._looked = made
        whole, own = _memory()
        if self._full is None:
            room = max(self._room.least, int(whole * self._room.part))
            self._full, self._step = own + room, room // 2
            return False
        return own >= self._full


def _memory() -> tuple[int, int]:
    """Return how many bytes this process sees, and how many of these no other does; zeros where nobody tells."""
    try:
        lines = _ROLLUP.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0, 0
    sizes = [(line.split(":")[0], int(line.split()[1]) << 10) for line in lines if line.endswith(" kB")]
    whole = sum(size for name, size in sizes if name == "Rss")
    return whole, sum(size for name, size in sizes if name.startswith("Private_"))
