"""The sizes and shapes in which a picture is published, their URLs, and how they are cropped. Pure arithmetic.

A URL names everything that determines its bytes, so that it may be cached for ever. Nothing here opens a picture.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import quote

import msgspec

from ssg.core.config.picture_keys import PicturesConfig
from ssg.core.digest import digest_bytes, in_name
from ssg.core.errors import Diagnostic, Place, notice, warning
from ssg.core.message import say
from ssg.core.model import Brief, MediaFile
from ssg.core.shown import file_of
from ssg.index.places import CONTENT

SHAPES = (("16x9", 16, 9), ("4x3", 4, 3), ("1x1", 1, 1))
"""The shapes that search engines ask for, by the part of a file's name that says so: width to height."""
_WIDEST = 1200  # pixels: what search engines and social networks show at most
_MOST_READ = 64_000_000  # pixels in memory at once: 200 MB
_LEAST = 50_000  # pixels in all: what search engines want at least
_ENDINGS = {"webp": "webp", "jpeg": "jpg", "png": "png"}
_FIELD: Final = re.compile("{(width|height|path|url)}")
CREDITED: Final = re.compile(r"\b(?:ảnh|photo|nguồn|source|credit)\s*:|©|\((?:ảnh|photo|nguồn|source)\b", re.IGNORECASE)
"""What a caption says if it names whose the picture is."""
_NEAR = {"left": 0, "top": 0, "center": 50, "right": 100, "bottom": 100}

Box = tuple[int, int, int, int]


class Variant(NamedTuple):
    """A resized picture: its URL (site-relative), pixels, format, and the part of the original (pixels).

    `halved` is the factor (1, 2, 4 or 8) by which a JPEG may be scaled down while it is decoded.
    """

    url: str
    width: int
    height: int
    format: str
    box: Box
    halved: int


def distinct(media: Iterable[MediaFile]) -> Iterator[MediaFile]:
    """Omit files that are already published under another name: the same bytes at the same URL.

    Names that fold to one (`Cầu.jpg`, `cau.JPG`) have one URL if the files are equal.
    """
    seen: set[tuple[str, str]] = set()
    for one in media:
        key = one.url, one.digest
        if key not in seen:
            seen.add(key)
            yield one


def narrower(media: MediaFile, config: PicturesConfig) -> tuple[Variant, ...]:
    """Return the narrower copies of a picture, the narrowest first. One that is hardly narrower is not made."""
    if not _can_be_copied(media, config):
        return ()
    widths = sorted({width for width in config.widths if width * 10 <= media.width * 9})
    written = media.format if config.format == "same" else config.format
    whole = (0, 0, media.width, media.height)
    return tuple(
        _variant(media, config, str(width), width, max(1, round(media.height * width / media.width)), written, whole)
        for width in widths
    )


def largest(media: MediaFile, config: PicturesConfig) -> Variant | None:
    """Return the copy that pages name instead of a picture that is wider than any screen; None if it is not.

    A JPEG stays a JPEG: feed readers and mail programs get this copy too.
    """
    if media.width <= config.max_width or not _can_be_copied(media, config):
        return None
    width, height = config.max_width, max(1, round(media.height * config.max_width / media.width))
    written = media.format if media.format == "jpeg" or config.format == "same" else config.format
    return _variant(media, config, str(width), width, height, written, (0, 0, media.width, media.height))


def served(service: str, url: str, width: int, height: int, origin: str) -> str:
    """Return the URL by which an image server makes a copy; `url` is the original's path at the site's `origin`."""
    fields = {"width": str(width), "height": str(height), "path": url, "url": quote(origin + url, safe="")}
    return _FIELD.sub(lambda field: fields[field[1]], service)


def srcset(media: MediaFile, config: PicturesConfig, address: Callable[[Variant | MediaFile], str]) -> str:
    """Return the copies of a picture as HTML's `srcset`, with their addresses; empty if there are none.

    The original is among them, unless it is much wider than the widest copy, or than any screen.
    """
    made = narrower(media, config)
    if not made:
        return ""
    parts = [f"{address(one)} {one.width}w" for one in made]
    if media.width * 2 <= made[-1].width * 3 and media.width <= config.max_width:
        parts.append(f"{address(media)} {media.width}w")
    return ", ".join(parts)


