"""One build of a site at a time: a second one waits until the first has ended. A killed build holds no lock.

The system's lock (`flock`) ends with the process. Some network and FUSE disks have none: there, a file names the
process that builds. It has another name, because a lock file of one kind says nothing about the other.
"""

from __future__ import annotations

import errno
import math
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ssg.core.errors import Place, SiteProblem, error
from ssg.core.message import say
from ssg.core.system import reason_of
from ssg.store.files import cannot_write, make_state, owner_of
from ssg.store.obstacles import need_folder
from ssg.store.open import append_to

if TYPE_CHECKING:
    from filelock import BaseFileLock

_LOCK: Final = "lock"
_SOFT: Final = "lock.soft"
_NONE: Final = (errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL)
# An empty file was left by a kill, or copied with the site; one of another machine may belong to a running build.
_EMPTY_SECONDS: Final = 10
_OLDEST_SECONDS: Final = 3600
_LOOK_SECONDS: Final = 5


@contextmanager
def only_build(state: Path, waiting: Callable[[], None], longest: float | None = None) -> Iterator[None]:
    """Hold the site's lock; `waiting` is called once if another process holds it. `longest`: seconds to wait for it.

    Raises SiteProblem where the state folder cannot be written, or another process holds the lock for longer.
    """
    try:
        make_state(state)
        lock = _acquire(state, waiting, longest)
    except IsADirectoryError as problem:
        raise SiteProblem(cannot_write(Path(problem.filename or state), problem)) from problem
    except OSError as problem:
        hint = say("ssg keeps its cache there")
        if state.is_file():
            hint = say("{hint}; {what}", hint=hint, what=need_folder())
        if isinstance(problem, PermissionError) and state.is_dir():
            hint = say("{hint}; the folder belongs to the user {owner}", hint=hint, owner=owner_of(state))
        raise SiteProblem(
            error(
                "E707",
                say("cannot write to folder: {strerror}", strerror=reason_of(problem)),
                Place(str(state)),
                hint,
            )
        ) from problem
    if lock is None:
        hint = say("nothing was published; wait longer with `--wait`, or build again later")
        message = say("another build of this site is still running after {seconds} s", seconds=longest or 0)
        raise SiteProblem(error("E719", message, Place(str(state)), hint))
    try:
        yield
    finally:
        with suppress(OSError):  # the folder may have been removed
            lock.release()


def _acquire(state: Path, waiting: Callable[[], None], longest: float | None) -> BaseFileLock | None:
    """Acquire the lock of the system or, if it has none, that of a file; None if that takes too long.

    Raises OSError.
    """
    from filelock import FileLock, SoftFileLock  # imports take 10 ms, which other commands need not spend

    if _has_locks(state / _LOCK):
        try:
            return _wait(FileLock(state / _LOCK), waiting, lambda: None, longest)
        except OSError as problem:
            if problem.errno not in _NONE:
                raise
    _forget_dead(state / _SOFT, state / _LOCK)
    return _wait(SoftFileLock(state / _SOFT), waiting, lambda: _forget_dead(state / _SOFT, state / _LOCK), longest)


def _wait(
    lock: BaseFileLock, waiting: Callable[[], None], look: Callable[[], None], longest: float | None
) -> BaseFileLock | None:
    """Acquire a lock; None after the `longest` time. While another process holds it, `look` checks if that one lives.

    Raises OSError.
    """
    from filelock import Timeout

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with suppress(Timeout):
            lock.acquire(timeout=0)
            return lock
        if longest != 0:
            waiting()
        left = math.inf if longest is None else longest
        while left > 0:
            with suppress(Timeout):
                lock.acquire(timeout=min(left, _LOOK_SECONDS))
                return lock
            look()
            left -= _LOOK_SECONDS
    return None


def _has_locks(file: Path) -> bool:
    """Return whether the disk can lock files, by releasing a lock that nobody holds, which affects nobody.

    Raises OSError where the file cannot be written.
    """
    try:
        import fcntl
    except ImportError:  # Windows has other locks
        return True
    opened = append_to(file)
    try:
        fcntl.flock(opened, fcntl.LOCK_UN)
    except OSError as problem:
        if problem.errno in _NONE:
            return False
        raise
    finally:
        os.close(opened)
    return True


def _forget_dead(file: Path, clock: Path) -> None:
    """Remove a lock file that nobody can hold any more. The library itself handles those of this machine's processes.

    `clock` is a file whose time may be set, so that the disk's own clock is used. Raises OSError.
    """
    try:
        info = file.lstat()
    except FileNotFoundError:
        return
    os.utime(clock)
    age = clock.stat().st_mtime - info.st_mtime
    if age > (_OLDEST_SECONDS if info.st_size else _EMPTY_SECONDS):
        file.unlink(missing_ok=True)
