"""PNG: its published form. Chunks are kept or removed whole; the pixel data is never changed.

Kept are the chunks that decide how a picture looks. Removed: texts, times, EXIF except orientation and rights, chunks
that no browser uses, optional ones with a wrong checksum (browsers ignore them as well), and everything after the end.
"""

from __future__ import annotations

import struct
import zlib
from typing import Final, NamedTuple

from ssg.core.message import Message, say
from ssg.core.picture_rights import Rights
from ssg.draw.formats.model import AGAIN, CAMERA_DATA, MOST_PARTS, PROFILE, Published, Unreadable
from ssg.draw.formats.profile import LARGEST, usable
from ssg.draw.rights import EXIF, Noted, either, noted, write_exif, write_xmp

_START: Final = b"\x89PNG\r\n\x1a\n"
_LOOKS: Final = frozenset(b"tRNS gAMA cHRM sRGB sBIT bKGD pHYs acTL fcTL fdAT cICP mDCV cLLI mDCv cLLi".split())
_XMP: Final = b"XML:com.adobe.xmp\0"
_TEXTS: Final = {b"Author": "artist", b"Copyright": "copyright"}
_MOST_TEXT: Final = 1_000_000


class _Walked(NamedTuple):
    kept: list[bytes]
    pixels_at: int
    exif: bytes
    xmp: bytes
    rights: Rights
    frames: int
    lost: list[Message]
    c2pa: bytes


def published(data: bytes) -> Published:
    """Return the published form of a PNG.

    Raises Unreadable.
    """
    if data[12:16] != b"IHDR" or data[8:12] != b"\0\0\0\x0d" or len(data) < 33:
        apple = data[12:16] == b"CgBI"
        raise Unreadable(say("PNG variant that only iPhones can show") if apple else say("incomplete PNG"))
    width, height = struct.unpack_from(">II", data, 16)
    walked = _walk(data)
    said = noted(walked.exif, walked.xmp, c2pa=walked.c2pa)
    rights = either(said.rights, walked.rights)
    lost = [*([CAMERA_DATA] if said.damaged else []), *walked.lost]
    kept = walked.kept
    kept[walked.pixels_at : walked.pixels_at] = _chunks(said._replace(rights=rights))
    return Published(
        b"".join(kept), "png", width, height, said.orientation, rights, max(1, walked.frames), 1, tuple(lost)
    )._replace(credentials=bool(walked.c2pa))


def _walk(data: bytes) -> _Walked:  # noqa: PLR0912 - one branch for each kind of chunk, told apart in one place
    kept, exif, xmp, frames, lost, pixels_at = [_START], b"", b"", 0, [], 0
    rights: dict[str, str] = {}
    at, seen, c2pa = 8, 0, b""
    colours = data[25] if len(data) > 25 else 0
    while at + 8 <= len(data):
        seen += 1
        if seen > MOST_PARTS:
            raise Unreadable(say("it has more than {most_parts} chunks", most_parts=MOST_PARTS), AGAIN)
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        chunk = data[at : at + 12 + size]
        at += 12 + size
        if name == b"IDAT" and not pixels_at:
            pixels_at = len(kept)
        if not name[0] & 0x20:  # a chunk that the picture needs
            kept.append(chunk)
            if name == b"IEND":
                break
        elif not _whole(chunk):
            lost += [PROFILE] if name == b"iCCP" else [CAMERA_DATA] if name == b"eXIf" else []
        elif name in _LOOKS:
            kept.append(chunk)
            frames += name == b"fcTL"
        elif name == b"iCCP":
            if usable(_profile(chunk[8:-4]), (b"GRAY",) if colours in (0, 4) else (b"RGB ",)):
                kept.append(chunk)
            else:
                lost.append(PROFILE)
        elif name == b"eXIf":
            exif = exif or chunk[8:-4].removeprefix(EXIF)
        elif name == b"caBX":
            c2pa = chunk
        elif name == b"iTXt" and chunk.startswith(_XMP, 8):
            xmp = xmp or _text(chunk[8 + len(_XMP) : -4])
        elif name == b"tEXt" and (field := _TEXTS.get(chunk[8:-4].partition(b"\0")[0])):
            rights[field] = " ".join(chunk[8:-4].partition(b"\0")[2].decode("latin-1").split())[:1000]
    return _Walked(kept, pixels_at or len(kept), exif, xmp, Rights(**rights), frames, lost, c2pa)


def _whole(chunk: bytes) -> bool:
    return len(chunk) >= 12 and zlib.crc32(chunk[4:-4]) == int.from_bytes(chunk[-4:], "big")


def _profile(content: bytes) -> bytes:
    """Unpack a profile; return "" if it is damaged or grows too large."""
    return _unpacked(content.partition(b"\0")[2][1:], LARGEST)


def _text(content: bytes) -> bytes:
    """Return an international text: after a flag and a method come a language, a translated keyword, and the text."""
    packed = content[:1] == b"\1"
    text = content[2:].partition(b"\0")[2].partition(b"\0")[2]
    return _unpacked(text, _MOST_TEXT) if packed else text


def _unpacked(packed: bytes, most: int) -> bytes:
    worker = zlib.decompressobj()
    try:
        found = worker.decompress(packed, most)
    except zlib.error:
        return b""
    return found if worker.eof else b""


def _chunks(said: Noted) -> list[bytes]:
    exif, xmp = write_exif(said.orientation, said.rights), write_xmp(said.rights)
    parts = [(b"eXIf", exif)] if exif else []
    parts += [(b"iTXt", _XMP + b"\0\0\0\0" + xmp)] if xmp else []
    return [
        len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")
        for name, content in parts
    ]
