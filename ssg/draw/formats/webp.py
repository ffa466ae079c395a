"""WebP: its published form. RIFF chunks are kept or removed whole; the pixel data is never changed."""

from __future__ import annotations

from typing import Final

from ssg.core.message import say
from ssg.draw.formats.model import AGAIN, CAMERA_DATA, MOST_PARTS, PROFILE, Published, Unreadable
from ssg.draw.formats.profile import usable
from ssg.draw.rights import EXIF, noted, write_exif, write_xmp

_LOOKS: Final = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF")
_HAS_ICC, _HAS_EXIF, _HAS_XMP = 0x20, 0x08, 0x04


def published(data: bytes) -> Published:
    """Return the published form of a WebP.

    Raises Unreadable.
    """
    chunks = _chunks(data)
    found = dict(reversed(chunks))  # the first of each counts
    size = _size(found)
    if size is None:
        raise Unreadable(say("WebP without an image"))
    exif, xmp, icc = found.get(b"EXIF", b""), found.get(b"XMP ", b""), found.get(b"ICCP", b"")
    said = noted(exif.removeprefix(EXIF), xmp, c2pa=found.get(b"C2PA", b""))
    good = usable(icc, (b"RGB ", b"GRAY"))
    lost = [*([CAMERA_DATA] if said.damaged else []), *([PROFILE] if icc and not good else [])]
    kept = [(name, content) for name, content in chunks if name in _LOOKS or (name == b"ICCP" and good)]
    exif, xmp = write_exif(said.orientation, said.rights), write_xmp(said.rights)
    if kept[0][0] == b"VP8X" and kept[0][1]:
        flags = kept[0][1][0] & ~(_HAS_ICC | _HAS_EXIF | _HAS_XMP)
        flags |= (_HAS_ICC if good else 0) | (_HAS_EXIF if exif else 0) | (_HAS_XMP if xmp else 0)
        kept[0] = b"VP8X", bytes((flags,)) + kept[0][1][1:]
        kept += [(b"EXIF", exif)] if exif else []
        kept += [(b"XMP ", xmp)] if xmp else []
    body = b"WEBP" + b"".join(
        name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2) for name, content in kept
    )
    whole = int.from_bytes(data[4:8], "little") <= len(data) - 8
    clean = b"RIFF" + len(body).to_bytes(4, "little") + body
    frames = sum(name == b"ANMF" for name, _ in kept)
    # A truncated file stays unchanged: decoders recognise it by the length in its header.
    out = clean if whole else clean[:4] + data[4:8] + clean[8:]
    credentials = b"C2PA" in found
    done = Published(out, "webp", *size, said.orientation, said.rights, max(1, frames), 1, tuple(lost))
    return done._replace(credentials=credentials)


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    chunks: list[tuple[bytes, bytes]] = []
    at, end = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= end:
        if len(chunks) >= MOST_PARTS:
            raise Unreadable(say("it has more than {most_parts} chunks", most_parts=MOST_PARTS), AGAIN)
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        chunks.append((data[at : at + 4], data[at + 8 : min(at + 8 + size, end)]))
        at += 8 + size + size % 2
    return chunks


def _size(found: dict[bytes, bytes]) -> tuple[int, int] | None:
    """Return width and height from the first chunk that has them."""
    canvas, lossy, lossless = found.get(b"VP8X", b""), found.get(b"VP8 ", b""), found.get(b"VP8L", b"")
    if len(canvas) >= 10:
        return int.from_bytes(canvas[4:7], "little") + 1, int.from_bytes(canvas[7:10], "little") + 1
    if lossy[3:6] == b"\x9d\x01\x2a" and len(lossy) >= 10:
        return int.from_bytes(lossy[6:8], "little") & 0x3FFF, int.from_bytes(lossy[8:10], "little") & 0x3FFF
    if lossless[:1] == b"\x2f" and len(lossless) >= 5:
        bits = int.from_bytes(lossless[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None
