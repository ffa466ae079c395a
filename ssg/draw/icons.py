"""Icons of one logo: PNG in the sizes that browsers and telephones ask for, and a favicon.ico."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ssg.draw.card import PAPER

if TYPE_CHECKING:
    from PIL.Image import Image

# The part of a maskable icon that every telephone shows: a circle of 80 %.
_SAFE = 0.8 / 2**0.5
# The formats that browsers show: Pillow reads about 40 others, each with a decoder that may be attacked.
_LOGOS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
_ICO = ((16, 16), (32, 32), (48, 48))


class NoLogo(ValueError):
    """Raised if no icons can be created from bytes."""


def icon(logo: bytes, size: int, *, solid: bool = False, maskable: bool = False) -> bytes:
    """Create a square PNG of `size` pixels: with a transparent or solid background, or with a margin for masks.

    Raises NoLogo.
    """
    return _saved(_square(logo, size, _SAFE if maskable else 1.0, solid=solid or maskable), "PNG")


def favicon(logo: bytes) -> bytes:
    """Create a favicon.ico with the sizes 16, 32 and 48.

    Raises NoLogo.
    """
    data = io.BytesIO()
    _square(logo, 48, 1.0, solid=False).save(data, "ICO", sizes=_ICO)
    return data.getvalue()


def _square(logo: bytes, size: int, share: float, *, solid: bool) -> Image:
    from PIL import Image, UnidentifiedImageError
    from PIL.Image import open as decoded

    try:
        with decoded(io.BytesIO(logo), formats=_LOGOS) as opened:
            picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as problem:
        raise NoLogo(str(problem)) from problem
    room = max(1, round(size * share))
    scale = room / max(picture.size)
    inner = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    picture = picture.resize(inner, Image.Resampling.LANCZOS)
    ground = Image.new("RGBA", (size, size), PAPER if solid else (0, 0, 0, 0))
    ground.alpha_composite(picture, ((size - inner[0]) // 2, (size - inner[1]) // 2))
    return ground.convert("RGB") if solid else ground


def _saved(picture: Image, kind: str) -> bytes:
    data = io.BytesIO()
    picture.save(data, kind, optimize=True)
    return data.getvalue()
