"""Reads what the newsroom writes into `data/` by hand: front pages, advertisements, rights of pictures. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from ssg.content.ads import AdFile, check_name, read_ad
from ssg.content.data import ADS, DATA, FRONT, PERMITS
from ssg.content.front import ENDING, FrontFile, read_front
from ssg.content.permits import Permitted, read_permits
from ssg.core.errors import Diagnostic, Place, error, warning
from ssg.core.message import say
from ssg.core.silence import silence_faults

_READ: Final = ((PERMITS, "E492"), (FRONT, "E488"), (ADS, "W465"))
"""What is read, and the code for what cannot be."""


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
    kinds = tuple(_of_another_kind(path for path, _ in files))
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
        tuple(file for file, _ in fronts),
        tuple(file for file, _ in ads),
        (*kinds, *misnamed, *said, *of_rights),
        permits,
    )


def _of_another_kind(paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield the files that are where a folder is looked for, and the folders that are where a file is.

    Nothing would be read of them: pictures would be shown without a right, front pages be arranged automatically.
    """
    found: dict[str, Diagnostic] = {}
    for path in paths:
        inside = path.find(f"{ENDING}/")
        for name, code in _READ:
            say_it = warning if code.startswith("W") else error
            if path == name.rstrip("/") != name:
                hint = say("move the file away or remove it: ssg needs a folder of this name")
                found[path] = say_it(code, say("this is a file, not a folder"), Place(f"{DATA}/{path}"), hint)
            elif path.startswith(name) and inside > 0:
                folder = path[: inside + len(ENDING)]
                hint = say("move the folder away or remove it: ssg looks for a file of this name")
                found[folder] = say_it(code, say("this is a folder, not a file"), Place(f"{DATA}/{folder}"), hint)
    yield from found.values()
