"""Writes outputs beside their places, under temporary names; nothing that readers see changes. For many processes.

A temporary file lies in the folder of its output, so that a rename brings it to its place in one step. Its name is
noted in a journal before it is made, so that it is swept even after a kill.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Container
from pathlib import Path
from typing import NamedTuple

import msgspec

from ssg.core.digest import digest_bytes
from ssg.store.manifest import Entry


class Staged(NamedTuple):
    """An output that was looked at: its manifest entry, its temporary file (empty: nothing to write), new folders.

    `new` says that there is no such file yet: no reader can come to it before something leads there.
    """

    path: str
    entry: Entry
    temporary: str = ""
    made: tuple[str, ...] = ()
    new: bool = False


class InTheWay(OSError):
    """Raised where something that we did not write stands in an output's way."""


class Stager:
    """Stages outputs below `root`. `ours` holds the paths that we wrote before, which may have to go."""

    def __init__(self, root: str, journal: str, ours: Container[str]) -> None:
        """Note temporary files in `journal`."""
        self.root = Path(root)
        self._root = root
        self._journal = journal
        self._ours = ours
        self._noted = -1
        self._folders: set[str] = set()  # looked at, and fit to hold what we write

    def stage(self, path: str, data: bytes, entry: Entry, known: Entry | None) -> Staged:
        """Write `data` beside its place, unless the file there holds just that; `known` is its entry in the manifest.

        Raises OSError; InTheWay where a stranger's file or a link is in the way.
        """
        target = f"{self._root}/{path}"
        info = self._look(target, path)
        if info is not None and info.st_size == len(data):
            why = known.why if known else entry.why
            now = msgspec.structs.replace(entry, size=info.st_size, mtime_ns=info.st_mtime_ns, why=why)
            if (known is not None and _as_left(known) == _as_left(now)) or Path(target).read_bytes() == data:
                return Staged(path, now)
        made: list[str] = []
        folder = self._folder_for(path, made)
        temporary = f"{folder}.ssg-{digest_bytes(path.encode())[:16]}.tmp"
        self._note(temporary)
        _write(f"{self._root}/{temporary}", data)
        return Staged(path, entry, temporary, tuple(made), info is None)

    def published(self, path: str) -> bytes:
        """Read an output as it is now.

        Raises OSError.
        """
        return Path(f"{self._root}/{path}").read_bytes()

    def close(self) -> None:
        """Close the journal."""
        if self._noted != -1:
            os.close(self._noted)
            self._noted = -1

    def _note(self, temporary: str) -> None:
        if self._noted == -1:
            Path(self._journal).parent.mkdir(parents=True, exist_ok=True)
            self._noted = os.open(self._journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
        os.write(self._noted, b"\n%b\n" % os.fsencode(temporary))  # whole, though the one before may have been torn

    def _look(self, target: str, path: str) -> os.stat_result | None:
        """Look at the file at an output path; nothing counts as one but a regular file."""
        try:
            info = os.lstat(target)
        except (FileNotFoundError, NotADirectoryError):
            return None
        if stat.S_ISDIR(info.st_mode):
            for folder, _, names in os.walk(target):
                for name in names:
                    inside = os.path.relpath(os.path.join(folder, name), self._root)  # noqa: PTH118
                    if Path(inside).as_posix() not in self._ours:
                        raise InTheWay(0, f"a folder is in the way, with /{inside} that is not of our making")
        return info if stat.S_ISREG(info.st_mode) else None

    def _folder_for(self, path: str, made: list[str]) -> str:
        """Give the folder for a temporary file, with a slash: the output's, or where a file that must go first lies."""
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
        """Make a folder that is not there; say no where a file of our own must go first."""
        real = f"{self._root}/{at}"
        try:
            os.mkdir(real)  # noqa: PTH102 - 12,000 times in a build
        except FileExistsError:
            info = os.lstat(real)
            if stat.S_ISREG(info.st_mode) and at in self._ours:
                return False
            if not stat.S_ISDIR(info.st_mode):
                raise InTheWay(0, f"/{at} is in the way, and not of our making") from None
        else:
            made.append(at)
        return True


def _write(file: str, data: bytes) -> None:
    """Write a new file whole; never through a link. Its mode is left to the umask."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    opened = os.open(file, flags, 0o666)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(opened, view) :]
    finally:
        os.close(opened)


def _as_left(entry: Entry) -> tuple[str, int, int]:
    return entry.digest, entry.size, entry.mtime_ns
