"""Copies what a build changed into a folder for upload: the files, and lists of those written and removed.

`.written` is in the order of publication, which is safe to upload in: pages before the lists that lead to them. A
folder that holds the changes of earlier builds is added to, so that nothing is lost if those were not uploaded.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from ssg.core.errors import Diagnostic, Place, SiteProblem, error
from ssg.core.message import say
from ssg.core.system import reason_of
from ssg.store.files import cannot_write_problem, write_whole
from ssg.store.inside import is_inner, way_is_plain
from ssg.store.open import is_regular, read_regular, real, write_fresh
from ssg.store.output_folder import refuse_output
from ssg.store.outputs import journal_file

WRITTEN: Final = ".written"
REMOVED: Final = ".removed"


class Delta(NamedTuple):
    """Output paths that were written, in a safe order, and those that were removed."""

    written: tuple[str, ...]
    removed: tuple[str, ...]

    def then(self, later: Delta) -> Delta:
        """Combine the changes of two builds, this one first."""
        new, gone = set(later.written), set(later.removed)
        written = [path for path in self.written if path not in new and path not in gone]
        removed = [path for path in self.removed if path not in new and path not in gone]
        return Delta((*written, *later.written), tuple(sorted((*removed, *later.removed))))


_OWED = msgspec.json.Decoder(Delta)


def refuse_delta(folder: Path, output: Path, site: Path) -> Diagnostic | None:
    """Return why a folder is refused: it overlaps with the site or the output, or contains other files."""
    where, public = real(folder), real(output)
    if where == public or where in public.parents or public in where.parents:
        hint = say("choose a folder beside it")
        message = say("the `--delta` folder must not be, contain or lie inside the output folder")
        return error("E741", message, Place(str(folder)), hint)
    if refused := refuse_output(folder, site):
        return refused
    if folder.is_dir() and any(folder.iterdir()) and not is_regular(folder / WRITTEN):
        hint = say("choose a new or empty folder, or one from an earlier `--delta`")
        return error(
            "E741", say("the `--delta` folder contains files that ssg did not write"), Place(str(folder)), hint
        )
    return None


def lay_delta(folder: Path, output: Path, changes: Delta) -> None:
    """Copy the changed files of `output` into `folder`, added to earlier changes in it.

    Raises SiteProblem if the disk refuses. If it is interrupted, the next call adds what is missing.
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
            if path in new or not is_regular(folder / path):
                _copy(output, folder, path)
    except OSError as problem:
        said = say("cannot write file: {value}", value=reason_of(problem))
        raise SiteProblem(error("E707", said, Place(str(folder / path)))) from problem


def owed(state: Path, output: str) -> Delta | None:
    """Return the changes of builds without `--delta` since the last one with it; None if there was none.

    `output` names the output folder in the state.
    """
    try:
        return _OWED.decode(read_regular(_owed_file(state, output), follow=False))
    except (OSError, msgspec.MsgspecError):
        return None


def note_owed(state: Path, output: str, changes: Delta) -> None:
    """Record changes for the next `--delta`. Raises SiteProblem if the disk refuses."""
    file = _owed_file(state, output)
    try:
        write_whole(file, msgspec.json.encode(changes))
    except OSError as problem:
        raise cannot_write_problem(file, problem) from problem


def _owed_file(state: Path, output: str) -> Path:
    return journal_file(state, output).with_suffix(".owed")


def _read(file: Path) -> tuple[str, ...]:
    try:
        lines = os.fsdecode(read_regular(file, follow=False)).split("\n")
    except FileNotFoundError:
        return ()
    return tuple(filter(is_inner, lines))  # the folder may have been filled by somebody else


def _copy(output: Path, folder: Path, path: str) -> None:
    """Copy an output, with its time, to a new file.

    Raises OSError, where the file is written through a link too.
    """
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if not way_is_plain(str(folder), path):
        raise NotADirectoryError(0, "its folder is a symbolic link", str(target))
    source = output / path
    info = source.stat()
    write_fresh(target, read_regular(source), stat.S_IMODE(info.st_mode))
    os.utime(target, ns=(info.st_atime_ns, info.st_mtime_ns))


def _take_away(folder: Path, path: str) -> None:
    """Remove a file of an earlier delta, and its folders as far as they are empty."""
    if not way_is_plain(str(folder), path):
        return
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
