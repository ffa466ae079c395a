"""The two ways to start a worker process: as a fork of this process, or as a fresh interpreter.

Either way it gets two pipes and the id of its parent, and nothing else. Only for systems with POSIX processes.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import ExitStack, suppress
from functools import partial
from typing import Final

from ssg.jobs.growth import Room
from ssg.jobs.running import Running, forget_all
from ssg.jobs.signals import held
from ssg.jobs.worker import work

_ROOM: Final = 1 << 20  # bytes of results that a worker may be ahead of its parent


def fork(room: Room | None = None) -> Running:
    """Fork this process; cheap however large it is. `room` is that of `work`.

    Raises OSError if the system cannot create a process or pipe.
    """
    parent = os.getpid()
    with ExitStack() as undo, held():
        theirs_in, tasks = _pipe(undo)
        answers, theirs_out = _pipe(undo)
        child = os.fork()
        if not child:
            try:
                forget_all()
                os.close(tasks)
                os.close(answers)
                work(theirs_in, theirs_out, parent, room)
            finally:
                os._exit(1)
        undo.pop_all()
        os.close(theirs_in)
        os.close(theirs_out)
        return Running(tasks, answers, partial(os.kill, child, signal.SIGKILL), partial(os.waitpid, child, 0))


def spawn() -> Running:
    """Start a fresh interpreter with our module path; safe beside threads of any library.

    Raises OSError if the system cannot create a process or pipe.
    """
    import subprocess  # only where fork is not safe

    with ExitStack() as undo, held():
        theirs_in, tasks = _pipe(undo)
        answers, theirs_out = _pipe(undo)
        code = (
            f"import sys; sys.path[:] = {sys.path!r}\n"
            f"from ssg.jobs.worker import work; work({theirs_in}, {theirs_out}, {os.getpid()})"
        )
        warnings = [f"-W{option}" for option in sys.warnoptions]
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-P", *warnings, "-c", code], pass_fds=(theirs_in, theirs_out)
        )
        undo.pop_all()
        os.close(theirs_in)
        os.close(theirs_out)
        return Running(tasks, answers, child.kill, child.wait)


def _pipe(undo: ExitStack) -> tuple[int, int]:
    """Create a pipe that is closed if no process is started: the read end, the write end."""
    ends = os.pipe()
    for end in ends:
        undo.callback(os.close, end)
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):  # the system limits this for each user
            fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, _ROOM)
    return ends
