"""Writes outputs beside their final paths, under temporary names; readers see no change. For many processes.

A temporary file is in the folder of its output, so that a rename publishes it in one step. Its name is written to a
journal before it is created, so that it is swept even after a kill.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Container
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from ssg.core.digest import digest_bytes
from ssg.core.message import say
from ssg.core.system import Refused
from ssg.store.nodes import Entry
from ssg.store.open import append_to, read_regular, write_fresh


class Staged(NamedTuple):
    """A staged output: its entry, its temporary file (empty: nothing to write), new folders.

    `new`: the file does not exist yet, so no reader can reach it before a link to it is published.
    """

    path: str
    entry: Entry
    temporary: str = ""
    made: tuple[str, ...] = ()
    new: bool = False


class Waiting(NamedTuple):
    """A file that is to be renamed: its temporary path ("": `temporary_of`), and whether nobody can have reached it."""

    temporary: str
    new: bool


_SHORT: Final = 50
"""Characters of a name that every disk takes, in any script."""
USUAL: Final = Waiting("", new=False), Waiting("", new=True)


def temporary_of(path: str) -> str:
    """Return the temporary path of an output, unless a file is in the way: a new site need not hold all of them."""
    folder, slash, _ = path.rpartition("/")
    return f"{folder}{slash}.ssg-{digest_bytes(path.encode())[:16]}.tmp"


_AWAY: Final = say("move it out of the output folder: what ssg did not write belongs into static/")


class InTheWay(Refused):
    """Raised when a file that we did not write is at the path of an output."""


class Stager:
    """Stages outputs below `root`. `ours` has the paths that we wrote before, which may be removed."""

    def __init__(self, root: str, journal: str, ours: Container[str]) -> None:
        """Write the names of temporary files to `journal`."""
        self.root = Path(root)
        self._root = root
        self._journal = journal
        self._ours = ours
        self._noted = -1
        self._folders: set[str] = set()  # checked folders, into which we can write
        self._created: set[str] = set()  # those of them that were not there before: nothing of others is in them

    def stage(self, path: str, data: bytes, entry: Entry, known: Entry | None) -> Staged:
        """Write `data` beside its final path, unless the file there is equal; `known` is the stored entry.

        Raises OSError; InTheWay if a file that is not ours or a link is at the path.
        """
        target = f"{self._root}/{path}"
        made: list[str] = []
        folder = self._folder_for(path, made)
        is_short = len(path) - len(folder) <= _SHORT  # whether the disk takes a longer name, only the disk knows
        info = None if is_short and folder[:-1] in self._created else self._look(target, path)
        if info is not None and info.st_size == len(data):
            why = known.why if known and known.digest else entry.why
            now = msgspec.structs.replace(entry, size=info.st_size, mtime_ns=info.st_mtime_ns, why=why)
            left = (now.digest, now.size, now.mtime_ns)
            as_left = known is not None and (known.digest, known.size, known.mtime_ns) == left
            if as_left or read_regular(target, follow=False) == data:
                return Staged(path, now)
        temporary = f"{folder}.ssg-{digest_bytes(path.encode())[:16]}.tmp"
        self._note(temporary)
        write_fresh(f"{self._root}/{temporary}", data)
        return Staged(path, entry, temporary, tuple(made), info is None)

    def published(self, path: str) -> bytes:
        """Read an output as it is now.

        Raises OSError.
        """
        return read_regular(f"{self._root}/{path}", follow=False)

    def close(self) -> None:
        """Close the journal."""
        if self._noted != -1:
            os.close(self._noted)
            self._noted = -1

    def _note(self, temporary: str) -> None:
        if self._noted == -1:
            Path(self._journal).parent.mkdir(parents=True, exist_ok=True)
            self._noted = append_to(self._journal)
        os.write(self._noted, b"\n%b\n" % os.fsencode(temporary))  # even if the line before was cut off

    def _look(self, target: str, path: str) -> os.stat_result | None:
        """Return the status of the file at an output path, if it is a regular file."""
        try:
            info = os.lstat(target)
        except (FileNotFoundError, NotADirectoryError):
            return None
        if stat.S_ISDIR(info.st_mode):
            for folder, folders, names in os.walk(target):
                links = [name for name in folders if os.path.islink(f"{folder}/{name}")]  # noqa: PTH114
                for name in (*names, *links):
                    inside = os.path.relpath(os.path.join(folder, name), self._root)  # noqa: PTH118
                    if Path(inside).as_posix() not in self._ours:
                        raise InTheWay(
                            say("a folder blocks the output path; ssg did not write /{path} in it", path=inside), _AWAY
                        )
        return info if stat.S_ISREG(info.st_mode) else None

    def _folder_for(self, path: str, made: list[str]) -> str:
        """Return the folder for a temporary file, with a slash: that of the output, or of a file to remove first."""
        folder = path.rpartition("/")[0]
        if folder in self._folders:
            return f"{folder}/" if folder else ""
        if "" not in self._folders:
            Path(self._root).mkdir(parents=True, exist_ok=True)
            self._folders.add("")
        at = ""
        for name in folder.split("/") if folder else ():
            inside, at = at, f"{at}/{name}" if at else name
            if at in self._folders:
                continue
            if not self._is_folder(at, made):
                return f"{inside}/" if inside else ""
            self._folders.add(at)
        return f"{folder}/" if folder else ""

    def _is_folder(self, at: str, made: list[str]) -> bool:
        """Create a missing folder; return False if a file of our own must be removed first."""
        real = f"{self._root}/{at}"
        try:
            os.mkdir(real)  # noqa: PTH102 - 12,000 times in a build
        except FileExistsError:
            info = os.lstat(real)
            if stat.S_ISREG(info.st_mode) and at in self._ours:
                return False
            if not stat.S_ISDIR(info.st_mode):
                raise InTheWay(say("/{path} blocks the output path; ssg did not write it", path=at), _AWAY) from None
        else:
            made.append(at)
            self._created.add(at)
        return True
