"""What a preview was asked for. Holds values only; what they lead to is decided elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ssg.core.catalogue import ENGLISH, Catalogue
from ssg.core.errors import Diagnostic
from ssg.request import Request


def _nobody(said: tuple[Diagnostic, ...]) -> None:
    """Report to nobody."""


def _as_said(request: Request, said: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return what was said, and nothing besides."""
    return said


class Options(NamedTuple):
    """What was asked for: the site's folder, our own address (`http://127.0.0.1:8000`), and the clock.

    `unpublished`: have drafts, scheduled and expired articles too; `as_readers`: show them to who asks only.
    `complain` is told what is our own fault, `report` after each step all problems that there are now. `words` are
    those of the editor's language. `rest` adds what else is wrong with a site that cannot be planned
    (`ssg/cli/beyond.py`). `read_only`: not even front pages are written.
    """

    root: Path
    origin: str
    unpublished: bool
    clock: Callable[[ZoneInfo | None], datetime]
    complain: Callable[[Exception], None]
    report: Callable[[tuple[Diagnostic, ...]], None] = _nobody
    words: Catalogue = ENGLISH
    rest: Callable[[Request, tuple[Diagnostic, ...]], tuple[Diagnostic, ...]] = _as_said
    read_only: bool = False
    as_readers: bool = False
