"""Publishes: brings the output folder to the new state, writing only files whose bytes changed. All or nothing.

First every changed file is written beside its place under a temporary name (`stage`); nothing that readers see has
changed yet, and `abandon` takes it all back. Then `commit` renames them in the order in which they were staged, so
that a page is there before the list that links to it, and removes what is no longer wanted last.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

import msgspec

from ssg.core.digest import digest_bytes
from ssg.core.errors import Diagnostic, Place, SiteProblem, error, warning
from ssg.core.model import Part
from ssg.store.manifest import Entry, Manifest, load_manifest, manifest_file, save_manifest


class Published(NamedTuple):
    """What a publication did: output paths written and removed, how many stayed, and what there is to say."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    diagnostics: tuple[Diagnostic, ...] = ()


class Publication:
    """One publication into one output folder. Call `stage` for every output, then `commit` or `abandon`."""

    def __init__(self, root: Path, state: Path) -> None:
        """Publish into `root`; `state` is the site's `.ssg/`. Sweeps what a publication that was killed left behind."""
        self._root = root
        self._file = manifest_file(state, root)
        self._journal = self._file.with_suffix(".staging")
        self._before = load_manifest(self._file)
        self._after: Manifest = {}
        self._staged: dict[str, tuple[Path, Entry]] = {}
        self._folders: set[Path] = set()  # looked at, and fit to hold what we write
        self._made: list[Path] = []
        self._sweep()

    def known(self, path: str) -> Entry | None:
        """Give what is remembered of an output, if the file is still as we left it."""
        entry = self._before.get(path)
        if entry is None or not entry.digest:
            return None
        try:
            info = os.lstat(f"{self._root}/{path}")
        except OSError:
            return None
        same = (info.st_size, info.st_mtime_ns) == (entry.size, entry.mtime_ns) and stat.S_ISREG(info.st_mode)
        return entry if same else None

    def before(self, path: str) -> Entry | None:
        """Give what is remembered of an output, whatever became of the file."""
        return self._before.get(path)

    def keep(self, path: str, entry: Entry) -> None:
        """Leave an output as it is."""
        self._after[path] = entry

    def published(self, path: str) -> bytes:
        """Read an output as it is now.

        Raises SiteProblem.
        """
        try:
            return (self._root / path).read_bytes()
        except OSError as problem:
            raise SiteProblem(self._refused(path, problem)) from problem

    def stage(self, path: str, data: bytes, key: str = "", parts: tuple[Part, ...] = (), why: str = "") -> None:
        """Take one output; write it beside its place if the file there is another. The rest is for the manifest.

        Raises SiteProblem naming the path where the disk refuses.
        """
        digest = digest_bytes(data)
        target = self._root / path
        try:
            info = self._look(target)
            known = self._before.get(path)
            if info is not None and info.st_size == len(data):
                entry = Entry(digest, info.st_size, info.st_mtime_ns, key, parts, known.why if known else why)
                same = known is not None and _as_left(known) == _as_left(entry)
                if same or target.read_bytes() == data:
                    self._after[path] = entry
                    return
            folder = self._folder_for(target)
            temporary = folder / f".ssg-{digest_bytes(path.encode())[:16]}.tmp"
            self._note(temporary)
            temporary.write_bytes(data)
        except OSError as problem:
            raise SiteProblem(self._refused(path, problem)) from problem
        self._staged[path] = (temporary, Entry(digest, len(data), 0, key, parts, why))

    def commit(self) -> Published:
        """Bring the staged files to their places, then remove what we once wrote and is no longer wanted.

        Raises SiteProblem; what was renamed by then stays, and the next publication goes on from there.
        """
        gone = sorted(set(self._before) - set(self._after) - set(self._staged))
        said: list[Diagnostic] = []
        path = ""
        try:
            if self._staged or gone:
                cut_short = {name: Entry("") for name in self._staged}
                save_manifest(self._file, self._before | self._after | cut_short)
            for path, (temporary, entry) in self._staged.items():
                target = self._root / path
                self._make_way(target)
                temporary.replace(target)
                info = target.stat()
                self._after[path] = msgspec.structs.replace(entry, size=info.st_size, mtime_ns=info.st_mtime_ns)
            removed = [path for path in gone if self._remove(path, said)]
            path = str(self._file)
            said.extend(self._strangers())
            if self._after != self._before:
                save_manifest(self._file, self._after)
            self._journal.unlink(missing_ok=True)
        except OSError as problem:
            self.abandon()
            raise SiteProblem(self._refused(path, problem)) from problem
        return Published(tuple(self._staged), tuple(removed), len(self._after) - len(self._staged), tuple(said))

    def abandon(self) -> None:
        """Take back what was staged: the published site stays as it was."""
        for temporary, _ in self._staged.values():
            temporary.unlink(missing_ok=True)
        self._sweep()
        self._remove_empty(self._made)

    def _strangers(self) -> list[Diagnostic]:
        """Where nothing is remembered of an output folder, say what is in it that this publication did not write."""
        if self._before:
            return []
        found = (Path(folder) / name for folder, _, names in os.walk(self._root) for name in names)
        others = sum(file.relative_to(self._root).as_posix() not in self._after for file in found)
        if not others:
            return []
        hint = "They stay. If an earlier build wrote them, empty the folder once and build again."
        files = "1 file" if others == 1 else f"{others:,} files"
        return [
            warning(
                "W714", f"{files} here were not written by this or a remembered build", Place(str(self._root)), hint
            )
        ]

    def _look(self, target: Path) -> os.stat_result | None:
        """Look at the file at an output path; nothing counts as one but a regular file.

        Raises OSError where a folder lies there that holds more than what we wrote.
        """
        try:
            info = target.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        if stat.S_ISDIR(info.st_mode):
            for folder, _, names in os.walk(target):
                for name in names:
                    inside = (Path(folder) / name).relative_to(self._root).as_posix()
                    if inside not in self._before:
                        raise IsADirectoryError(0, f"a folder is in the way, with /{inside} that is not of our making")
        return info if stat.S_ISREG(info.st_mode) else None

    def _folder_for(self, target: Path) -> Path:
        """Give the folder for a temporary file: the output's own, or where a file that must go first lies.

        Raises OSError where a link or a stranger's file is in the way: nothing is written through or over it.
        """
        blocking: Path | None = None
        for folder in reversed(target.relative_to(self._root).parents):
            at = self._root / folder
            if at in self._folders:
                continue
            try:
                info = at.lstat() if at != self._root else at.stat()
            except FileNotFoundError:
                at.mkdir(parents=at == self._root)
                self._made.append(at)
            else:
                name = folder.as_posix()
                if stat.S_ISREG(info.st_mode) and name in self._before:
                    blocking = at
                    break
                if not stat.S_ISDIR(info.st_mode):
                    raise NotADirectoryError(0, f"/{name} is in the way, and not of our making")
            self._folders.add(at)
        return blocking.parent if blocking else target.parent

    def _make_way(self, target: Path) -> None:
        """Remove what we wrote where now a folder, or a file instead of a folder, is wanted; make the folder."""
        if target.is_dir() and not target.is_symlink():
            prefix = target.relative_to(self._root).as_posix() + "/"
            for name in [name for name in self._before if name.startswith(prefix)]:
                (self._root / name).unlink(missing_ok=True)
            for below, _, _ in os.walk(target, topdown=False):
                Path(below).rmdir()
        elif target.parent not in self._folders:
            for folder in reversed(target.relative_to(self._root).parents):
                at = self._root / folder
                if at != self._root and not at.is_dir():
                    at.unlink(missing_ok=True)
                    at.mkdir()

    def _note(self, temporary: Path) -> None:
        """Write down a temporary file before it is made, so that it is swept even after a kill."""
        self._journal.parent.mkdir(parents=True, exist_ok=True)
        with self._journal.open("a", encoding="utf-8", errors="surrogateescape") as journal:
            journal.write(temporary.relative_to(self._root).as_posix() + "\n")

    def _sweep(self) -> None:
        try:
            names = self._journal.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        except OSError:
            return
        for name in names:
            if name.endswith(".tmp") and ".." not in name:
                (self._root / name).unlink(missing_ok=True)
        self._journal.unlink(missing_ok=True)

    def _remove(self, path: str, said: list[Diagnostic]) -> bool:
        """Remove a file that we wrote, unless someone has changed it since; then its folders that became empty."""
        target, known = self._root / path, self._before[path]
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
            while at != self._root and self._root in at.parents:
                try:
                    at.rmdir()
                except OSError:
                    break
                at = at.parent

    def _refused(self, path: str, problem: OSError) -> Diagnostic:
        place = Place(str(self._root / path))
        return error("E707", f"this file cannot be written: {problem.strerror or problem}", place)


def _as_left(entry: Entry) -> tuple[str, int, int]:
    return entry.digest, entry.size, entry.mtime_ns
