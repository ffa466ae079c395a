"""Which pictures browsers show, and what ssg publishes of each: one module a format, all pure, none decodes pixels.

`published` is the entry point: from a file's bytes to the published bytes. The content of a file counts, never its
name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ssg.core.message import NOTHING, say
from ssg.draw.formats import avif, gif, heic, jpeg, png, webp
from ssg.draw.formats.model import Published, Unreadable

ENDINGS: Final = {"jpeg": ".jpg", "png": ".png", "gif": ".gif", "webp": ".webp", "avif": ".avif"}
"""The formats that are published, each with the ending of its name."""
_CLEAN: Final[dict[str, Callable[[bytes], Published]]] = {
    "jpeg": jpeg.published,
    "png": png.published,
    "gif": gif.published,
    "webp": webp.published,
    "avif": avif.published,
    "heic": heic.published,
}
# How other files begin that are found under names of pictures, by the names that editors know them by.
_OTHERS: Final = (
    (b"II*\0", say("a TIFF")),
    (b"MM\0*", say("a TIFF")),
    (b"II+\0", say("a TIFF")),
    (b"MM\0+", say("a TIFF")),
    (b"BM", say("a BMP")),
    (b"%!PS", say("PostScript (EPS)")),
    (b"\xc5\xd0\xd3\xc6", say("PostScript (EPS)")),
    (b"%PDF", say("a PDF")),
    (b"8BPS", say("a Photoshop file")),
    (b"/* XPM", say("an XPM")),
    (b"\0\0\x01\0", say("an icon (ICO)")),
    (b"\0\0\0\x0cjP  ", say("a JPEG 2000")),
    (b"\xff\x4f\xff\x51", say("a JPEG 2000")),
    (b"\0\0\0\x0cJXL ", say("a JPEG XL")),
    (b"\xff\x0a", say("a JPEG XL")),
    (b"icns", say("an icon (ICNS)")),
    (b"qoif", say("a QOI")),
    (b"<!DOCTYPE html", say("a web page")),
    (b"<html", say("a web page")),
)


def kind_of(data: bytes) -> str:
    """Return the format of a file by its first bytes: one of `ENDINGS`, `heic`, `svg`, or ""."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        size = min(int.from_bytes(data[:4], "big"), 256)
        brands = {data[at : at + 4] for at in (8, *range(16, size - 3, 4))}
        return "avif" if brands & {b"avif", b"avis"} else "heic" if brands & heic.BRANDS else ""
    start = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    return "svg" if start.startswith((b"<svg", b"<?xml")) or b"<svg" in start else ""


def published(data: bytes) -> Published:
    """Return the published form of a picture: the same pixels without camera data, except for its rights.

    Raises Unreadable.
    """
    clean = _CLEAN.get(kind_of(data))
    if clean is None:
        other = next((name for start, name in _OTHERS if data.startswith(start)), NOTHING)
        raise Unreadable(
            say("it is {other}, which browsers cannot show", other=other)
            if other
            else say("it is not a JPEG, PNG, GIF, WebP, AVIF or SVG"),
            say("save it as JPEG or PNG"),
        )
    return clean(data)
