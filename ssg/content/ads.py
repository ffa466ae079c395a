"""Reads house advertisements, `data/ads/*.toml`: TOML → what is shown where, and when. Pure.

It knows no site and no time: what can be shown is decided in `ssg/index/ads.py`. An advertisement that cannot be read
is left out with a warning: it never keeps news from being published.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
from msgspec import inspect

from ssg.content.data import ADS, DATA
from ssg.content.toml_files import Unreadable, read_toml
from ssg.core.config.convert import read_table
from ssg.core.config.house_ad_keys import AdKeys
from ssg.core.config.layout import Layout
from ssg.core.config.report import Report, shown
from ssg.core.digest import digest_bytes
from ssg.core.errors import Diagnostic, Place, warning
from ssg.core.message import Invalid, Message, say
from ssg.core.text.dates import parse_time, read_time

ENDING: Final = ".toml"
OPEN: Final = "open"
"""What `until` says of an advertisement that has no end on purpose."""
_LONGEST: Final = 20_000  # characters; an advertisement has some 300
_TIMES: Final = ("from", "until")
_MEANT: Final = (".toml", ".toml.txt", ".tml", ".json", ".yaml", ".yml")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class Ad(msgspec.Struct, frozen=True):
    """A house advertisement that is shown now: its name, its slot, how often it is shown, and what it says."""

    name: str
    slot: str
    weight: int
    keys: AdKeys


class AdFile(msgspec.Struct, frozen=True):
    """A file of `data/ads/`: its name without ending, what it says (None: unusable), its digest.

    `places` says where values stand, by key; that of "" is the beginning. `is_open`: it has no end on purpose.
    """

    name: str
    keys: AdKeys | None
    begins: datetime | None = None
    ends: datetime | None = None
    is_open: bool = False
    digest: str = ""
    places: dict[str, Place] = {}

    def place(self, key: str) -> Place:
        """Return where the value of a key stands, or where the file begins."""
        return self.places.get(key) or Place(f"{DATA}/{ADS}{self.name}{ENDING}", 1)


def read_ad(path: str, raw: bytes, zone: ZoneInfo) -> tuple[AdFile, tuple[Diagnostic, ...]]:
    """Read a file, given as path below `data/` and bytes. Times without an offset are of `zone`."""
    name, file = path.removeprefix(ADS).removesuffix(ENDING), f"{DATA}/{path}"
    try:
        data, layout = read_toml(raw, file, _LONGEST)
    except Unreadable as problem:
        return AdFile(name, None), (_left_out(problem.place, problem.why, problem.hint, problem.also),)
    return _read(name, data, file, layout, zone, digest_bytes(raw))


def check_name(path: str) -> Diagnostic | None:
    """Report a file of `data/ads/`, given as path below `data/`, that is meant as an advertisement and is not read."""
    if path.endswith(ENDING) or not path.casefold().endswith(_MEANT):
        return None
    hint = say("rename it, for example to `{name}`", name=f"{posixpath.basename(path).partition('.')[0]}{ENDING}")
    why = say("its name does not end with `{ending}`", ending=ENDING)
    return _left_out(Place(f"{DATA}/{path}"), why, hint)


def named(files: Iterable[AdFile]) -> Iterator[tuple[str, Place]]:
    """Yield the pictures that advertisements name, with their places."""
    for file in files:
        if file.keys:
            yield from ((src, file.place("image")) for src in (file.keys.image, *file.keys.images.values()) if src)


def _read(
    name: str, data: dict[str, Any], file: str, layout: Layout, zone: ZoneInfo, digest: str
) -> tuple[AdFile, tuple[Diagnostic, ...]]:
    report = Report(file, layout)
    given = {key: data.pop(key) for key in _TIMES if key in data}
    is_open = given.get("until") == OPEN
    if is_open:
        del given["until"]
    times: dict[str, datetime | None] = {key: _time(key, value, zone, report) for key, value in given.items()}
    kind = inspect.type_info(AdKeys)
    assert isinstance(kind, inspect.StructType)  # noqa: S101 - narrows the type
    good = read_table(data, kind, (), report, top=())
    _check(good, times, report)
    places = {key: Place(file, *layout.value((key,))) for key in (*data, *given)}
    said = tuple(_left_out(one.place, one.message, one.hint, one.also) for one in report.problems)
    if said:
        return AdFile(name, None), said
    begins, ends = times.get("from"), times.get("until")
    return AdFile(name, msgspec.convert(good, AdKeys), begins, ends, is_open, digest, places), ()


def _check(good: dict[str, Any], times: dict[str, datetime | None], report: Report) -> None:
    """Report what no type says: nothing to show, widths that are none, an end before the beginning."""
    if not (good.get("image") or good.get("title") or any(map(report.has, (("slot",), ("image",), ("title",))))):
        message = say("advertisement with neither `image` nor `title`")
        report.at_key("E504", message, ("slot",), say('add a line `image = "quang-cao/banner.png"`'))
    if (url := good.get("url")) and not url.startswith("/") and not _SCHEME.match(url):
        hint = say("write `https://…`, or a path of this site such as `/lien-he/`")
        report.at_value(
            "E505", say("`url` begins neither with `https://` nor with `/`: {url}", url=url), ("url",), hint
        )
    for width, src in good.get("images", {}).items():
        if not src:
            message = say("`{path}` must not be empty", path=f"images.{width}")
            report.at_value("E505", message, ("images", width))
        if not width.isascii() or not width.isdigit() or len(width) > 5:
            message = say("`{key}` is not a width in pixels", key=width)
            report.at_key("E505", message, ("images", width), say('for example `768 = "quang-cao/banner.png"`'))
    if good.get("images") and not good.get("image") and not report.has(("image",)):
        message = say("`images` without `image`, the picture for narrow screens")
        report.at_key("E504", message, ("images",), say('add a line `image = "quang-cao/banner.png"`'))
    begins, ends = times.get("from"), times.get("until")
    if begins and ends and ends <= begins:
        report.at_value("E505", say("advertisement that ends before it begins"), ("until",), say("correct one of them"))


def _time(key: str, value: object, zone: ZoneInfo, report: Report) -> datetime | None:
    hint = say('for example `{key} = 2026-12-31T23:59:59` or `{key} = "31/12/2026 18:00"`', key=key)
    if key == "until" and isinstance(value, str) and value.strip().casefold() in (OPEN, ""):
        hint = say('write `until = "{word}"` if it has no end', word=OPEN)
    if not isinstance(value, str | date):
        report.at_value(
            "E502", say("`{key}` must be a date and time, not {value}", key=key, value=shown(value)), (key,)
        )
        return None
    try:
        found = parse_time(value, zone)
        return _end_of(found, value, zone) if key == "until" else found
    except Invalid as problem:
        report.at_value("E505", say("`{path}` {problem}", path=key, problem=problem.message), (key,), hint)
        return None


def _end_of(found: datetime, value: str | date, zone: ZoneInfo) -> datetime:
    """Return when an advertisement ends: a day alone ("until 31/12") is paid for as well."""
    has_time = read_time(value, zone).has_time if isinstance(value, str) else isinstance(value, datetime)
    return found if has_time or found.year == MAXYEAR else found + timedelta(days=1)


def _left_out(place: Place, why: Message, hint: Message, also: tuple[Place, ...] = ()) -> Diagnostic:
    message = say("advertisement left out: {why}", why=why)
    return warning("W465", message, place, hint, also)
