"""Finds a file of the site as the disk spells its name. Light to import; never writes.

We know files by names in NFC; macOS and some archives leave names in NFD, which other disks hold as they are. Whoever
opens a file by the name that we print asks here.
"""

from __future__ import annotations

import os.path
from pathlib import Path, PurePosixPath

from ssg.core.text.normal import normalized


def spelled(root: Path, path: str) -> Path:
    """Return the file at `path` (posix) below `root` as the disk spells it; as given if there is none."""
    given = root / path
    if path.isascii() or os.path.lexists(given):
        return given
    found = root
    for name in PurePosixPath(path).parts:
        found = found / (name if os.path.lexists(found / name) else _alike(found, normalized("NFC", name)))
    return found if os.path.lexists(found) else given


def _alike(folder: Path, name: str) -> str:
    """Return the entry of a folder that is `name` in another Unicode form; `name` if there is none."""
    try:
        return next((entry.name for entry in folder.iterdir() if normalized("NFC", entry.name) == name), name)
    except OSError:
        return name
