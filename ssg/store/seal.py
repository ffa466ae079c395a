"""A checksum before each value that is remembered: SQLite does not notice a flipped bit in a value; this does."""

from __future__ import annotations

import sqlite3
import zlib

MemoryDamaged = sqlite3.DatabaseError


class Damaged(MemoryDamaged):
    """Raised where a value is not what was stored."""


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
