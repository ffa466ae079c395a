"""How the main process ends: signal handling, and the only way to exit. Only the command line may use it.

SIGTERM and SIGHUP raise an exception, as Ctrl+C does, so that files, locks and the terminal are cleaned up; then the
process dies of the signal, as shells and service managers expect. A second signal changes nothing.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

from ssg.jobs.running import end_all
from ssg.jobs.signals import ENDING, ignore


class Ended(SystemExit):
    """Raised in the main thread when a signal asks for the end. Nothing may catch it for good."""


_by = 0
_SOON = 0.05  # seconds: by then Python has left the code that drops exceptions


def heed_signals() -> None:
    """Raise Ended on SIGTERM and SIGHUP, except where they are ignored (`nohup`).

    A signal that arrives while Python calls `__del__` or a callback of its own raises there, and Python drops the
    exception, KeyboardInterrupt too. It is raised again then.
    """
    for number in ENDING:
        if number != signal.SIGINT and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _raise)
    if hasattr(signal, "setitimer"):
        sys.unraisablehook = _dropped


def _dropped(lost: sys.UnraisableHookArgs) -> None:
    if not isinstance(lost.exc_value, Ended | KeyboardInterrupt):
        sys.__unraisablehook__(lost)
        return
    again = lost.exc_value.with_traceback(None)

    def raise_again(_: int, frame: FrameType | None) -> None:
        raise again

    signal.signal(signal.SIGALRM, raise_again)
    signal.setitimer(signal.ITIMER_REAL, _SOON)


def _raise(number: int, frame: FrameType | None) -> None:
    global _by  # noqa: PLW0603 - a process ends once
    if not _by:
        _by = number
        raise Ended(128 + number)


def was_ended() -> bool:
    """Return whether a signal has asked the process to end."""
    return _by != 0


def leave(status: int) -> NoReturn:
    """End this process and all that it started: by the signal that asked for it, else with an exit status.

    Everything must be closed and written: Python's own shutdown would free a large site's objects one by one.
    """
    ignore()
    end_all()
    if _by:
        signal.signal(_by, signal.SIG_DFL)
        signal.raise_signal(_by)
        status = 128 + _by  # the first process of a container cannot die of a signal
    os._exit(status)
