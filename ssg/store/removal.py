"""Removes published files, and only those that still have the bytes that we wrote. Follows no link.

The list of what we wrote is in `.ssg/` and may have been written by somebody else, so the bytes decide.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ssg.core.errors import Diagnostic, Place, warning
from ssg.core.message import say
from ssg.store.doubt import may_be_ours
from ssg.store.inside import way_is_plain
from ssg.store.nodes import Entry
from ssg.store.open import NotRegular, read_regular
from ssg.store.staging import InTheWay


class Removal:
    """Removes files below `root`; `before` has the entries of what was published there."""

    def __init__(self, root: Path, before: Mapping[str, Entry]) -> None:
        """Prepare; nothing is removed yet."""
        self._root = root
        self._before = before

    def __contains__(self, path: object) -> bool:
        """Return whether an output exists with the bytes that we wrote.

        Raises OSError if it cannot be read.
        """
        known = self._before.get(str(path))
        if known is None or not way_is_plain(str(self._root), str(path)):
            return False
        try:
            data = read_regular(self._root / str(path), follow=False)
        except (NotRegular, IsADirectoryError, FileNotFoundError):
            return False
        return may_be_ours(known.digest, known.why, data)

    def make_way(self, path: str) -> None:
        """Remove files of ours where a folder is needed, or folders where a file is; create the folder.

        Raises OSError; InTheWay, before anything is removed, if any of them is not as we wrote it.
        """
        target = self._root / path
        if target.is_dir() and not target.is_symlink():
            names = [file.relative_to(self._root).as_posix() for file in _files(target)]
            self._refuse_others(names)
            for name in names:
                (self._root / name).unlink(missing_ok=True)
            for below, _, _ in os.walk(target, topdown=False):
                Path(below).rmdir()
            return
        for folder in reversed(target.relative_to(self._root).parents):
            at = self._root / folder
            if at == self._root or (at.is_dir() and not at.is_symlink()):
                continue
            if at.is_symlink() or at.exists():
                self._refuse_others([folder.as_posix()])
            at.unlink(missing_ok=True)
            at.mkdir()

    def _refuse_others(self, names: Iterable[str]) -> None:
        for name in names:
            if name not in self:
                raise InTheWay(say("/{path} was modified outside ssg and blocks an output path", path=name))

    def remove(self, path: str, said: list[Diagnostic]) -> bool:
        """Remove a file that we wrote, unless it was changed since; then its folders that became empty.

        Raises OSError.
        """
        target = self._root / path
        if not way_is_plain(str(self._root), path):
            return False
        try:
            info = target.lstat()
        except FileNotFoundError:
            return False
        if stat.S_ISDIR(info.st_mode):
            return False
        if path not in self:
            message = say("kept an obsolete file that was modified outside ssg")
            said.append(warning("W709", message, Place(str(target))))
            return False
        target.unlink()
        self.remove_empty([target.parent])
        return True

    def remove_empty(self, folders: list[Path]) -> None:
        """Remove folders and their parents as far as they are empty."""
        for folder in reversed(folders):
            at = folder
            while at != self._root and self._root in at.parents:
                try:
                    at.rmdir()
                except OSError:
                    break
                at = at.parent


def _files(folder: Path) -> Iterator[Path]:
    """Yield everything below a folder except folders; a link to one counts as a file."""
    for at, folders, names in os.walk(folder):
        yield from (Path(at) / name for name in names)
        yield from (path for name in folders if (path := Path(at) / name).is_symlink())
