"""Refuses an output folder in which publishing could destroy files, and names the one beside it. Paths only."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import NOTHING, Message, say
from ssg.core.system import reason_of
from ssg.store.open import real
from ssg.store.outputs import name_of

_OF_THE_SITE = ("content", "templates", "static", "data", ".ssg", ".git")
_HINT = say("choose a separate folder such as public/")


def refuse_output(output: Path, site: Path) -> Diagnostic | None:
    """Return why `output` is refused: it is, contains or lies within a folder of the site, or is or contains home."""
    where = real(output)
    for name in _OF_THE_SITE:
        folder = real(site / name)
        if where == folder or where in folder.parents or folder in where.parents:
            return _refused(output, say("{name}/ of the site", name=name))
    home = _home()
    if home is not None and (where == home or where in home.parents):
        return _refused(output, say("the home folder"))
    if where.parent == where:
        return _refused(output, say("the root of the disk"))
    try:
        name_of(site, output).encode()
    except UnicodeEncodeError:
        shown = os.fsencode(output).decode("utf-8", "replace")
        return error("E708", say("the name of the output folder is not valid UTF-8"), Place(shown), _HINT)
    if why := _unfit(output):
        return error("E708", why, Place(str(output)), _HINT)
    return None


def own_folder(folder: Path, site: Path) -> str:
    """Return the folder of the site that `folder` is or lies within; "" if it is in none."""
    where = real(folder)
    around = (where, *where.parents)
    return next((name for name in _OF_THE_SITE if real(site / name) in around), "")


def _unfit(output: Path) -> Message:
    """Return why a path cannot be an output folder; empty if it can, or does not exist."""
    try:
        is_folder = stat.S_ISDIR(output.stat().st_mode)
    except FileNotFoundError:
        return say("output is a link to a missing folder") if output.is_symlink() else NOTHING
    except OSError as problem:
        return say("cannot use the output folder: {strerror}", strerror=reason_of(problem))
    return NOTHING if is_folder else say("output is not a folder")


def _home() -> Path | None:
    """Return the home folder; None if HOME is not set and the user has no entry in /etc/passwd."""
    try:
        return real(Path.home())
    except RuntimeError:
        return None


def beside(output: Path) -> Path:
    """Return the folder for files that belong to a site but must not be served."""
    where = real(output)
    return where.with_name(f"{where.name}-deploy")


def _refused(output: Path, what: Message) -> Diagnostic:
    return error(
        "E708", say("the output folder must not be, contain or lie inside {what}", what=what), Place(str(output)), _HINT
    )
