"""The journal of a publication names its temporary files before they are made: each is swept, even after a kill.

Written by `ssg/store/staging.py`, for many processes at once; read and emptied here. Never removes anything else.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from ssg.core.errors import Diagnostic
from ssg.store.files import cannot_write, remove_state

# Where the journal is lost with all of `.ssg/`, what a kill left is known by its name alone (`Stager.stage`).
_TEMPORARY = re.compile(r"\.ssg-[0-9a-f]{16}\.tmp")


def sweep(journal: Path, root: Path) -> list[Diagnostic]:
    """Remove the temporary files below `root` that a journal names, then the journal; say what the disk refuses."""
    try:
        names = os.fsdecode(journal.read_bytes()).split("\n")
    except FileNotFoundError:
        return []
    except IsADirectoryError:  # whatever it is, it cannot be ours
        names = []
        remove_state(journal)
    except OSError as problem:
        return [cannot_write(journal, problem)]
    said: list[Diagnostic] = []
    for file in (root / name for name in names if name.endswith(".tmp") and ".." not in name):
        try:
            file.unlink(missing_ok=True)
        except OSError as problem:
            said.append(cannot_write(file, problem))
    if not said:
        try:
            journal.unlink(missing_ok=True)
        except OSError as problem:
            said.append(cannot_write(journal, problem))
    return said


def without_leftovers(files: Iterable[Path]) -> list[Path]:
    """Remove files that by their names are temporary ones of ours, and give the others. Nobody else may be publishing.

    Raises OSError.
    """
    others: list[Path] = []
    for file in files:
        if _TEMPORARY.fullmatch(file.name):
            file.unlink()
        else:
            others.append(file)
    return others
