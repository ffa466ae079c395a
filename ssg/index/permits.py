"""Which pictures a newsroom may still show, and what is said of those whose rights have run out. Pure.

A picture without a right is treated like a missing one: no page, copy or feed has it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

import msgspec

from ssg.content.permits import Permitted
from ssg.core.errors import Diagnostic, Place, warning
from ssg.core.message import NOTHING, say
from ssg.core.model import MediaFile
from ssg.core.shown import STATIC, file_of
from ssg.core.text.dates import stamp
from ssg.index.briefs import microseconds
from ssg.index.files import Files
from ssg.index.suggestion import nearest_file
from ssg.index.targets import PICTURE_TYPES, ending


class Shown(NamedTuple):
    """The files that may be shown, what is said of the others, and when rights end: microseconds, and the file."""

    media: dict[str, MediaFile]
    diagnostics: tuple[Diagnostic, ...]
    ends: tuple[tuple[int, str], ...]


NO_RIGHTS: Final = Shown({}, (), ())


def by_path(rows: Iterable[Permitted]) -> dict[str, Permitted]:
    """Return rows by file or folder; of several the last counts."""
    return {row.path: row for row in rows}


def row_of(rows: Mapping[str, Permitted], path: str) -> Permitted | None:
    """Return the row for a file: its own, or else that of the innermost folder.

    `path` is that of a `MediaFile`: below `content/`, or below `static/` as `STATIC` says.
    """
    name = f"static/{path.removeprefix(STATIC)}" if path.startswith(STATIC) else path
    found = rows.get(name)
    while found is None and name:
        name = name.rstrip("/").rpartition("/")[0]
        found = rows.get(f"{name}/") if name else None
    return found


def may_show(rows: Sequence[Permitted], media: Mapping[str, MediaFile], now: int) -> Shown:
    """Return the files that may be shown at a time, each with the rights to it."""
    kept: dict[str, MediaFile] = {}
    said: list[Diagnostic] = []
    ends: list[tuple[int, str]] = []
    known = by_path(rows)
    for path, one in media.items():
        row = row_of(known, path)
        if row is None:
            kept[path] = one
        elif row.until is not None and microseconds(row.until) <= now:
            said.append(_over(one, row))
        else:
            kept[path] = msgspec.structs.replace(one, permit=row.permit)
            ends += [(microseconds(row.until), file_of(path))] if row.until is not None else []
    return Shown(kept, tuple(said), tuple(sorted(ends)))


def _over(media: MediaFile, row: Permitted) -> Diagnostic:
    ended = stamp(row.until) if row.until else ""
    message = say("the rights to this picture ended on {time}; published without it", time=ended)
    hint = say("see {file}:{line}", file=row.place.path, line=row.place.line)
    if media.path.startswith(STATIC):
        hint = say("{hint}; remove it from static/, which is published as it is", hint=hint)
    return warning("W493", message, Place(file_of(media.path)), hint)


def ended(rows: Collection[Permitted], now: datetime) -> tuple[str, ...]:
    """Return the pictures and folders to which the rights have ended, as articles name them."""
    return tuple(row.path.removeprefix("static/") for row in rows if row.until is not None and row.until <= now)


def missing(rows: Sequence[Permitted], files: Files) -> Iterator[Diagnostic]:
    """Yield the rows that name no picture and no folder."""
    static = {f"static/{path}" for path in files.static}
    every = frozenset((*files.content, *static)) if rows else frozenset()
    for row in rows:
        is_folder = row.path.endswith("/")
        if any(path.startswith(row.path) for path in every) if is_folder else row.path in every:
            continue
        known = [path for path in every if ending(path) in PICTURE_TYPES]
        message = say("picture not found: {path}; these rights are ignored", path=row.path)
        yield warning("W494", message, row.place, NOTHING if is_folder else nearest_file(row.path, known))
