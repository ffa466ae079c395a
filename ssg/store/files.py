"""Small files that commands write outside of a publication: each whole or not at all, never over another unasked."""

from __future__ import annotations

import os
import pickle
import shutil
from pathlib import Path

from ssg.core.errors import Diagnostic, Place, error


def write_new(file: Path, text: str) -> None:
    """Write a file that is not there yet, with its folders.

    Raises FileExistsError where it is, OSError where the disk refuses.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as opened:
        opened.write(text)


def write_whole(file: Path, data: bytes) -> None:
    """Write or replace a file in one step.

    Raises OSError.
    """
    temporary = file.with_name(f".{file.name}.tmp")
    temporary.write_bytes(data)
    temporary.replace(file)


def write_note(file: Path, data: bytes) -> None:
    """Write or replace a file of our own state; whatever else stands in its place is none of ours, and goes.

    Raises OSError.
    """
    if file.is_dir():
        shutil.rmtree(file)
    write_whole(file, data)


def remove_note(file: Path) -> None:
    """Remove a file of our own state, or whatever else stands in its place.

    Raises OSError.
    """
    if file.is_dir():
        shutil.rmtree(file)
    file.unlink(missing_ok=True)


def write_in_folder(file: Path, data: bytes) -> None:
    """Write or replace a file in one step, in a folder that may have to be made.

    Raises OSError.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, data)


def write_forme(file: Path, forme: object) -> None:
    """Hand plain data to other processes of this build, for as long as it lasts; nobody but us may read or change it.

    Raises OSError.
    """
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "wb") as stream:
        pickle.dump(forme, stream, protocol=pickle.HIGHEST_PROTOCOL)


def remove_file(file: Path) -> None:
    """Remove a file if it is there.

    Raises OSError.
    """
    file.unlink(missing_ok=True)


def cannot_write(file: Path, problem: Exception) -> Diagnostic:
    """Say in one line that the disk refuses to hold or to let go of a file, and why."""
    why = (isinstance(problem, OSError) and problem.strerror) or problem
    return error("E707", f"this file cannot be written: {why}", Place(str(file)))


def remove_state(folder: Path) -> None:
    """Remove the cache with all that is in it.

    Raises OSError.
    """
    shutil.rmtree(folder)


def remove_empty(folder: Path) -> None:
    """Remove a folder if nothing is in it.

    Raises OSError.
    """
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
