"""Fonts of a theme (ttf, otf, woff, woff2) at a size and weight, and their supported characters."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import Axis, FreeTypeFont

# No font has a glyph for it: its drawing is that of every missing letter.
_NOTHING = "\U0010fffe"


class NoFont(ValueError):
    """Raised if bytes are not a readable font."""


@lru_cache(maxsize=32)
def font_of(data: bytes, size: int, weight: int = 400) -> FreeTypeFont:
    """Load a font at a size in pixels; `weight` is for those that have such an axis.

    Raises NoFont.
    """
    from PIL import ImageFont

    try:
        # The basic engine is the same on every machine; the other one depends on installed libraries.
        found = ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)
    except OSError as problem:
        raise NoFont(str(problem)) from problem
    try:
        axes = found.get_variation_axes()
    except OSError:  # not a variable font
        return found
    # All axes keep their defaults except that of the weight.
    found.set_variation_by_axes([_setting(axis, weight) for axis in axes])
    return found


def _setting(axis: Axis, weight: int) -> float:
    if axis["name"] != b"Weight":
        return float(axis["default"] or 0)
    return float(min(max(weight, axis["minimum"] or 0), axis["maximum"] or weight))


def printable(font: FreeTypeFont, text: str) -> str:
    """Remove the characters that the font lacks, such as emoji: otherwise readers would see empty boxes."""
    return " ".join("".join(letter for letter in text if letter == " " or _has(font, letter)).split())


@lru_cache(maxsize=8192)  # cached: a third of the time of a card was spent here, and newspapers use few letters
def _has(font: FreeTypeFont, letter: str) -> bool:
    """Return whether a font has a letter; the font must be cached by `font_of`."""
    return bytes(font.getmask(letter)) != bytes(font.getmask(_NOTHING))
