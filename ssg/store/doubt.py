"""Records which bytes a file may have while it is being replaced: the old ones or the new ones.

A killed publication leaves such records. A file is removed only if its bytes are recorded as ours.
"""

from __future__ import annotations

import os
from collections.abc import Container
from pathlib import Path
from typing import Final

from ssg.core.digest import digest_bytes
from ssg.core.errors import Diagnostic, Place, warning
from ssg.core.message import many, say
from ssg.store.files import cannot_write
from ssg.store.journal import without_leftovers

_DOUBT: Final = "in doubt: "


def doubt(*digests: str, before: str = "") -> str:
    """Return a note of the digests that a file may have; `before` is an older note of the same file."""
    older = before.removeprefix(_DOUBT).split() if before.startswith(_DOUBT) else []
    return _DOUBT + " ".join(dict.fromkeys(filter(None, (*digests, *older[:8]))))


def may_be_ours(digest: str, note: str, data: bytes) -> bool:
    """Return whether we wrote these bytes, by the file's `digest` or, if that is empty, by such a note."""
    found = digest_bytes(data)
    if digest:
        return found == digest
    return note.startswith(_DOUBT) and found in note.removeprefix(_DOUBT).split()


def strangers(root: Path, ours: Container[str]) -> list[Diagnostic]:
    """Report files in the output folder that are not `ours`: no publication is known to have written them.

    Leftovers of killed publications are removed.
    """
    try:
        found = without_leftovers(Path(folder) / name for folder, _, names in os.walk(root) for name in names)
    except OSError as problem:
        return [cannot_write(Path(problem.filename or root), problem)]
    others = sum(file.relative_to(root).as_posix() not in ours for file in found)
    if not others:
        return []
    said = many(
        "kept {n:,} file that ssg did not write, or whose build is not in the cache",
        "kept {n:,} files that ssg did not write, or whose build is not in the cache",
        n=others,
    )
    hint = say("if an earlier build wrote them, empty the folder once and build again")
    return [warning("W714", said, Place(str(root)), hint)]


def is_empty(folder: Path) -> bool:
    """Return whether a folder has nothing in it, or does not exist: then nobody else wrote what is there later."""
    try:
        with os.scandir(folder) as found:
            return next(found, None) is None
    except FileNotFoundError:
        return True
    except OSError:
        return False
