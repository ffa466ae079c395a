"""Reads the site's folders: which files there are, and their bytes. Never writes, never follows a link out of them.

A file is known by its path relative to the folder, posix and NFC; macOS and some input methods write NFD names.
"""

from __future__ import annotations

import itertools
import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import msgspec

from ssg.core.errors import Diagnostic, Place, SiteProblem, error, warning

# What editors leave beside a file while it is being written (vim, Emacs, LibreOffice, macOS), never content.
_LEFT_BY_EDITORS = ("~", ".swp", ".swx", ".tmp", ".bak", ".part", ".crdownload")


class FileEntry(msgspec.Struct, frozen=True):
    """A file as a folder's listing shows it. `name` is the path as the disk spells it, `path` the same in NFC.

    `mtime_ns` is the later of the times of its content and of its inode: an edit whose time is set back is an edit.
    """

    path: str
    name: str
    size: int
    mtime_ns: int
    inode: int


class Listing(msgspec.Struct, frozen=True):
    """All regular files below a folder, sorted by path, and what could not be taken."""

    files: tuple[FileEntry, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def hidden(name: str) -> bool:
    """Say whether a file or folder is not for publication: a leading `_` or `.`, or an editor's leftover."""
    return (
        name.startswith(("_", ".")) or name.endswith(_LEFT_BY_EDITORS) or (name.startswith("#") and name.endswith("#"))
    )


def list_folder(root: Path, label: str, *, all_names: bool = False) -> Listing:
    """List the regular files below `root`; `label` is what diagnostics call it (`content`).

    A folder that is not there is empty. Pipes, sockets and devices are never opened. With `all_names`, names that
    begin with `_` are taken as well (`static/_headers`); those that begin with `.` too, but for `.git`.
    """
    files: list[FileEntry] = []
    said: list[Diagnostic] = []
    inside = os.path.realpath(root)
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(f"{root}/{folder}" if folder else root) as entries:
                for entry in entries:
                    _take(entry, folder, label, inside, all_names, files, folders, said)
        except FileNotFoundError:
            continue
        except OSError as problem:
            place = Place(_label(label, folder))
            said.append(error("E701", f"this folder cannot be read: {problem.strerror}", place))
    files.sort(key=lambda f: f.path)
    said.extend(_twins(files, label))
    return Listing(tuple(files), tuple(said))


def _take(
    entry: os.DirEntry[str],
    folder: str,
    label: str,
    inside: str,
    all_names: bool,
    files: list[FileEntry],
    folders: list[str],
    said: list[Diagnostic],
) -> None:
    """Take one entry of a folder. Called 100,000 times a build, so what is usual is looked at first."""
    bare = entry.name
    if (not all_names and hidden(bare)) or bare in (".git", ".DS_Store"):
        return
    name = f"{folder}/{bare}" if folder else bare
    path = name
    if not name.isascii():
        try:
            name.encode("utf-8")
        except UnicodeEncodeError:
            shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            place = Place(_label(label, folder))
            said.append(error("E704", f"this file's name is not valid UTF-8: {shown}", place, "Rename it."))
            return
        path = unicodedata.normalize("NFC", name)
    if entry.is_symlink() and (refused := _refuse_link(Path(entry.path), inside, Place(_label(label, name)))):
        said.append(refused)
        return
    if entry.is_dir(follow_symlinks=False):
        folders.append(name)
        return
    try:
        info = entry.stat()
    except OSError as problem:
        place = Place(_label(label, name))
        said.append(error("E701", f"this file cannot be read: {problem.strerror}", place))
        return
    if stat.S_ISREG(info.st_mode):
        time = max(info.st_mtime_ns, info.st_ctime_ns)
        files.append(FileEntry(path, name, info.st_size, time, info.st_ino))
    else:
        what = "this is not a regular file (a pipe, socket or device); it is left alone"
        said.append(warning("W705", what, Place(_label(label, name))))


def _twins(files: list[FileEntry], label: str) -> Iterator[Diagnostic]:
    """Two names that differ in Unicode form only are one file on macOS: never take one of them silently."""
    for first, second in itertools.pairwise(files):
        if first.path == second.path:
            yield error(
                "E703",
                f"two files have the same name in different Unicode forms: {first.path}",
                Place(f"{label}/{first.path}"),
                "Keep one of them; on macOS they would be the same file.",
            )


def _refuse_link(path: Path, inside: str, place: Place) -> Diagnostic | None:
    """Take a link to a file of the same folder; refuse one that loops, dangles, leads out, or names a folder."""
    try:
        target = os.path.realpath(path, strict=True)
    except OSError:
        return error("E702", "this link leads nowhere", place, "Remove it, or mend its target.")
    if target != inside and not target.startswith(inside.rstrip(os.sep) + os.sep):
        return error("E702", "this link leads out of the folder", place, "Copy the file here instead.")
    if Path(target).is_dir():
        return warning(
            "W706", "a link to a folder is not followed", place, "Its files are published from where they lie."
        )
    return None


def _label(label: str, name: str) -> str:
    return f"{label}/{name}" if name else label


def read_file(root: Path, entry: FileEntry, label: str) -> bytes:
    """Read a listed file whole.

    Raises SiteProblem where it cannot be read.
    """
    try:
        return (root / entry.name).read_bytes()
    except OSError as problem:
        place = Place(f"{label}/{entry.path}")
        raise SiteProblem(error("E701", f"this file cannot be read: {problem.strerror}", place)) from problem
