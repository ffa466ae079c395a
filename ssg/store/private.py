"""Passes plain data to other processes of this user, as a file that nobody else could have written. Never in a site.

The data is unpickled, and a pickle can run code. So the file is in a temporary folder that was created for this build,
and its owner and mode are checked before it is read.
"""

from __future__ import annotations

import os
import pickle
import shutil
import stat
import tempfile
from pathlib import Path

from ssg.store.open import open_regular, write_fresh


class NotPrivate(OSError):
    """Raised when somebody else could have written a file that only we may write."""


def write_private(value: object) -> Path:
    """Write a value for other processes; return the file, which `remove_private` removes.

    Raises OSError.
    """
    folder = Path(tempfile.mkdtemp(prefix="ssg-"))  # mode 0700, owned by us, with an unpredictable name
    file = folder / "value"
    try:
        write_fresh(file, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL), 0o600)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return file


def read_private(file: Path) -> object:
    """Read the value again.

    Raises OSError; NotPrivate if others have access to the file or its folder.
    """
    if hasattr(os, "geteuid") and not is_ours_alone(file.parent.lstat()):
        raise NotPrivate(0, "its folder is not ours alone", str(file))
    with os.fdopen(open_regular(file, follow=False), "rb") as opened:
        if hasattr(os, "geteuid") and not is_ours_alone(os.fstat(opened.fileno())):
            raise NotPrivate(0, "it is not ours alone", str(file))
        return pickle.load(opened)  # noqa: S301 - written by our parent for this build


def is_ours_alone(info: os.stat_result) -> bool:
    """Return whether a file or folder belongs to this user, and nobody else may read, write or enter it."""
    return info.st_uid == os.geteuid() and not stat.S_IMODE(info.st_mode) & 0o077


def remove_private(file: Path) -> None:
    """Remove the value and its folder. Never raises."""
    shutil.rmtree(file.parent, ignore_errors=True)
