"""Pictures and other files beside articles: their digest and real size, and the URL under which they are published.

The URL carries the digest, so that a picture may be cached for ever and a replaced one is seen at once. Digest and size
are those of the published bytes (`published_bytes`), which omit metadata of the file (`ssg.draw.formats`). Only files
that public articles show are read. Never writes.
"""

from __future__ import annotations

import posixpath
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from ssg.core.digest import digest_bytes, in_name
from ssg.core.errors import Diagnostic, Place, SiteProblem, error
from ssg.core.message import NOTHING, Message, both, say, verbatim
from ssg.core.model import MediaFile
from ssg.core.picture_rights import Rights
from ssg.core.shown import STATIC, address_of, file_of
from ssg.core.text.slug import slugify
from ssg.draw.formats import ENDINGS, kind_of, published
from ssg.draw.formats.model import Published, Unreadable
from ssg.draw.resize import opened
from ssg.draw.rights import ORIENTATION
from ssg.jobs.threads import some_threads
from ssg.store.originals import Originals
from ssg.store.source import RACY_NS
from ssg.store.svg import read_svg

_JPEG = (".jfif", ".jpe", ".pjp", ".pjpeg")  # as browsers and phones name some, and servers do not know them
_RASTER = (".jpg", ".jpeg", *_JPEG, ".png", ".gif", ".webp", ".avif", ".heic", ".heif")
_DRAWING = ".svg"
_CONVERTED = (".heic", ".heif")  # formats that few browsers support are converted
# A picture of more pixels than this is a bomb or a mistake: 200 million is a 16,000 × 12,500 scan.
_MOST_PIXELS = 200_000_000
# Larger pictures are not resized: 64 million pixels are 200 MB in each worker. A baseline JPEG may have more: it is
# scaled down while it is decoded.
_MOST_TO_COPY = 64_000_000
# The passes that a decoder may make over a picture, and the pixels in all of them: 20 times 64 megapixels. Programs
# write about 10; 3,000 empty ones fit into 150 KB, and took minutes. A time limit would depend on the machine.
_MOST_PASSES = 200
_MOST_WORK = 20 * _MOST_TO_COPY
_COPIED = ("jpeg", "png", "webp")
_COLOURS = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr")
_WORTH_THREADS = 16
_UNDER_WAY = 256
_TURNED = (5, 6, 7, 8)  # values of EXIF Orientation that swap width and height

# The state of a file: size, time and inode when it was read, and the result as msgpack.
Remembered = tuple[int, int, int, bytes]
_DAMAGED = say("damaged")
_NONE = MediaFile("", "", "", 0)
_NO_NOTES = (Rights(), False)
_DECODER = msgspec.msgpack.Decoder(MediaFile)
_ENCODER = msgspec.msgpack.Encoder()


class Damaged(NamedTuple):
    """Pictures that failed only when they were resized, by path. The state records them.

    `same_copies`: the sizes are the same as when that was recorded. Otherwise they are tried again.
    """

    paths: frozenset[str] = frozenset()
    same_copies: bool = True


class MediaRead(NamedTuple):
    """Files by path, their diagnostics, and what to store in the state."""

    media: dict[str, MediaFile]
    diagnostics: tuple[Diagnostic, ...]
    news: dict[str, Remembered]


def read_media(
    originals: Originals,
    paths: Iterable[str],
    remembered: Mapping[str, Remembered],
    clock_ns: int,
    threads: int = 1,
    damaged: Damaged = Damaged(),  # noqa: B008 - a frozen value
) -> MediaRead:
    """Read each wanted file once, and only if it has changed since it was read last."""
    media: dict[str, MediaFile] = {}
    unknown: list[str] = []
    for path in paths:
        entry, known = originals.entry(path), remembered.get(path)
        media[path] = _NONE  # its place
        if known is not None and path not in damaged.paths and known[:3] == (entry.size, entry.mtime_ns, entry.inode):
            media[path] = _DECODER.decode(known[3])
        if media[path] is _NONE or (media[path].fixed == _DAMAGED and not damaged.same_copies):
            unknown.append(path)
    said: list[Diagnostic] = []
    news: dict[str, Remembered] = {}
    for path, found in _looked_at(originals, unknown, threads):
        if not isinstance(found, MediaFile):
            said.extend(found)
            del media[path]
            continue
        entry = originals.entry(path)
        if path in damaged.paths:
            media[path] = msgspec.structs.replace(found, format="", fixed=_DAMAGED)
        else:
            media[path] = found
        mtime_ns = -1 if entry.mtime_ns > clock_ns - RACY_NS else entry.mtime_ns
        news[path] = (entry.size, mtime_ns, entry.inode, _ENCODER.encode(media[path]))
    return MediaRead(media, tuple(said), news)


