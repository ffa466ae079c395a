"""Says what stands in the way where the system refuses a file or a folder: one of the other kind. It only looks."""

from __future__ import annotations

import stat
from pathlib import Path

from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import NOTHING, Message, say
from ssg.core.system import Refused, reason_of


def refused_file(file: Path, problem: Exception) -> Diagnostic:
    """Return a diagnostic that the disk refuses to write or remove a file: with what is in the way, or the reason."""
    if isinstance(problem, OSError) and not isinstance(problem, Refused):
        if _is_folder(file):
            hint = say("move the folder away or remove it: ssg writes a file of this name")
            return error("E707", say("cannot write file: a folder has this name"), Place(str(file)), hint)
        if (above := _file_above(file)) is not None:
            return error(
                "E707",
                say("cannot write {file}: {above} is a file", file=file.name, above=above.name),
                Place(str(above)),
                need_folder(),
            )
    hint = problem.hint if isinstance(problem, Refused) else NOTHING
    return error("E707", say("cannot write file: {why}", why=reason_of(problem)), Place(str(file)), hint)


def need_folder() -> Message:
    """Return the hint for a file where a folder is needed."""
    return say("move the file away or remove it: ssg needs a folder of this name")


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def _file_above(file: Path) -> Path | None:
    """Return the regular file that is named as a folder in which a file lies."""
    for folder in file.parents:
        try:
            mode = folder.lstat().st_mode
        except OSError:
            continue
        return folder if stat.S_ISREG(mode) else None
    return None
