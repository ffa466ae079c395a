"""Worker processes for this machine: forks of this process where that is safe, fresh interpreters elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssg.steps.executors import Workers

_CAN_HAVE = os.name == "posix"  # POSIX pipes and processes, which `ssg/jobs/` needs


def processors() -> int:
    """Return the number of CPUs that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def workers(jobs: int, method: str = "") -> Workers | None:
    """Return `jobs` workers; None if one is enough. `method` overrides how they start (`fork`, `spawn`)."""
    if jobs < 2 or not _CAN_HAVE:
        return None
    from ssg.steps.executors import Workers

    method = method or _usual()
    return Workers(lambda: _pool(jobs, method), inherit=method == "fork")


def one_more(jobs: int) -> Callable[[], Executor] | None:
    """Return a function that starts one extra process, if `jobs` allows more than one."""
    return (lambda: _pool(1, _usual())) if jobs > 1 and _CAN_HAVE else None


def _usual() -> str:
    return "fork" if sys.platform == "linux" else "spawn"


def _pool(jobs: int, method: str) -> Executor:
    from ssg.jobs import starting
    from ssg.jobs.pool import Pool

    return Pool(jobs, {"fork": starting.fork, "spawn": starting.spawn}[method])
