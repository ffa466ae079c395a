"""Reads and writes the state in blocks, and lays output files that were fetched from elsewhere. Follows no link.

A state is written beside its final path and renamed at the end: an interrupted one is never used. What the files
contain is checked by the caller, and by the build that opens the state.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

from ssg.core.digest import digest_bytes
from ssg.store.files import cannot_write_problem
from ssg.store.memo import Memo, forget
from ssg.store.mirror import write_in
from ssg.store.open import open_regular, read_regular, write_at, write_fresh
from ssg.store.seal import MemoryDamaged

_ENDING: Final = ".pulled"


class Blocks:
    """A file that is read in blocks of one size."""

    def __init__(self, file: Path, size: int) -> None:
        """Use blocks of `size` bytes."""
        self._file, self._size = file, size

    def digests(self) -> tuple[str, int, bytes]:
        """Return the digest of the whole file, its size, and the digests of its blocks (16 bytes each)."""
        whole, length, found = blake2b(digest_size=16), 0, bytearray()
        with os.fdopen(open_regular(self._file, follow=False), "rb") as opened:
            while block := opened.read(self._size):
                whole.update(block)
                length += len(block)
                found += bytes.fromhex(digest_bytes(block))
        return whole.hexdigest(), length, bytes(found)

    def read(self, number: int) -> bytes:
        """Return a block. Raises OSError."""
        with os.fdopen(open_regular(self._file, follow=False), "rb") as opened:
            opened.seek(number * self._size)
            return opened.read(self._size)


class StateFiles:
    """Files of a state that is being restored, beside their final paths."""

    def __init__(self, state: Path) -> None:
        """Restore into the folder `state`, which exists."""
        self._state, self._names = state, list[str]()

    def begin(self, name: str) -> Path:
        """Create a file and return its path. Raises OSError."""
        write_fresh(self._beside(name), b"")
        self._names.append(name)
        return self._beside(name)

    def write(self, name: str, at: int, data: bytes) -> None:
        """Write bytes at a position. Raises OSError."""
        write_at(self._beside(name), at, data)

    def finish(self, last: str) -> None:
        """Rename all files to their final paths, `last` at the end. Raises OSError."""
        forget(self._state / last)
        for name in sorted(self._names, key=lambda one: one == last):
            self._beside(name).replace(self._state / name)

    def abandon(self) -> None:
        """Remove what was not finished, and what SQLite has put beside it."""
        for name in self._names:
            for end in ("", "-wal", "-shm"):
                with suppress(OSError):
                    Path(f"{self._beside(name)}{end}").unlink(missing_ok=True)

    def _beside(self, name: str) -> Path:
        return self._state / f".{name}{_ENDING}"


def forget_unfinished(state: Path) -> None:
    """Remove what a killed pull has left; only while nobody else pulls. Raises OSError."""
    for left in state.glob(f".*{_ENDING}*"):
        left.unlink(missing_ok=True)


@contextmanager
def restoring(state: Path) -> Iterator[StateFiles]:
    """Return the files of a state that is being restored; what is not finished is removed at the end."""
    files = StateFiles(state)
    try:
        yield files
    finally:
        files.abandon()


def lay(root: Path, path: str, data: bytes, mtime_ns: int) -> bool:
    """Write an output file with the time that the state knows; return whether that was possible."""
    file = root / path
    try:
        if not (file.is_file() and not file.is_symlink() and read_regular(file, follow=False) == data):
            root.mkdir(parents=True, exist_ok=True)
            write_in(root, path, data)
        os.utime(file, ns=(mtime_ns, mtime_ns), follow_symlinks=False)
    except (OSError, OverflowError, ValueError):
        return False
    return True


def make_folder(folder: Path) -> None:
    """Create a folder and those above it.

    Raises SiteProblem.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise cannot_write_problem(folder, problem) from problem


def free_bytes(folder: Path) -> int:
    """Return the bytes that a disk has left, by the nearest folder that exists."""
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def settle(memo: Path) -> None:
    """Write the log of a state into it, so that the file alone is the state.

    Raises MemoryDamaged if the state is damaged or in use, OSError.
    """
    Memo(memo, None).close()
    log = memo.with_name(f"{memo.name}-wal")
    if log.exists() and log.stat().st_size:
        raise sqlite3.OperationalError("in use")


def refuse_other_tables(memo: Path) -> None:
    """Refuse a state with tables, views or triggers that are not ours.

    Raises MemoryDamaged.
    """
    ours = Memo(None, "")
    try:
        if _tables(memo) != ours.tables():
            raise sqlite3.DatabaseError("other tables")
    finally:
        ours.close()


def _tables(memo: Path) -> frozenset[str | None]:
    db = sqlite3.connect(f"{memo.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return frozenset(row[0] for row in db.execute("select sql from sqlite_master"))
    except UnicodeDecodeError as problem:
        raise MemoryDamaged(str(problem)) from problem
    finally:
        db.close()
