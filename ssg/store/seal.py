"""A checksum before each value of the state: SQLite does not notice a flipped bit in a value; this does."""

from __future__ import annotations

import sqlite3
import zlib

MemoryDamaged = sqlite3.DatabaseError


class Damaged(MemoryDamaged):
    """Raised where a value is not what was stored."""


# SQLite's messages for a full or failing disk: creating a new state would not help.
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

_OF_ANY_KIND = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_refusal(problem: MemoryDamaged) -> bool:
    """Return whether the state is not damaged, but the disk, or a program that has it open, refuses to write it."""
    code = getattr(problem, "sqlite_errorcode", 0)
    return code in _REFUSED or code & 0xFF in _OF_ANY_KIND


def seal(data: bytes) -> bytes:
    """Return a value with its checksum before it."""
    return zlib.crc32(data).to_bytes(4, "big") + data


def unseal(data: bytes) -> bytes:
    """Return a value without its checksum.

    Raises Damaged if the checksum is wrong.
    """
    if not isinstance(data, bytes) or zlib.crc32(data[4:]).to_bytes(4, "big") != data[:4]:
        raise Damaged("a value is damaged")
    return data[4:]
