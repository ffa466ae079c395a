"""AVIF: its published form. Its boxes refer to file offsets, so private data is overwritten in place.

EXIF and XMP are in their own items, which `iinf` names and `iloc` locates. Their bytes are replaced by as many others:
the rights if they fit, then zeros or spaces. No box moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from ssg.core.message import say
from ssg.draw.formats.model import AGAIN, CAMERA_DATA, MOST_PARTS, Published, Unreadable
from ssg.draw.rights import EXIF, noted, write_exif, write_xmp

_XMP: Final = b"application/rdf+xml"
# Boxes that decide how a picture looks: at the top, and in those of an animation, which may have notes of their own.
_TOP: Final = frozenset(b"ftyp meta mdat moov moof sidx styp mfra".split())
_C2PA: Final = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_TRACKS: Final = (b"moov", b"trak")
_IN_TRACKS: Final = frozenset(b"mvhd trak mvex tkhd tref edts mdia".split())


class _Item(NamedTuple):
    """An item with camera data, and the byte ranges of it."""

    kind: str
    extents: tuple[tuple[int, int], ...]


def published(data: bytes) -> Published:
    """Return the published form of an AVIF. Its size is not read here (0).

    Raises Unreadable.
    """
    out = bytearray(data)
    exif = xmp = b""
    try:
        items = _items(data)
        for item in items:
            content = b"".join(data[start:end] for start, end in item.extents)
            if item.kind == "exif":
                exif = exif or content[4 + int.from_bytes(content[:4], "big") :]
            else:
                xmp = xmp or content
        said = noted(exif.removeprefix(EXIF), xmp.rstrip())
        for item in items:
            room = sum(end - start for start, end in item.extents)
            if item.kind == "exif":
                block = b"\0\0\0\0" + write_exif(1, said.rights)
                filled = block if len(block) <= room else b""
                filled = filled.ljust(room, b"\0")
            else:
                packet = write_xmp(said.rights)
                filled = (packet if len(packet) <= room else b"").ljust(room)
            for start, end in item.extents:
                out[start:end], filled = filled[: end - start], filled[end - start :]
    except IndexError:
        raise Unreadable(say("incomplete AVIF")) from None
    lost = (CAMERA_DATA,) if said.damaged else ()
    last = _blank(data, out, 0, len(data), _TOP)
    del out[last:]
    credentials = any(
        name == b"uuid" and data[start : start + 16] == _C2PA for name, start, _ in _boxes(data, 0, len(data))
    )
    return Published(bytes(out), "avif", 0, 0, 1, said.rights, lost=lost, credentials=credentials)


def _blank(data: bytes, out: bytearray, at: int, end: int, kept: frozenset[bytes]) -> int:
    """Overwrite the content of boxes that are not `kept` with zeros, and return where the last box ends."""
    last = at
    for name, start, stop in _boxes(data, at, end):
        last = stop
        if name in _TRACKS and name in kept:
            _blank(data, out, start, stop, _IN_TRACKS)
        elif name not in kept:
            out[start:stop] = bytes(stop - start)
    return last


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield the boxes of a byte range: name, and where the content of each begins and ends."""
    seen = 0
    while at + 8 <= end:
        seen += 1
        if seen > MOST_PARTS:
            raise Unreadable(say("it has more than {most_parts} boxes", most_parts=MOST_PARTS), AGAIN)
        size, name, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        elif not size:
            size = end - at
        if size < head:
            return
        yield name, min(at + head, end), min(at + size, end)
        at += size


def _items(data: bytes) -> list[_Item]:
    meta = next(((start + 4, end) for name, start, end in _boxes(data, 0, len(data)) if name == b"meta"), None)
    if meta is None:
        return []
    inside = {name: (start, end) for name, start, end in _boxes(data, *meta)}
    if b"iinf" not in inside or b"iloc" not in inside:
        return []
    kinds = dict(_kinds(data, *inside[b"iinf"]))
    within = inside.get(b"idat", (0, 0))[0]
    places = _places(data, *inside[b"iloc"], within)
    return [_Item(kinds[number], extents) for number, extents in places if number in kinds]


def _kinds(data: bytes, at: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the numbers of the items that hold EXIF or XMP."""
    at += 6 if not data[at] else 8
    for name, start, stop in _boxes(data, at, end):
        if name != b"infe" or data[start] < 2:
            continue
        wide = 2 if data[start] == 2 else 4
        number, kind = int.from_bytes(data[start + 4 : start + 4 + wide], "big"), start + 6 + wide
        if data[kind : kind + 4] == b"Exif":
            yield number, "exif"
        elif data[kind : kind + 4] == b"mime" and _XMP in data[kind + 4 : stop]:
            yield number, "xmp"


def _places(data: bytes, at: int, end: int, within: int) -> list[tuple[int, tuple[tuple[int, int], ...]]]:
    """Return the position of each item. The box states the width of the numbers."""
    version = data[at]
    offset_wide, length_wide = data[at + 4] >> 4, data[at + 4] & 15
    base_wide, index_wide = data[at + 5] >> 4, data[at + 5] & 15 if version else 0
    at += 6

    def number(wide: int) -> int:
        nonlocal at
        if at + wide > end:
            raise IndexError
        at += wide
        return int.from_bytes(data[at - wide : at], "big")

    found: list[tuple[int, tuple[tuple[int, int], ...]]] = []
    left = MOST_PARTS
    for _ in range(number(4 if version == 2 else 2)):
        item = number(4 if version == 2 else 2)
        method = number(2) & 15 if version else 0
        number(2)
        base = number(base_wide)
        extents: list[tuple[int, int]] = []
        count = number(2)
        left -= 1 + count
        if left < 0:
            raise Unreadable(say("it has more than {most_parts} items", most_parts=MOST_PARTS), AGAIN)
        for _ in range(count):
            number(index_wide)
            start = base + number(offset_wide) + (within if method == 1 else 0)
            stop = start + number(length_wide)
            if method > 1 or stop > len(data):
                raise IndexError
            extents.append((start, stop))
        found.append((item, tuple(extents)))
    return found
