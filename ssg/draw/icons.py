"""Icons of one logo: PNG in the sizes that browsers and telephones ask for, and a favicon.ico."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ssg.draw.card import PAPER

if TYPE_CHECKING:
    from PIL.Image import Image

# What is left of a maskable icon whatever shape a telephone cuts it to: a circle of 80 %.
_SAFE = 0.8 / 2**0.5
_ICO = ((16, 16), (32, 32), (48, 48))


class NoLogo(ValueError):
    """Raised where bytes are no picture of which icons can be made."""


def icon(logo: bytes, size: int, *, solid: bool = False, maskable: bool = False) -> bytes:
    """Make a square PNG of `size` pixels: with a transparent ground, a solid one, or one with room to be cut.

    Raises NoLogo.
    """
    return _saved(_square(logo, size, _SAFE if maskable else 1.0, solid=solid or maskable), "PNG")


def favicon(logo: bytes) -> bytes:
    """Make a favicon.ico with the sizes 16, 32 and 48.

    Raises NoLogo.
    """
    data = io.BytesIO()
    _square(logo, 48, 1.0, solid=False).save(data, "ICO", sizes=_ICO)
    return data.getvalue()


def _square(logo: bytes, size: int, share: float, *, solid: bool) -> Image:
    from PIL import Image, UnidentifiedImageError
    from PIL.Image import open as decoded

    try:
        with decoded(io.BytesIO(logo)) as opened:
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
