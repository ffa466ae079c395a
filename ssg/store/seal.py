"""A checksum before each value that is remembered: SQLite does not notice a flipped bit in a value; this does."""

from __future__ import annotations

import sqlite3
import zlib

MemoryDamaged = sqlite3.DatabaseError


class Damaged(MemoryDamaged):
    """Raised where a value is not what was stored."""


# What SQLite says where the disk is full or fails at writing: making the memory anew would be of no use.
_REFUSED = frozenset(
    (
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_DIR_FSYNC,
        sqlite3.SQLITE_IOERR_TRUNCATE,
        sqlite3.SQLITE_IOERR_SHMOPEN,
        sqlite3.SQLITE_IOERR_SHMSIZE,
        sqlite3.SQLITE_IOERR_SHMMAP,
    )
)


def is_refusal(problem: MemoryDamaged) -> bool:
    """Say whether nothing is damaged: the disk refuses to hold what is to be remembered."""
    code = getattr(problem, "sqlite_errorcode", 0)
    return code in _REFUSED or code & 0xFF == sqlite3.SQLITE_FULL


def seal(data: bytes) -> bytes:
    """Put a checksum before a value."""
    return zlib.crc32(data).to_bytes(4, "big") + data


def unseal(data: bytes) -> bytes:
    """Take the checksum off.

    Raises Damaged where it is another one.
    """
    if not isinstance(data, bytes) or zlib.crc32(data[4:]).to_bytes(4, "big") != data[:4]:
        raise Damaged("a value is damaged")
    return data[4:]
