"""HEIC, which phones create and few browsers show: published as JPEG if `pillow-heif` is installed."""

from __future__ import annotations

import io
from typing import Final

from ssg.core.message import say
from ssg.draw.formats import jpeg
from ssg.draw.formats.model import Published, Unreadable
from ssg.draw.rights import EXIF, noted, write_exif, write_xmp

BRANDS: Final = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))
_MOST_PIXELS: Final = 64_000_000  # all are in memory at once
_QUALITY: Final = 90
_HINT: Final = say("save it as JPEG, or install a converter: `pip install 'toasoan[heic]'`")


def published(data: bytes) -> Published:
    """Return the published form of a HEIC: a JPEG of the same size, upright.

    Raises Unreadable if it is damaged, or no decoder is installed.
    """
    try:
        from pillow_heif import HeifImageFile
    except ImportError:
        raise Unreadable(say("it is a HEIC, which most browsers cannot show"), _HINT) from None
    try:
        picture = HeifImageFile(io.BytesIO(data))
    except Exception as problem:
        raise Unreadable(say("damaged HEIC: {value}", value=str(problem or type(problem).__name__))) from problem
    width, height = picture.size
    if width * height > _MOST_PIXELS:
        raise Unreadable(say("HEIC of {width} × {height} pixels", width=width, height=height), _HINT)
    said = noted((picture.info.get("exif") or b"").removeprefix(EXIF), picture.info.get("xmp") or b"")
    whose = {"exif": EXIF + write_exif(1, said.rights), "xmp": write_xmp(said.rights)}
    out = io.BytesIO()
    try:
        copy = picture.convert("RGB")
        copy.save(out, "JPEG", quality=_QUALITY, icc_profile=picture.info.get("icc_profile"), **whose)
    except Exception as problem:
        raise Unreadable(say("damaged HEIC: {value}", value=str(problem or type(problem).__name__))) from problem
    made = jpeg.published(out.getvalue())
    return made._replace(rights=made.rights._replace(caption=said.rights.caption))