def shapes(media: MediaFile, focus: str, config: PicturesConfig) -> Iterator[Variant]:
    """Return a lead picture in the shapes that search engines ask for, as JPEG, where it has enough pixels.

    One that has a shape already, and is not too wide, is used itself.
    """
    if not (config.shapes and _can_be_copied(media, config)):
        return
    if config.service and "{height}" not in config.service:
        return  # it cannot crop
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
    """Return the focus as percentages from the left and from the top; the middle by default."""
    parts = focus.lower().replace(",", " ").split()[:2]
    if len(parts) == 1 and parts[0] in ("top", "bottom"):
        parts.insert(0, "center")
    if len(parts) == 2 and (parts[0] in ("top", "bottom") or parts[1] in ("left", "right")):
        parts.reverse()
    found = [_percent(part) for part in parts] + [50, 50]
    return found[0], found[1]


def as_they_are(media: Iterable[MediaFile], config: PicturesConfig) -> Iterator[Diagnostic]:
    """Report damaged pictures, and those that are not resized for an unusual reason."""
    hint = say("save it again in a picture editor")
    for one in media:
        if one.lost:
            message = say("cannot read the {lost} of this picture; published without it", lost=one.lost)
            yield warning("W764", message, _place(one), hint)
        if not (config.widths or config.shapes or one.width > config.max_width):
            continue
        if one.fixed.template.startswith("damaged"):
            yield warning("W760", say("picture is {fixed}; published unchanged", fixed=one.fixed), _place(one), hint)
        elif one.fixed or (one.format and not _can_be_copied(one, config)):
            why = one.fixed or say("it has {width} × {height} pixels", width=one.width, height=one.height)
            yield notice("N761", say("no smaller copies of this picture: {why}", why=why), _place(one))


def shown_by(said: Iterable[Diagnostic], articles: Iterable[Brief], named: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Add to diagnostics of files the places of the `articles` that show them.

    `named` has the paths of files that articles name in another way.
    """
    said = tuple(said)
    if not said:
        return ()
    places: dict[str, list[Place]] = {one.place.path: [] for one in said}
    for brief in articles:
        for path in dict.fromkeys((brief.picture, *brief.files)):
            file = file_of(named.get(path, path))
            if file in places:
                places[file].append(Place(f"{CONTENT}/{brief.path}"))
    return tuple(msgspec.structs.replace(one, also=_both(one.also, places[one.place.path])) for one in said)


def _both(also: tuple[Place, ...], articles: Iterable[Place]) -> tuple[Place, ...]:
    """Return places with those of articles that are not named yet."""
    named = {place.path for place in also}
    return also + tuple(sorted(place for place in articles if place.path not in named))


def _place(media: MediaFile) -> Place:
    return Place(file_of(media.path))


def _percent(text: str) -> int:
    near = _NEAR.get(text)
    if near is not None:
        return near
    number = text.removesuffix("%").partition(".")[0]
    return min(100, int(number)) if number.isascii() and number.isdigit() and len(number) < 4 else 50


def _cut(media: MediaFile, across: int, down: int, x: int, y: int) -> Box:
    """Return the largest part with a shape, centred on the point as far as possible."""
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
    stem = (media.copies or media.url).rsplit(".", 2)[0]
    made_of = f"{media.url} {media.digest} {config.quality} {width} {height} {written} {box} {halved}"
    url = f"{stem}-{name}.{in_name(digest_bytes(made_of.encode()))}.{_ENDINGS[written]}"
    return Variant(url, width, height, written, box, halved)


def _can_be_copied(media: MediaFile, config: PicturesConfig) -> bool:
    """Return whether a picture can be resized, and fits into a worker's memory when decoded for that."""
    return bool(media.format) and media.width * media.height // _halved(media, config) ** 2 <= _MOST_READ


def _halved(media: MediaFile, config: PicturesConfig) -> int:
    """Return the scale for decoding, one for all copies so that it is decoded once: none may need more pixels."""
    if media.format != "jpeg":
        return 1
    needed = [width / media.width for width in (*config.widths, config.max_width) if width <= media.width]
    for _, across, down in SHAPES if config.shapes else ():
        wide = min(media.width, media.height * across // down)
        needed.append(min(1.0, _WIDEST / wide) if wide else 1.0)
    most = max(needed, default=1.0)
    return next((by for by in (8, 4, 2) if most * by <= 1), 1)
