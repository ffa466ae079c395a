"""The life of a worker process: it receives calls, returns results, and ends with the process that started it.

Two mechanisms tie it to its parent. The pipe with its tasks closes with the parent; a thread waits for that. On Linux,
the kernel also kills the worker when the parent dies, even while foreign code blocks that thread.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Final, NoReturn

from ssg.jobs.growth import Growth, Room
from ssg.jobs.pipes import receive, send
from ssg.jobs.signals import ignore

_PR_SET_PDEATHSIG: Final = 1


def work(tasks: int, answers: int, parent: int, room: Room | None = None) -> NoReturn:
    """Run what comes through the pipe `tasks`, in order, until the process `parent` closes it or dies.

    Answer each with whether it succeeded, with what, and whether we want to be replaced, as we have filled our room.
    Only the parent handles ending signals: a terminal or a service manager sends them to all of us.
    """
    try:
        ignore()
        _die_with(parent)
        inbox: SimpleQueue[bytes] = SimpleQueue()
        threading.Thread(target=_listen, args=(tasks, inbox), daemon=True).start()
        is_full = (lambda: False) if room is None else Growth(room).is_over
        while True:
            send(answers, _answer(inbox.get(), is_full))
    finally:
        os._exit(1)  # a fork must never continue the work of its parent


def _die_with(parent: int) -> None:
    """Make the kernel kill us when our parent dies; exit if it is already dead."""
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL))
    if os.getppid() != parent:
        os._exit(0)


def _listen(tasks: int, inbox: SimpleQueue[bytes]) -> None:
    """Receive tasks at once, so that our parent never waits for us to read; exit when there can be no more."""
    try:
        while (task := receive(tasks)) is not None:
            inbox.put(task)
    finally:
        os._exit(0)


def _answer(task: bytes, is_full: Callable[[], bool]) -> bytes:
    """Call the function of a task; return its result, or the exception that it raised, and whether we are full."""
    try:
        call, given, named = pickle.loads(task)  # noqa: S301 - from our parent, through a pipe that no one else has
        result = call(*given, **named)
        return pickle.dumps((True, result, is_full()), pickle.HIGHEST_PROTOCOL)
    except BaseException as problem:
        said = traceback.format_exc()
        problem.add_note(f"Raised in a worker process:\n{said}")
        try:
            answer = pickle.dumps((False, problem, False), pickle.HIGHEST_PROTOCOL)
            pickle.loads(answer)  # noqa: S301 - our own
        except Exception:
            return pickle.dumps((False, RuntimeError(said), False))
        return answer
