"""A folder of another generator: its files, read where they lie. No link is followed out of it, nothing is written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ssg.content.frontmatter import decode
from ssg.core.message import say
from ssg.importing.notes import Notes
from ssg.store.open import is_regular, read_regular, real

LARGEST: Final = 8_000_000
"""Bytes of a text; a build reads no longer one."""
_NEVER: Final = frozenset(
    "node_modules vendor __pycache__ bower_components .git .github .svn .hg .idea .vscode .sass-cache .jekyll-cache "
    ".hugo_build.lock .cache .DS_Store Thumbs.db".split()
)


class Tree:
    """The files of a folder, by their paths with slashes, sorted. What cannot be read is counted in `notes`."""

    def __init__(self, root: Path, notes: Notes, without: Callable[[str], bool] = lambda _: False) -> None:
        """List the files of a folder, except below folders for which `without` is true."""
        self.root = root
        self._notes = notes
        self._real = real(root)
        self.paths = tuple(sorted(self._listed("", without)))
        self._all = frozenset(self.paths)

    def __contains__(self, path: str) -> bool:
        """Return whether there is a file at a path."""
        return path in self._all

    def below(self, folder: str) -> Iterator[str]:
        """Yield the files below a folder; of all for ""."""
        start = f"{folder.strip('/')}/" if folder.strip("/") else ""
        return (path for path in self.paths if path.startswith(start))

    def text(self, path: str, notes: Notes) -> str | None:
        """Return the text of a file; None if it is too large, not UTF-8 or unreadable, which is reported."""
        try:
            data = read_regular(self.root / path, self.root, most=LARGEST)
        except OSError:
            notes.count(say("file that cannot be read"), path)
            return None
        text, said = decode(data, path)
        for problem in said:
            notes.problem(problem)
        return text

    def modified(self, path: str) -> datetime:
        """Return when a file was changed last, in UTC: the time of a draft that has none."""
        try:
            return datetime.fromtimestamp(int((self.root / path).stat().st_mtime), UTC)
        except (OSError, ValueError, OverflowError):
            return datetime.fromtimestamp(0, UTC)

    def file(self, path: str) -> Path:
        """Return the place of a file on the disk."""
        return self.root / path

    def _listed(self, folder: str, without: Callable[[str], bool]) -> Iterator[str]:
        """Yield the files of a folder and those below it; links to folders are not followed."""
        try:
            with os.scandir(self.root / folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            self._notes.count(say("folder that cannot be read"), folder)
            return
        for entry in found:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.name in _NEVER or not _is_text(path):
                continue
            if entry.is_dir(follow_symlinks=False):
                if not without(path):
                    yield from self._listed(path, without)
            elif entry.is_symlink() and not self._leads_inside(path):
                self._notes.count(say("link that leads out of the folder, or to a folder; it is not followed"), path)
            elif is_regular(entry.path):
                yield path

    def _leads_inside(self, path: str) -> bool:
        target = real(self.root / path)
        return self._real in target.parents and target.is_file()


def _is_text(name: str) -> bool:
    """Return whether a name is valid Unicode."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
