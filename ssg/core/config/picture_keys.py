"""The frozen types of the picture settings in `site.toml`: `[pictures]` and `[share]`. Data only, as `schema`."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

Name = Annotated[str, msgspec.Meta(min_length=1)]
"""One line of text that says something."""

Width = Annotated[int, msgspec.Meta(ge=16, le=4096)]


class PicturesConfig(msgspec.Struct, frozen=True, kw_only=True):
    """In which sizes and shapes pictures beside the articles are published: `[pictures]`."""

    widths: tuple[Width, ...] = (320, 640, 960, 1280)
    """Pixels: the narrower ones that are made of each picture, for narrower screens; none: `[]`."""
    max_width: Annotated[int, msgspec.Meta(ge=320, le=16384)] = 2000
    """Pixels: the widest that a page loads; of a wider picture it names a copy of this width."""
    format: Literal["webp", "same"] = "webp"
    """What they are written as: WebP, which is much smaller, or as the picture itself is."""
    quality: Annotated[int, msgspec.Meta(ge=30, le=95)] = 75
    """How true they are to the picture: 30 to 95."""
    sizes: str = "(min-width: 40rem) 39rem, 100vw"
    """How wide the theme shows a picture in an article's text, as in HTML's `sizes`."""
    shapes: bool = True
    """Whether lead pictures are cut to 1:1, 4:3 and 16:9 for search engines and social networks."""
    notes: tuple[Literal["caption", "credit", "licence"], ...] = ("credit", "licence")
    """What pages show of a picture's own notes (IPTC, XMP, EXIF) where the article does not say it."""
    service: str = ""
    """The URL of a server that makes the copies when a reader asks, with `{width}` and `{path}` or `{url}` in it."""


class ShareConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The pictures that articles without one are shared with: `[share]`."""

    draw: bool = False
    """Whether they are drawn: masthead, category and headline, 1200 × 630 pixels."""
    font: Name = "fonts/newsreader.woff2"
    """The asset of the theme that headlines and masthead are set in."""
    small_font: Name = "fonts/be-vietnam-pro-600.woff2"
    """The asset that all else is set in."""
    account: str = ""
    """The newspaper's account on X, such as `@baosonghong`."""
    google_news: str = ""
    """Its page on Google News, `https://news.google.com/…`; each article ends with a link to it."""
    accent: str = "#a12a1c"
    """The second colour, such as `#a12a1c`."""
