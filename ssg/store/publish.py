"""Publishes an edition into the output folder, writing only files whose bytes changed. All or nothing.

First every changed file is written beside its final path under a temporary name (`stage`); readers see no change yet,
and `abandon` removes the temporary files. Then `commit` renames them: new files first, so that links to them work, then
the others, each in the order in which they were staged; obsolete files are removed last. At every moment, all links
between published files work.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from ssg.core.digest import digest_bytes
from ssg.core.errors import Diagnostic, SiteProblem
from ssg.store.doubt import doubt, is_empty, strangers
from ssg.store.entries import Entries
from ssg.store.files import cannot_write
from ssg.store.journal import sweep
from ssg.store.made_folders import MadeFolders
from ssg.store.nodes import Entry
from ssg.store.open import read_regular
from ssg.store.outputs import Outputs
from ssg.store.removal import Removal
from ssg.store.staging import USUAL, Staged, Stager, Waiting, temporary_of


class Published(NamedTuple):
    """The result of a publication: output paths written and removed, the number of others, and diagnostics.

    `new` are those of the written ones that did not exist before. `beside` are the files for servers, in the folder
    beside the output, that were written or removed. `moved` are old paths of the site whose redirects changed.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    diagnostics: tuple[Diagnostic, ...] = ()
    new: frozenset[str] = frozenset()
    beside: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()


class CutShort(SiteProblem):
    """Raised when the disk refuses after some files were published; the next publication completes it."""


