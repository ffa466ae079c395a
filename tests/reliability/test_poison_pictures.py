"""Pictures that cost more than their pixels: that is counted before anything is decoded, and never waited for."""

from __future__ import annotations

import io
import time
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from ssg.core.errors import Diagnostic, Place
from ssg.core.model import MediaFile
from ssg.draw.formats.model import MOST_PARTS
from ssg.store.media import _inspect
from tests.conftest import TinySite

PLACE = Place("content/a.jpg")
SECONDS = 10  # of a processor; each takes some tenths. Undone it took minutes, or gigabytes


def data_of(picture: Image.Image, kind: str, **options: object) -> bytes:
    data = io.BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


def scans(width: int, more: int) -> bytes:
    """A progressive JPEG whose last scan is repeated."""
    data = data_of(Image.new("L", (width, width)), "JPEG", progressive=True, quality=1)
    last = data.rfind(b"\xff\xda")
    return data[:-2] + data[last:-2] * more + b"\xff\xd9"


def chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")


def png(*chunks: bytes, size: tuple[int, int] = (8, 8)) -> bytes:
    data = data_of(Image.new("L", (8, 8)), "PNG")
    header = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big") + data[24:29]
    return data[:8] + chunk(b"IHDR", header) + b"".join(chunks) + data[33:]


def webp(*chunks: bytes) -> bytes:
    body = b"WEBP" + b"".join(chunks) + data_of(Image.new("L", (8, 8)), "WEBP")[12:]
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def gif(frames: int) -> bytes:
    data = data_of(Image.new("P", (8, 8)), "GIF")
    frame = data.index(b"\x2c", 13 + (3 << (data[10] & 7) + 1))
    return data[:frame] + data[frame:-1] * frames + b"\x3b"


ZIPPED = zlib.compress(b"\0" * 100_000_000, 9)
POISON: dict[str, Callable[[], bytes]] = {
    "scans": lambda: scans(1000, 3000),
    "scans of many pixels": lambda: scans(8000, 60),
    "segments": lambda: b"\xff\xd8" + b"\xff\xfe\0\2" * 2_000_000,
    "fill bytes": lambda: b"\xff\xd8" + b"\xff" * 20_000_000,
    "restart markers": lambda: data_of(Image.new("L", (8, 8)), "JPEG")[:-2] + b"\xff\xd0" * 5_000_000,
    "stuffed fill bytes": lambda: data_of(Image.new("L", (8, 8)), "JPEG")[:-2] + b"\xff\xff\0" * 1_000_000,
    "chunks": lambda: png(chunk(b"tEXt", b"") * 2_000_000),
    "chunks of riff": lambda: webp(b"JUNK\0\0\0\0" * 2_000_000),
    "a packed text": lambda: png(chunk(b"zTXt", b"a\0\0" + ZIPPED)),
    "a packed XMP": lambda: png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + ZIPPED)),
    "a packed profile": lambda: png(chunk(b"iCCP", b"a\0\0" + ZIPPED)),
    "pixels": lambda: png(size=(60_000, 60_000)),
    "packed pixels": lambda: png(chunk(b"IDAT", ZIPPED)),
    "frames": lambda: gif(50_000),
    "blocks": lambda: gif(1)[:-2] + b"\1\0" * 5_000_000,
    "frames of PNG": lambda: png(chunk(b"acTL", b"\0\0\xff\xff\0\0\0\0"), chunk(b"fcTL", b"\0" * 26) * 50_000),
    "boxes": lambda: b"\0\0\0\x10ftypavif\0\0\0\0" + b"\0\0\0\x08free" * 2_000_000,
    "items": lambda: (
        b"\0\0\0\x10ftypavif\0\0\0\0\0\0\0\x36meta\0\0\0\0\0\0\0\x0eiinf\0\0\0\0\0\0"
        b"\0\0\0\x1ciloc\2\0\0\0\0\0\xff\xff\xff\xff" + b"\0" * 40
    ),
    "entries of EXIF": lambda: b"\xff\xd8\xff\xe1\xff\xf0Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\1" * 66_000,
    "nested XMP": lambda: png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + b"<a>" * 100_000)),
}


@pytest.mark.parametrize("kind", POISON)
def test_a_picture_takes_little_time_and_memory_to_look_at(kind: str) -> None:
    data = POISON[kind]()
    start = time.process_time()
    found = _inspect("a.jpg", data, PLACE)
    assert time.process_time() - start < SECONDS
    assert isinstance(found, MediaFile) or found.code == "E710"
    if len(data) < 1_000_000:
        tracemalloc.start()
        _inspect("a.jpg", data, PLACE)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("scans", "1000 × 1000 pixels in 3006 passes"),
        ("scans of many pixels", "8000 × 8000 pixels in 66 passes"),
        ("segments", f"more than {MOST_PARTS} segments"),
        ("chunks", f"more than {MOST_PARTS} chunks"),
        ("chunks of riff", f"more than {MOST_PARTS} chunks"),
        ("boxes", f"more than {MOST_PARTS} boxes"),
        ("blocks", "more than 2000000 blocks"),
        ("pixels", "60000 × 60000 pixels"),
    ],
)
def test_what_costs_too_much_is_named(kind: str, said: str) -> None:
    found = _inspect("a.jpg", POISON[kind](), PLACE)
    assert isinstance(found, Diagnostic)
    assert said in str(found.message)


def test_progressive_pictures_as_programs_write_them_pass() -> None:
    found = _inspect("a.jpg", scans(3000, 10), PLACE)
    assert isinstance(found, MediaFile)
    assert found.format == "jpeg"


def test_a_bomb_of_scans_stops_no_build(site: Callable[[str], TinySite]) -> None:
    tiny = site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\n![x](a.jpg)\n")
    tiny.write("content/tin/a.jpg", scans(4000, 3000))
    start = time.process_time()
    said = tiny.said()
    assert time.process_time() - start < SECONDS
    assert "content/tin/a.jpg: error[E710]: cannot read picture: it has 4000 × 4000 pixels in 3006 passes" in said
