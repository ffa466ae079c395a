"""The user's own cache of compiled templates, and of checked themes. Never in a site: its contents run as code.

A file is read only if this user owns it, nobody else may write it, and the same is true of every folder above it (or
root owns that). Without such a folder, nothing is stored, and each build compiles the templates (about 0.2 s).
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from ssg.core.digest import digest_bytes
from ssg.store.open import open_regular, real, write_fresh

_NAME: Final = "toasoan"
_FOLDER: Final = "templates"
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
# Bounds: the default theme has 60 templates, 0.5 MB compiled.
_MOST_FILES: Final = 2_000
_MOST_BYTES: Final = 64_000_000
_LARGEST: Final = 4_000_000
_DIGEST: Final = len(digest_bytes(b""))


class Templates:
    """Reads and stores compiled templates. Never raises: an unusable cache is ignored."""

    def __init__(self, site: Path, salt: str, folder: Path | None = None) -> None:
        """Use the user's cache folder, unless it is inside `site`; `salt` names what else compiled code depends on."""
        self._salt = salt
        self._site = site
        self._folder = folder
        self._looked = False
        self._swept = False

    def recall(self, key: str) -> bytes | None:
        """Return a compiled template, if there is one that nobody else can have written."""
        folder = self._usable(make=False)
        if folder is None:
            return None
        try:
            with os.fdopen(open_regular(self._file(folder, key), follow=False), "rb") as opened:
                info = os.fstat(opened.fileno())
                if info.st_uid != os.geteuid() or info.st_mode & _OTHERS_WRITE or info.st_size > _LARGEST:
                    return None
                data = opened.read(_LARGEST)
        except OSError:
            return None
        # Bytes that a disk error has changed may crash Python when they are unmarshalled.
        digest, code = data[:_DIGEST], data[_DIGEST:]
        return code if digest_bytes(code).encode() == digest else None

    def note(self, key: str, data: bytes) -> None:
        """Store a compiled template."""
        folder = self._usable(make=True)
        if folder is None or len(data) + _DIGEST > _LARGEST:
            return
        file = self._file(folder, key)
        temporary = file.with_name(f"{file.name}.{os.getpid()}.tmp")
        try:
            if not self._swept:
                self._swept = True
                _sweep(folder)
            write_fresh(temporary, digest_bytes(data).encode() + data, 0o600)
            temporary.replace(file)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _file(self, folder: Path, key: str) -> Path:
        return folder / digest_bytes(f"{self._salt} {key}".encode())

    def _usable(self, *, make: bool) -> Path | None:
        """Return the folder if only this user has access. It is checked once."""
        if self._looked:
            return self._folder
        folder = self._folder or cache_folder()
        try:
            if folder is None or real(self._site) in real(folder).parents:
                self._looked, self._folder = True, None
            elif _is_private(folder, make=make):
                self._looked, self._folder = True, folder
            elif folder.exists() or make:
                self._looked, self._folder = True, None
            else:
                return None  # missing: it is created when something is stored
        except (OSError, ValueError):
            self._looked, self._folder = True, None
        return self._folder


def cache_folder() -> Path | None:
    """Return the folder for compiled templates: in $XDG_CACHE_HOME, else in the default one below the home folder.

    None without a home folder, and on Windows, where we cannot check who may write to a folder.
    """
    if not hasattr(os, "geteuid"):
        return None
    named = os.environ.get("XDG_CACHE_HOME", "")
    if named.startswith("/"):  # the XDG specification says that relative paths must be ignored
        return Path(named) / _NAME / _FOLDER
    try:
        home = Path.home()
    except RuntimeError:  # HOME is not set, and the user has no entry in /etc/passwd
        return None
    if not home.is_absolute():
        return None
    caches = home / "Library" / "Caches" if sys.platform == "darwin" else home / ".cache"
    return caches / _NAME / _FOLDER


def _is_private(folder: Path, *, make: bool) -> bool:
    """Return whether only this user has access to a folder; with `make`, create what is missing, with mode 0700.

    Raises OSError.
    """
    ours = folder.parent, folder
    if make:
        folder.parent.parent.mkdir(parents=True, exist_ok=True)
        for path in ours:
            with suppress(FileExistsError):
                path.mkdir(mode=0o700)
    for path in ours:
        info = path.lstat() if path.exists() or path.is_symlink() else None
        if info is None or not stat.S_ISDIR(info.st_mode):
            return False
        if info.st_uid != os.geteuid() or stat.S_IMODE(info.st_mode) & 0o077:
            return False
    return all(_is_safe(above) for above in real(folder.parent).parents)


def _is_safe(folder: Path) -> bool:
    """Return whether only this user and root can replace a folder inside this one."""
    info = folder.stat()
    others = info.st_mode & _OTHERS_WRITE and not info.st_mode & stat.S_ISVTX
    return info.st_uid in (0, os.geteuid()) and not others


def _sweep(folder: Path) -> None:
    """If the cache is too large, keep the newest files, up to half of the limits.

    Raises OSError.
    """
    with os.scandir(folder) as entries:
        found = [(entry.stat(follow_symlinks=False), entry.path) for entry in entries]
    if len(found) <= _MOST_FILES and sum(info.st_size for info, _ in found) <= _MOST_BYTES:
        return
    size = 0
    for number, (info, path) in enumerate(sorted(found, key=lambda one: -one[0].st_mtime_ns)):
        size += info.st_size
        if number >= _MOST_FILES // 2 or size > _MOST_BYTES // 2:
            Path(path).unlink(missing_ok=True)
