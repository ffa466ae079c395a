"""The listing of `content/`, kept up to date by names that the watcher gives: a site of 100,000 files is listed once.

A name may be a file or a folder (one that was moved in is a single event), may be there or gone. It notes which files
have changed since a build took them in. Never writes.
"""

from __future__ import annotations

import os
import stat
import sys
import unicodedata
from collections import ChainMap
from collections.abc import Iterable, Mapping
from pathlib import Path

from ssg.core.text.normal import normalized
from ssg.core.text.paths import is_markdown
from ssg.inputs import CONTENT
from ssg.store.source import FileEntry, FilesByPath, Listing, Split, hidden, hidden_on_purpose, list_folder

# A folder whose files are looked at one by one is no quicker than all of them.
_MOST = 2_000


class Contents:
    """All files below `content/`, by path, in no order. `changed` are those that no build has taken in."""

    def __init__(self, root: Path) -> None:
        """List the folder of the site at `root`."""
        self._folder = root / CONTENT
        self.articles: dict[str, FileEntry] = {}
        self.files: dict[str, FileEntry] = {}
        self.changed: set[str] = set()
        self._plain = True
        self._order: tuple[str, ...] = ()
        self._paths: frozenset[str] = frozenset()
        self.relist()

    @property
    def entries(self) -> Mapping[str, FileEntry]:
        """All files."""
        return ChainMap(self.articles, self.files)

    def relist(self) -> None:
        """List everything again."""
        listing = list_folder(self._folder, CONTENT)
        self._said = listing.diagnostics
        self._hidden = set(listing.hidden)
        # Links, twins and what cannot be read are judged with all names in sight.
        self._plain = not listing.diagnostics
        before = self.articles | self.files
        self.articles, self.files = {}, {}
        for entry in listing.files:
            self._kind(entry.path)[sys.intern(entry.path)] = entry
        self.changed.update(path for path, _ in before.items() ^ (self.articles | self.files).items())

    def split(self) -> Listing:
        """Return it for a build of the process that calls `taken_in` after each."""
        split = Split(FilesByPath(self.articles), self.files, frozenset(self.changed))
        return Listing((), self._said, tuple(sorted(self._hidden)), split)

    def taken_in(self) -> None:
        """Note that a build has taken in all changes."""
        self.changed.clear()

    def listing(self) -> Listing:
        """Return it as a build would have listed it."""
        entries = self.articles | self.files
        if entries.keys() != self._paths:  # of an edit, a hundred thousand names are as they were
            self._order = tuple(sorted(entries))
            self._paths = frozenset(self._order)
        return Listing(tuple(map(entries.__getitem__, self._order)), self._said, tuple(sorted(self._hidden)))

    def refresh(self, names: Iterable[str]) -> set[str]:
        """Look again at some names below `content/`, and give the paths that they concern: files, there or gone."""
        names = set(names)
        if not self._plain or len(names) > _MOST or "" in names:
            before, self.changed = self.changed, set()
            self.relist()
            paths = {unicodedata.normalize("NFC", name) for name in names if name} | self.changed
            self.changed |= before
            return paths
        touched: set[str] = set()
        for name in sorted(names):
            if any(hidden(part) for part in name.split("/")):
                self._look_at_hidden(name)
                continue
            found = self._look(name) if name.isprintable() else None
            if found is None:
                self.relist()
                return touched | {unicodedata.normalize("NFC", other) for other in names}
            touched |= found
        return touched

    def _look(self, name: str) -> set[str] | None:
        """Look at one name; None where all must be looked at."""
        path = unicodedata.normalize("NFC", name)
        known = self._kind(path).get(path)
        if known is not None and known.name != name:
            return None
        try:
            info = os.lstat(self._folder / name)
        except OSError:
            return self._forget(path)
        if stat.S_ISREG(info.st_mode):
            time = max(info.st_mtime_ns, info.st_ctime_ns)
            self._put(FileEntry(path, name, info.st_size, time, info.st_ino))
            return set() if path.rpartition("/")[2].isdigit() else {path}  # 4913: vim looks whether it may write
        if not stat.S_ISDIR(info.st_mode):
            return None
        inner = list_folder(self._folder / name, f"{CONTENT}/{path}")
        if inner.diagnostics:
            return None
        touched = self._forget(path)
        self._hidden.update(f"{name}/{below}" for below in inner.hidden)
        for entry in inner.files:
            inside = f"{path}/{entry.path}"
            self._put(FileEntry(inside, f"{name}/{entry.name}", entry.size, entry.mtime_ns, entry.inode))
            touched.add(inside)
        return touched

    def _look_at_hidden(self, name: str) -> None:
        """Note whether the hidden file or folder is there, to which a name belongs."""
        parts = name.split("/")
        first = next(number for number, part in enumerate(parts) if hidden(part))
        top = "/".join(parts[: first + 1])
        if hidden_on_purpose(parts[first]) and os.path.lexists(self._folder / top):
            self._hidden.add(top)
        else:
            self._hidden.discard(top)

    def _kind(self, path: str) -> dict[str, FileEntry]:
        return self.articles if is_markdown(path) else self.files

    def _put(self, entry: FileEntry) -> None:
        self._kind(entry.path)[sys.intern(entry.path)] = entry
        self.changed.add(entry.path)

    def _forget(self, path: str) -> set[str]:
        """Forget a file, or all files of a folder."""
        if self._kind(path).pop(path, None) is not None:
            self.changed.add(path)
            return {path}
        self._hidden = {name for name in self._hidden if not normalized("NFC", name).startswith(f"{path}/")}
        gone = {other for other in (*self.articles, *self.files) if other.startswith(f"{path}/")}
        for other in gone:
            del self._kind(other)[other]
        self.changed |= gone
        return gone
