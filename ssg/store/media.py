"""Pictures and other files beside articles: their digest and real size, and the URL under which they are published.

The URL carries the digest, so that a picture may be cached for ever and a replaced one is seen at once.
Only what a public article shows is ever looked at. Never writes.
"""

from __future__ import annotations

import io
import posixpath
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from ssg.core.digest import digest_bytes
from ssg.core.errors import Diagnostic, Place, SiteProblem, error
from ssg.core.model import MediaFile
from ssg.core.text.slug import slugify
from ssg.store.source import FileEntry, read_file
from ssg.store.svg import read_svg

if TYPE_CHECKING:
    from PIL.Image import Image

_CONTENT = "content"
_RASTER = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
# A picture of more pixels than this is a bomb or a mistake: 200 million is a 16,000 × 12,500 scan.
_MOST_PIXELS = 200_000_000
# Of one of more pixels no copies are made: its 64 million are 200 MB in each worker.
_MOST_TO_COPY = 64_000_000
_COPIED = ("jpeg", "png", "webp")
_COLOURS = ("L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr")
_WORTH_THREADS = 16
_UNDER_WAY = 256
_GPS = 0x8825  # of EXIF: where a picture was taken
_TURNED = (5, 6, 7, 8)  # values of EXIF Orientation (274) that swap width and height

# What is remembered of a file: size, time and inode as it was read, and what was found, as msgpack.
Remembered = tuple[int, int, int, bytes]
_RACY_NS = 2_000_000_000
_NONE = MediaFile("", "", "", 0)
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
    threads: int = 1,
) -> MediaRead:
    """Look at each wanted file once, and only if it is not as it was when it was looked at before."""
    media: dict[str, MediaFile] = {}
    unknown: list[FileEntry] = []
    for path in paths:
        entry, known = files[path], remembered.get(path)
        if known is not None and known[:3] == (entry.size, entry.mtime_ns, entry.inode):
            media[path] = _DECODER.decode(known[3])
        else:
            media[path] = _NONE  # its place
            unknown.append(entry)
    said: list[Diagnostic] = []
    news: dict[str, Remembered] = {}
    for entry, found in _looked_at(root, unknown, threads):
        if not isinstance(found, MediaFile):
            said.extend(found)
            del media[entry.path]
            continue
        media[entry.path] = found
        mtime_ns = -1 if entry.mtime_ns > clock_ns - _RACY_NS else entry.mtime_ns
        news[entry.path] = (entry.size, mtime_ns, entry.inode, _ENCODER.encode(found))
    return MediaRead(media, tuple(said), news)


def _looked_at(
    root: Path, entries: list[FileEntry], threads: int
) -> Iterator[tuple[FileEntry, MediaFile | tuple[Diagnostic, ...]]]:
    """Look at files, several at a time: to see that a picture is whole, all of it is read."""

    def one(entry: FileEntry) -> MediaFile | tuple[Diagnostic, ...]:
        try:
            found = _inspect(entry.path, read_file(root, entry, _CONTENT), Place(f"{_CONTENT}/{entry.path}"))
        except SiteProblem as problem:
            return problem.diagnostics
        return (found,) if isinstance(found, Diagnostic) else found

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if threads < 2 or len(entries) < _WORTH_THREADS:
            yield from ((entry, one(entry)) for entry in entries)
            return
        for start in range(0, len(entries), _UNDER_WAY):
            some = entries[start : start + _UNDER_WAY]
            with ThreadPoolExecutor(threads) as executor:
                yield from zip(some, executor.map(one, some), strict=True)


def media_url(path: str, digest: str) -> str:
    """`/media/thu-do/anh/cau-long-bien.1f2e3d4c.jpg`: folders and name folded to what every URL and disk can hold."""
    folder, name = posixpath.split(path)
    stem, ending = posixpath.splitext(name)
    parts = [slugify(part) or "f" for part in folder.split("/") if part]
    return "/" + "/".join(["media", *parts, f"{slugify(stem) or 'f'}.{digest[:8]}{ending.lower()}"])


def _inspect(path: str, data: bytes, place: Place) -> MediaFile | Diagnostic:
    ending = posixpath.splitext(path)[1].lower()
    raster = _Raster(0, 0)
    if ending in _RASTER:
        found = _look(data)
        if isinstance(found, str):
            return error("E710", f"this picture cannot be read: {found}", place, "Save it again in a picture editor.")
        raster = found
    elif ending == ".svg":
        drawn = read_svg(data)
        hint = "Export it again as a plain picture."
        if drawn.active:
            return error("E711", f"this SVG holds what could run: {drawn.active}", place, hint)
        if drawn.broken:
            return error("E710", f"this picture cannot be read: {drawn.broken}", place, hint)
        raster = _Raster(*_svg_size(drawn.root))
    digest = digest_bytes(data)
    return MediaFile(path, media_url(path, digest), digest, len(data), *raster)


class _Raster(NamedTuple):
    """What `MediaFile` says of a picture: pixels, of which format copies can be made or why of none, whether placed."""

    width: int
    height: int
    format: str = ""
    fixed: str = ""
    placed: bool = False


def _look(data: bytes) -> _Raster | str:
    """Look at a picture as a browser shows it, turned as the camera says; or say what is wrong."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
            if width * height > _MOST_PIXELS:
                return f"it has {width} × {height} pixels"
            noted = picture.getexif()
            if noted.get(274) in _TURNED:
                width, height = height, width
            placed = bool(noted.get_ifd(_GPS))
            kind = (picture.format or "").lower()
            fixed = _why_not(picture) if kind in _COPIED else ""
            return _Raster(width, height, kind if kind in _COPIED and not fixed else "", fixed, placed)
    except UnidentifiedImageError:
        return "it is not a picture of any known kind"
    except Exception as problem:
        return str(problem) or type(problem).__name__


def _why_not(picture: Image) -> str:
    """Say why no copies can be made of a picture, if so. It is read to its end, a JPEG in an eighth of its size."""
    if getattr(picture, "is_animated", False):
        return "it is animated"
    if picture.width * picture.height > _MOST_TO_COPY:
        return f"it has {picture.width} × {picture.height} pixels"
    if picture.mode not in _COLOURS:
        return f"its colours are of a rare kind ({picture.mode})"
    try:
        picture.draft(None, (max(1, picture.width // 8), max(1, picture.height // 8)))
        picture.load()
    except Exception as problem:
        return f"damaged: {problem or type(problem).__name__}"
    return ""


def _svg_size(said: dict[str, str]) -> tuple[int, int]:
    """Width and height of a picture whose root has the attributes `said`, as far as they are in pixels."""
    width, height = _pixels(said.get("width", "")), _pixels(said.get("height", ""))
    if width and height:
        return width, height
    box = said.get("viewBox", "").replace(",", " ").split()
    return (_pixels(box[2]), _pixels(box[3])) if len(box) == 4 else (0, 0)


def _pixels(text: str) -> int:
    found = re.fullmatch(r"\s*(\d{1,7}(?:\.\d{1,20})?)(?:px)?\s*", text)
    return round(float(found[1])) if found else 0
