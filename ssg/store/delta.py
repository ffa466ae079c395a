"""Lays what a build changed into a folder for upload: the files, and lists of what was written and removed.

`.written` is in the order of publication, which is safe to upload in: pages before the lists that lead to them. A
folder that holds the changes of earlier builds is added to, so that nothing is lost if those were not uploaded.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from ssg.core.errors import Diagnostic, Place, SiteProblem, error
from ssg.store.files import write_whole
from ssg.store.output_folder import refuse_output

WRITTEN: Final = ".written"
REMOVED: Final = ".removed"


class Delta(NamedTuple):
    """Output paths that were written, in a safe order, and those that were removed."""

    written: tuple[str, ...]
    removed: tuple[str, ...]

    def then(self, later: Delta) -> Delta:
        """Put two builds' changes together, this one's first."""
        new, gone = set(later.written), set(later.removed)
        written = [path for path in self.written if path not in new and path not in gone]
        removed = [path for path in self.removed if path not in new and path not in gone]
        return Delta((*written, *later.written), tuple(sorted((*removed, *later.removed))))


def refuse_delta(folder: Path, output: Path, site: Path) -> Diagnostic | None:
    """Say why a folder is refused: it has to do with the site or the output, or holds what is not a delta."""
    real, public = folder.resolve(), output.resolve()
    if real == public or real in public.parents or public in real.parents:
        hint = "Choose a folder beside it."
        message = "the folder for changes may not be, contain or lie within the output folder"
        return error("E741", message, Place(str(folder)), hint)
    if refused := refuse_output(folder, site):
        return refused
    if folder.is_dir() and any(folder.iterdir()) and not (folder / WRITTEN).is_file():
        hint = "Name a new or empty folder, or one that an earlier --delta has filled."
        return error("E741", "this folder holds files that are not the changes of a build", Place(str(folder)), hint)
    return None


def lay_delta(folder: Path, output: Path, changes: Delta) -> None:
    """Lay the changed files of `output` into `folder`, on top of earlier changes that are there.

    Raises SiteProblem where the disk refuses. If it is cut short, the next one makes up for what is missing.
    """
    path = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = Delta(_read(folder / WRITTEN), _read(folder / REMOVED))
        delta = before.then(changes)
        for name, paths in ((WRITTEN, delta.written), (REMOVED, delta.removed)):
            write_whole(folder / name, os.fsencode("".join(f"{path}\n" for path in paths)))
        wanted = set(delta.written)
        for path in before.written:
            if path not in wanted:
                _take_away(folder, path)
        new = set(changes.written)
        for path in delta.written:
            if path in new or not (folder / path).is_file():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(output / path, folder / path)
    except OSError as problem:
        said = f"this file cannot be written: {problem.strerror or problem}"
        raise SiteProblem(error("E707", said, Place(str(folder / path)))) from problem


def _read(file: Path) -> tuple[str, ...]:
    try:
        lines = os.fsdecode(file.read_bytes()).split("\n")
    except FileNotFoundError:
        return ()
    return tuple(filter(None, lines))


def _take_away(folder: Path, path: str) -> None:
    """Remove a file of an earlier delta, and its folders as far as they are empty."""
    (folder / path).unlink(missing_ok=True)
    for parent in _parents(path):
        try:
            (folder / parent).rmdir()
        except OSError:
            break


def _parents(path: str) -> Iterable[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
