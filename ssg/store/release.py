"""Fills a new output folder with the files of another one, by hard links, and empties it again.

A publication replaces files and never writes into them, so the other folder keeps its own. Where the disk cannot link
(another disk, files of another user), files are copied with their times.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from ssg.store.inside import is_inner, way_is_plain


def fill(folder: Path, source: Path, stats: Mapping[str, tuple[int, int]]) -> None:
    """Link files of `source` into an empty folder: those with the size and time (nanoseconds) of `stats`.

    Others are left out, for a build to write. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = {""}
    for path, left in stats.items():
        if not is_inner(path) or not way_is_plain(str(source), path):
            continue
        parent = path.rpartition("/")[0]
        if parent not in made:
            Path(f"{folder}/{parent}").mkdir(parents=True, exist_ok=True)
            made.add(parent)
        _link(f"{source}/{path}", f"{folder}/{path}", left)


def _link(source: str, target: str, left: tuple[int, int]) -> None:
    try:
        info = os.lstat(source)
    except FileNotFoundError:
        return
    if (info.st_size, info.st_mtime_ns) != left or not stat.S_ISREG(info.st_mode):
        return
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copyfile(source, target)
        os.utime(target, ns=(info.st_atime_ns, info.st_mtime_ns))


def empty(folder: Path, paths: Iterable[str]) -> None:
    """Remove files that `fill` has linked, and folders that are empty then. What cannot be removed stays."""
    folders = {""}
    for path in paths:
        if is_inner(path) and way_is_plain(str(folder), path):
            with suppress(OSError):
                Path(f"{folder}/{path}").unlink()
            while "/" in path:
                path = path.rpartition("/")[0]  # noqa: PLW2901 - up to the top
                folders.add(path)
    for path in sorted(folders, key=len, reverse=True):
        with suppress(OSError):
            Path(f"{folder}/{path}" if path else folder).rmdir()
