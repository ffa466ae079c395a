"""The record of published files that stay for a while after no page names them any more. Light to import.

`ssg/store/spare.py` decides which files those are.
"""

from __future__ import annotations

from typing import Final

import msgspec

from ssg.store.seal import Damaged

DAY: Final = 86_400


NOTE: Final = "grace "
"""The beginning of the name of the state's note with the `Grace` of an output folder, whose name follows."""


class Left(msgspec.Struct, frozen=True, array_like=True):
    """A file that stays: the time since which no page names it, and the pages of the articles that it shows.

    Times are seconds since 1970; pages are given by their outputs.
    """

    since: int
    pages: tuple[str, ...] = ()


class Grace(msgspec.Struct, frozen=True, array_like=True):
    """All files of an output folder that stay, by path, and when the first of them is removed."""

    until: int
    files: dict[str, Left]


_DECODER = msgspec.msgpack.Decoder(Grace)
NONE: Final = Grace(0, {})


def read(noted: bytes | None) -> Grace:
    """Read a note.

    Raises MemoryDamaged.
    """
    try:
        return _DECODER.decode(noted) if noted else NONE
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise Damaged("a value is damaged") from problem


def is_over(noted: bytes | None, now: int) -> bool:
    """Return whether a file that stays is due for removal.

    Raises MemoryDamaged.
    """
    grace = read(noted)
    return bool(grace.files) and now >= grace.until
