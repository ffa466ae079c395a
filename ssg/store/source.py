"""Reads the site's folders: which files there are, and their bytes. Never writes, never follows a link out of them.

A file is known by its path relative to the folder, posix and NFC; macOS and some input methods write NFD names.
"""

from __future__ import annotations

import itertools
import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple, overload

import msgspec

from ssg.core.errors import Diagnostic, Place, Severity, SiteProblem, error, warning
from ssg.core.message import say
from ssg.core.system import reason_of
from ssg.core.text.paths import SECTION_FILE, is_markdown, unprintable
from ssg.store.obstacles import need_folder
from ssg.store.open import read_regular

# Temporary files of editors (vim, Emacs, LibreOffice, macOS), never content.
_LEFT_BY_EDITORS = ("~", ".swp", ".swx", ".tmp", ".bak", ".part", ".crdownload")
# `Icon` with a carriage return is the icon of a folder on macOS.
_OF_SYSTEMS: Final = (".git", ".DS_Store", "Icon\r")
# Names that no folder has. Docker makes an empty one where a file that it is to mount does not exist.
_FILES: Final = tuple(
    ".md .markdown .html .xml .toml .yaml .yml .json .csv .txt .css .js .svg .png .jpg .jpeg .webp .ico".split()
)


RACY_NS: Final = 2_000_000_000
"""A younger file may be changed again without a change of its time: its time proves nothing later."""


class FileEntry(msgspec.Struct, frozen=True, gc=False):
    """A file in the listing of a folder. `name` is the path as the disk spells it, `path` the same in NFC.

    `mtime_ns` is the later of the times of its content and of its inode: an edit whose time is set back is an edit.
    """

    path: str
    name: str
    size: int
    mtime_ns: int
    inode: int


class FilesByPath(Sequence[FileEntry]):
    """Files sorted by path, which are sorted only when somebody goes through them."""

    def __init__(self, by_path: Mapping[str, FileEntry]) -> None:
        """Take the files, by path in any order."""
        self.by_path = by_path

    @cached_property
    def _order(self) -> list[str]:
        return sorted(self.by_path)

    @overload
    def __getitem__(self, at: int) -> FileEntry: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[FileEntry, ...]: ...

    def __getitem__(self, at: int | slice) -> FileEntry | tuple[FileEntry, ...]:
        """Return one file, or a tuple of some."""
        if isinstance(at, slice):
            return tuple([self.by_path[path] for path in self._order[at]])
        return self.by_path[self._order[at]]

    def __iter__(self) -> Iterator[FileEntry]:
        """Yield the files."""
        return map(self.by_path.__getitem__, self._order)

    def __len__(self) -> int:
        """Count the files."""
        return len(self.by_path)


class Split(NamedTuple):
    """The files of a folder, articles and others, and which of them may differ from those of the last build."""

    articles: FilesByPath
    files: dict[str, FileEntry]
    changed: frozenset[str]


