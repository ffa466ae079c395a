"""Worker processes for the machine that we are on: copies of this process where that is safe, fresh ones elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssg.workforce import Workers


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def workers(jobs: int, method: str = "") -> Workers | None:
    """Give `jobs` workers; none where one is enough. `method` is how they begin (`fork`, `spawn`) if not as usual."""
    if jobs < 2:
        return None
    from ssg.workforce import Workers

    method = method or _usual()
    return Workers(lambda: _pool(jobs, method), inherit=method == "fork")


def one_more(jobs: int) -> Callable[[], Executor] | None:
    """Give a way to start one process beside this one, if there may be `jobs` in all."""
    return (lambda: _pool(1, _usual())) if jobs > 1 else None


def _usual() -> str:
    return "fork" if sys.platform == "linux" else "spawn"


def _pool(jobs: int, method: str) -> Executor:
    import multiprocessing  # 30 ms that a small edit never pays
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context(method))
