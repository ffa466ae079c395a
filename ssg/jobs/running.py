"""The list of all processes that this process has started and that may still run. Starts none itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from ssg.jobs.signals import held


class Running:
    """A process that we started, and our ends of its two pipes: `tasks` to write to, `answers` to read from."""

    def __init__(self, tasks: int, answers: int, kill: Callable[[], object], wait: Callable[[], object]) -> None:
        """Register the process. Signals must have been held since before it started, so that none is missed."""
        self.tasks = tasks
        self.answers = answers
        self._kill = kill
        self._wait = wait
        _RUNNING.append(self)

    def end(self) -> None:
        """Kill the process, wait until it is gone, and close the pipes. A second call does nothing."""
        with held():
            try:
                _RUNNING.remove(self)  # first: another thread may end it at the same time
            except ValueError:
                return
            with suppress(ProcessLookupError):
                self._kill()
            with suppress(ChildProcessError):  # where SIGCHLD is ignored, the system has waited for it
                self._wait()
            os.close(self.tasks)
            os.close(self.answers)


_RUNNING: list[Running] = []


def end_all() -> None:
    """End every process that is still running."""
    for running in _RUNNING[:]:
        running.end()


@contextmanager
def none_left() -> Iterator[None]:
    """Kill every process at the end of the block, even one of a pool in a generator that an exception keeps alive.

    For lock holders: the next holder must find no running process of ours.
    """
    try:
        yield
    finally:
        end_all()


def forget_all() -> None:
    """Close our copies of the pipes of other processes. For a forked process, whose siblings they belong to."""
    for running in _RUNNING:
        os.close(running.tasks)
        os.close(running.answers)
    _RUNNING.clear()
