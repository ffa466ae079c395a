"""Creates smaller copies of a picture, and crops it to other shapes. Bytes in, bytes out; never enlarges.

A copy is upright, in sRGB, and contains the rights, but no camera, place or time. The same picture gives the same bytes
as long as the libraries in Pillow are the same.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple

from ssg.core.picture_rights import Rights
from ssg.draw.formats import kind_of
from ssg.draw.rights import EXIF, noted, write_exif, write_xmp

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

Size = tuple[int, int]
Box = tuple[int, int, int, int]
_SHARP = 88  # the lowest quality for a former PNG: drawings and letters show losses
_PLAIN = ("RGB", "RGBA", "L")
# libwebp's effort, of 6: 4 % larger than the usual 4, in 40 % of its time.
_EFFORT = 2


class Original(NamedTuple):
    """A picture as a file, and read; `format`, `profile` (of its colours) and `rights` are the file's."""

    data: bytes
    picture: Image
    format: str
    profile: bytes
    rights: Rights


def opened(data: bytes, kind: str) -> ImageFile:
    """Open a picture with the decoder of its format, and no other. The caller must have checked its size.

    Raises what Pillow raises.
    """
    # `Image.open` has a limit of its own, 179 million pixels, and one for the whole process.
    if kind == "jpeg":
        from PIL.JpegImagePlugin import JpegImageFile

        return JpegImageFile(io.BytesIO(data))
    if kind == "png":
        from PIL.PngImagePlugin import PngImageFile

        return PngImageFile(io.BytesIO(data))
    if kind == "webp":
        from PIL.WebPImagePlugin import WebPImageFile

        return WebPImageFile(io.BytesIO(data))
    if kind == "avif":
        from PIL.AvifImagePlugin import AvifImageFile

        return AvifImageFile(io.BytesIO(data))
    raise ValueError(f"no decoder for {kind or 'this format'}")


def read(data: bytes, halved: int) -> Original:
    """Decode a picture, a JPEG scaled down by `halved` (1, 2, 4, 8), and rotate it upright.

    Raises OSError and whatever else Pillow raises for a damaged one.
    """
    from PIL import ImageOps

    kind = kind_of(data)
    picture = opened(data, kind)
    profile = picture.info.get("icc_profile") or b""
    exif, xmp = picture.info.get("exif") or b"", picture.info.get("xmp") or b""
    rights = noted(exif.removeprefix(EXIF), xmp).rights
    if halved > 1:
        picture.draft(None, (picture.width // halved, picture.height // halved))
    upright = ImageOps.exif_transpose(picture)
    if upright.mode not in _PLAIN:
        clear = upright.mode in ("LA", "PA") or "transparency" in upright.info
        if not (upright.mode == "CMYK" and profile):
            upright = upright.convert("RGBA" if clear else "RGB")
    return Original(data, upright, kind, profile, rights)


def made(original: Original, whole: Size, box: Box, size: Size, kind: str, quality: int) -> bytes:
    """Return the part `box` of a picture in `size` pixels as a file of `kind`: `jpeg`, `png` or `webp`.

    `whole` is the size of the original, in whose pixels `box` is; it may have been read smaller. If a copy of the whole
    picture is not smaller in bytes than the original, the original is returned.
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
        copy.save(data, "WEBP", quality=quality, method=_EFFORT, **_whose(original.rights))
    elif kind == "png":
        copy.save(data, "PNG", compress_level=9, **_whose(original.rights, png=True))
    else:
        upright = _on_white(copy)
        upright.save(data, "JPEG", quality=quality, optimize=True, progressive=True, **_whose(original.rights))
    alike = box == (0, 0, *whole) and kind == original.format
    return original.data if alike and data.tell() >= len(original.data) else data.getvalue()


def _whose(rights: Rights, *, png: bool = False) -> dict[str, Any]:
    """Return the rights of a copy as options of Pillow's `save`."""
    exif, xmp = write_exif(1, rights), write_xmp(rights)
    options: dict[str, Any] = {"exif": EXIF + exif} if exif else {}
    if xmp and png:
        from PIL.PngImagePlugin import PngInfo

        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", xmp.decode())
    elif xmp:
        options["xmp"] = xmp
    return options


def _in_srgb(copy: Image, profile: bytes) -> Image:
    """Convert the colours to sRGB. Without a usable profile they are assumed to be sRGB."""
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
