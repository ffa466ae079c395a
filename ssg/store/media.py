"""Pictures and other files beside articles: their digest and real size, and the URL under which they are published.

The URL carries the digest, so that a picture may be cached for ever and a replaced one is seen at once.
Only what a public article shows is ever looked at. Never writes.
"""

from __future__ import annotations

import io
import posixpath
import re
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from ssg.core.digest import digest_bytes
from ssg.core.errors import Diagnostic, Place, SiteProblem, error
from ssg.core.model import MediaFile
from ssg.core.text.slug import slugify
from ssg.store.source import FileEntry, read_file

_CONTENT = "content"
_RASTER = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
# A picture of more pixels than this is a bomb or a mistake: 200 million is a 16,000 × 12,500 scan.
_MOST_PIXELS = 200_000_000
_TURNED = (5, 6, 7, 8)  # values of EXIF Orientation (274) that swap width and height
_SVG_ACTIVE = re.compile(
    rb"<\s*(?:script|foreignObject|iframe|handler)|\bon[a-z]+\s*=|javascript:|<!ENTITY", re.IGNORECASE
)
_SVG_TAG = re.compile(rb"<(?:\w+:)?svg\b[^>]*>", re.DOTALL)
_SVG_SIZE = re.compile(rb"""\b(width|height|viewBox)\s*=\s*["']([^"']*)["']""")


# What is remembered of a file: size, time and inode as it was read, and what was found, as msgpack.
Remembered = tuple[int, int, int, bytes]
_RACY_NS = 2_000_000_000
_DECODER = msgspec.msgpack.Decoder(MediaFile)
_ENCODER = msgspec.msgpack.Encoder()


class MediaRead(NamedTuple):
    """Files by path below `content/`, what is wrong with them, and what the memory is to be told."""

    media: dict[str, MediaFile]
    diagnostics: tuple[Diagnostic, ...]
    news: dict[str, Remembered]


def read_media(
    root: Path,
    paths: Iterable[str],
    files: Mapping[str, FileEntry],
    remembered: Mapping[str, Remembered],
    clock_ns: int,
) -> MediaRead:
    """Look at each wanted file once, and only if it is not as it was when it was looked at before."""
    media: dict[str, MediaFile] = {}
    said: list[Diagnostic] = []
    news: dict[str, Remembered] = {}
    for path in paths:
        entry, known = files[path], remembered.get(path)
        if known is not None and known[:3] == (entry.size, entry.mtime_ns, entry.inode):
            media[path] = _DECODER.decode(known[3])
            continue
        try:
            data = read_file(root, entry, _CONTENT)
        except SiteProblem as problem:
            said.extend(problem.diagnostics)
            continue
        found = _inspect(path, data, Place(f"{_CONTENT}/{path}"))
        if isinstance(found, Diagnostic):
            said.append(found)
            continue
        media[path] = found
        mtime_ns = -1 if entry.mtime_ns > clock_ns - _RACY_NS else entry.mtime_ns
        news[path] = (entry.size, mtime_ns, entry.inode, _ENCODER.encode(found))
    return MediaRead(media, tuple(said), news)


def media_url(path: str, digest: str) -> str:
    """`/media/thu-do/anh/cau-long-bien.1f2e3d4c.jpg`: folders and name folded to what every URL and disk can hold."""
    folder, name = posixpath.split(path)
    stem, ending = posixpath.splitext(name)
    parts = [slugify(part) or "f" for part in folder.split("/") if part]
    return "/" + "/".join(["media", *parts, f"{slugify(stem) or 'f'}.{digest[:8]}{ending.lower()}"])


def _inspect(path: str, data: bytes, place: Place) -> MediaFile | Diagnostic:
    ending = posixpath.splitext(path)[1].lower()
    width = height = 0
    if ending in _RASTER:
        size = _raster_size(data)
        if isinstance(size, str):
            return error("E710", f"this picture cannot be read: {size}", place, "Save it again in a picture editor.")
        width, height = size
    elif ending == ".svg":
        if _SVG_ACTIVE.search(data):
            return error(
                "E711", "this SVG holds a script or refers to one", place, "Export it again as a plain picture."
            )
        width, height = _svg_size(data)
    digest = digest_bytes(data)
    return MediaFile(path, media_url(path, digest), digest, len(data), width, height)


def _raster_size(data: bytes) -> tuple[int, int] | str:
    """Width and height as a browser shows them, turned as the camera says; or what is wrong."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as picture:
                width, height = picture.size
                turned = picture.getexif().get(274) in _TURNED
    except UnidentifiedImageError:
        return "it is not a picture of any known kind"
    except Exception as problem:
        return str(problem) or type(problem).__name__
    if width * height > _MOST_PIXELS:
        return f"it has {width} × {height} pixels"
    return (height, width) if turned else (width, height)


def _svg_size(data: bytes) -> tuple[int, int]:
    tag = _SVG_TAG.search(data[:65_536])
    if tag is None:
        return 0, 0
    said = {name.decode(): value.decode("utf-8", "replace") for name, value in _SVG_SIZE.findall(tag[0])}
    width, height = _pixels(said.get("width", "")), _pixels(said.get("height", ""))
    if width and height:
        return width, height
    box = said.get("viewBox", "").replace(",", " ").split()
    return (_pixels(box[2]), _pixels(box[3])) if len(box) == 4 else (0, 0)


def _pixels(text: str) -> int:
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*", text)
    return round(float(found[1])) if found else 0
