"""Reads `data/picture-rights.toml`: TOML → for which pictures a newsroom has which rights, and until when. Pure.

It knows no picture and no time: which rights have run out is decided in `ssg/index/permits.py`. What cannot be read is
an error: a picture would be shown without a right to it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec

from ssg.content.data import DATA, PERMITS
from ssg.content.toml_files import Unreadable, read_toml
from ssg.core.config.layout import KeyPath, Layout
from ssg.core.config.report import closest, shown
from ssg.core.errors import Diagnostic, Place, error, warning
from ssg.core.message import NOTHING, Invalid, Message, say
from ssg.core.picture_rights import REGION, Permit
from ssg.core.text.dates import parse_time

FILE: Final = f"{DATA}/{PERMITS}"
KEYS: Final = ("file", "until", "regions", "partners")
_LONGEST: Final = 5_000_000  # characters: 50,000 pictures
_DAY: Final = re.compile(r"\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\s*")


class Permitted(msgspec.Struct, frozen=True, array_like=True):
    """The rights to a picture, or to all of a folder (`path` ends with `/`), and where that is written."""

    path: str
    permit: Permit
    until: datetime | None
    place: Place


def read_permits(raw: bytes, zone: ZoneInfo) -> tuple[tuple[Permitted, ...], tuple[Diagnostic, ...]]:
    """Read the file. Times without an offset are of `zone`."""
    try:
        data, layout = read_toml(raw, FILE, _LONGEST)
    except Unreadable as problem:
        message = say("cannot read rights of pictures: {why}", why=problem.why)
        return (), (error("E492", message, problem.place, problem.hint, problem.also),)
    reading = _Reading(layout, zone)
    return tuple(reading.rows(data)), tuple(reading.said)


class _Reading:
    """The file while it is read, and its diagnostics."""

    def __init__(self, layout: Layout, zone: ZoneInfo) -> None:
        self.said: list[Diagnostic] = []
        self._layout = layout
        self._zone = zone

    def rows(self, data: Mapping[str, Any]) -> Iterator[Permitted]:
        """Yield the rows that can be read."""
        self._unknown(data, ("picture",), ())
        listed = data.get("picture", [])
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            self._wrong(("picture",), say("`picture` must be a list of tables"), say("begin each with `[[picture]]`"))
            return
        for number, table in enumerate(listed):
            at: KeyPath = ("picture", number)
            self._unknown(table, KEYS, at)
            path, until = self._path(table, at), self._until(table.get("until"), (*at, "until"))
            permit = Permit(self._regions(table, at), self._partners(table, at))
            if path:
                yield Permitted(path, permit, until, self._place((*at, "file")))

    def _path(self, table: Mapping[str, Any], at: KeyPath) -> str:
        written = table.get("file")
        if not isinstance(written, str) or not written.strip("/ "):
            where = (*at, "file") if "file" in table else at
            hint = say('write the path of a picture or folder: `file = "thu-do/anh/cau.jpg"`')
            self._wrong(where, say("`file` must name a picture or a folder"), hint)
            return ""
        path = posixpath.normpath(written.strip().lstrip("/")).removeprefix("content/")
        if path == ".." or path.startswith("../"):
            self._wrong((*at, "file"), say("the path leads outside the site"))
            return ""
        return f"{path}/" if written.rstrip().endswith("/") else path

    def _until(self, value: object, at: KeyPath) -> datetime | None:
        """Return when the right ends; a day alone is included."""
        if value is None:
            return None
        hint = say('for example `until = 2026-12-31` or `until = "31/12/2026 18:00"`')
        if not isinstance(value, str | date):
            self._wrong(at, say("`until` must be a date and time"), hint)
            return None
        is_day = not isinstance(value, datetime) if isinstance(value, date) else bool(_DAY.fullmatch(value))
        try:
            return parse_time(value, self._zone) + timedelta(days=is_day)
        except (Invalid, OverflowError) as problem:
            why = problem.message if isinstance(problem, Invalid) else say("is too late")
            self._wrong(at, say("`until` {problem}", problem=why), hint)
            return None

    def _regions(self, table: Mapping[str, Any], at: KeyPath) -> tuple[str, ...]:
        found = table.get("regions", [])
        found = [found] if isinstance(found, str) else found
        if isinstance(found, list) and all(isinstance(one, str) and REGION.fullmatch(one) for one in found):
            return tuple(dict.fromkeys(found))
        hint = say('write codes of countries (ISO 3166): `regions = ["VN", "LA"]`')
        self._wrong((*at, "regions"), say("`regions` must be a list of two-letter codes"), hint)
        return ()

    def _partners(self, table: Mapping[str, Any], at: KeyPath) -> bool:
        found = table.get("partners", True)
        if not isinstance(found, bool):
            message = say("`partners` must be true or false, not {value}", value=shown(found))
            self._wrong((*at, "partners"), message)
            return False
        return found

    def _unknown(self, table: Mapping[str, Any], known: tuple[str, ...], at: KeyPath) -> None:
        for key in table:
            if key not in known:
                hint = closest(key, known) or say("keys: {known}", known=", ".join(known))
                place = Place(FILE, *self._layout.key((*at, key)))
                self.said.append(warning("W495", say("unknown key `{key}`; ignored", key=key), place, hint))

    def _wrong(self, at: KeyPath, message: Message, hint: Message = NOTHING) -> None:
        self.said.append(error("E492", message, self._place(at), hint))

    def _place(self, at: KeyPath) -> Place:
        return Place(FILE, *self._layout.value(at))
