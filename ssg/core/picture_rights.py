"""What a picture's own notes say of it, and what a newsroom may do with it, as plain data. Types only."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final, NamedTuple


class Rights(NamedTuple):
    """Who made a picture and who may use it, as EXIF, XMP or IPTC in the file say.

    The photographer, the copyright notice, the credit line, the address of the licence, its terms, the address where
    a licence is sold, the caption, which stays in the file: it is not written into what is published, and by which
    kind of software the picture was made, if by any (one of `SYNTHETIC`).
    """

    artist: str = ""
    copyright: str = ""
    credit: str = ""
    statement: str = ""
    terms: str = ""
    licensor: str = ""
    caption: str = ""
    source: str = ""


SYNTHETIC: Final = (
    "compositeWithTrainedAlgorithmicMedia",
    "compositeSynthetic",
    "trainedAlgorithmicMedia",
    "algorithmicMedia",
)
"""The terms of IPTC (Digital Source Type) for pictures that software made, those for a part of one first."""


class Permit(NamedTuple):
    """What a newsroom may do with a picture: where it may be seen (countries; none: anywhere), and pass it on."""

    regions: tuple[str, ...] = ()
    partners: bool = True


NO_LIMITS: Final = Permit()
"""Whatever the newsroom likes."""


REGION: Final = re.compile("[A-Z]{2}")
"""The code of a country (ISO 3166)."""


class Grant(NamedTuple):
    """What an article says of the rights to its lead picture: until when, in which countries (none: anywhere), and
    whether it may be passed on (None: not said).
    """

    until: datetime | None = None
    regions: tuple[str, ...] = ()
    partners: bool | None = None
