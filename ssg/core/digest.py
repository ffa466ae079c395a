"""Canonical digests: the names under which results are known. Equal plain data have equal digests, on any machine.

Never call this on what already has a digest (a file's bytes are named by theirs).
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import msgspec

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


def digest_bytes(data: bytes) -> str:
    """Return 128 bits of BLAKE2b of `data` in hexadecimal: collisions do not occur in practice."""
    return blake2b(data, digest_size=16).hexdigest()


def digest_of(value: Any) -> str:  # noqa: ANN401 - any plain data
    """Return the digest of the canonical form of plain data (msgspec structs, dicts, lists, text, numbers, times)."""
    return digest_bytes(_ENCODER.encode(value))


def in_name(digest: str) -> str:
    """Return eight characters of a digest for the name of a file, one of them a letter: eight figures look like a date.

    Servers go by that: a file named by a date (`ban-do.20261128.pdf`) is not kept for a year.
    """
    length = 8
    parts = (digest[at : at + length] for at in range(len(digest) - length + 1))
    return next((part for part in parts if not part.isdigit()), f"a{digest[1:length]}")
