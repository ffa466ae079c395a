"""Runs a program of the system to its end, without a shell. It ends with us, whatever happens."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from threading import Event
from typing import Final, NamedTuple

_LOOK: Final = 0.2  # seconds between two looks whether to stop
# Run by a fresh interpreter, since a function between fork and exec is not safe beside threads: asks the system to kill
# this process when the one that started it is gone, and becomes the program.
_BOUND: Final = """\
import os, signal, sys
try:
    import ctypes
    ctypes.CDLL(None).prctl(1, ctypes.c_ulong(signal.SIGKILL))
except (ImportError, OSError, AttributeError):
    pass
if os.getppid() == int(sys.argv[1]):
    os.execvp(sys.argv[2], sys.argv[2:])
"""


class Ended(NamedTuple):
    """What a program left: its exit status, what it printed, and what it said on standard error."""

    status: int
    out: bytes
    said: str


def run(
    arguments: Sequence[str],
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
    stop: Event | None = None,
) -> Ended:
    """Run a program with `given` on its standard input.

    Raises OSError if it cannot be started. It is killed if this call is interrupted or `stop` is set, and on Linux if
    we are killed.
    """
    if shutil.which(arguments[0], path=None if environment is None else environment.get("PATH")) is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), arguments[0])
    with subprocess.Popen(  # noqa: S603 - the caller's own program, and no shell
        _bound(arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=None if environment is None else dict(environment),
    ) as program:
        try:
            out, said = _ended(program, given, stop)
        except BaseException:
            program.kill()
            raise
    return Ended(program.returncode, out, said.decode("utf-8", "replace"))


def start(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a program that runs beside us, with what it prints and says as pipes. The caller ends it.

    Raises OSError if it cannot be started. On Linux it is killed if we are.
    """
    pipe = subprocess.PIPE
    return subprocess.Popen(_bound(arguments), stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe)  # noqa: S603 - as `run`


def end(program: subprocess.Popen[bytes], patience: float) -> None:
    """Ask a program to end; kill it if it has not after some seconds."""
    program.terminate()
    try:
        program.wait(patience)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()


def _bound(arguments: Sequence[str]) -> list[str]:
    """Return a command that runs a program, and on Linux ends it when this process is gone."""
    binding = [sys.executable, "-I", "-S", "-c", _BOUND, str(os.getpid())] if sys.platform == "linux" else []
    return [*binding, *arguments]


def _ended(program: subprocess.Popen[bytes], given: bytes, stop: Event | None) -> tuple[bytes, bytes]:
    """Wait for the end of a program, or for `stop`, and return what it printed and said."""
    while stop is not None and not stop.is_set():
        try:
            return program.communicate(given, timeout=_LOOK)
        except subprocess.TimeoutExpired:  # nothing is lost: another call goes on
            continue
    if stop is not None:
        program.kill()
    return program.communicate(given)
