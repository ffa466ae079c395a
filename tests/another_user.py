"""Does something as a user who is not root: root may read and write everything."""

from __future__ import annotations

import os
import stat
import traceback
from collections.abc import Callable, Iterator
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
    _give(folder, NOBODY)
    above = [one for one in folder.parents if one.stat().st_uid == 0 and one != Path("/tmp")]  # noqa: S108
    modes = {one: stat.S_IMODE(one.stat().st_mode) for one in above}
    for one, mode in modes.items():
        one.chmod(mode | 0o011)
    try:
        yield _in_a_child
    finally:
        for one, mode in modes.items():
            one.chmod(mode)
        _give(folder, 0)


def _give(folder: Path, user: int) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user, user)


def _in_a_child(act: Callable[[], str]) -> str:
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        try:
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
