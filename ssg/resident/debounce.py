"""Waits until a burst of changes is over: a save is a moment, `git checkout` of a branch may be a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from ssg.core.text.paths import MARKDOWN_ENDINGS

_LOOK = 0.02  # seconds between two looks
_QUIET = 0.12  # nothing new for so long, and a storm is over
_LONGEST = 10.0
_EMPTY = 0.08  # an editor that writes in place empties the file first
_NEVER_EMPTY = (*MARKDOWN_ENDINGS, ".html", ".toml", ".css", ".js")
_SAVE = 4  # names that a single save may give: the file, its temporary, its folder


def debounced(root: Path, take: Callable[[], set[str]]) -> set[str]:
    """Return the names that `take` gives until no more come. One that is a single save is given at once."""
    names = take()
    begun = last = time.monotonic()
    git = root / ".git" / "index.lock"
    empty = begun + _EMPTY
    while (now := time.monotonic()) < begun + _LONGEST:
        storm = len(names) > _SAVE and now < last + _QUIET
        if not (storm or _locked(git) or (now < empty and _emptied(root, names))):
            break
        time.sleep(_LOOK)
        if more := take():
            names |= more
            last = time.monotonic()
    return names


def _locked(file: Path) -> bool:
    """Return whether git is at work; a lock that a crash has left behind says nothing."""
    try:
        return file.stat().st_mtime > time.time() - _LONGEST
    except OSError:
        return False


def _emptied(root: Path, names: set[str]) -> bool:
    """Return whether one of the files is empty, as an article or a template never is for long."""
    if len(names) > _SAVE:
        return False
    for name in names:
        try:
            if (root / name).stat().st_size == 0 and name.lower().endswith(_NEVER_EMPTY):
                return True
        except OSError:
            continue
    return False
