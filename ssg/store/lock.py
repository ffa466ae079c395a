"""One build of a site at a time: a second one waits until the first has ended. A killed build holds no lock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ssg.core.errors import Place, SiteProblem, error


@contextmanager
def only_build(state: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the site's lock; `waiting` is called once if someone else holds it.

    Raises SiteProblem where the state folder cannot be written.
    """
    from filelock import FileLock, Timeout  # 10 ms that other commands need not pay

    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = FileLock(state / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            lock.acquire()
    except OSError as problem:
        hint = "A build keeps its memory there."
        raise SiteProblem(
            error("E707", f"this folder cannot be written: {problem.strerror}", Place(str(state)), hint)
        ) from problem
    try:
        yield
    finally:
        lock.release()
