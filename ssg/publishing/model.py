"""What the publisher is given, and what it hears of a publication. Types only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ssg.core.message import Message


class Superseded(Exception):
    """Raised by a publication that was abandoned before it changed anything: git began to write the site's files."""


class Attempt(NamedTuple):
    """What came of an attempt to publish.

    `problem`, if any, says why nothing was published; `may_pass`: it may be gone without a change of any file.
    `foreign`: somebody else has built since the attempt before. `next_change`
    is when the passing of time alone changes the site. `held` are the files with errors.
    """

    problem: str = ""
    may_pass: bool = False
    foreign: bool = False
    written: int = 0
    removed: int = 0
    articles: int = 0
    pages: int = 0
    held: tuple[str, ...] = ()
    next_change: datetime | None = None
    seconds: float = 0.0

    @property
    def has_changed(self) -> bool:
        """Whether the output folder changed."""
        return bool(self.written or self.removed)


class Options(NamedTuple):
    """What the publisher was asked for.

    `publish` publishes what changed, given the names of changed files below the site (None: everything must be looked
    at); it returns None if the names do not matter. `foreign` returns whether somebody else has published since.
    `complain` is told of errors of our own, `announce` of events. `poll`: the system does not tell of changes. `table`
    and `themes` are those of `Watcher`.
    """

    root: Path
    publish: Callable[[set[str] | None], Attempt | None]
    foreign: Callable[[], bool]
    complain: Callable[[Exception], None]
    announce: Callable[[Message], None]
    table: Callable[[], str]
    themes: Callable[[], tuple[Path, ...]]
    poll: bool = False
