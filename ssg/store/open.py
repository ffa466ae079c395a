"""Opens files that others may have created: only regular files, without blocking, and checks what was opened.

A path does not determine what is opened: between a listing and the read, a file may become a pipe (reading it blocks
for ever), a device, or a link out of the site. All other modules read and write through this one.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO, Final

Name = str | os.PathLike[str]

_READ: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_WRITE: Final = os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
_DESCRIPTORS: Final = "/proc/self/fd"
NOT_REGULAR: Final = "not a regular file (a pipe, socket or device)"


class NotRegular(OSError):
    """Raised when a path is not a regular file."""


class Outside(OSError):
    """Raised when a file is outside of the folder that it must be in."""


class TooLarge(OSError):
    """Raised when a file is larger than the caller allows."""


def real(path: Name) -> Path:
    """Return the real path, links followed. Unlike `Path.resolve`, this never raises on links that form a circle."""
    return Path(os.path.realpath(path))


def open_regular(path: Name, inside: Name | None = None, *, follow: bool = True) -> int:
    """Open a regular file for reading and return its descriptor.

    With `inside`, links are followed as long as the file is in that folder. Raises OSError: NotRegular for pipes,
    sockets and devices, Outside if a link leads out of `inside`.
    """
    _refuse_special(os.stat(path, follow_symlinks=follow), path)  # noqa: PTH116 - a device may act on being opened
    opened = os.open(path, _READ | (0 if follow else _NO_LINK))
    try:
        info = os.fstat(opened)
        _refuse_special(info, path)
        if inside is not None and not _lies_in(opened, info, path, inside):
            raise Outside(errno.EXDEV, "it points outside the folder", str(path))  # noqa: TRY301 - closed below
    except BaseException:
        os.close(opened)
        raise
    return opened


def read_regular(
    path: Name, inside: Name | None = None, *, follow: bool = True, most: int | None = None, cut: bool = False
) -> bytes:
    """Read a regular file whole; with `cut`, only its first `most` bytes.

    Raises OSError as `open_regular`, and TooLarge if it has more bytes than `most`.
    """
    with os.fdopen(open_regular(path, inside, follow=follow), "rb") as file:
        if most is None:
            return file.read()
        data = file.read(most + 1)
    if len(data) > most and not cut:
        raise TooLarge(errno.EFBIG, f"it is larger than {most:,} bytes", str(path))
    return data[:most]


def open_named(path: Name) -> BinaryIO:
    """Open a file that the user has named on the command line: it may be a pipe, which we wait for.

    Raises OSError.
    """
    return open(path, "rb")  # noqa: PTH123 - the caller closes it


def read_named(path: Name) -> bytes:
    """Read a file that the user has named on the command line, to its end; raises as `open_named`."""
    with open_named(path) as file:
        return file.read()


def is_regular(path: Name) -> bool:
    """Return whether a path is a regular file, or a link to one. Never raises."""
    try:
        return stat.S_ISREG(Path(path).stat().st_mode)
    except (OSError, ValueError):
        return False


def append_to(path: Name) -> int:
    """Open a regular file for appending, creating it if it is missing; return its descriptor. Follows no link.

    Raises OSError.
    """
    opened = os.open(path, _WRITE | os.O_CREAT | os.O_APPEND | _NO_LINK, 0o666)
    try:
        _refuse_special(os.fstat(opened), path)
    except BaseException:
        os.close(opened)
        raise
    return opened


def write_fresh(path: Name, data: bytes, mode: int = 0o666) -> None:
    """Write a new file whole. Anything at the path is removed first: nothing is written through it.

    The mode is subject to the umask. Raises OSError.
    """
    flags = _WRITE | os.O_CREAT | os.O_EXCL | _NO_LINK
    try:
        opened = os.open(path, flags, mode)
    except FileExistsError:
        os.unlink(path)  # noqa: PTH108 - for every page
        opened = os.open(path, flags, mode)
    try:
        _write(opened, data)
    finally:
        os.close(opened)


def write_at(path: Name, at: int, data: bytes) -> None:
    """Write bytes at a position of a regular file that exists.

    Raises OSError.
    """
    opened = os.open(path, _WRITE | _NO_LINK)
    try:
        _refuse_special(os.fstat(opened), path)
        os.lseek(opened, at, os.SEEK_SET)
        _write(opened, data)
    finally:
        os.close(opened)


def write_through(path: Name, data: bytes) -> bool:
    """Write into a path if it is a pipe, device or terminal; return whether it is.

    Raises OSError, also for a pipe without a reader: this does not wait for one.
    """
    try:
        info = Path(path).stat()
    except FileNotFoundError:
        return False
    if stat.S_ISREG(info.st_mode) or stat.S_ISDIR(info.st_mode):
        return False
    try:
        opened = os.open(path, _WRITE)
    except OSError as problem:
        if problem.errno == errno.ENXIO:
            raise NotRegular(errno.ENXIO, "nobody reads from this pipe", str(path)) from problem
        raise
    try:
        os.set_blocking(opened, True)
        _write(opened, data)
    finally:
        os.close(opened)
    return True


def _write(opened: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(opened, view) :]


def _refuse_special(info: os.stat_result, path: Name) -> None:
    if stat.S_ISDIR(info.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(info.st_mode):
        raise NotRegular(errno.EINVAL, NOT_REGULAR, str(path))


def _lies_in(opened: int, info: os.stat_result, path: Name, folder: Name) -> bool:
    """Return whether an open file is in a folder: by the system's own record, else by where its path leads now."""
    try:
        found = os.readlink(f"{_DESCRIPTORS}/{opened}")  # noqa: PTH115 - for every file; 2 µs
    except OSError:
        found = os.path.realpath(path)
        if not os.path.samestat(Path(found).stat(), info):
            return False
    # A real path below the folder's path as written goes through no link: finding where that leads takes 20 µs.
    below = os.path.join(folder, "")  # noqa: PTH118 - with the separator at its end
    return (below != "" and found.startswith(below)) or found.startswith(os.path.join(os.path.realpath(folder), ""))  # noqa: PTH118
