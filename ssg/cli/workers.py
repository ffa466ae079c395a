"""What `--workers` names: processes of this machine, those of a Dask scheduler, or any executor.

Processes of this machine are forks of this one where that is safe, and fresh interpreters elsewhere.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ssg.cli.speech import BadValue
from ssg.core.message import say

if TYPE_CHECKING:
    from ssg.jobs.workers import Workers

_ADDRESS: Final = re.compile(r"dask(\+tls)?://([^/@:]+|\[[0-9a-f:]+\]):([0-9]{1,5})/?")
_NUMBER: Final = re.compile(r"[1-9][0-9]?", re.ASCII)
_FACTORY: Final = re.compile(r"(\w+(?:\.\w+)*):(\w+)", re.ASCII)
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
    from ssg.jobs.workers import Workers

    method = method or _usual()
    return Workers(lambda: _pool(jobs, method), inherit=method == "fork")


def jobs_of(jobs: int | None, text: str) -> int:
    """Return how many processes of this machine work: `--jobs`, a number as `--workers`, or one per processor.

    Raises BadValue if `--workers` names nothing known.
    """
    if not text:
        return jobs or processors()
    if jobs is not None:
        raise BadValue(say("use either --jobs or --workers"), "--workers")
    if _NUMBER.fullmatch(text):
        return int(text)
    if not (_ADDRESS.fullmatch(text) or _FACTORY.fullmatch(text)):
        raise BadValue(
            say("write a number, `dask://host:port` or `module:function`, not {text}", text=text), "--workers"
        )
    return processors()


@contextmanager
def hired(jobs: int, text: str, method: str = "") -> Iterator[Workers | None]:
    """Yield `jobs` workers of this machine, or those that `text` names, which are let go at the end.

    The latter are connected to when there is work for them. `method` is that of `workers`.

    Raises SiteProblem if nobody can be there.
    """
    address, factory = _ADDRESS.fullmatch(text), _FACTORY.fullmatch(text)
    if not (address or factory):
        yield workers(jobs, method)
        return
    from ssg.jobs.workers import Workers
    from ssg.steps.connection import Connection

    build = secrets.token_hex(8)
    if address:
        scheme, host = "tls" if address[1] else "tcp", address[2].strip("[]")
        connection = Connection.to_dask(scheme, host, int(address[3]), build)
    elif factory:
        sys.path.append(str(Path.cwd()))  # as other commands that are given a module do
        connection = Connection.to_executor(factory[1], factory[2], build)
    try:
        yield Workers(connection.executor, connect=connection.sender)
    finally:
        connection.close()


def one_more(jobs: int) -> Callable[[], Executor] | None:
    """Return a function that starts one extra process, if `jobs` allows more than one."""
    return (lambda: _pool(1, _usual())) if jobs > 1 and _CAN_HAVE else None


def _usual() -> str:
    return "fork" if sys.platform == "linux" else "spawn"


def _pool(jobs: int, method: str) -> Executor:
    from ssg.jobs import starting
    from ssg.jobs.growth import Room
    from ssg.jobs.pool import Pool

    return Pool(jobs, partial(starting.fork, Room(48 << 20, 1 / 8)) if method == "fork" else starting.spawn)