def _looked_at(
    originals: Originals, paths: list[str], threads: int
) -> Iterator[tuple[str, MediaFile | tuple[Diagnostic, ...]]]:
    """Read files, several at a time: only a full read shows that a picture is complete."""

    def one(path: str) -> MediaFile | tuple[Diagnostic, ...]:
        try:
            found = _inspect(path, originals.read(path), Place(file_of(path)))
        except SiteProblem as problem:
            return problem.diagnostics
        return (found,) if isinstance(found, Diagnostic) else found

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if threads < 2 or len(paths) < _WORTH_THREADS:
            yield from ((path, one(path)) for path in paths)
            return
        for start in range(0, len(paths), _UNDER_WAY):
            some = paths[start : start + _UNDER_WAY]
            with some_threads(threads) as executor:
                yield from zip(some, executor.map(one, some), strict=True)


def media_url(path: str, digest: str, ending: str = "") -> str:
    """Return `/media/thu-do/anh/cau-long-bien.1f2e3d4c.jpg`: folders and name in characters that all disks support.

    `ending` is that of the real format if the name has another: a PNG named `a.jpg` is `a-jpg.1f2e3d4c.png`.
    """
    folder, name = posixpath.split(path)
    stem, own = posixpath.splitext(name)
    if ending:
        stem = f"{stem}-{own[1:]}"
    parts = [slugify(part) or "f" for part in folder.split("/") if part]
    return "/" + "/".join(["media", *parts, f"{slugify(stem) or 'f'}.{in_name(digest)}{ending or own.lower()}"])


def published_bytes(path: str, data: bytes) -> bytes:
    """Return the published bytes of a file beside the articles: those of a picture without its camera metadata.

    Raises SiteProblem if the picture cannot be published. The result depends only on the bytes.
    """
    if not _is_raster(path, data):
        return data
    try:
        return published(data).data
    except Unreadable as problem:
        raise SiteProblem(_unreadable(problem, Place(file_of(path)))) from problem


def _is_raster(path: str, data: bytes) -> bool:
    """Return whether a file is treated as a raster picture: by its name, unless its contents are SVG."""
    ending = posixpath.splitext(path)[1].lower()
    kind = kind_of(data) if ending in _RASTER or ending == _DRAWING else ""
    return kind != "svg" and (ending in _RASTER or kind != "")


def _unreadable(problem: Unreadable, place: Place) -> Diagnostic:
    return error("E710", say("cannot read picture: {problem}", problem=problem.message), place, problem.hint)


def _inspect(path: str, data: bytes, place: Place) -> MediaFile | Diagnostic:
    ending = posixpath.splitext(path)[1].lower()
    raster, wanted, in_static, whole = _Raster(0, 0), ending, path.startswith(STATIC), data
    notes = _NO_NOTES
    if _is_raster(path, data):
        try:
            found = published(data)
            raster = _look(found)
        except Unreadable as problem:
            return _unreadable(problem, place)
        data, wanted, notes = found.data, ENDINGS[found.kind], (found.rights, found.credentials)
    elif ending == _DRAWING or ending in _RASTER:
        drawn = read_svg(data)
        hint = say("export it again as a plain SVG")
        if in_static:  # published unchanged, like everything in `static/`
            return _as_it_lies(path, data, _Raster(*_svg_size(drawn.root)) if not drawn.broken else raster)
        if drawn.active:
            return error("E711", say("SVG with active content: {active}", active=drawn.active), place, hint)
        if drawn.broken:
            return error("E710", say("cannot read picture: {broken}", broken=drawn.broken), place, hint)
        raster, wanted = _Raster(*_svg_size(drawn.root)), _DRAWING
    if in_static and ending not in (*_CONVERTED, *_JPEG):
        return _as_it_lies(path, whole, raster, notes)
    digest = digest_bytes(data)
    agree = ending == wanted or (ending, wanted) == (".jpeg", ".jpg")
    url = media_url(path.removeprefix(STATIC), digest, "" if agree else wanted)
    return MediaFile(path, url, digest, len(data), *raster, "", *notes)


