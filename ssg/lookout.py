"""Finds out whether all that was published is as we left it, in another process, while this one reads what is new.

A large output folder takes as long to look at as all of `content/`. Where no other process can be had, or it is not
worth its start, whoever wants to know must look for himself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ssg.request import STATE, Request
from ssg.store.manifest import Manifest, manifest_file

_LARGE: Final = 4_000_000
"""Bytes of a manifest from which on a process is worth its start: some 8,000 pages."""


class Lookout:
    """Another process that is looking."""

    def __init__(self, executor: Executor, answer: Future[bool]) -> None:
        """Expect its answer; the executor is for nothing else."""
        self._executor = executor
        self._answer = answer

    def __call__(self) -> bool:
        """Say whether everything is as we left it; not if that cannot be found out."""
        try:
            return self._answer.result()
        except (BrokenExecutor, OSError):
            return False
        finally:
            self._executor.shutdown(wait=False)


@contextmanager
def looking_out(request: Request, start: Callable[[], Executor] | None) -> Iterator[Request]:
    """Give the request, with `intact` if another process looks at what was published.

    `start` gives an executor of one process, if there may be another.
    """
    executor = _executor(request, start)
    if executor is None or request.output is None:
        yield request
        return
    with executor:
        try:
            answer = executor.submit(is_intact, str(_manifest(request)), str(request.output))
        except OSError:  # no process to be had now
            yield request
        else:
            yield request._replace(intact=Lookout(executor, answer))


def is_intact(manifest: str, output: str) -> bool:
    """Say whether every file that a manifest names is in the output folder as it was left."""
    published = Manifest(Path(manifest))
    return published.is_whole and published.is_intact(output)


def _executor(request: Request, start: Callable[[], Executor] | None) -> Executor | None:
    if request.output is None or start is None or request.fresh:
        return None
    try:
        return start() if _manifest(request).stat().st_size > _LARGE else None
    except OSError:
        return None


def _manifest(request: Request) -> Path:
    return manifest_file(request.root / STATE, request.output or request.root)
