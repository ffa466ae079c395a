"""JPEG: its published form. Segments are kept or removed whole; the pixel data is never changed.

Removed: EXIF except orientation and rights, XMP, IPTC, thumbnails, comments, maker notes, and everything after the end
of the picture, where phones put a second picture or a film (MPF, Motion Photo).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ssg.core.message import say
from ssg.draw.formats.model import AGAIN, CAMERA_DATA, MOST_PARTS, PROFILE, Published, Unreadable
from ssg.draw.formats.profile import usable
from ssg.draw.rights import EXIF, Noted, noted, write_exif, write_xmp

_XMP: Final = b"http://ns.adobe.com/xap/1.0/\0"
_ICC: Final = b"ICC_PROFILE\0"
_IPTC: Final = b"Photoshop 3.0\0"
# In the data of a scan a marker is what follows 0xFF, unless that is a stuffed zero, a restart marker, or filling.
_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_FILLED: Final = re.compile(rb"\xff+")
_ALONE: Final = (0x01, *range(0xD0, 0xD9))
_TABLES: Final = (0xC4, 0xCC, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF)
_SPACES: Final = {1: (b"GRAY",), 3: (b"RGB ", b"GRAY"), 4: (b"CMYK",)}
_KINDS: Final = {0xC3: "lossless", 0xC9: "arithmetic", 0xCA: "arithmetic", 0xCB: "lossless"}


class _Walked(NamedTuple):
    """The parts of a file in their order, a name for each that is looked at, and whether its end was seen."""

    parts: list[tuple[str, bytes]]
    frame: bytes
    sof: int
    scans: int


def published(data: bytes) -> Published:
    """Return the published form of a JPEG.

    Raises Unreadable.
    """
    walked = _walk(data)
    if len(walked.frame) < 6:
        raise Unreadable(say("JPEG without an image"))
    height, width = int.from_bytes(walked.frame[1:3], "big"), int.from_bytes(walked.frame[3:5], "big")
    channels = walked.frame[5]
    if walked.sof not in (0xC0, 0xC1, 0xC2) or walked.frame[0] != 8:
        what = _KINDS.get(walked.sof, "rare" if walked.frame[0] == 8 else f"{walked.frame[0]} bits")
        raise Unreadable(
            say("JPEG variant that browsers cannot show ({what})", what=what),
            say("save it as a baseline or progressive JPEG"),
        )
    exif, xmp, iptc, icc = (
        b"".join(part for name, part in walked.parts if name == wanted) for wanted in ("exif", "xmp", "iptc", "icc")
    )
    c2pa = b"".join(part for name, part in walked.parts if name == "c2pa")
    said = noted(exif[4 + len(EXIF) :], xmp[4 + len(_XMP) :], iptc[4 + len(_IPTC) :], c2pa)
    profile = _profile([part[4 + len(_ICC) :] for name, part in walked.parts if name == "icc"])
    bad = bool(icc) and not usable(profile, _SPACES.get(channels, ()))
    left_out = {"iptc", "c2pa", "else", *(() if said.exact else ("exif", "xmp")), *(("icc",) if bad else ())}
    kept = [part for name, part in walked.parts if name not in left_out]
    if not said.exact:
        at = 2 if walked.parts[1][0] == "jfif" else 1
        kept[at:at] = _segments(said)
    lost = [*([CAMERA_DATA] if said.damaged else []), *([PROFILE] if bad else [])]
    # A scan more than once over the same pixels is what a progressive JPEG consists of, 10 as a rule.
    return Published(
        b"".join(kept),
        "jpeg",
        width,
        height,
        said.orientation,
        said.rights,
        passes=max(1, walked.scans),
        lost=tuple(lost),
        # One of several scans, progressive or not, is whole in memory before its first line can be given.
        streamed=walked.sof != 0xC2 and walked.scans == 1,
        credentials=b"c2pa" in c2pa,
    )


def _segments(said: Noted) -> list[bytes]:
    blocks = ((EXIF, write_exif(said.orientation, said.rights)), (_XMP, write_xmp(said.rights)))
    return [
        b"\xff\xe1" + (2 + len(name) + len(block)).to_bytes(2, "big") + name + block for name, block in blocks if block
    ]


def _profile(pieces: list[bytes]) -> bytes:
    """Put a profile together that stands in several segments, each with its number and how many there are."""
    if [piece[:2] for piece in pieces] != [bytes((n, len(pieces))) for n in range(1, min(len(pieces), 255) + 1)]:
        return b""
    return b"".join(piece[2:] for piece in pieces)


def _walk(data: bytes) -> _Walked:
    """Split a JPEG into its parts.

    Raises Unreadable if it has more parts than any picture needs.
    """
    parts: list[tuple[str, bytes]] = [("start", data[:2])]
    seen: set[str] = set()
    frame, sof, scans, at = b"", 0, 0, 2
    while at < len(data):
        if len(parts) > MOST_PARTS:
            raise Unreadable(say("it has more than {most_parts} segments", most_parts=MOST_PARTS), AGAIN)
        start = data.find(b"\xff", at)
        if start < 0:
            break
        at = start
        at = _FILLED.match(data, at).end() - 1  # type: ignore[union-attr] # one byte at least
        marker = data[at + 1] if at + 1 < len(data) else 0xD9
        if marker == 0xD9:
            parts.append(("end", data[at : at + 2]))
            break
        if marker in _ALONE or not marker:
            at += 2
            continue
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at : at + 2 + size]
        at += 2 + max(2, size)
        if marker == 0xDA:
            scans += 1
            following = _end_of_scan(data, at)
            parts.append(("scan", segment + data[at:following]))
            at = following
        elif 0xC0 <= marker <= 0xCF and marker not in _TABLES:
            frame, sof = frame or segment[4:], sof or marker
            parts.append(("frame", segment))
        elif marker in _TABLES:
            parts.append(("table", segment))
        else:
            name = _name(marker, segment)
            # Only the first of each counts, as browsers have it; profile and credentials stand in as many as they need.
            parts.append(("else" if name in seen else name, _plain(name, segment)))
            seen |= {name} - {"icc", "c2pa", "else"}
    return _Walked(parts, frame, sof, scans)


def _end_of_scan(data: bytes, at: int) -> int:
    """Find the next marker that is none of the scan's own."""
    found = _MARKER.search(data, at)
    return found.start() if found else len(data)


def _name(marker: int, segment: bytes) -> str:
    """Return the name of an application segment."""
    if marker == 0xE1:
        return "exif" if segment.startswith(EXIF, 4) else "xmp" if segment.startswith(_XMP, 4) else "else"
    if marker == 0xEB:
        return "c2pa" if segment.startswith(b"JP", 4) else "else"
    if marker == 0xED:
        return "iptc" if segment.startswith(_IPTC, 4) else "else"
    if marker == 0xE2:
        return "icc" if segment.startswith(_ICC, 4) else "else"
    if marker == 0xE0:
        return "jfif" if segment.startswith(b"JFIF\0", 4) and len(segment) >= 18 else "else"
    return "adobe" if marker == 0xEE and segment.startswith(b"Adobe", 4) else "else"


def _plain(name: str, segment: bytes) -> bytes:
    """Return a segment without the thumbnail that JFIF allows in it."""
    if name == "jfif" and len(segment) > 18:
        return segment[:2] + b"\0\x10" + segment[4:16] + b"\0\0"
    return segment
