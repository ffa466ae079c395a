"""A progress bar on stderr, on a terminal only, and only for builds that take long enough to need one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ssg.cli.printing import wants_colour
from ssg.core.catalogue import Catalogue
from ssg.core.message import say, verbatim

if TYPE_CHECKING:
    from rich.console import Console

STAGES: Final = {
    "read": say("read"),
    "parse": say("parse"),
    "plan": say("plan"),
    "relate": say("relate"),
    "compare": say("compare"),
    "render": say("render"),
    "copy": say("copy"),
    "publish": say("publish"),
    "remember": say("remember"),
    "check": say("check"),
    "deploy": say("deploy"),
}
"""The stages of a build, in words."""

_EVERY = 100
_FROM = 500  # a smaller site is done before a bar can be read


@contextmanager
def _cursor_of(console: Console) -> Iterator[None]:
    """Show the cursor at the end, even if a signal arrived while the bar was about to hide or show it."""
    try:
        yield
    finally:
        console.show_cursor()


@contextmanager
def progress_bar(words: Catalogue, *, wanted: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Yield a function to call with a stage, the number done and the total."""
    if not (wanted and wants_colour(sys.stderr)):
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    # Drawn by us, not by a thread: workers are copies of this process, and a copy has no threads.
    with _cursor_of(console), Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if total < _FROM:
                return
            if stage not in tasks:
                tasks[stage] = bar.add_task(words(STAGES.get(stage, verbatim(stage))), total=total)
            if done % _EVERY == 0 or done + 1 == total:
                bar.update(tasks[stage], completed=done + 1, refresh=True)

        yield show
