"""Reads hand-made front pages, `data/front/*.toml`: TOML → which article an editor has put into which slot. Pure.

It knows no article, no template and no time: what can be shown is decided in `ssg/index/fronts.py`. What is wrong with
one slot never touches another.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec

from ssg.content.data import DATA, FRONT, PERMITS
from ssg.content.frontmatter.forms import PICTURE, Form, Part
from ssg.content.toml_files import Unreadable, read_toml
from ssg.core.config.layout import KeyPath, Layout
from ssg.core.config.report import closest, shown
from ssg.core.digest import digest_bytes
from ssg.core.errors import Diagnostic, Place, error, warning
from ssg.core.licences import licence_hint, licence_page
from ssg.core.message import NOTHING, Invalid, Message, label, say
from ssg.core.model import Picture
from ssg.core.text import clean, control_characters
from ssg.core.text.dates import parse_time
from ssg.core.text.paths import is_safe_url, is_web_address

FOLDER: Final = FRONT
"""Below `data/`."""
ENDING: Final = ".toml"
_LONGEST: Final = 200_000  # characters; a slot has some 200
_TEXTS: Final = ("title", "summary")
_OF_PICTURE: Final = tuple(part.name for part in PICTURE)
SLOT: Final = (
    Part("name", label("Slot"), label("Which place of the front page it is."), example="lead", is_needed=True),
    Part(
        "article",
        label("Article"),
        label("The file of the article, below `content/`."),
        example="thu-do/2026/11/metro.md",
        is_needed=True,
    ),
    Part(
        "title", label("Title"), label("A headline for this slot alone."), example="Metro số 5 lần đầu chạy hết 38 km"
    ),
    Part("summary", label("Summary"), label("A summary for this slot alone."), example="Chuyến đầu lúc 5 giờ 30."),
    Part("image", label("Picture"), label("A picture for this slot alone."), Form.PICTURE, "anh/metro.jpg"),
    Part(
        "until",
        label("Until"),
        label("When the slot is over; without it, it stays until it is removed."),
        Form.TIME,
        "2026-11-25T06:00:00",
    ),
)
"""The keys of a slot."""
KEYS: Final = tuple(part.name for part in SLOT)


class Filled(msgspec.Struct, frozen=True, array_like=True):
    """A slot that an editor has filled: its name and the article's path below `content/`, and what replaces what.

    `until` is None for always. `places` says where values stand, by key; that of "" is the slot's own.
    """

    name: str
    path: str
    places: dict[str, Place]
    title: str = ""
    summary: str = ""
    image: Picture | None = None
    until: datetime | None = None

    def place(self, key: str) -> Place:
        """Return where the value of a key stands."""
        return self.places.get(key, self.places[""])


class FrontFile(msgspec.Struct, frozen=True, array_like=True):
    """A file of `data/front/`: its name without ending, its slots in their order (None: unreadable), and its digest."""

    name: str
    slots: tuple[Filled, ...] | None
    digest: str = ""

    @property
    def path(self) -> str:
        """The file, from the site's folder."""
        return f"{DATA}/{FOLDER}{self.name}{ENDING}"


def read_front(path: str, raw: bytes, zone: ZoneInfo) -> tuple[FrontFile, tuple[Diagnostic, ...]]:
    """Read a file, given as path below `data/` and bytes. Times without an offset are of `zone`."""
    name, file = path.removeprefix(FOLDER).removesuffix(ENDING), f"{DATA}/{path}"
    try:
        data, layout = read_toml(raw, file, _LONGEST)
    except Unreadable as problem:
        return _unread(name, problem)
    reading = _Reading(file, layout, zone)
    return FrontFile(name, tuple(reading.slots(data)), digest_bytes(raw)), tuple(reading.said)


def _unread(name: str, problem: Unreadable) -> tuple[FrontFile, tuple[Diagnostic, ...]]:
    message = say("cannot read front page: {why}", why=problem.why)
    return FrontFile(name, None), (error("E488", message, problem.place, problem.hint, problem.also),)


