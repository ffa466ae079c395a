"""Waits until a burst of changes is over: a save is a moment, `git checkout` of a branch may be a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from ssg.core.text.paths import MARKDOWN_ENDINGS
from ssg.store.open import read_regular

_LOOK = 0.02  # seconds between two looks
_QUIET = 0.12  # nothing new for so long, and a storm is over
_LONGEST = 10.0
_EMPTY = 0.08  # an editor that writes in place empties the file first
_NEVER_EMPTY = (*MARKDOWN_ENDINGS, ".html", ".toml", ".css", ".js")
_MOST = 4_096  # bytes of the file `.git` of a work tree
_SAVE = 4  # names that a single save may give: the file, its temporary, its folder


def debounced(root: Path, take: Callable[[], set[str]], quiet: float = 0.0, longest: float = _LONGEST) -> set[str]:
    """Return the names that `take` gives until no more come, or for the `longest` time.

    One that is a single save is given at once, or after `quiet` seconds without another change.
    """
    names = take()
    begun = last = time.monotonic()
    empty = begun + _EMPTY
    while (now := time.monotonic()) < begun + longest:
        storm = now < last + (_QUIET if len(names) > _SAVE else quiet)
        if not (storm or is_locked(root, longest) or (now < empty and _emptied(root, names))):
            break
        time.sleep(_LOOK)
        if more := take():
            names |= more
            last = time.monotonic()
    return names


def is_locked(root: Path, longest: float = _LONGEST) -> bool:
    """Return whether git is at work on the site at `root`; a lock that a crash has left behind is ignored."""
    for folder in (root, *root.absolute().parents):
        if (git := _git_of(folder / ".git")) is not None:
            try:
                return (git / "index.lock").stat().st_mtime > time.time() - longest
            except OSError:
                return False
    return False


def _git_of(found: Path) -> Path | None:
    """Return git's own folder; a work tree has a file that names it."""
    if found.is_dir():
        return found
    try:
        text = read_regular(found, most=_MOST).decode("utf-8", "replace")
    except OSError:
        return None
    word, _, path = text.strip().partition(":")
    return found.parent / path.strip() if word == "gitdir" else None


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
