"""Small files that commands write outside a publication: each whole or not at all, never over another by accident."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from ssg.core.errors import Diagnostic, SiteProblem
from ssg.core.message import say
from ssg.core.system import Refused
from ssg.store.obstacles import refused_file
from ssg.store.open import read_regular, real, write_fresh, write_through


def write_new(file: Path, text: str) -> None:
    """Write a new file and its folders.

    Raises FileExistsError if it exists, OSError if the disk refuses.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as opened:
        opened.write(text)


def write_whole(file: Path, data: bytes) -> None:
    """Write or replace a file in one step.

    Raises OSError.
    """
    folder, name = os.path.split(file)
    temporary = os.path.join(folder, f".{name}.tmp")  # noqa: PTH118 - for every file
    try:
        write_fresh(temporary, data)
        os.replace(temporary, file)  # noqa: PTH105
    except OSError:
        with suppress(OSError):
            Path(temporary).unlink(missing_ok=True)
        raise


def write_out(file: Path, data: bytes) -> None:
    """Write a file that the user has named, whatever exists at its path.

    A pipe or a device receives the data and stays; a link stays, and its target is replaced; a file that is our
    standard output or error is written as that stream, and `-` is standard output.

    Raises OSError.
    """
    for stream in (1, 2):
        if is_stream(file, stream):
            _write_to(stream, data)
            return
    if not write_through(file, data):
        write_whole(real(file) if file.is_symlink() else file, data)


def write_over_json(file: Path, data: bytes) -> None:
    """Write JSON into a file that the user has named, as `write_out`; a file with anything but JSON stays.

    A slip of the keyboard must not cost `site.toml` or an article. Raises OSError.
    """
    begin = b""
    with suppress(OSError):  # a pipe, a device, nothing: the rest is said when it is written
        begin = read_regular(file, most=1, cut=True)
    if begin not in (b"", b"{") and not any(is_stream(file, stream) for stream in (1, 2)):
        raise Refused(say("the file has another content, which is kept"))
    write_out(file, data)


def is_stream(file: Path, stream: int) -> bool:
    """Return whether a file that the user has named is our standard output (1, also `-`) or error (2)."""
    if file == Path("-"):
        return stream == 1
    try:
        return os.path.samestat(file.stat(), os.fstat(stream))
    except (OSError, ValueError):  # a closed descriptor, or a missing file
        return False


def _write_to(stream: int, data: bytes) -> None:
    with os.fdopen(os.dup(stream), "wb") as opened:
        opened.write(data)


def remove_note(file: Path) -> None:
    """Remove a file of our own state, or anything else at its path.

    Raises OSError.
    """
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    file.unlink(missing_ok=True)


def sweep_state(state: Path) -> None:
    """Remove from the state folder what cannot be ours: pipes, sockets, devices and links. Link targets stay.

    If the folder itself is a link, it is not followed. Raises OSError.
    """
    if state.is_symlink():
        return
    try:
        with os.scandir(state) as entries:
            special = [e.path for e in entries if e.is_symlink() or not (e.is_file() or e.is_dir())]
    except FileNotFoundError:
        return
    for path in special:
        Path(path).unlink(missing_ok=True)


def make_state(state: Path) -> None:
    """Create the state folder if it is missing, and sweep it.

    Raises OSError; NotADirectoryError if its path is not a folder. A link to a folder is refused too: its author would
    choose where we write.
    """
    try:
        state.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(0, _NO_FOLDER, str(state)) from None
    if not stat.S_ISDIR(state.lstat().st_mode):
        raise NotADirectoryError(0, _NO_FOLDER, str(state))
    sweep_state(state)


_NO_FOLDER = "it is a link or a file, not a folder"


def make_shared(file: Path) -> None:
    """Create a file if it is missing, with the mode that the umask allows: SQLite would hide it from the group.

    Raises OSError.
    """
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))


def refuse_foreign(file: Path) -> None:
    """Refuse a state that we may not read and write: it belongs to another user of a shared machine, and is whole.

    Raises Foreign, which names the user.
    """
    for end in ("", "-sums", "-wal", "-shm"):
        found = file.with_name(file.name + end)
        if os.path.lexists(found) and not os.access(found, os.R_OK | os.W_OK):
            raise Foreign(owner_of(found))


class Foreign(Refused):
    """Raised where the state belongs to another user, and we may not use it."""

    def __init__(self, owner: str) -> None:
        """Name the user."""
        super().__init__(say("it belongs to the user {owner}, and others may not write it", owner=owner))


def owner_of(file: Path) -> str:
    """Return the name of the user to whom a file belongs; the number if it has none, or cannot be found."""
    number = file.lstat().st_uid
    try:
        import pwd  # not on Windows

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):
        return str(number)


def write_in_folder(file: Path, data: bytes) -> None:
    """Write or replace a file in one step, in a folder that is created if missing.

    Raises OSError.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, data)


def cannot_write(file: Path, problem: Exception) -> Diagnostic:
    """Return a diagnostic that the disk refuses to write or remove a file, with the reason."""
    return refused_file(file, problem)


def cannot_write_problem(file: Path, problem: Exception) -> SiteProblem:
    """Return the exception for a stage that cannot go on because the disk refuses a file."""
    return SiteProblem(cannot_write(file, problem))


def remove_state(folder: Path) -> None:
    """Remove the cache with its contents; if it is a link, only the link.

    Raises OSError.
    """
    if folder.is_symlink():
        folder.unlink()
    else:
        shutil.rmtree(folder)


def remove_empty(folder: Path) -> None:
    """Remove a folder if it is empty.

    Raises OSError.
    """
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
