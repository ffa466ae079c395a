"""Publishes: brings the output folder to the new state, writing only files whose bytes changed. All or nothing.

First every changed file is written beside its place under a temporary name (`stage`); nothing that readers see has
changed yet, and `abandon` takes it all back. Then `commit` renames them: first those of which there was none before, so
that whatever leads to one finds it, then the others, each in the order in which they were staged; and removes what is
no longer wanted last. At every moment, what can be reached leads only to what is there.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from ssg.core.digest import digest_bytes
from ssg.core.errors import Diagnostic, Place, SiteProblem, warning
from ssg.store.files import cannot_write
from ssg.store.journal import sweep, without_leftovers
from ssg.store.manifest import Entry, Manifest, manifest_file
from ssg.store.staging import Staged, Stager


class Published(NamedTuple):
    """What a publication did: output paths written and removed, how many stayed, and what there is to say.

    `new` are those of the written ones that were not there before; `outputs` gives size and time (nanoseconds) of all.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    diagnostics: tuple[Diagnostic, ...] = ()
    new: frozenset[str] = frozenset()
    outputs: Mapping[str, tuple[int, int]] = MappingProxyType({})


class Publication:
    """One publication into one output folder. Call `stage` for every output, then `commit` or `abandon`."""

    def __init__(self, root: Path, state: Path) -> None:
        """Publish into `root`; `state` is the site's `.ssg/`. Sweeps what a publication that was killed left behind.

        Raises SiteProblem where the disk refuses that.
        """
        self.root = root
        self._root = str(root)
        self._file = manifest_file(state, root)
        self.journal = self._file.with_suffix(".staging")
        self._before = Manifest(self._file)
        self._after: dict[str, Entry] = {}  # where it is not as it was before
        self._kept: dict[str, None] = {}
        self._rest = False
        self._trusted = False
        self._dropped: set[str] = set()
        self._behind: dict[str, str] = {}
        self._staged: dict[str, Staged] = {}
        self._made: list[str] = []
        if refusals := sweep(self.journal, root):
            raise SiteProblem(*refusals)
        self.stager = Stager(str(root), str(self.journal), self._before)

    def known(self, path: str) -> Entry | None:
        """Give what is remembered of an output, if the file is still as we left it."""
        left = self._before.stat(path)
        if left is None or not (self._trusted or self._is_as_left(path, left)):
            return None
        entry = self._before[path]
        return entry if entry.digest else None

    def _is_as_left(self, path: str, left: tuple[int, int]) -> bool:
        try:
            info = os.lstat(f"{self._root}/{path}")
        except OSError:
            return False
        return (info.st_size, info.st_mtime_ns) == left and stat.S_ISREG(info.st_mode)

    def before(self, path: str) -> Entry | None:
        """Give what is remembered of an output, whatever became of the file."""
        return self._before.get(path)

    def keep(self, path: str) -> None:
        """Leave an output as it is remembered."""
        self._kept[path] = None

    def is_intact(self) -> bool:
        """Say whether every output is still as we left it."""
        return self._before.is_intact(self._root)

    def trust(self) -> None:
        """Take every output for intact: somebody has looked."""
        self._trusted = True

    def keep_rest(self) -> None:
        """Leave everything as it is remembered that is not staged or dropped."""
        self._rest = True

    def drop(self, path: str) -> None:
        """Remove an output, also if the rest is kept."""
        self._dropped.add(path)

    def stage(self, path: str, data: bytes, why: str = "") -> None:
        """Take one output; write it beside its place if the file there is another.

        Raises SiteProblem naming the path where the disk refuses.
        """
        entry = Entry(digest_bytes(data), len(data), why=why)
        try:
            self.take(self.stager.stage(path, data, entry, self._before.get(path)))
        except OSError as problem:
            raise SiteProblem(refused(self.root, path, problem)) from problem

    def take(self, staged: Staged) -> None:
        """Take an output that a stager has written beside its place."""
        self._made.extend(staged.made)
        if staged.temporary:
            self._staged[staged.path] = staged
        elif self._before.get(staged.path) == staged.entry:
            self._kept[staged.path] = None
        else:
            self._after[staged.path] = staged.entry

    def outputs(self) -> dict[str, tuple[Entry, str]]:
        """Give every output so far: its entry, and the path of the file in which its bytes are now."""
        staged = {path: (one.entry, one.temporary) for path, one in self._staged.items()}
        kept = {path: (self._before[path], path) for path in self._kept}
        return kept | {path: (entry, path) for path, entry in self._after.items()} | staged

    def follow(self, leaders: Mapping[str, str]) -> None:
        """Let staged outputs come right behind others that are staged: give those by these."""
        self._behind.update(leaders)

    def advance(self, paths: Iterable[str]) -> None:
        """Let some staged outputs come before all others."""
        first = {path: self._staged[path] for path in paths if path in self._staged}
        self._staged = first | self._staged

    def commit(self) -> Published:
        """Bring the staged files to their places, then remove what we once wrote and is no longer wanted.

        Raises SiteProblem; what was renamed by then stays, and the next publication goes on from there.
        """
        self._staged = {path: self._staged[path] for path in self._in_order()}
        wanted = self._kept.keys() | self._after.keys() | self._staged.keys()
        gone = (self._dropped & self._before.keys() if self._rest else self._before.keys()) - wanted
        new = frozenset(self._staged) - self._before.keys()
        known = bool(self._before) and self._before.is_whole
        said: list[Diagnostic] = []
        path = ""
        file: Path | None = self._file  # what is being written, if it is no output
        try:
            if self._staged or gone:
                self._before.change({name: Entry("") for name in self._staged}, ())
            file = None
            for path, staged in self._staged.items():
                target = f"{self.root}/{path}"
                try:
                    os.replace(f"{self.root}/{staged.temporary}", target)  # noqa: PTH105 - for every page
                except OSError:
                    self._make_way(self.root / path)
                    os.replace(f"{self.root}/{staged.temporary}", target)  # noqa: PTH105
                info = os.lstat(target)
                self._after[path] = msgspec.structs.replace(staged.entry, size=info.st_size, mtime_ns=info.st_mtime_ns)
            removed: list[str] = []
            for path in sorted(gone):
                if self._remove(path, said):
                    removed.append(path)
            file = self._file
            self._before.change(self._after, gone)
            if not known:
                said.extend(self._strangers())
            self.stager.close()
            file = self.journal
            self.journal.unlink(missing_ok=True)
        except OSError as problem:
            self.abandon()
            raise SiteProblem(cannot_write(file or self.root / path, problem)) from problem
        unchanged = len(self._before) - len(self._staged)
        written, self._staged, self._made = tuple(self._staged), {}, []
        return Published(written, tuple(removed), unchanged, tuple(said), new, self._before.stats)

    def _in_order(self) -> list[str]:
        """Give the staged outputs as they are to come: new ones first, and who follows another right behind it."""
        behind: dict[str, list[str]] = {}
        for path, leader in self._behind.items():
            if path in self._staged and leader in self._staged:
                behind.setdefault(leader, []).append(path)
        led = {path for paths in behind.values() for path in paths}
        leaders = [(path, staged.new) for path, staged in self._staged.items() if path not in led]
        order = [path for path, new in leaders if new] + [path for path, new in leaders if not new]
        return [name for path in order for name in (path, *behind.get(path, ()))]

    def abandon(self) -> None:
        """Take back what was staged and not committed: the published site stays as it was.

        What the disk does not let go of is swept by the next publication.
        """
        self.stager.close()
        for staged in self._staged.values():
            with suppress(OSError):
                (self.root / staged.temporary).unlink(missing_ok=True)
        sweep(self.journal, self.root)
        self._remove_empty([self.root / folder for folder in self._made])

    def _strangers(self) -> list[Diagnostic]:
        """Say what is in the output folder that this publication did not write."""
        found = without_leftovers(Path(folder) / name for folder, _, names in os.walk(self.root) for name in names)
        others = sum(file.relative_to(self.root).as_posix() not in self._before for file in found)
        if not others:
            return []
        hint = "They stay. If an earlier build wrote them, empty the folder once and build again."
        files = "1 file" if others == 1 else f"{others:,} files"
        return [
            warning("W714", f"{files} here were not written by this or a remembered build", Place(str(self.root)), hint)
        ]

    def _make_way(self, target: Path) -> None:
        """Remove what we wrote where now a folder, or a file instead of a folder, is wanted; make the folder."""
        if target.is_dir() and not target.is_symlink():
            prefix = target.relative_to(self.root).as_posix() + "/"
            for name in [name for name in self._before if name.startswith(prefix)]:
                (self.root / name).unlink(missing_ok=True)
            for below, _, _ in os.walk(target, topdown=False):
                Path(below).rmdir()
        else:
            for folder in reversed(target.relative_to(self.root).parents):
                at = self.root / folder
                if at != self.root and not at.is_dir():
                    at.unlink(missing_ok=True)
                    at.mkdir()

    def _remove(self, path: str, said: list[Diagnostic]) -> bool:
        """Remove a file that we wrote, unless someone has changed it since; then its folders that became empty."""
        target, known = self.root / path, self._before[path]
        try:
            info = target.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        if stat.S_ISDIR(info.st_mode):
            return False
        same = stat.S_ISREG(info.st_mode) and (info.st_size, info.st_mtime_ns) == (known.size, known.mtime_ns)
        if not same and known.digest and digest_bytes(target.read_bytes()) != known.digest:
            said.append(
                warning(
                    "W709", "this file is no longer wanted, but someone has changed it: it stays", Place(str(target))
                )
            )
            return False
        target.unlink()
        self._remove_empty([target.parent])
        return True

    def _remove_empty(self, folders: list[Path]) -> None:
        for folder in reversed(folders):
            at = folder
            while at != self.root and self.root in at.parents:
                try:
                    at.rmdir()
                except OSError:
                    break
                at = at.parent


def refused(root: Path, path: str, problem: OSError) -> Diagnostic:
    """Say in one line that the disk refuses to hold an output, and why."""
    return cannot_write(root / path, problem)
