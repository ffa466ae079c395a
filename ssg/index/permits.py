"""Which pictures a newsroom may still show, and what is said of those whose rights have run out. Pure.

Of all that speak of a picture – its row or that of its folder, and articles – the strictest counts. A picture without a
right is treated like a missing one: no page, copy or feed has it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from types import MappingProxyType
from typing import Final, NamedTuple

import msgspec

from ssg.content.permits import Permitted
from ssg.core.errors import Diagnostic, Place, notice, warning
from ssg.core.message import NOTHING, Message, say
from ssg.core.model import MediaFile
from ssg.core.picture_rights import Permit
from ssg.core.shown import STATIC, file_of
from ssg.core.text.dates import stamp
from ssg.index.briefs import microseconds, moment
from ssg.index.files import Files
from ssg.index.grants import Granted
from ssg.index.suggestion import nearest_file
from ssg.index.targets import PICTURE_TYPES, ending

_NOBODY: Final[Mapping[str, tuple[Granted, ...]]] = MappingProxyType({})


class Shown(NamedTuple):
    """The files that may be shown, what is said of the others, and when rights end: microseconds, and the file."""

    media: dict[str, MediaFile]
    diagnostics: tuple[Diagnostic, ...]
    ends: tuple[tuple[int, str], ...]


class Permits(NamedTuple):
    """All that is said of rights: rows of the data file, and what articles say, by the path of the picture."""

    rows: Sequence[Permitted] = ()
    granted: Mapping[str, tuple[Granted, ...]] = _NOBODY

    def ends(self) -> Iterator[int]:
        """Yield the times at which rights end, in microseconds."""
        yield from (microseconds(row.until) for row in self.rows if row.until is not None)
        said = (one.grant.until for several in self.granted.values() for one in several)
        yield from (microseconds(until) for until in said if until is not None)


class Said(NamedTuple):
    """What one place says: when the right ends in microseconds (0: never), and the place of a key.

    `is_general`: of all pictures in a folder. What is said of one of them may be stricter.
    """

    until: int
    regions: tuple[str, ...]
    partners: bool | None
    place: Callable[[str], Place]
    is_general: bool = False


class _Strictest(NamedTuple):
    """What counts; `regions` is None where no country is left."""

    until: int
    regions: tuple[str, ...] | None
    partners: bool

    def refuses(self, now: int) -> bool:
        """Return whether there is no right at a time."""
        return self.regions is None or 0 < self.until <= now


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


def may_show(permits: Permits, media: Mapping[str, MediaFile], now: int, zone: tzinfo) -> Shown:
    """Return the files that may be shown at a time, each with the rights to it. Messages have times of `zone`."""
    kept: dict[str, MediaFile] = {}
    told: list[Diagnostic] = []
    ends: list[tuple[int, str]] = []
    known = by_path(permits.rows)
    for path, one in media.items():
        said = _said(known, permits.granted, path)
        if not said:
            kept[path] = one
            continue
        found = _strictest(said)
        told += _differing(one, said, found, zone)
        if found.refuses(now):
            told.append(_over(one, said, found, zone) if found.regions is not None else _nowhere(one, said))
            continue
        kept[path] = msgspec.structs.replace(one, permit=Permit(found.regions or (), found.partners))
        ends += [(found.until, file_of(path))] if found.until else []
    return Shown(kept, tuple(told), tuple(sorted(ends)))


def ended(permits: Permits, now: int) -> tuple[str, ...]:
    """Return the pictures and folders to which there is no right any more, as articles name them."""
    over = [row.path.removeprefix("static/") for row in permits.rows if 0 < microseconds(row.until) <= now]
    known = by_path(permits.rows)
    refused = (path for path in permits.granted if _strictest(_said(known, permits.granted, path)).refuses(now))
    return tuple(dict.fromkeys((*over, *(path.removeprefix(STATIC) for path in refused))))


def said_of(permits: Permits, path: str) -> tuple[Said, ...]:
    """Return all that is said of a file, the data file first."""
    return _said(by_path(permits.rows), permits.granted, path)


def _said(known: Mapping[str, Permitted], granted: Mapping[str, tuple[Granted, ...]], path: str) -> tuple[Said, ...]:
    row = row_of(known, path)
    found = [_of_row(row)] if row is not None else []
    found += [Said(microseconds(grant.until), *grant[1:], place) for grant, place in granted.get(path, ())]
    return tuple(found)


def _of_row(row: Permitted) -> Said:
    partners = None if row.permit.partners else False
    return Said(microseconds(row.until), row.permit.regions, partners, lambda key: row.place, row.path.endswith("/"))


def _strictest(said: Sequence[Said]) -> _Strictest:
    until = min((one.until for one in said if one.until), default=0)
    limits = [one.regions for one in said if one.regions]
    left = tuple(region for region in limits[0] if all(region in one for one in limits)) if limits else ()
    return _Strictest(until, None if limits and not left else left, all(one.partners is not False for one in said))


def _differing(media: MediaFile, said: Sequence[Said], found: _Strictest, zone: tzinfo) -> Iterator[Diagnostic]:
    """Report what does not count because something stricter is said elsewhere."""
    for one in said:
        if one.is_general:
            continue
        if one.until > found.until:
            until = stamp(moment(found.until).astimezone(zone))
            yield _stricter(media, one, "until", _first(said, found), say("until {time}", time=until))
        if found.regions is not None and one.regions and not {*one.regions} <= {*found.regions}:
            other = next(other for other in said if other.regions and {*other.regions} != {*one.regions})
            yield _stricter(media, one, "regions", other, say("only in {regions}", regions=", ".join(found.regions)))
        if one.partners and not found.partners:
            other = next(other for other in said if other.partners is False)
            yield _stricter(media, one, "partners", other, say("not for partners"))


def _stricter(media: MediaFile, one: Said, key: str, other: Said, what: Message) -> Diagnostic:
    message = say("another rule for {file} is stricter and counts: {what}", file=file_of(media.path), what=what)
    return notice("N477", message, one.place(key), also=(other.place(key),))


def _first(said: Iterable[Said], found: _Strictest) -> Said:
    """Return who says the end that counts."""
    return next(one for one in said if one.until == found.until)


def _over(media: MediaFile, said: Sequence[Said], found: _Strictest, zone: tzinfo) -> Diagnostic:
    at = stamp(moment(found.until).astimezone(zone))
    message = say("the rights to this picture ended on {time}; published without it", time=at)
    place = _first(said, found).place("until")
    hint = say("see {file}:{line}", file=place.path, line=place.line)
    return warning("W493", message, Place(file_of(media.path)), _staying(media, hint))


def _nowhere(media: MediaFile, said: Sequence[Said]) -> Diagnostic:
    message = say("the rights to this picture leave no country where it may be seen; published without it")
    places = tuple(dict.fromkeys(one.place("regions") for one in said if one.regions))
    hint = say("write a country that all name, or remove `regions`")
    return warning("W478", message, Place(file_of(media.path)), _staying(media, hint), places)


def _staying(media: MediaFile, hint: Message) -> Message:
    if not media.path.startswith(STATIC):
        return hint
    return say("{hint}; remove it from static/, which is published as it is", hint=hint)


def missing(rows: Sequence[Permitted], files: Files) -> Iterator[Diagnostic]:
    """Yield the rows that name no picture and no folder."""
    static = {f"static/{path}" for path in files.static}
    every: Collection[str] = frozenset((*files.content, *static)) if rows else frozenset()
    for row in rows:
        is_folder = row.path.endswith("/")
        if any(path.startswith(row.path) for path in every) if is_folder else row.path in every:
            continue
        known = [path for path in every if ending(path) in PICTURE_TYPES]
        message = say("picture not found: {path}; these rights are ignored", path=row.path)
        yield warning("W494", message, row.place, NOTHING if is_folder else nearest_file(row.path, known))
