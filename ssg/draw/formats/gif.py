"""GIF: its published form, without comments, XMP, other application blocks, and what follows the end."""

from __future__ import annotations

from typing import Final

from ssg.core.message import say
from ssg.draw.formats.model import AGAIN, Published, Unreadable

_MOST_BLOCKS: Final = 2_000_000  # of at most 255 bytes; each costs a step of Python, all of them half a second
# What tells browsers how often an animation is repeated; nothing else of programs changes how a picture looks.
_LOOKS: Final = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def published(data: bytes) -> Published:
    """Return the published form of a GIF.

    Raises Unreadable.
    """
    if len(data) < 14:
        raise Unreadable(say("incomplete GIF"))
    width, height = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    at = 13 + _table(data[10])
    kept, frames, left = [data[:at]], 0, _MOST_BLOCKS
    while at < len(data):
        start = at
        if data[at] == 0x2C:
            if at + 10 > len(data):
                break
            frames += 1
            at += 11 + _table(data[at + 9])
        elif data[at] == 0x21:
            at += 2
        else:  # the end, or what no decoder would read beyond
            kept.append(b"\x3b")
            break
        first = at
        at, left = _end(data, at, left)
        label, program = data[start + 1 : start + 2], data[first + 1 : first + 12]
        if data[start] == 0x2C or label in (b"\xf9", b"\x01") or (label == b"\xff" and program in _LOOKS):
            kept.append(data[start:at])
    if not frames:
        raise Unreadable(say("GIF without an image"))
    return Published(b"".join(kept), "gif", width, height, frames=frames)


def _table(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _end(data: bytes, at: int, left: int) -> tuple[int, int]:
    """Find where a row of blocks ends, each of which begins with its length."""
    while at < len(data) and data[at]:
        at += 1 + data[at]
        left -= 1
        if left < 0:
            raise Unreadable(say("it has more than {most_blocks} blocks", most_blocks=_MOST_BLOCKS), AGAIN)
    return min(at + 1, len(data)), left
