"""What a picture's own notes say of it, as plain data. Types only."""

from __future__ import annotations

from typing import NamedTuple


class Rights(NamedTuple):
    """Who made a picture and who may use it, as EXIF, XMP or IPTC in the file say.

    The photographer, the copyright notice, the credit line, the address of the licence, its terms, the address where
    a licence is sold, and the caption, which stays in the file: it is not written into what is published.
    """

    artist: str = ""
    copyright: str = ""
    credit: str = ""
    statement: str = ""
    terms: str = ""
    licensor: str = ""
    caption: str = ""
