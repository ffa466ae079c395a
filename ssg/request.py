"""The request for a build, and its result in numbers. Types only, light to import."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from ssg.core.errors import Diagnostic
from ssg.index.model import LeftOut

if TYPE_CHECKING:
    from ssg.jobs.workers import Workers
    from ssg.store.held import Held

STATE = ".ssg"
MEMO = "memo.sqlite"


class Choice(NamedTuple):
    """What decides which articles are in an edition. `now` is aware. `staging`: for a server that is no reader's.

    `also` has the paths of articles that are let in although they are not public; withdrawn ones are not.
    """

    now: datetime
    drafts: bool = False
    future: bool = False
    strict: bool = False
    expired: bool = False
    staging: bool = False
    also: frozenset[str] = frozenset()

    @property
    def preview_build(self) -> bool:
        """Return whether search engines must not see the edition: it may show articles that are not public."""
        return self.drafts or self.future or self.expired or self.staging or bool(self.also)


class Request(NamedTuple):
    """A request for a build. Without an `output` folder nothing is written: that is a check, which runs `CHECKS` too.

    `clock_ns` is the time of day in nanoseconds, for judging the times of files. `workers` do the heavy work; without
    them it is done in this process. `fresh` uses no result of an earlier build and discards the state; with
    `keeps_outputs`, what was published is still known, so that what is removed since is taken away. `intact`, if given,
    returns whether all published files are unchanged. `allow_removals`: many articles may be removed at once. `damaged`
    names pictures, by path below `content/`, that failed when they were resized although they looked sound. `held` is
    what a process that stays holds of the state.
    """

    root: Path
    output: Path | None
    choice: Choice
    base_url: str | None = None
    keep_going: bool = False
    fresh: bool = False
    keeps_outputs: bool = False
    clock_ns: int = 0
    workers: Workers | None = None
    intact: Callable[[], bool] | None = None
    allow_removals: bool = False
    damaged: frozenset[str] = frozenset()
    held: Held | None = None


class Tally(msgspec.Struct, frozen=True):
    """An edition in numbers, its diagnostics, and when the passing of time alone will change it."""

    articles: int
    pages: int
    files: int
    left_out: LeftOut
    diagnostics: tuple[Diagnostic, ...]
    next_change: datetime | None = None