class _Reading:
    """One file while it is read, and its diagnostics."""

    def __init__(self, file: str, layout: Layout, zone: ZoneInfo) -> None:
        self.said: list[Diagnostic] = []
        self._file = file
        self._layout = layout
        self._zone = zone

    def slots(self, data: Mapping[str, Any]) -> Iterable[Filled]:
        """Yield the slots that can be read."""
        self._unknown(data, ("slot",), ())
        listed = data.get("slot", [])
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            self._wrong(("slot",), say("`slot` must be a list of tables"), say("begin each slot with `[[slot]]`"))
            return
        for number, table in enumerate(listed):
            found = self._slot(table, ("slot", number))
            if found is not None:
                yield found

    def _slot(self, table: dict[str, Any], at: KeyPath) -> Filled | None:
        self._unknown(table, KEYS, at)
        places = {key: self._place((*at, key)) for key in table}
        places[""] = self._place(at)
        name, article = self._text(table, "name", at), self._text(table, "article", at)
        for key, value, example in (("name", name, "lead"), ("article", article, "thoi-su/a.md")):
            if not value:
                if key not in table:
                    hint = say('add a line `{key} = "{example}"`', key=key, example=example)
                    self._wrong(at, say("slot without `{key}`; ignored", key=key), hint)
                return None
        replaced = {key: self._text(table, key, at) for key in _TEXTS}
        until = self._time(table.get("until"), (*at, "until"))
        if until is None and "until" in table:
            return None  # for how long is not known: rather too short than for ever
        path = posixpath.normpath(article.lstrip("/")).removeprefix("content/")
        return Filled(name, path, places, **replaced, image=self._image(table.get("image"), at), until=until)

    def _text(self, table: Mapping[str, Any], key: str, at: KeyPath) -> str:
        """Return a text on one line; empty where there is none, or none that can be used."""
        value = table.get(key, "")
        if not isinstance(value, str):
            message = say("`{key}` must be text in quotes, not {value}", key=key, value=shown(value))
            self._wrong((*at, key), say("{message}; ignored", message=message))
            return ""
        if control_characters(value.replace("\n", " ").replace("\t", " ")):
            self._wrong((*at, key), say("`{key}` contains a control character; ignored", key=key))
            return ""
        text = clean(value)
        if not text and key in table and key in ("name", "article"):
            self._wrong((*at, key), say("`{key}` must not be empty; the slot is ignored", key=key))
        return text

    def _time(self, value: object, at: KeyPath) -> datetime | None:
        if value is None:
            return None
        hint = say('for example `until = 2026-11-24T18:00:00` or `until = "24/11/2026 18:00"`')
        if not isinstance(value, str | date):
            self._wrong(at, say("`until` must be a date and time; the slot is ignored"), hint)
            return None
        try:
            return parse_time(value, self._zone)
        except Invalid as problem:
            wrong = say("`until` {problem}; the slot is ignored", problem=problem.message)
            self._wrong(at, wrong, hint)
            return None

    def _image(self, value: object, at: KeyPath) -> Picture | None:
        if value is None or value == "":
            return None
        where = (*at, "image")
        if isinstance(value, str):
            value = {"src": value}
        if not isinstance(value, dict) or "src" not in value:
            form = f"`{{ {', '.join(_OF_PICTURE[:5])}, … }}`"
            self._wrong(where, say("`image` must be a file or {form}; ignored", form=form))
            return None
        if "rights" in value:  # to be ignored, they would be a limit that is none
            self._limited((*where, "rights"))
            return None
        self._unknown(value, _OF_PICTURE, where)
        parts = {key: self._text(value, key, where) for key in _OF_PICTURE}
        if not parts["src"]:
            return None
        if not is_safe_url(parts["src"]):
            self._wrong(where, say("`image` is not a safe URL: {src}; ignored", src=parts["src"]))
            return None
        licence, acquire = self._pages(parts, where)
        src, alt, caption, credit, focus, creator, notice = (parts[key] for key in _OF_PICTURE[:7])
        return Picture(src, alt, caption, credit, focus, creator, notice, licence, acquire)

    def _pages(self, parts: Mapping[str, str], at: KeyPath) -> tuple[str, str]:
        """Return the URLs of the licence of a picture, which may be a name, and of where one can be had."""
        licence, acquire = parts["licence"], parts["acquire"]
        if licence and not is_web_address(licence):
            written, licence = licence, licence_page(licence)
            if not licence:
                message = say("unknown licence in `image`: {value}; ignored", value=shown(written))
                self._wrong((*at, "licence"), message, licence_hint(written))
        if acquire and not is_web_address(acquire):
            message = say("`acquire` of `image` must be a whole URL, not {value}; ignored", value=shown(acquire))
            self._wrong((*at, "acquire"), message, say("write it as `https://…`"))
            acquire = ""
        return licence, acquire

    def _limited(self, at: KeyPath) -> None:
        """Report rights in a slot: they would go with it, though the contract is about the file."""
        message = say("`rights` cannot stand in a slot, as they are those of the file")
        file = f"{DATA}/{PERMITS}"
        hint = say("write them into {file}, which counts wherever the picture is shown", file=file)
        self.said.append(error("E155", message, Place(self._file, *self._layout.key(at)), hint))

    def _unknown(self, table: Mapping[str, Any], known: Iterable[str], at: KeyPath) -> None:
        for key in table:
            if key not in known:
                hint = closest(key, known) or say("keys: {known}", known=", ".join(known))
                place = Place(self._file, *self._layout.key((*at, key)))
                self.said.append(warning("W489", say("unknown key `{key}`; ignored", key=key), place, hint))

    def _wrong(self, at: KeyPath, message: Message, hint: Message = NOTHING) -> None:
        self.said.append(warning("W489", message, self._place(at), hint))

    def _place(self, at: KeyPath) -> Place:
        return Place(self._file, *self._layout.value(at))
