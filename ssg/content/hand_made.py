"""Reads what the newsroom writes into `data/` by hand: front pages, advertisements, rights of pictures. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from ssg.content.ads import AdFile, check_name, read_ad
from ssg.content.data import ADS, DATA, FRONT, PERMITS
from ssg.content.front import ENDING, FrontFile, read_front
from ssg.content.permits import Permitted, read_permits
from ssg.core.errors import Diagnostic
from ssg.core.silence import silence_faults


class HandMade(NamedTuple):
    """The files of `data/front/` and `data/ads/`, and the rights of pictures, with diagnostics."""

    fronts: tuple[FrontFile, ...]
    ads: tuple[AdFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    permits: tuple[Permitted, ...] = ()


NOTHING_MADE: Final = HandMade((), (), ())


def read_hand_made(files: Iterable[tuple[str, bytes]], zone: ZoneInfo) -> HandMade:
    """Read the files, given as path below `data/` and bytes. Times without an offset are of `zone`."""
    files = tuple(files)
    misnamed = tuple(found for path, _ in files if path.startswith(ADS) and (found := check_name(path)))
    files = tuple(one for one in files if one[0].endswith(ENDING))
    fronts = [read_front(path, raw, zone) for path, raw in files if path.startswith(FRONT)]
    ads = [read_ad(path, raw, zone) for path, raw in files if path.startswith(ADS)]
    said = (*chain.from_iterable(found for _, found in fronts), *chain.from_iterable(found for _, found in ads))
    rights = [read_permits(raw, zone) for path, raw in files if path == PERMITS]
    permits, of_rights = rights[0] if rights else ((), ())
    comments = [(f"{DATA}/{path}", raw.decode("utf-8", "replace")) for path, raw in files if b"ssg" in raw]
    said = (*said, *chain.from_iterable(silence_faults(text, path) for path, text in comments))
    return HandMade(
        tuple(file for file, _ in fronts), tuple(file for file, _ in ads), (*misnamed, *said, *of_rights), permits
    )
