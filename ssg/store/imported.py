"""Writes what an import brings into a site: each file whole, none through a link, none over what somebody has edited.

The caller says what it believes a file holds; a file that holds something else stays.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO, Final

from ssg.core.digest import digest_bytes
from ssg.store.files import write_in_folder, write_whole
from ssg.store.open import NotRegular, Outside, append_to, open_regular, read_regular, real, write_fresh

_LARGEST: Final = 256_000_000


class Outcome(Enum):
    """What became of a file."""

    NEW = auto()
    UPDATED = auto()
    UNCHANGED = auto()
    EDITED = auto()
    """Somebody has edited it: it stays."""
    REMOVED = auto()
    """Somebody has removed it: it stays away."""


class SiteFolder:
    """The folder of a site that receives an import. With `dry`, it says what would become of a file, and writes none.

    Every method raises OSError: Outside for a path that leads out of the folder.
    """

    def __init__(self, root: Path, *, dry: bool = False) -> None:
        """Take the folder, which may not exist yet."""
        self.root = root
        self._root = os.fspath(root)
        self._dry = dry
        self._inside: set[str] = set()
        """Folders that are inside of the site, by name."""

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes; None if it does not exist."""
        try:
            return read_regular(self.root / name, self.root, most=_LARGEST)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def reading(self, name: str) -> BinaryIO | None:
        """Open a file of our own, which may be long, for reading; None if it does not exist."""
        try:
            return os.fdopen(open_regular(self.root / name, self.root), "rb")
        except (FileNotFoundError, NotADirectoryError):
            return None

    def exists(self, name: str) -> bool:
        """Return whether there is anything of a name."""
        return os.path.lexists(f"{self._root}/{name}")

    def put(self, name: str, data: bytes, believed: str = "") -> Outcome:
        """Write a file that is new, or that has the digest `believed`; say what became of it."""
        file = self._checked(name)
        if not os.path.lexists(file):
            if believed:
                return Outcome.REMOVED
            if not self._dry:
                self._write(name, file, data)
            return Outcome.NEW
        try:
            found = read_regular(file, self.root, most=_LARGEST)
        except (FileNotFoundError, IsADirectoryError, NotRegular, Outside):  # a link or a folder: somebody's own
            return Outcome.EDITED
        if found == data:
            return Outcome.UNCHANGED
        if not believed or digest_bytes(found) != believed:
            return Outcome.EDITED
        if not self._dry:
            write_in_folder(file, data)
        return Outcome.UPDATED

    def replace(self, name: str, data: bytes) -> None:
        """Write a file whose text the caller has read and extended."""
        if not self._dry:
            write_in_folder(self._checked(name), data)

    def rewrite(self, name: str, lines: Iterable[bytes]) -> None:
        """Write a file of our own whole, in one step, line by line."""
        if self._dry:
            return
        file = self._checked(name)
        temporary = file.with_name(f".{file.name}.tmp")
        try:
            write_fresh(temporary, b"")
            with os.fdopen(append_to(temporary), "ab") as opened:
                opened.writelines(lines)
            temporary.replace(file)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise

    def append(self, name: str, data: bytes) -> None:
        """Add lines to a file of our own."""
        if self._dry or not data:
            return
        self.root.mkdir(parents=True, exist_ok=True)
        opened = append_to(self._checked(name))
        with os.fdopen(opened, "ab") as file:
            file.write(data)

    def _write(self, name: str, file: Path, data: bytes) -> None:
        """Write a new file; its folder is created once."""
        folder = name.rpartition("/")[0]
        if folder in self._inside:
            write_whole(file, data)
        else:
            write_in_folder(file, data)
            self._inside.add(folder)

    def _checked(self, name: str) -> Path:
        """Return the path of a file whose folder is inside the site."""
        file = Path(f"{self._root}/{name}")
        inside = name.rpartition("/")[0]
        if inside not in self._inside:
            folder, root = file.parent, real(self.root)
            found = real(folder)
            if found != root and root not in found.parents:
                raise Outside(0, "it points outside the folder", str(file))
            with suppress(OSError):
                if folder.is_dir():
                    self._inside.add(inside)
        return file


def read_within(file: Path, folder: Path) -> bytes | None:
    """Return a file inside of a folder; None if there is none, or a link leads out of the folder.

    Raises OSError.
    """
    try:
        return read_regular(file, folder, most=_LARGEST)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, Outside):
        return None
