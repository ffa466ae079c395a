"""Threads for libraries that release the GIL. They must not write: on errors nobody waits for them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager


@contextmanager
def some_threads(most: int) -> Iterator[ThreadPoolExecutor]:
    """Return up to `most` threads. If the block ends early, no new work starts, and nobody waits for the rest."""
    executor = ThreadPoolExecutor(most)
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    executor.shutdown()
