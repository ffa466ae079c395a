"""In which other sizes and shapes a picture is published, under which addresses, and what is cut off. Pure arithmetic.

An address names all that decides the bytes behind it, so that it may be cached for ever. Nothing here opens a picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ssg.core.config.picture_keys import PicturesConfig
from ssg.core.digest import digest_bytes
from ssg.core.errors import Diagnostic, Place, notice, warning
from ssg.core.model import MediaFile
from ssg.site.places import CONTENT

SHAPES = (("16x9", 16, 9), ("4x3", 4, 3), ("1x1", 1, 1))
"""The shapes that search engines ask for, by the part of a file's name that says so: width to height."""
_WIDEST = 1200  # pixels: what search engines and social networks show at most
_LEAST = 50_000  # pixels in all: what search engines want at least
_ENDINGS = {"webp": "webp", "jpeg": "jpg", "png": "png"}
_NEAR = {"left": 0, "top": 0, "center": 50, "right": 100, "bottom": 100}

Box = tuple[int, int, int, int]


class Variant(NamedTuple):
    """A picture made of another: its address (site-relative), pixels, format, and the part of the original (pixels).

    `halved` is by how much (1, 2, 4 or 8) the original may be shrunk while it is read, if it is a JPEG.
    """

    url: str
    width: int
    height: int
    format: str
    box: Box
    halved: int


def narrower(media: MediaFile, config: PicturesConfig) -> tuple[Variant, ...]:
    """The narrower copies of a picture, the narrowest first. One that would be hardly narrower is not made."""
    if not media.format:
        return ()
    widths = sorted({width for width in config.widths if width * 10 <= media.width * 9})
    written = media.format if config.format == "same" else config.format
    whole = (0, 0, media.width, media.height)
    return tuple(
        _variant(media, config, str(width), width, max(1, round(media.height * width / media.width)), written, whole)
        for width in widths
    )


def srcset(media: MediaFile, config: PicturesConfig, prefix: str) -> str:
    """The copies of a picture as HTML's `srcset`, their addresses after `prefix`; empty where there are none.

    The original is one of them, unless it is far wider than any screen.
    """
    made = narrower(media, config)
    if not made:
        return ""
    parts = [f"{prefix}{one.url} {one.width}w" for one in made]
    if media.width * 2 <= made[-1].width * 3:
        parts.append(f"{prefix}{media.url} {media.width}w")
    return ", ".join(parts)


def shapes(media: MediaFile, focus: str, config: PicturesConfig) -> Iterator[Variant]:
    """A lead picture in the shapes that search engines ask for, as JPEG: those for which it has pixels enough.

    One that has a shape already, and is not too wide, stands for itself: under its own address.
    """
    if not (media.format and config.shapes):
        return
    x, y = point(focus)
    for name, across, down in SHAPES:
        box = _cut(media, across, down, x, y)
        width = min(_WIDEST, box[2] - box[0])
        height = round(width * down / across)
        if width * height < _LEAST:
            continue
        if box == (0, 0, media.width, media.height) and media.width * 2 <= _WIDEST * 3:
            yield Variant(media.url, media.width, media.height, media.format, box, 1)
        else:
            yield _variant(media, config, name, width, height, "jpeg", box)


def point(focus: str) -> tuple[int, int]:
    """What must stay visible, as percentages from the left and from the top; the middle where nothing is said."""
    parts = focus.lower().replace(",", " ").split()[:2]
    if len(parts) == 1 and parts[0] in ("top", "bottom"):
        parts.insert(0, "center")
    if len(parts) == 2 and (parts[0] in ("top", "bottom") or parts[1] in ("left", "right")):
        parts.reverse()
    found = [_percent(part) for part in parts] + [50, 50]
    return found[0], found[1]


def as_they_are(media: Iterable[MediaFile], config: PicturesConfig) -> Iterator[Diagnostic]:
    """Say of which pictures no other sizes are made, where that is out of the common."""
    for one in media if config.widths or config.shapes else ():
        if one.fixed.startswith("damaged"):
            hint = "Save it again in a picture editor."
            yield warning("W760", f"this picture is {one.fixed}; it is published as it is", _place(one), hint)
        elif one.fixed:
            yield notice("N761", f"no smaller copies are made of this picture: {one.fixed}", _place(one))


def _place(media: MediaFile) -> Place:
    return Place(f"{CONTENT}/{media.path}")


def _percent(text: str) -> int:
    near = _NEAR.get(text)
    if near is not None:
        return near
    number = text.removesuffix("%").partition(".")[0]
    return min(100, int(number)) if number.isascii() and number.isdigit() and len(number) < 4 else 50


def _cut(media: MediaFile, across: int, down: int, x: int, y: int) -> Box:
    """The largest part of a shape, with the point as near to its middle as can be; all of a picture that has it."""
    width, height = media.width, media.height
    if abs(width * down - height * across) * 100 <= height * across:
        return 0, 0, width, height
    wide, high = min(width, height * across // down), min(height, width * down // across)
    left = min(max(0, width * x // 100 - wide // 2), width - wide)
    top = min(max(0, height * y // 100 - high // 2), height - high)
    return left, top, left + wide, top + high


def _variant(
    media: MediaFile, config: PicturesConfig, name: str, width: int, height: int, written: str, box: Box
) -> Variant:
    halved = _halved(media, config)
    stem = media.url.rsplit(".", 2)[0]
    made_of = f"{media.url} {media.digest} {config.quality} {width} {height} {written} {box} {halved}"
    url = f"{stem}-{name}.{digest_bytes(made_of.encode())[:8]}.{_ENDINGS[written]}"
    return Variant(url, width, height, written, box, halved)


def _halved(media: MediaFile, config: PicturesConfig) -> int:
    """The same for all copies of a picture, so that it is read once: no copy may need more pixels than are left."""
    if media.format != "jpeg":
        return 1
    needed = [width / media.width for width in config.widths if width <= media.width]
    for _, across, down in SHAPES if config.shapes else ():
        wide = min(media.width, media.height * across // down)
        needed.append(min(1.0, _WIDEST / wide) if wide else 1.0)
    most = max(needed, default=1.0)
    return next((by for by in (8, 4, 2) if most * by <= 1), 1)
