"""Canonical digests: the names under which results are known. Equal plain data have equal digests, on any machine.

Never call this on what already has a digest (a file's bytes are named by theirs).
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import msgspec

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


def digest_bytes(data: bytes) -> str:
    """Name `data` by 128 bits of BLAKE2b, in hexadecimal: no two inputs of a newsroom will ever share it."""
    return blake2b(data, digest_size=16).hexdigest()


def digest_of(value: Any) -> str:  # noqa: ANN401 - any plain data
    """Name plain data (msgspec structs, dicts, lists, text, numbers, times) by the digest of its canonical form."""
    return digest_bytes(_ENCODER.encode(value))
