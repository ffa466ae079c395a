"""Writes a hand-made front page: whole or not at all, and only over the file that the editor has seen."""

from __future__ import annotations

import os
from pathlib import Path

from ssg.core.digest import digest_bytes
from ssg.store.files import write_in_folder
from ssg.store.open import read_regular

_MOST = 1_000_000  # bytes


class Changed(Exception):
    """Raised where the file is another than the one that was to be replaced."""


def text_seen(root: Path, file: str, seen: str) -> str:
    """Return the text of a file of the site that has the digest `seen` (none: there is no such file).

    Raises Changed; OSError or UnicodeDecodeError where it cannot be read.
    """
    try:
        data = read_regular(_inside(root, file), root, most=_MOST)
    except FileNotFoundError:
        data = None
    if (digest_bytes(data) if data is not None else "") != seen:
        raise Changed
    return (data or b"").decode("utf-8-sig")


def replace_seen(root: Path, file: str, text: str, seen: str) -> str:
    """Replace the text of a file that has the digest `seen`. Returns the new digest; raises as `text_seen`."""
    text_seen(root, file, seen)
    data = text.encode()
    write_in_folder(_inside(root, file), data)
    return digest_bytes(data)


def _inside(root: Path, file: str) -> Path:
    """Return the file; it never lies outside of the site, whatever links there are."""
    path = root / file
    inside, folder = os.path.realpath(root), os.path.realpath(path.parent)
    if not folder.startswith(inside + os.sep) or path.is_symlink():
        raise PermissionError(0, "it is a link", str(path))
    return path
