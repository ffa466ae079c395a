"""Checks paths that were read from our own state, which somebody else may have written.

A path is used only if it is relative and normalised, and contains no link. Changes nothing.
"""

from __future__ import annotations

import os
import stat
from pathlib import PurePosixPath


def is_inner(path: str) -> bool:
    """Return whether a relative path stays in its folder: not absolute, no `..`, no empty or `.` part, no NUL."""
    if not path or "\0" in path or path.startswith("/"):
        return False
    if os.name == "nt" and ("\\" in path or ":" in path):
        return False
    return all(part not in ("", ".", "..") for part in path.split("/"))


def way_is_plain(root: str, path: str) -> bool:
    """Return whether `path` stays in `root`, and each of its folders is a real folder, not a link."""
    if not is_inner(path):
        return False
    try:
        return all(
            stat.S_ISDIR(os.lstat(f"{root}/{folder}").st_mode)
            for folder in PurePosixPath(path).parents
            if folder.name  # the root itself may be a link
        )
    except OSError:
        return False
