"""What a build left in the output folder: how many files, how large, which of them changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path


def files(folder: Path) -> Iterator[os.DirEntry[str]]:
    """All regular files below a folder, in no order; none if it is not there."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from files(Path(entry.path))
            elif entry.is_file(follow_symlinks=False):
                yield entry


def digests(folder: Path) -> Mapping[str, bytes]:
    """The digest of every file."""
    return {entry.path: blake2b(Path(entry.path).read_bytes(), digest_size=16).digest() for entry in files(folder)}


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> int:
    """How many files are new, gone or different."""
    return sum(before.get(path) != after.get(path) for path in before.keys() | after.keys())


def size(folder: Path) -> tuple[int, int]:
    """Number of files, and their bytes."""
    found = [entry.stat().st_size for entry in files(folder)]
    return len(found), sum(found)
