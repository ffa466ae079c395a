"""Starts the workers of a machine before they are needed: while this process has no thread, and can be forked safely.

They do not end with a stage that uses them.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import NamedTuple, ParamSpec, TypeVar

from ssg.jobs.pool import Pool
from ssg.jobs.workers import Workers

P = ParamSpec("P")
T = TypeVar("T")


class _Lent(Executor):
    """A pool that another owns: shutting it down here does nothing."""

    def __init__(self, pool: Executor) -> None:
        self._pool = pool

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call a function in a worker; raises as the pool does."""
        return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Do nothing: the owner ends the workers."""


class Early(NamedTuple):
    """Workers that run already, for one other thread, and the function with which that thread ends them."""

    workers: Workers | None
    end: Callable[[], None]


def started(workers: Workers | None) -> Early:
    """Start workers; those that cannot be started now are started when there is work for them."""
    if workers is None:
        return Early(None, lambda: None)
    pool = workers.open()
    if isinstance(pool, Pool):
        pool.start()
    lent = _Lent(pool)
    return Early(workers._replace(open=lambda: lent, inherit=False), pool.shutdown)
