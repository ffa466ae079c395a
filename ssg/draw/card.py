"""Draws the share picture of an article without one: 1200 × 630, masthead, category and headline, as PNG.

Two inks on paper, each with shades for smooth edges: 16 shades of two inks make a palette of 32 and a file of about 10
KB. Line height is 1.25 of the size, so that stacked marks (Ẫ, ự) are not clipped.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

from ssg.draw.fonts import font_of, printable

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
_EDGE = 72
_LINE = 1.25
_SIZES = (84, 76, 68, 60, 54, 48, 42)  # pixels; the largest in which the headline fits is used
_ROOM = 335  # pixels of height for the headline
_LONGEST = 400  # characters of a headline that are used; no more fit
_SHADES = 16
PAPER, INK = "#fffdfa", "#1c1815"


class Card(NamedTuple):
    """The texts of a card, its fonts (bytes) and its accent colour (`#a12a1c`)."""

    masthead: str
    kicker: str
    title: str
    foot: str
    serif: bytes
    sans: bytes
    accent: str


def draw(card: Card) -> bytes:
    """Draw a card.

    Raises NoFont.
    """
    from PIL import Image, ImageDraw

    ink, accent = Image.new("L", (WIDTH, HEIGHT)), Image.new("L", (WIDTH, HEIGHT))
    dark, red = ImageDraw.Draw(ink), ImageDraw.Draw(accent)
    small = font_of(card.sans, 30)
    masthead = font_of(card.serif, 46, 700)
    dark.text((_EDGE, 104), printable(masthead, card.masthead), 255, masthead, anchor="ls")
    red.rectangle((_EDGE, 132, WIDTH - _EDGE, 137), 255)
    red.text((_EDGE, 196), printable(small, card.kicker), 255, small, anchor="ls")
    font, lines = _set(card.serif, card.title)
    step = round(font.size * _LINE)
    # From the top of the tallest capital with its marks down.
    first = 238 + font.getmetrics()[0]
    for number, line in enumerate(lines):
        dark.text((_EDGE, first + number * step), line, 255, font, anchor="ls")
    dark.text((_EDGE, HEIGHT - 48), printable(small, card.foot), 150, small, anchor="ls")
    return _png(ink, accent, card.accent)


def _set(serif: bytes, title: str) -> tuple[FreeTypeFont, list[str]]:
    """Find the largest size in which a headline fits, and its lines; one that never fits ends in `…`."""
    for size in _SIZES:
        font = font_of(serif, size, 600)
        words = _words(font, printable(font, title[:_LONGEST]), WIDTH - 2 * _EDGE)
        lines = _broken(words, font.getlength(" "), WIDTH - 2 * _EDGE)
        most = int(_ROOM // (size * _LINE))
        if len(lines) <= most:
            return font, lines
    return font, [*lines[: most - 1], f"{lines[most - 1].rstrip(' ,.;:–')}…"]


def _words(font: FreeTypeFont, text: str, width: int) -> list[tuple[str, float]]:
    """Return the words of a text with their widths; one that is wider than the card is cut into several."""
    found: list[tuple[str, float]] = []
    for word in text.split():
        long, size = font.getlength(word), len(word)
        if long > width:
            # Letters differ in width by less than half, so that such a part is narrower than the card.
            size = max(1, int(len(word) * width / long * 0.6))
        parts = [word[at : at + size] for at in range(0, len(word), size)]
        found += [(part, font.getlength(part)) for part in parts]
    return found


def _broken(words: list[tuple[str, float]], space: float, width: int) -> list[str]:
    """Break a text between words, so that no line is wider than `width` pixels, and the lines are about as long."""
    most = _greedy(words, space, width)
    if len(most) < 2:
        return most
    # The narrowest width that needs no more lines: halving finds it to 16 pixels.
    low, high = width // 2, width
    while high - low > 16:
        middle = (low + high) // 2
        if len(_greedy(words, space, middle)) > len(most):
            low = middle
        else:
            high = middle
    return _greedy(words, space, high)


def _greedy(words: list[tuple[str, float]], space: float, width: int) -> list[str]:
    lines: list[list[str]] = []
    room = 0.0
    for word, long in words:
        if lines and long <= room:
            lines[-1].append(word)
        else:
            lines.append([word])
            room = float(width)
        room -= long + space
    return [" ".join(line) for line in lines]


def _png(ink: Image, accent: Image, colour: str) -> bytes:
    """Return a PNG of two inks on paper."""
    from PIL import ImageChops

    last = _SHADES - 1
    shades = ink.point([value * last // 255 for value in range(256)])
    red = accent.point([value * last // 255 + (_SHADES if value * last // 255 else 0) for value in range(256)])
    picture = ImageChops.lighter(shades, red)
    picture.putpalette(bytes([*_ramp(INK), *_ramp(colour)]))
    data = io.BytesIO()
    picture.save(data, "PNG", bits=8, compress_level=6)
    return data.getvalue()


def _ramp(colour: str) -> list[int]:
    """Return the shades from paper to an ink, as red, green and blue in turn."""
    paper, ink = _channels(PAPER), _channels(colour)
    last = _SHADES - 1
    return [round(p + (i - p) * step / last) for step in range(_SHADES) for p, i in zip(paper, ink, strict=True)]


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
