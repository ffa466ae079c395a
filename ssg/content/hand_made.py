"""Reads what the newsroom places by hand: front pages and advertisements, of the files of `data/`. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from ssg.content.ads import AdFile, read_ad
from ssg.content.data import ADS, FRONT
from ssg.content.front import ENDING, FrontFile, read_front
from ssg.core.errors import Diagnostic


class HandMade(NamedTuple):
    """The files of `data/front/` and `data/ads/`, with diagnostics."""

    fronts: tuple[FrontFile, ...]
    ads: tuple[AdFile, ...]
    diagnostics: tuple[Diagnostic, ...]


NOTHING_MADE: Final = HandMade((), (), ())


def read_hand_made(files: Iterable[tuple[str, bytes]], zone: ZoneInfo) -> HandMade:
    """Read the files, given as path below `data/` and bytes. Times without an offset are of `zone`."""
    files = [one for one in files if one[0].endswith(ENDING)]
    fronts = [read_front(path, raw, zone) for path, raw in files if path.startswith(FRONT)]
    ads = [read_ad(path, raw, zone) for path, raw in files if path.startswith(ADS)]
    said = (*chain.from_iterable(found for _, found in fronts), *chain.from_iterable(found for _, found in ads))
    return HandMade(tuple(file for file, _ in fronts), tuple(file for file, _ in ads), said)
