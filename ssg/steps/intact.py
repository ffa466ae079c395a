"""Checks in another process whether all published files are unchanged, while this one reads the inputs.

A large output folder takes as long to list as all of `content/`. If no other process can be started, or it does not
pay, the caller checks by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ssg.request import MEMO, STATE, Request
from ssg.store.outputs import is_intact, name_of
from ssg.store.seal import MemoryDamaged
from ssg.store.text_reader import TextReader

_LARGE: Final = 100_000_000
"""Size of the state, in bytes, from which a process pays: about 8,000 pages."""


class IntactCheck:
    """A check that runs in another process."""

    def __init__(self, executor: Executor, answer: Future[bool]) -> None:
        """Wait for the answer of `executor`, which does nothing else."""
        self._executor = executor
        self._answer = answer

    def __call__(self) -> bool:
        """Return whether all published files are unchanged; false if that cannot be determined."""
        try:
            return self._answer.result()
        except (BrokenExecutor, OSError):
            return False
        finally:
            self._executor.shutdown(cancel_futures=True)


@contextmanager
def checking_intact(request: Request, start: Callable[[], Executor] | None) -> Iterator[Request]:
    """Yield the request, with `intact` if another process checks the published files.

    `start` returns an executor of one process, if another is allowed.
    """
    executor = _executor(request, start)
    if executor is None or request.output is None:
        yield request
        return
    try:
        try:
            answer = executor.submit(
                is_output_intact, str(_state(request)), name_of(request.root, request.output), str(request.output)
            )
        except OSError:  # no process can be started now
            yield request
        else:
            yield request._replace(intact=IntactCheck(executor, answer))
    finally:
        executor.shutdown(cancel_futures=True)


def is_output_intact(state: str, name: str, output: str) -> bool:
    """Return whether every file that was published into the output folder called `name` is unchanged."""
    try:
        return is_intact(TextReader(Path(state)).each_stat(name), output)
    except MemoryDamaged:
        return False


def _executor(request: Request, start: Callable[[], Executor] | None) -> Executor | None:
    if request.output is None or start is None or request.fresh:
        return None
    try:
        return start() if _state(request).stat().st_size > _LARGE else None
    except OSError:
        return None


def _state(request: Request) -> Path:
    return request.root / STATE / MEMO
