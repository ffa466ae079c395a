"""The stored form of a page's parts: their names apart from their positions, so that pages share the former.

Pure.

`frame` lists the parts (one text for very many pages), `state` has `STATE` characters of the digest of each, `spots`
the position and length of each, in bytes.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Final

import msgspec

# Characters of a part's digest: 48 bits, at which collisions between texts of one part do not occur in practice.
STATE: Final = 12
_SPOTS = msgspec.msgpack.Decoder(list[int])
_FRAME = msgspec.json.Decoder(tuple[tuple[str, str, str], ...])


class Part(msgspec.Struct, frozen=True, array_like=True):
    """A part of a page that is put in after rendering: which block or asset, and what of it stands where (in bytes)."""

    kind: str
    name: str
    arguments: str
    digest: str
    start: int
    length: int


def packed(parts: tuple[Part, ...]) -> tuple[str, str, bytes]:
    """Return `frame`, `state` and `spots` of parts."""
    if not parts:
        return "", "", b""
    frame = msgspec.json.encode([(part.kind, part.name, part.arguments) for part in parts]).decode()
    spots = msgspec.msgpack.encode([number for part in parts for number in (part.start, part.length)])
    # One text in memory, and in messages from a worker, for all pages that have it.
    return sys.intern(frame), "".join([part.digest for part in parts]), spots


def unpacked(frame: str, state: str, spots: bytes) -> tuple[Part, ...]:
    """Return the packed parts."""
    at = _SPOTS.decode(spots) if frame else []
    return tuple(
        Part(*what, state[n * STATE : n * STATE + STATE], at[2 * n], at[2 * n + 1])
        for n, what in enumerate(frame_of(frame))
    )


@lru_cache(1024)
def frame_of(frame: str) -> tuple[tuple[str, str, str], ...]:
    """Yield kind, name and arguments of each part of a frame."""
    return _FRAME.decode(frame) if frame else ()
