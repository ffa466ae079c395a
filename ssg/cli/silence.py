"""Leaves out what editors have silenced in their files (`ssg: ignore W435`), for commands that print problems.

Light to import: a build that has nothing to do repeats the problems of the last one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ssg.core.errors import Diagnostic
from ssg.index.silenced import unsilenced
from ssg.store.source_text import source_of

_MOST: Final = 1_000
"""Files with problems that a build reads again; `ssg check` reads all texts anyway."""


def heard(said: Sequence[Diagnostic], site: Path, *, every: bool = False) -> tuple[Diagnostic, ...]:
    """Return the diagnostics that are not silenced; all of them for too many files, unless `every`."""
    if not said or (not every and len({one.place.path for one in said}) > _MOST):
        return tuple(said)
    return tuple(unsilenced(said, lambda path: source_of(site, path)))
