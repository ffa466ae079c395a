"""Messages through a pipe: bytes of any length, one after the other. Never reads more than one message at a time."""

from __future__ import annotations

import os
import struct
from typing import Final

_LENGTH: Final = struct.Struct("<Q")
_MOST: Final = 1 << 20  # bytes per read


def send(pipe: int, message: bytes) -> None:
    """Write a message.

    Raises OSError (mostly BrokenPipeError) if nobody can read it.
    """
    rest = memoryview(_LENGTH.pack(len(message)) + message)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def receive(pipe: int) -> bytes | None:
    """Read a message; return None if the other end was closed, before it or within it."""
    head = _read(pipe, _LENGTH.size)
    return None if head is None else _read(pipe, _LENGTH.unpack(head)[0])


def _read(pipe: int, count: int) -> bytes | None:
    found = bytearray()
    while len(found) < count:
        part = os.read(pipe, min(count - len(found), _MOST))
        if not part:
            return None
        found += part
    return bytes(found)
