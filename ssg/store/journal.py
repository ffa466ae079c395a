"""The journal of a publication names its temporary files before they are created: all are swept, even after a kill.

Written by `ssg/store/staging.py`, by many processes at once; read and emptied here. Its lines may come from somebody
else: only a temporary file in the output folder, with no link in its path, is ever removed.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path

from ssg.core.errors import Diagnostic
from ssg.store.files import cannot_write, remove_note, sweep_state
from ssg.store.inside import way_is_plain
from ssg.store.open import read_regular

# If the journal is lost with all of `.ssg/`, leftovers of a kill are recognised by their names (`Stager.stage`).
_TEMPORARY = re.compile(r"\.ssg-[0-9a-f]{16}\.tmp")


def sweep(journal: Path, root: Path) -> list[Diagnostic]:
    """Remove the temporary files below `root` that a journal names, then the journal; return what the disk refused.

    What cannot be ours is removed from the state folder as well (`sweep_state`).
    """
    said: list[Diagnostic] = []
    try:
        sweep_state(journal.parent)
        names = os.fsdecode(read_regular(journal, follow=False)).split("\n")
    except FileNotFoundError:
        return []
    except IsADirectoryError:  # whatever it is, it cannot be ours
        names = []
    except OSError as problem:
        return [cannot_write(journal, problem)]
    for name in dict.fromkeys(names):
        try:
            if _is_temporary(root, name):
                (root / name).unlink(missing_ok=True)
        except OSError as problem:
            said.append(cannot_write(root / name, problem))
    if not said:
        try:
            remove_note(journal)
        except OSError as problem:
            said.append(cannot_write(journal, problem))
    return said


def _is_temporary(root: Path, name: str) -> bool:
    """Return whether a line names an existing temporary file of ours.

    Raises OSError if the file cannot be examined.
    """
    if not _TEMPORARY.fullmatch(name.rpartition("/")[2]) or not way_is_plain(str(root), name):
        return False
    try:
        return stat.S_ISREG((root / name).lstat().st_mode)
    except FileNotFoundError:
        return False


def without_leftovers(files: Iterable[Path]) -> list[Path]:
    """Remove files whose names are those of our temporary files; return the others. Nobody else may be publishing.

    Raises OSError.
    """
    others: list[Path] = []
    for file in files:
        if _TEMPORARY.fullmatch(file.name):
            file.unlink()
        else:
            others.append(file)
    return others