class Listing(msgspec.Struct, frozen=True):
    """All regular files below a folder, sorted by path, and diagnostics of the others.

    `hidden` are the names (as the disk spells them) of files and folders that are ignored because of their names. With
    `split` from a process that stays, `files` are not given.
    """

    files: tuple[FileEntry, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    hidden: tuple[str, ...] = ()
    split: Split | None = None


def hidden(name: str) -> bool:
    """Return whether a file or folder is not for publication: a leading `_` or `.`, or an editor's leftover.

    The text of a section (`_index.md`) is.
    """
    if name == SECTION_FILE:
        return False
    return (
        name.startswith(("_", ".")) or name.endswith(_LEFT_BY_EDITORS) or (name.startswith("#") and name.endswith("#"))
    )


def hidden_on_purpose(name: str) -> bool:
    """Return whether a hidden name may be the choice of an editor, rather than the leftover of a program."""
    return name.startswith(("_", ".")) and not (
        name.startswith(("._", ".#", ".git", ".DS_Store", ".svn", ".hg")) or name.endswith(_LEFT_BY_EDITORS)
    )


def list_folder(root: Path, label: str, *, all_names: bool = False) -> Listing:
    """List the regular files below `root`; `label` is what diagnostics call it (`content`).

    A missing folder is empty, unless it is a dangling link. Pipes, sockets and devices are never opened. With
    `all_names`, names that begin with `_` are listed as well (`static/_headers`), and those that begin with `.`, except
    `.git`.
    """
    files: list[FileEntry] = []
    said: list[Diagnostic] = []
    hiding: list[str] = []
    inside = os.path.realpath(root)
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(f"{root}/{folder}" if folder else root) as entries:
                entry: os.DirEntry[str] | None = None
                for entry in entries:
                    _take(entry, folder, label, inside, all_names, files, folders, said, hiding)
            if entry is None and (folder or label).lower().endswith(_FILES):
                what = say("empty folder with the name of a file; ignored")
                hint = say("put the file in its place; Docker makes such a folder if a file to mount is missing")
                said.append(warning("W705", what, Place(_label(label, folder)), hint))
        except FileNotFoundError:
            if not folder and os.path.islink(root):  # noqa: PTH114 - a Path is dear, and this is asked of each folder
                said.append(_leads_nowhere(Place(label)))
            continue
        except NotADirectoryError:
            said.append(error("E701", say("this is a file, not a folder"), Place(_label(label, folder)), need_folder()))
        except OSError as problem:
            place = Place(_label(label, folder))
            said.append(error("E701", say("cannot read folder: {strerror}", strerror=reason_of(problem)), place))
    files.sort(key=lambda f: f.path)
    twins = [pair for pair in itertools.pairwise(files) if pair[0].path == pair[1].path]
    for first, second in (sorted(pair, key=lambda f: f.name) for pair in twins):
        found = _twins(root, first, second, label)
        if found.severity is not Severity.ERROR:
            files.remove(second)
        said.append(found)
    return Listing(tuple(files), tuple(said), tuple(sorted(hiding)))


def is_there(root: Path) -> bool:
    """Return whether a folder's path exists, readable or not. A dangling link does not."""
    try:
        root.stat()
    except FileNotFoundError:
        return False
    except OSError:
        return True  # listing it reports the error
    return True


def _take(
    entry: os.DirEntry[str],
    folder: str,
    label: str,
    inside: str,
    all_names: bool,
    files: list[FileEntry],
    folders: list[str],
    said: list[Diagnostic],
    hiding: list[str],
) -> None:
    """Add one entry of a folder. Called 100,000 times a build, so the common cases come first."""
    bare = entry.name
    if (not all_names and hidden(bare)) or bare in _OF_SYSTEMS:
        if hidden_on_purpose(bare):
            hiding.append(f"{folder}/{bare}" if folder else bare)
        return
    name = f"{folder}/{bare}" if folder else bare
    path = name
    if not bare.isprintable() and (why := unprintable(name)):
        said.append(error("E704", why, Place(_label(label, folder)), say("rename the file")))
        return
    if not name.isascii():
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
        said.append(error("E701", say("cannot read file: {strerror}", strerror=reason_of(problem)), place))
        return
    if stat.S_ISREG(info.st_mode):
        time = max(info.st_mtime_ns, info.st_ctime_ns)
        files.append(FileEntry(path, name, info.st_size, time, info.st_ino))
    else:
        what = say("not a regular file (a pipe, socket or device); ignored")
        said.append(warning("W705", what, Place(_label(label, name))))


def _twins(root: Path, first: FileEntry, second: FileEntry, label: str) -> Diagnostic:
    """Return a diagnostic of two names that differ only in Unicode form: they are one file on macOS."""
    place = Place(f"{label}/{first.path}")
    hint = say("keep one; on macOS they would be the same file")
    try:
        same = first.size == second.size and read_file(root, first, label) == read_file(root, second, label)
    except SiteProblem:
        same = False
    if same:
        return warning(
            "W724",
            say("duplicate file, with its name in another Unicode form; ignored: {path}", path=first.path),
            place,
            hint,
        )
    return error(
        "E703",
        say("two files have the same name in different Unicode forms; the other is {path}", path=first.path),
        place,
        hint,
    )


def _refuse_link(path: Path, inside: str, place: Place) -> Diagnostic | None:
    """Accept a link to a file of the same folder; refuse one that loops, dangles, leads out, or names a folder."""
    try:
        target = os.path.realpath(path, strict=True)
    except OSError:
        return _leads_nowhere(place)
    if target != inside and not target.startswith(inside.rstrip(os.sep) + os.sep):
        return error("E702", say("symbolic link points outside the folder"), place, say("copy the file here instead"))
    if Path(target).is_dir():
        return warning(
            "W706",
            say("symbolic link to a folder; ignored"),
            place,
            say("files in the folder itself are published if it is inside the site"),
        )
    return None


def _leads_nowhere(place: Place) -> Diagnostic:
    return error("E702", say("broken symbolic link"), place, say("remove it, or correct its target"))


def _label(label: str, name: str) -> str:
    return f"{label}/{name}" if name else label


def read_file(root: Path, entry: FileEntry, label: str) -> bytes:
    """Read a listed file whole.

    Raises SiteProblem where it cannot be read.
    """
    try:
        return read_regular(f"{root}/{entry.name}", root)
    except OSError as problem:
        place = Place(f"{label}/{entry.path}")
        raise SiteProblem(
            error("E701", say("cannot read file: {strerror}", strerror=reason_of(problem)), place)
        ) from problem


def split(listed: tuple[FileEntry, ...]) -> tuple[tuple[FileEntry, ...], dict[str, FileEntry]]:
    """Return articles and other files."""
    articles: list[FileEntry] = []
    files: dict[str, FileEntry] = {}
    for file in listed:
        if is_markdown(file.path):
            articles.append(file)
        else:
            files[file.path] = file
    return tuple(articles), files
