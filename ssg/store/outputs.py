"""Which files of an output folder we wrote, with their size and time. No other file is ever deleted.

If nothing is known (the state was deleted), files are compared by their bytes, none is removed, and the build reports
the number of unknown files.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Final

from ssg.core.digest import digest_bytes
from ssg.store.nodes import Entry, Nodes
from ssg.store.open import real

_FEW: Final = 2_000


def name_of(site: Path, output: Path) -> str:
    """Return the name of an output folder in the state: relative to the site, so that a site may be moved."""
    return Path(os.path.relpath(real(output), real(site))).as_posix()


def journal_file(state: Path, name: str) -> Path:
    """Return the path of the journal of an output folder, in the state folder (`.ssg/`)."""
    return state / f"output-{digest_bytes(os.fsencode(name))[:16]}.staging"


def is_intact(stats: Iterable[tuple[str, tuple[int, int]]], root: str) -> bool:
    """Return whether every file in the folder `root` is unchanged: by size and time (nanoseconds)."""
    some = False
    try:
        folder = os.open(root, os.O_RDONLY)  # a path below it is found in four fifths of the time
    except OSError:
        return False
    try:
        for path, left in stats:
            some = True
            info = os.stat(path, dir_fd=folder, follow_symlinks=False)
            if (info.st_size, info.st_mtime_ns) != left or not stat.S_ISREG(info.st_mode):
                return False
    except OSError:
        return False
    finally:
        os.close(folder)
    return some


class Outputs(Mapping[str, Entry]):
    """The entries of one output folder by path, each read when it is needed.

    A publication of a few pages asks for a few; after `_FEW` questions, the paths of all are read at once.
    """

    def __init__(self, nodes: Nodes, save: Callable[[], None]) -> None:
        """Read from `nodes`; `save` commits what was recorded, even if the build fails later."""
        self._nodes = nodes
        self._save = save
        self.is_new = next(nodes.stats(), None) is None
        self._all: set[str] | None = set() if self.is_new else None
        self._stats: dict[str, tuple[int, int]] | None = None
        self._asked = 0

    @property
    def paths(self) -> AbstractSet[str]:
        """The paths of all files that we wrote."""
        if self._all is None:
            self._all = self._nodes.outputs()
        return self._all

    def stat(self, path: str) -> tuple[int, int] | None:
        """Return the recorded size and time (nanoseconds) of a file; None for one that we did not write."""
        if self._stats is None:
            self._asked += 1
            if self._asked <= _FEW:
                entry = self._nodes.entry(path)
                return None if entry is None else (entry.size, entry.mtime_ns)
            self._stats = dict(self._nodes.stats())
        return self._stats.get(path)

    def __getitem__(self, path: str) -> Entry:
        """Return the entry of a file that we wrote.

        Raises KeyError for any other.
        """
        found = self._nodes.entry(path) if path in self else None
        if found is None:
            raise KeyError(path)
        return found

    def __contains__(self, path: object) -> bool:
        """Return whether we wrote a file."""
        if self._all is None:
            self._asked += 1
            if self._asked <= _FEW:
                return self._nodes.entry(str(path)) is not None
        return path in self.paths

    def __iter__(self) -> Iterator[str]:
        """Yield the paths of all files that we wrote."""
        return iter(self.paths)

    def __len__(self) -> int:
        """Return the number of files that we wrote."""
        return len(self._all) if self._all is not None else self._nodes.count_outputs()

    def doubt(self, notes: Mapping[str, str]) -> None:
        """Record permanently that files are about to be replaced, each with a note of the bytes that it may have."""
        self._nodes.doubt(notes)
        if self._all is not None or self._stats is not None:
            self._take(dict.fromkeys(notes, (-1, 0)), ())
        self._save()

    def change(self, now: Mapping[str, Entry], gone: Iterable[str]) -> None:
        """Store entries, and delete those of removed files."""
        gone = tuple(gone)
        self._nodes.put(now, gone)
        if self._all is not None or self._stats is not None:
            self._take({path: (entry.size, entry.mtime_ns) for path, entry in now.items()}, gone)

    def _take(self, now: Mapping[str, tuple[int, int]], gone: tuple[str, ...]) -> None:
        """Bring up to date what was read of all files."""
        if self._all is not None:
            self._all.update(now)
            self._all.difference_update(gone)
        if self._stats is not None:
            self._stats.update(now)
            for path in gone:
                self._stats.pop(path, None)
