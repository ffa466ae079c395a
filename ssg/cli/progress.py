"""A progress bar on stderr, on a terminal only, and only for builds that take long enough to look at."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ssg.cli.printing import wants_colour

_EVERY = 100
_FROM = 500  # a smaller site is done before a bar can be read


@contextmanager
def progress_bar(*, wanted: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function to call with a stage, the number done and the number to do."""
    if not (wanted and wants_colour(sys.stderr)):
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    # Drawn by us, not by a thread: workers are copies of this process, and a copy has no threads.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if total < _FROM:
                return
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            if done % _EVERY == 0 or done + 1 == total:
                bar.update(tasks[stage], completed=done + 1, refresh=True)

        yield show
