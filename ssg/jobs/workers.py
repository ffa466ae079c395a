"""`Workers`: how to start worker processes. Plain data, so that a build without work for them imports nothing else."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from typing import NamedTuple

from ssg.jobs.sending import Sender


class Workers(NamedTuple):
    """How to start workers. `inherit`: they start as copies of this process (fork) and share its data.

    Workers elsewhere, which share no disk with us, have a function that connects to them instead, once for a build.
    `worth_texts` and `worth_pages` are the smallest numbers for which starting workers pays.
    """

    open: Callable[[], Executor]
    inherit: bool = False
    worth_texts: int = 200
    worth_pages: int = 200
    connect: Callable[[], Sender] | None = None
