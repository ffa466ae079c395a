"""Checks whether a colour profile is usable. Pure; it reads only the profile's table."""

from __future__ import annotations

import struct
from typing import Final

LARGEST: Final = 4_000_000  # bytes: the largest profiles of printing presses have 3 million
_MOST_TAGS: Final = 100


def usable(profile: bytes, spaces: tuple[bytes, ...]) -> bool:
    """Return whether a profile has the right signature, a table inside its bounds, and one of the colour `spaces`."""
    if not 132 <= len(profile) <= LARGEST or profile[36:40] != b"acsp" or profile[16:20] not in spaces:
        return False
    (size,) = struct.unpack_from(">I", profile, 0)
    (count,) = struct.unpack_from(">I", profile, 128)
    if not 132 <= size <= len(profile) or not 0 < count <= _MOST_TAGS or 132 + 12 * count > size:
        return False
    for at in range(132, 132 + 12 * count, 12):
        offset, length = struct.unpack_from(">II", profile, at + 4)
        if offset + length > size:
            return False
    return True
