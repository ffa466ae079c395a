"""Does something as a user who is not root: root may read and write everything."""

from __future__ import annotations

import fcntl
import os
import stat
import tempfile
import traceback
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def another_user(folder: Path) -> Iterator[Callable[[Callable[[], str]], str]]:
    """Give a function that calls another in a process of a user to whom `folder` belongs, and gives what it says.

    Whoever is not root is such a user: for them nothing changes.
    """
    if os.getuid() != 0:
        yield lambda act: act()
        return
    give(folder, NOBODY)
    try:
        with passable(folder):
            yield lambda act: as_user(NOBODY, act)
    finally:
        give(folder, 0)


@contextmanager
def passable(folder: Path) -> Iterator[None]:
    """Let all users reach a folder through those above, which are root's alone.

    Tests that run at the same time share these folders: one after another opens and closes them.
    """
    lock = os.open(tempfile.gettempdir(), os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with _opened(folder):
            yield
    finally:
        os.close(lock)


@contextmanager
def _opened(folder: Path) -> Iterator[None]:
    above = [one for one in folder.parents if one.stat().st_uid == 0 and one != Path("/tmp")]  # noqa: S108
    modes = {one: stat.S_IMODE(one.stat().st_mode) for one in above} if os.getuid() == 0 else {}
    for one, mode in modes.items():
        one.chmod(mode | 0o011)
    try:
        yield
    finally:
        for one, mode in modes.items():
            one.chmod(mode)


def give(folder: Path, user: int) -> None:
    """Give all of a folder to a user, if root does it."""
    for path in (folder, *folder.rglob("*")) if os.getuid() == 0 else ():
        os.chown(path, user, user)


def as_user(user: int, act: Callable[[], str], groups: Collection[int] = (), umask: int = 0o022) -> str:
    """Call a function in a process of a user, and give what it says. Whoever is not root stays who they are."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.umask(umask)
            if os.getuid() == 0:
                os.setgroups(list(groups))
                os.setgid(user)
                os.setuid(user)
            said = act()
        except BaseException:
            said = traceback.format_exc()
        try:
            os.write(writable, said.encode())
        finally:
            os._exit(0)
    os.close(writable)
    with os.fdopen(readable, "rb") as stream:
        said = stream.read().decode()
    os.waitpid(child, 0)
    return said