def _as_it_lies(path: str, data: bytes, raster: _Raster, notes: tuple[Rights, bool] = _NO_NOTES) -> MediaFile:
    """Describe a picture of `static/`: it keeps its URL, and its copies are named like those of other pictures."""
    name, digest = path.removeprefix(STATIC), digest_bytes(data)
    return MediaFile(path, address_of(name), digest, len(data), *raster, media_url(name, digest), *notes)


class _Raster(NamedTuple):
    """The fields of `MediaFile` of a raster picture: size, format or why it is not resized, what is lost."""

    width: int
    height: int
    format: str = ""
    fixed: Message = NOTHING
    lost: Message = NOTHING


def _look(found: Published) -> _Raster:
    """Read a picture as a browser shows it, rotated by its EXIF orientation.

    Raises Unreadable. The cost is computed before anything is decoded: the pixels, and the passes over each of them.
    """
    width, height, orientation, fixed = found.width, found.height, found.orientation, NOTHING
    if found.kind == "avif":
        width, height, orientation = _measured(found)
    pixels = width * height
    if not 0 < pixels <= _MOST_PIXELS:
        raise Unreadable(say("it has {width} × {height} pixels", width=width, height=height))
    if found.passes > _MOST_PASSES or found.passes * pixels > _MOST_WORK:
        raise Unreadable(
            say(
                "it has {width} × {height} pixels in {passes} passes, which would take minutes to decode",
                width=width,
                height=height,
                passes=found.passes,
            )
        )
    if found.kind in _COPIED:
        fixed = _why_not(found, pixels)
    if orientation in _TURNED:
        width, height = height, width
    kind = found.kind if found.kind in _COPIED and not fixed else ""
    return _Raster(width, height, kind, fixed, both(dict.fromkeys(found.lost)))


def _measured(found: Published) -> tuple[int, int, int]:
    """Return width, height and orientation of a picture; decodes no pixels."""
    try:
        with opened(found.data, found.kind) as picture:
            return *picture.size, picture.getexif().get(ORIENTATION, 1)
    except Exception as problem:
        raise Unreadable(verbatim(str(problem) or type(problem).__name__)) from problem


def _why_not(found: Published, pixels: int) -> Message:
    """Return why a picture cannot be resized, if so. It is decoded fully, a JPEG at an eighth of its size.

    Raises Unreadable if not even its header can be read.
    """
    if found.frames > 1:
        return say("it is animated")
    if pixels > _MOST_TO_COPY and not found.streamed:
        return say("it has {width} × {height} pixels", width=found.width, height=found.height)
    try:
        picture = opened(found.data, found.kind)
    except Exception as problem:
        raise Unreadable(verbatim(str(problem) or type(problem).__name__)) from problem
    with picture:
        if picture.mode not in _COLOURS:
            return say("unsupported colour mode ({mode})", mode=picture.mode)
        try:
            picture.draft(None, (max(1, picture.width // 8), max(1, picture.height // 8)))
            picture.load()
        except Exception as problem:
            return say("damaged: {reason}", reason=str(problem) or type(problem).__name__)
    return NOTHING


def _svg_size(said: dict[str, str]) -> tuple[int, int]:
    """Return width and height of an SVG whose root has the attributes `said`, if they are in pixels."""
    width, height = _pixels(said.get("width", "")), _pixels(said.get("height", ""))
    if width and height:
        return width, height
    box = said.get("viewBox", "").replace(",", " ").split()
    return (_pixels(box[2]), _pixels(box[3])) if len(box) == 4 else (0, 0)


def _pixels(text: str) -> int:
    found = re.fullmatch(r"\s*(\d{1,7}(?:\.\d{1,20})?)(?:px)?\s*", text)
    return round(float(found[1])) if found else 0
