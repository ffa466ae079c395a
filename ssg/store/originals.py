"""The files that articles show, of `content/` and of `static/`. Only reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ssg.core.shown import CONTENT, STATIC
from ssg.store.source import FileEntry, read_file


class Originals(NamedTuple):
    """Both folders, and the files of each by path. Paths below `static/` begin with `STATIC`."""

    content: Path
    files: Mapping[str, FileEntry]
    static: Path = Path()
    others: Mapping[str, FileEntry] = {}

    def has(self, path: str) -> bool:
        """Return whether a file exists."""
        return path.removeprefix(STATIC) in self.others if path.startswith(STATIC) else path in self.files

    def entry(self, path: str) -> FileEntry:
        """Return the file at a path.

        Raises KeyError if there is none.
        """
        return self.others[path.removeprefix(STATIC)] if path.startswith(STATIC) else self.files[path]

    def read(self, path: str) -> bytes:
        """Return the bytes of a file.

        Raises SiteProblem if it cannot be read, KeyError if it does not exist.
        """
        folder, label = (self.static, "static") if path.startswith(STATIC) else (self.content, CONTENT)
        return read_file(folder, self.entry(path), label)
