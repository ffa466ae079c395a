"""What the template of a box is given for an argument that is a file. Types only."""

from __future__ import annotations

import msgspec


class BoxFile(msgspec.Struct, frozen=True):
    """A file beside the articles or of `static/`: printed, it is its URL. A picture has a size and smaller copies.

    `size` is in bytes. A picture elsewhere on the web is plain text, its address, and so is an argument that is empty.
    """

    url: str
    width: int = 0
    height: int = 0
    srcset: str = ""
    sizes: str = ""
    size: int = 0

    def __str__(self) -> str:
        """Return the URL."""
        return self.url
