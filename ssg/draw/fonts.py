"""Fonts of a theme (ttf, otf, woff, woff2) at a size and weight, and what they can print."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import Axis, FreeTypeFont

# No font has a glyph for it: what is drawn for it is what is drawn for every missing letter.
_NOTHING = "\U0010fffe"


class NoFont(ValueError):
    """Raised where bytes are no font that can be read here."""


@lru_cache(maxsize=32)
def font_of(data: bytes, size: int, weight: int = 400) -> FreeTypeFont:
    """Load a font at a size in pixels; `weight` is for those that have such an axis.

    Raises NoFont.
    """
    from PIL import ImageFont

    try:
        # The basic engine is the same on every machine; the other one depends on what libraries there are.
        found = ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)
    except OSError as problem:
        raise NoFont(str(problem)) from problem
    try:
        axes = found.get_variation_axes()
    except OSError:  # not a variable font
        return found
    # Each axis says from where to where it goes; only that of the weight is moved from where it stands by itself.
    found.set_variation_by_axes([_setting(axis, weight) for axis in axes])
    return found


def _setting(axis: Axis, weight: int) -> float:
    if axis["name"] != b"Weight":
        return float(axis["default"] or 0)
    return float(min(max(weight, axis["minimum"] or 0), axis["maximum"] or weight))


def printable(font: FreeTypeFont, text: str) -> str:
    """Leave out what the font has no letter for, such as emoji: nobody is shown empty boxes."""
    return " ".join("".join(letter for letter in text if letter == " " or _has(font, letter)).split())


@lru_cache(maxsize=8192)  # newspapers are made of few letters: a third of the time of a card was spent here
def _has(font: FreeTypeFont, letter: str) -> bool:
    """Say whether a font has a letter; fonts are those that `font_of` keeps."""
    return bytes(font.getmask(letter)) != bytes(font.getmask(_NOTHING))
