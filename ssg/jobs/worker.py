"""The life of a worker process: it receives calls, returns results, and ends with the process that started it.

Two mechanisms tie it to its parent. The pipe with its tasks closes with the parent; a thread waits for that. On Linux,
the kernel also kills the worker when the parent dies, even while foreign code blocks that thread.
"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import sys
import threading
import traceback
from contextlib import suppress
from queue import SimpleQueue
from typing import Final, NoReturn

from ssg.jobs.pipes import receive, send
from ssg.jobs.signals import ignore

_PR_SET_PDEATHSIG: Final = 1
_PAGE: Final = resource.getpagesize()


def work(tasks: int, answers: int, parent: int) -> NoReturn:
    """Run what comes through the pipe `tasks`, in order, until the process `parent` closes it or dies.

    Only the parent handles ending signals: a terminal or a service manager sends them to all of us.
    """
    try:
        ignore()
        _die_with(parent)
        inbox: SimpleQueue[bytes] = SimpleQueue()
        threading.Thread(target=_listen, args=(tasks, inbox), daemon=True).start()
        while True:
            send(answers, _answer(inbox.get()))
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


def _answer(task: bytes) -> bytes:
    """Call the function of a task; return its result, or the exception that it raised, and what memory we took."""
    try:
        call, given, named = pickle.loads(task)  # noqa: S301 - from our parent, through a pipe that no one else has
        result = call(*given, **named)
        return pickle.dumps((True, result, _taken()), pickle.HIGHEST_PROTOCOL)
    except BaseException as problem:
        said = traceback.format_exc()
        problem.add_note(f"Raised in a worker process:\n{said}")
        try:
            answer = pickle.dumps((False, problem, _taken()), pickle.HIGHEST_PROTOCOL)
            pickle.loads(answer)  # noqa: S301 - our own
        except Exception:
            return pickle.dumps((False, RuntimeError(said), _taken()))
        return answer


def _taken() -> int:
    """Return how many bytes of memory this process took since it began, what it has given back included.

    The system counts each page that it had to make: for a fork, also those that it shared with its parent until one of
    the two wrote to them. In Python, to read an object is to write to it: its references are counted.
    """
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt * _PAGE
