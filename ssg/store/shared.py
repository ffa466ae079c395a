"""The key and the list of shared addresses, in `.ssg/share/`. With the key, anybody can make addresses.

So a file that another user owns, or that others may read or write, is refused, and never mended: its writer knows it.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from ssg.store.open import open_regular, write_fresh
from ssg.store.private import NotPrivate, is_ours_alone

FOLDER: Final = "share"
_KEY, _LINKS, _ORIGIN = "key", "links.json", "origin"
KEY_BYTES: Final = 32
_MOST: Final = 1 << 20


class Link(msgspec.Struct, frozen=True):
    """An address that was given away: `article` is the path below `content/` (empty: the whole site), times in seconds.

    `id` is in the address and in the list.
    """

    id: str
    article: str
    made: int
    expires: int


class Links(msgspec.Struct, frozen=True):
    """All addresses that are neither revoked nor long over."""

    links: tuple[Link, ...] = ()


_DECODER: Final = msgspec.json.Decoder(Links)


class Shares:
    """The files of one site. Every method raises OSError; NotPrivate for a file that is not ours alone."""

    def __init__(self, state: Path) -> None:
        """Keep them below the site's `.ssg/`."""
        self._folder = state / FOLDER

    def key(self) -> bytes:
        """Return the key, made on first use."""
        with suppress(FileNotFoundError):
            return self._key()
        self._write(_KEY, secrets.token_bytes(KEY_BYTES), new=True)
        return self._key()

    def links(self) -> tuple[Link, ...]:
        """Return all links; none if the list is missing. A damaged list has none: its addresses open nothing."""
        try:
            return _DECODER.decode(self._read(_LINKS)).links
        except (FileNotFoundError, msgspec.DecodeError):
            return ()

    def change(self, change: Callable[[tuple[Link, ...]], tuple[Link, ...]]) -> None:
        """Replace the list."""
        self._write(_LINKS, msgspec.json.encode(Links(change(self.links()))))

    def revoke_all(self) -> None:
        """Replace the key, so that no address that was ever made opens anything, and empty the list."""
        self.key()  # a refused one stays as it is, to be looked at
        self._write(_KEY, secrets.token_bytes(KEY_BYTES))
        self.change(lambda _: ())

    def origin(self) -> str:
        """Return where `ssg serve --share` was last reached; empty if it never ran."""
        try:
            return self._read(_ORIGIN).decode("utf-8", "replace").strip()
        except FileNotFoundError:
            return ""

    def reached_at(self, origin: str) -> None:
        """Take note of where it is reached."""
        self._write(_ORIGIN, origin.encode())

    def _key(self) -> bytes:
        found = self._read(_KEY)
        if len(found) != KEY_BYTES:
            raise NotPrivate(0, "it is not a key of ssg", str(self._folder / _KEY))
        return found

    def _read(self, name: str) -> bytes:
        file = self._folder / name
        if hasattr(os, "geteuid"):
            info = self._folder.lstat()
            if not stat.S_ISDIR(info.st_mode) or not is_ours_alone(info):
                raise NotPrivate(0, "others can read or write it", str(self._folder))
        with os.fdopen(open_regular(file, follow=False), "rb") as opened:
            if hasattr(os, "geteuid") and not is_ours_alone(os.fstat(opened.fileno())):
                raise NotPrivate(0, "others can read or write it", str(file))
            return opened.read(_MOST)

    def _write(self, name: str, data: bytes, *, new: bool = False) -> None:
        """Write a file whole; `new`: unless another process has just written it."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = self._folder / f"{name}.{secrets.token_hex(4)}.tmp"
        write_fresh(temporary, data, 0o600)
        try:
            if new:
                with suppress(FileExistsError):
                    os.link(temporary, self._folder / name)
                temporary.unlink()
            else:
                temporary.replace(self._folder / name)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
