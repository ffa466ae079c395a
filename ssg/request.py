"""What a build is asked for, and what it comes to in numbers. Types only, light to import."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from ssg.core.errors import Diagnostic
from ssg.site.model import LeftOut

if TYPE_CHECKING:
    from ssg.workforce import Workers

STATE = ".ssg"
MEMO = "memo.sqlite"


class Choice(NamedTuple):
    """What decides which articles are in an edition. `now` is aware."""

    now: datetime
    drafts: bool = False
    future: bool = False
    strict: bool = False
    expired: bool = False


class Request(NamedTuple):
    """What is asked for. Without an `output` folder nothing is written: that is a check, with `CHECKS` as well.

    `clock_ns` is the time of day in nanoseconds, for judging the times of files. `workers` do the heavy work; without
    them it is done in this process. `fresh` forgets what was remembered. `intact`, where it is there, says whether all
    that was published is as we left it.
    """

    root: Path
    output: Path | None
    choice: Choice
    base_url: str | None = None
    keep_going: bool = False
    fresh: bool = False
    clock_ns: int = 0
    workers: Workers | None = None
    intact: Callable[[], bool] | None = None


class Tally(msgspec.Struct, frozen=True):
    """An edition in numbers, what there is to say of it, and when the passing of time alone will change it."""

    articles: int
    pages: int
    files: int
    left_out: LeftOut
    diagnostics: tuple[Diagnostic, ...]
    next_change: datetime | None = None