class Publication:
    """One publication into one output folder. Call `stage` for every output, then `commit` and `note`, or `abandon`."""

    def __init__(self, root: Path, journal: Path, outputs: Outputs) -> None:
        """Publish into `root`; `outputs` are the files that we wrote. `journal` names temporary files.

        Sweeps the leftovers of a killed publication. Raises SiteProblem if the disk refuses that.
        """
        self.root = root
        self._root = str(root)
        self.journal = journal
        self._before = outputs
        self._after = Entries()  # those that changed
        self._kept: dict[str, None] = {}
        self._open: AbstractSet[str] | None = None  # all others are kept
        self._trusted = self._prepared = False
        self._new: frozenset[str] = frozenset()
        self._dropped, self._left, self._gone = set[str](), set[str](), set[str]()
        self._behind: dict[str, str] = {}
        self._staged: dict[str, Waiting] = {}
        self._entries = Entries()  # those of staged files
        self._made: MadeFolders | None = None
        if refusals := sweep(self.journal, root):
            raise SiteProblem(*refusals)
        self._known = not outputs.is_new or is_empty(root)  # who wrote each file there
        self._removal = Removal(root, self._before)
        self.stager = Stager(str(root), str(self.journal), self._removal)

    def known(self, path: str) -> Entry | None:
        """Return the entry of an output if the file is unchanged."""
        return self._after.get(path) or self._before[path] if self.is_as_left(path) else None

    def is_as_left(self, path: str) -> bool:
        """Return whether an output is unchanged. Size and time save reading it; if they differ, the bytes decide."""
        if path not in self._before:
            return False
        if self._trusted or path in self._after or self._is_as_left(path):
            return True
        entry, file = self._before[path], Path(f"{self._root}/{path}")
        try:
            info = file.lstat()
            if not (
                entry.digest
                and stat.S_ISREG(info.st_mode)
                and digest_bytes(read_regular(file, follow=False)) == entry.digest
            ):
                return False
        except OSError:
            return False
        # Restored from elsewhere: the next build does not have to read it again.
        self._after[path] = msgspec.structs.replace(entry, size=info.st_size, mtime_ns=info.st_mtime_ns)
        return True

    def _is_as_left(self, path: str) -> bool:
        try:
            info = os.lstat(f"{self._root}/{path}")
        except OSError:
            return False
        return (info.st_size, info.st_mtime_ns) == self._before.stat(path) and stat.S_ISREG(info.st_mode)

    def before(self, path: str) -> Entry | None:
        """Return the entry of an output, whether or not the file has changed."""
        return self._before.get(path)

    def keep(self, path: str) -> None:
        """Keep an output with its entry."""
        if path not in self._after:
            self._kept[path] = None

    def keep_all(self, paths: AbstractSet[str]) -> AbstractSet[str]:
        """Keep those outputs that are unchanged; return them."""
        kept = self._before.paths & paths if self._trusted else {path for path in paths if self.is_as_left(path)}
        self._kept.update(dict.fromkeys(kept - self._after.keys()))
        return kept

    def keep_all_but(self, paths: AbstractSet[str]) -> None:
        """Keep all outputs except some, which are kept, staged or removed one by one."""
        self._open = {path for path in paths if path in self._before}

    def outputs_before(self) -> AbstractSet[str]:
        """Return all files that we wrote and did not remove."""
        return self._before.paths

    def trust(self) -> None:
        """Treat every output as unchanged: the caller has checked."""
        self._trusted = True

    def drop(self, path: str) -> None:
        """Remove an output."""
        self._dropped.add(path)

    def unwanted(self) -> set[str]:
        """Return the outputs that we wrote and that are obsolete."""
        wanted = self._kept.keys() | self._after.keys() | self._staged.keys()
        undecided = self._before if self._open is None else self._open
        return {path for path in undecided if path not in wanted} | {
            path for path in self._dropped if path in self._before
        }

    def leave(self, path: str, why: str) -> bool:
        """Keep an obsolete output if it is unchanged: a later build may use it again."""
        if (entry := self.known(path)) is None:
            return False
        self._after[path] = Entry(entry.digest, entry.size, entry.mtime_ns, why=why)
        self._left.add(path)
        return True

    def stage(self, path: str, data: bytes, why: str = "") -> None:
        """Add one output; write it beside its final path if the file there differs.

        Raises SiteProblem with the path if the disk refuses.
        """
        entry = Entry(digest_bytes(data), len(data), why=why)
        try:
            self.take(self.stager.stage(path, data, entry, self._before.get(path)))
        except OSError as problem:
            raise SiteProblem(refused(self.root, path, problem)) from problem

    def take(self, staged: Staged) -> None:
        """Add an output that a stager has written."""
        if staged.made:
            self._made = self._made or MadeFolders()
            self._made.add(staged.path, staged.made)
        if staged.temporary:
            usual = staged.temporary == temporary_of(staged.path)
            self._staged[staged.path] = USUAL[staged.new] if usual else Waiting(staged.temporary, staged.new)
            self._entries[staged.path] = staged.entry
        elif self._before.get(staged.path) == staged.entry:
            self._kept[staged.path] = None
        else:
            self._after[staged.path] = staged.entry

    def outputs(self) -> Iterator[tuple[str, Entry, str]]:
        """Yield the outputs so far: path, entry, and the file that has the bytes now.

        After `keep_all_but`, those that were kept with all others are omitted.
        """
        for path in dict.fromkeys([*sorted(self._kept), *self._after, *self._staged]):
            if waiting := self._staged.get(path):
                yield path, self._entries[path], waiting.temporary or temporary_of(path)
            else:
                yield path, self._after.get(path) or self._before[path], path

    def follow(self, leaders: Mapping[str, str]) -> None:
        """Commit staged outputs right after other staged ones; `leaders` maps the former to the latter."""
        self._behind.update(leaders)

    def advance(self, paths: Iterable[str]) -> None:
        """Commit some staged outputs before all others."""
        first = {path: self._staged[path] for path in paths if path in self._staged}
        self._staged = first | self._staged

    def prepare(self) -> None:
        """Record permanently what is about to be replaced: a build killed from now on leaves those files in doubt.

        Raises MemoryDamaged if that fails; nothing has changed then.
        """
        self._new = frozenset(path for path in self._staged if path not in self._before)
        notes: dict[str, str] = {}
        for path, entry in self._entries.items():  # until it is replaced, a file may have its old bytes
            before = self._before.get(path) or Entry("")
            notes[path] = doubt(before.digest, entry.digest, before="" if before.digest else before.why)
        self._before.doubt(notes)
        self._prepared = True

    def commit(self) -> Published:
        """Rename the staged files to their final paths, then remove obsolete files.

        Raises SiteProblem, and `CutShort` if some files have been published by then: they stay. A journal that cannot
        be removed is an error among the diagnostics; everything is published nevertheless.
        """
        self._staged = {path: self._staged[path] for path in self._in_order()}
        self._gone = self.unwanted()
        said: list[Diagnostic] = []
        removed: list[str] = []
        path, begun = "", False
        if self._staged and not self._prepared:
            self.prepare()
        try:
            for path, staged in self._staged.items():
                source, target = f"{self.root}/{staged.temporary or temporary_of(path)}", f"{self.root}/{path}"
                try:
                    os.replace(source, target)  # noqa: PTH105 - for every page
                except OSError:
                    self._removal.make_way(path)
                    os.replace(source, target)  # noqa: PTH105
                begun = True
                info = os.lstat(target)
                entry = self._entries.pop(path)
                self._after[path] = msgspec.structs.replace(entry, size=info.st_size, mtime_ns=info.st_mtime_ns)
            for path in sorted(self._gone):
                if self._removal.remove(path, said):
                    removed.append(path)
        except OSError as problem:
            self.abandon()
            raise (CutShort if begun or removed else SiteProblem)(refused(self.root, path, problem)) from problem
        if not self._known:
            said.extend(strangers(self.root, self._before.paths | self._after.keys()))
        said.extend(self._close_journal())
        added = sum(path not in self._before for path in self._after)
        unchanged = len(self._before) + added - len(self._gone) - len(self._staged) - len(self._left)
        written, self._staged, self._made = tuple(self._staged), {}, None
        return Published(written, tuple(removed), unchanged, tuple(said), self._new)

    def note(self) -> None:
        """Store the entries of the publication after its commit.

        Raises MemoryDamaged if that fails: the next publication reads the files that are in doubt.
        """
        self._before.change(self._after, self._gone)

    def _close_journal(self) -> list[Diagnostic]:
        """Remove the journal. If the disk refuses, all files are published, and the next build sweeps it."""
        try:
            self.stager.close()
            self.journal.unlink(missing_ok=True)
        except OSError as problem:
            return [cannot_write(self.journal, problem)]
        return []

    def _in_order(self) -> list[str]:
        """Return the staged outputs in the order of the commit: new ones first, followers right after their leaders."""
        behind: dict[str, list[str]] = {}
        for path, leader in self._behind.items():
            if path in self._staged and leader in self._staged:
                behind.setdefault(leader, []).append(path)
        led = {path for paths in behind.values() for path in paths}
        leaders = [(path, staged.new) for path, staged in self._staged.items() if path not in led]
        order = [path for path, new in leaders if new] + [path for path, new in leaders if not new]
        return [name for path in order for name in (path, *behind.get(path, ()))]

    def abandon(self) -> None:
        """Remove what was staged and not committed. The next publication sweeps what the disk refuses to remove."""
        self.stager.close()
        for path, staged in self._staged.items():
            with suppress(OSError):
                (self.root / (staged.temporary or temporary_of(path))).unlink(missing_ok=True)
        sweep(self.journal, self.root)
        if self._made is not None:
            self._removal.remove_empty([self.root / folder for folder in self._made])


def refused(root: Path, path: str, problem: OSError) -> Diagnostic:
    """Return a diagnostic that the disk refuses to write an output, with the reason."""
    return cannot_write(root / path, problem)
