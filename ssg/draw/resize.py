"""Makes smaller copies of a picture, and cuts it to other shapes. Bytes in, bytes out; never enlarges.

A copy is upright (what the camera noted has been done), in sRGB, and says nothing of camera, place or time. The same
picture gives the same bytes for as long as the libraries in Pillow are the same.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

Size = tuple[int, int]
Box = tuple[int, int, int, int]
_SHARP = 88  # least quality for what was a PNG: drawings and letters show what is lost
_PLAIN = ("RGB", "RGBA", "L")
# libwebp's effort, of 6: 4 % larger than the usual 4, in 40 % of its time.
_EFFORT = 2


class Original(NamedTuple):
    """A picture as a file, and read; `format` and `profile` (of its colours) are the file's."""

    data: bytes
    picture: Image
    format: str
    profile: bytes


def read(data: bytes, halved: int) -> Original:
    """Read a picture, a JPEG shrunk by `halved` (1, 2, 4, 8) on the way, and set it upright.

    Raises OSError and whatever else Pillow raises for a damaged one.
    """
    from PIL import ImageOps
    from PIL.Image import open as decoded

    picture = decoded(io.BytesIO(data))
    profile, kind = picture.info.get("icc_profile") or b"", (picture.format or "").lower()
    if halved > 1:
        picture.draft(None, (picture.width // halved, picture.height // halved))
    upright = ImageOps.exif_transpose(picture)
    if upright.mode not in _PLAIN:
        clear = upright.mode in ("LA", "PA") or "transparency" in upright.info
        if not (upright.mode == "CMYK" and profile):
            upright = upright.convert("RGBA" if clear else "RGB")
    return Original(data, upright, kind, profile)


def made(original: Original, whole: Size, box: Box, size: Size, kind: str, quality: int) -> bytes:
    """Give the part `box` of a picture in `size` pixels as a file of `kind`: `jpeg`, `png` or `webp`.

    `whole` is the size of the original, in whose pixels `box` is; it may have been read smaller. A copy of all of it
    that came out no lighter than the original is the original.
    """
    from PIL import Image

    picture = original.picture
    x, y = picture.width / whole[0], picture.height / whole[1]
    part = (box[0] * x, box[1] * y, min(box[2] * x, picture.width), min(box[3] * y, picture.height))
    copy = _in_srgb(picture.resize(size, Image.Resampling.LANCZOS, part, 2.0), original.profile)
    copy.info = {}
    if original.format == "png":
        quality = max(quality, _SHARP)
    data = io.BytesIO()
    if kind == "webp":
        copy.save(data, "WEBP", quality=quality, method=_EFFORT)
    elif kind == "png":
        copy.save(data, "PNG", compress_level=9)
    else:
        _on_white(copy).save(data, "JPEG", quality=quality, optimize=True, progressive=True)
    alike = box == (0, 0, *whole) and kind == original.format
    return original.data if alike and data.tell() >= len(original.data) else data.getvalue()


def _in_srgb(copy: Image, profile: bytes) -> Image:
    """Take the colours to those that all screens know. Without a (usable) profile they are those already."""
    if not profile or b"sRGB" in profile:
        return copy if copy.mode in _PLAIN else copy.convert("RGB")
    from PIL import Image, ImageCms

    colours = copy.convert("RGB") if copy.mode == "RGBA" else copy
    try:
        found = ImageCms.profileToProfile(
            colours, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        found = None
    if found is None:
        return copy if copy.mode in _PLAIN else copy.convert("RGB")
    return Image.merge("RGBA", (*found.split(), copy.getchannel("A"))) if copy.mode == "RGBA" else found


def _on_white(picture: Image) -> Image:
    from PIL import Image

    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper
