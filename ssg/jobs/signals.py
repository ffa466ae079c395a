"""The signals that ask a process to end, and how to hold them back for a moment. Installs no handler."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

ENDING: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Ctrl+C, `kill` or a service manager, and a closed terminal."""


@contextmanager
def held() -> Iterator[None]:
    """Hold the ending signals back: no handler interrupts the block, and a process started in it begins with them held.

    They arrive when the block ends.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def heeded(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Call `handler` for the ending signals in the block; not for SIGHUP under `nohup`. Main thread only."""
    before = {number: signal.getsignal(number) for number in ENDING}
    # Shells start what runs in the background with SIGINT ignored; it may be sent by hand all the same.
    heard = [number for number in ENDING if before[number] is not signal.SIG_IGN or number == signal.SIGINT]
    try:
        for number in heard:
            signal.signal(number, handler)
        yield
    finally:
        for number in heard:
            signal.signal(number, before[number])


def ignore() -> None:
    """Ignore the ending signals from now on, and unblock them."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
