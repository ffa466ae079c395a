"""The result of parsing a file, and the records of the files of the last build, by month. Types only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

import msgspec

from ssg.core.model import Brief
from ssg.store.source import FileEntry

_ENCODER: Final = msgspec.msgpack.Encoder()

NEVER: Final = "-"
"""In place of a key: the file has errors, and has had them in every version."""


class ReadText(NamedTuple):
    """The result of parsing a file: article and body as JSON, brief and messages as msgpack; each may be empty.

    `key` is the digest of the file's path and bytes, and of the options. `vector` is for finding related articles.
    """

    path: str
    key: str
    article: bytes = b""
    body: bytes = b""
    brief: bytes = b""
    said: bytes = b""
    vector: bytes = b""


class Record(msgspec.Struct, frozen=True, array_like=True):
    """A file of the last build: its size, time and inode, the key of its result, and the brief of its article.

    `said` has the diagnostics of the file (as msgpack). `good` is empty unless the file has errors: then it is the key
    of its last result without errors, or `NEVER`.
    """

    path: str
    size: int
    mtime_ns: int
    inode: int
    key: str
    brief: Brief | None = None
    said: bytes = b""
    good: str = ""


class PackedBrief(msgspec.Struct, frozen=True, array_like=True):
    """A record of which the brief is decoded only if it is asked for."""

    path: str
    size: int
    mtime_ns: int
    inode: int
    key: str
    brief: msgspec.Raw


class MonthFiles(msgspec.Struct, frozen=True, array_like=True):
    """The files of a month: paths, and their sizes, times and inodes (`stamps_of`).

    `is_plain`: each of them is an article without diagnostics.
    """

    paths: tuple[str, ...]
    stamps: bytes
    is_plain: bool


def stamps_of(files: Iterable[Record | FileEntry]) -> bytes:
    """Return sizes, times and inodes of files, in their order."""
    return _ENCODER.encode([(file.size, file.mtime_ns, file.inode) for file in files])


RECORDS: Final = msgspec.msgpack.Decoder(list[Record])
BRIEFS: Final = msgspec.msgpack.Decoder(list[PackedBrief])
FILES: Final = msgspec.msgpack.Decoder(MonthFiles)
