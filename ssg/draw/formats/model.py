"""The types that the modules of formats share: the published form of a picture, and why there is none. Data only."""

from __future__ import annotations

from typing import Final, NamedTuple

from ssg.core.message import Invalid, Message, say
from ssg.core.picture_rights import Rights

AGAIN: Final = say("save it again in a picture editor")
CAMERA_DATA: Final = say("camera data (EXIF)")
PROFILE: Final = say("colour profile")
MOST_PARTS: Final = 100_000
"""Segments, chunks or boxes of one file. A PNG of 64 megapixels has some 30,000; each costs a step of Python."""


class Published(NamedTuple):
    """The published bytes, and what is known of the picture without decoding it.

    `width` and `height` are those of the stored pixels, `orientation` is that of EXIF (1 to 8). `frames` is the number
    of frames of an animation, `passes` that of a decoder's passes over all pixels. `lost` names what was damaged and
    omitted. `streamed`: it can be decoded at a smaller size without being whole in memory. `credentials`: the file has
    Content Credentials (C2PA), which are omitted: they are a signature of the file with all its camera data.
    """

    data: bytes
    kind: str
    width: int
    height: int
    orientation: int = 1
    rights: Rights = Rights()
    frames: int = 1
    passes: int = 1
    lost: tuple[Message, ...] = ()
    streamed: bool = False
    credentials: bool = False


class Unreadable(Invalid):
    """Raised if bytes are not a picture that can be published; carries a hint for the editor."""

    def __init__(self, why: Message, hint: Message = AGAIN) -> None:
        """Store `why`, the end of a sentence, and the hint."""
        super().__init__(why)
        self.hint = hint
