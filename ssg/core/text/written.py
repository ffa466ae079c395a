"""Reads a time as newspapers print it: `Thứ Sáu, 20/11/2026, 08:30 (GMT+7)`, `8 giờ 30 phút ngày 20 tháng 11 năm 2026`.

Finds the day, the clock, the offset and the weekday in the text, each once, and accepts nothing else between them. Day
comes before month. It never asks the clock or the locale, and never chooses between two readings: it names both.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from ssg.core.message import NOTHING, Invalid, Message, say
from ssg.core.text.written_marks import is_lunar, plain_form

_MONTHS: Final = (
    *(say("January"), say("February"), say("March"), say("April"), say("May"), say("June")),
    *(say("July"), say("August"), say("September"), say("October"), say("November"), say("December")),
)
WEEKDAYS: Final = (
    *(say("Monday"), say("Tuesday"), say("Wednesday"), say("Thursday")),
    *(say("Friday"), say("Saturday"), say("Sunday")),
)
_LONGEST: Final = 100
# What programs write, and most editors, is read at once: by our own patterns it takes ten times as long.
_ISO: Final = re.compile(
    r"(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]"
    r"(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?)?"
)

# All patterns read folded text: lower case, without accents (`thứ sáu` is `thu sau`, `giờ` is `gio`).
_MONTH_WORDS: Final = (
    *("mot", "hai", "ba", "tu|bon", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai"),
)
_ENGLISH_MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY: Final = r"(?<![0-9.,/:\-])(?P<day>[0-9]{1,2})"
_YEAR: Final = r"(?P<year>[0-9]{4})(?![0-9])"
_ENGLISH_MONTH: Final = rf"(?P<english>{_ENGLISH_MONTHS})[a-z]{{0,6}}\.?"
_MONTH: Final = r"(?:thang|thg\.?|th\.?)"  # `20 Thg 11, 2026`, WordPress's `20 Th11 2026`
_MONTH_WORD: Final = "|".join(reversed(_MONTH_WORDS))
_DAYS: Final = (
    r"(?<![0-9])(?P<year>[0-9]{4}) ?(?P<mark>[-/.]) ?(?P<month>[0-9]{1,2}) ?(?P=mark) ?"
    r"(?P<day>[0-9]{1,2})(?![0-9/.])",
    rf"{_DAY} ?(?P<mark>[/.\-]) ?(?P<month>[0-9]{{1,2}}) ?(?P=mark) ?(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9/.])",
    rf"{_DAY} ?[/.\-] ?(?P<month>[0-9]{{1,2}})(?:, ?| )(?:nam )?{_YEAR}",
    rf"{_DAY},? {_MONTH} ?(?P<month>[0-9]{{1,2}}),? (?:nam )?{_YEAR}",
    rf"{_DAY},? {_MONTH} (?P<word>{_MONTH_WORD}),? (?:nam )?{_YEAR}",
    rf"\b{_MONTH} ?(?P<month>[0-9]{{1,2}}) (?P<day>[0-9]{{1,2}}), ?{_YEAR}",
    rf"\b{_MONTH} (?P<word>{_MONTH_WORD}) (?P<day>[0-9]{{1,2}}), ?{_YEAR}",
    rf"{_DAY}(?:st|nd|rd|th)?[ \-]{_ENGLISH_MONTH},?[ \-](?P<year>[0-9]{{4}}|[0-9]{{2}}(?![0-9:h]))(?![0-9])",
    rf"\b{_ENGLISH_MONTH} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}",
)
_HALF: Final = r"(?: ?(?P<half>sa|ch|[ap]\.?m\.?|sang|trua|chieu|toi|dem|khuya)\b\.?)?"
_HOUR: Final = r"(?<![0-9:.,])(?P<hour>[0-9]{1,2})"
_CLOCKS: Final = (
    rf"{_HOUR}:(?P<minute>[0-9]{{2}})(?::(?P<second>[0-9]{{2}})(?:[.,](?P<fraction>[0-9]{{1,9}}))?)?(?![0-9:]){_HALF}",
    rf"{_HOUR} ?(?:h|g|gio)(?: ?(?P<minute>[0-9]{{1,2}})(?: ?(?:phut|['′p](?![a-z])|m(?![a-z])))?"
    rf"(?: ?(?P<second>[0-9]{{1,2}})(?: ?(?:giay|[\"″s](?![a-z])))?)?| (?P<word>ruoi))?(?![0-9a-z/]){_HALF}",
    rf"{_HOUR}\.(?P<minute>[0-9]{{2}})(?![0-9.]){_HALF}",
    rf"{_HOUR}(?= ?(?:sa|ch|[ap]\.?m|sang|trua|chieu|toi|dem|khuya)\b){_HALF}",
)
_SHIFT: Final = r"(?P<sign{0}>[+\-−]) ?(?P<hours{0}>[0-9]{{1,2}})(?::?(?P<minutes{0}>[0-9]{{2}}))?(?![0-9])"
_OFFSETS: Final = (
    rf"\((?:(?:gmt|utc) ?)?{_SHIFT.format('')}\)|(?:(?:gmt|utc) ?)?{_SHIFT.format(2)}",
    r"\(?(?P<name>gio (?:viet nam|vn|ha noi)|\bict\b|z\b|\butc\b|\bgmt\b)\)?",
)
_WEEKDAY: Final = (
    r"\b(?:(?P<vi>(?:th?\.? ?(?=[2-7])|thu ?|t)(?:[2-7]|hai|ba|tu|nam|sau|bay)|chu nhat|cn)|"
    r"(?P<en>mon|tue|wed|thu|fri|sat|sun)(?:[a-z]{0,6}day|s|rs|nes|ur)?)\b\.?"
)
_VIETNAMESE: Final = {"2": 0, "hai": 0, "3": 1, "ba": 1, "4": 2, "tu": 2, "5": 3, "nam": 3, "6": 4, "sau": 4}
_ENGLISH: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# What is left when the four are taken out: their capital letters, and what may stand between them.
_BETWEEN: Final = r"(?: ?[,;|·•~@/_–—-]+ ?| )(?:(?:vao |at |on )?(?:luc|hoi|at|on|vao|ngay):? )?"
_ORDER: Final = (
    rf"(?:W(?:{_BETWEEN}))?(?:ngay )?D(?:{_BETWEEN}\(?W\)?)?"
    rf"(?:(?:{_BETWEEN}|t)C(?: ?O)?(?:{_BETWEEN}\(?W\)?)?| ?\(C(?: ?O)?\))?"
    rf"|(?:W{_BETWEEN})?(?:luc |hoi |vao luc )?C(?: ?O)?(?:{_BETWEEN}W)?(?:{_BETWEEN}D(?: ?\(?W\)?)?| \(D\))(?: ?O)?"
)


class Reading(NamedTuple):
    """A time as it was written.

    `has_time` is false for a day alone, whose `moment` is its midnight. `day` is the day as written, wherever an offset
    moves the time. `weekday` is the name of a weekday that was written and is not that of the day, `fits` that
    of the day. `short_year` says that the year had two digits.
    """

    moment: datetime
    day: date
    has_time: bool
    weekday: Message = NOTHING
    fits: Message = NOTHING
    short_year: bool = False


def read_written(text: str, zone: ZoneInfo) -> Reading | None:
    """Return what `text` names, aware (naive times get `zone`); None if it is no date at all.

    Raises Invalid if there is no such time or if it could be two.
    """
    if _ISO.fullmatch(text):
        with suppress(ValueError):  # no such day: the patterns say why
            moment = datetime.fromisoformat(text)
            aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
            has_time = len(text) > len("2026-11-24")
            return Reading(aware, moment.date(), has_time, fits=WEEKDAYS[moment.weekday()])
    if len(text) > _LONGEST:
        return None
    rest = plain_form(text)
    if is_lunar(rest) and any(c.isdigit() for c in rest):
        raise Invalid(say("it may be a day of the lunar calendar: write the day as 24/11/2026"))
    day, rest = _take(rest, _DAYS, "D")
    if day is None:
        return None
    clock, rest = _take(rest, _CLOCKS, "C")
    offset, rest = _take(rest, _OFFSETS, "O") if clock else (None, rest)
    weekday, rest = _take(rest, (_WEEKDAY,), "W")
    if not _compiled(_ORDER).fullmatch(rest):
        return None
    on, short_year = _day(day)
    hour, minute, second, micro = _clock(clock, on) if clock else (0, 0, 0, 0)
    shift = _offset(offset, zone) if offset else zone
    moment = datetime(on.year, on.month, on.day, hour, minute, second, micro, tzinfo=shift)
    number = _number(weekday) if weekday else on.weekday()
    unfit = WEEKDAYS[number] if number != on.weekday() else NOTHING
    return Reading(moment, on, clock is not None, unfit, WEEKDAYS[on.weekday()], short_year)


_Parts = dict[str, str]


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """Return the pattern: not before a date needs it, as all of them together take 30 ms."""
    return re.compile(form)


def _take(text: str, forms: tuple[str, ...], letter: str) -> tuple[_Parts | None, str]:
    """Take what one of `forms` finds out of `text`, and leave `letter` in its place."""
    for form in forms:
        found = _compiled(form).search(text)
        if found:
            parts = {name: value for name, value in found.groupdict().items() if value is not None}
            return parts, text[: found.start()] + letter + text[found.end() :]
    return None, text


def _day(parts: _Parts) -> tuple[date, bool]:
    """Return the day of its written parts, and whether its year is short."""
    if "english" in parts:
        month = _ENGLISH_MONTHS.split("|").index(parts["english"]) + 1
    elif "word" in parts:
        month = next(at for at, words in enumerate(_MONTH_WORDS, 1) if parts["word"] in words.split("|"))
    else:
        month = int(parts["month"])
    day, written = int(parts["day"]), parts["year"]
    if len(written) == 4:
        return _possible(int(written), month, day, day_first=next(iter(parts)) != "year"), False
    year = _century(int(written))
    other = _century(day)
    if parts.get("mark") == "-" and _is_day(year, month, day) and _is_day(other, month, int(written)):
        one, two = date(year, month, day), date(other, month, int(written))
        if one != two:
            raise Invalid(
                say("it can mean {one} or {two}: write the year with four digits", one=str(one), two=str(two))
            )
    return _possible(year, month, day, day_first=True), True


def _century(year: int) -> int:
    """Return the year of two digits, as POSIX does."""
    return 2000 + year if year < 69 else 1900 + year


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _possible(year: int, month: int, day: int, *, day_first: bool) -> date:
    """Return that day. Raises Invalid if there is none."""
    if year == 0:
        raise Invalid(say("there is no year 0"))
    if not 1 <= month <= 12:
        why = say(" (the day comes first, then the month)") if day_first else NOTHING
        meant = (
            say("; did you mean {month:02}/{day:02}/{year:04}?", month=month, day=day, year=year)
            if _is_day(year, day, month)
            else NOTHING
        )
        raise Invalid(say("there is no month {month}{why}{meant}", month=month, why=why, meant=meant))
    if _is_day(year, month, day):
        return date(year, month, day)
    if (month, day) == (2, 29) and not isleap(year):
        raise Invalid(say("there is no 29 February in {year}", year=year))
    raise Invalid(say("there is no {day} {month}", day=day, month=_MONTHS[month - 1]))


def _clock(parts: _Parts, on: date) -> tuple[int, int, int, int]:
    """Return hour, minute, second and microsecond."""
    minute = 30 if "word" in parts else int(parts.get("minute", 0))
    hour, second = int(parts["hour"]), int(parts.get("second", 0))
    if (hour, minute, second) == (24, 0, 0) and on < date.max:
        following = on + timedelta(days=1)
        raise Invalid(
            say("there is no hour 24: write {on} 00:00 or {following} 00:00", on=str(on), following=str(following))
        )
    if hour > 23:
        raise Invalid(say("there is no hour {hour}", hour=hour))
    if minute > 59:
        raise Invalid(say("there is no minute {minute}", minute=minute))
    if second > 59:
        raise Invalid(say("there is no second {second}", second=second))
    # Finer than a microsecond is cut off, never rounded up into another second.
    micro = int(parts.get("fraction", "").ljust(6, "0")[:6])
    return _of_day(hour, minute, parts.get("half", "").replace(".", ""), on), minute, second, micro


def _of_day(hour: int, minute: int, half: str, on: date) -> int:
    """Return the hour of 24 that an hour and a half or a part of the day name."""
    if not half:
        return hour
    if half in ("dem", "khuya") and hour == 12:
        one, two = f"{on} 00:{minute:02}", f"{on + timedelta(days=1)} 00:{minute:02}" if on < date.max else "24:00"
        raise Invalid(say("it can mean {one} or {two}: write the hour as 00 or 23", one=one, two=two))
    late = {
        "ch": True,
        "pm": True,
        "chieu": True,
        "toi": True,
        "dem": hour >= 6,
        "khuya": hour >= 6,
        "trua": hour < 6,
    }.get(half, False)
    if hour > 12 or (hour == 0 and late):
        if not late and half != "trua" and hour:
            raise Invalid(
                say(
                    "it can mean {hour:02}:{minute:02} or {hour2:02}:{minute:02}: remove `{half}`",
                    hour=hour,
                    minute=minute,
                    hour2=hour - 12,
                    half=half,
                )
            )
        return hour
    if half in ("sang", "trua") and hour == 12:
        return 12
    return hour % 12 + (12 if late else 0)


def _offset(parts: _Parts, zone: ZoneInfo) -> tzinfo:
    """Return the offset that was written."""
    name = parts.get("name")
    if name:
        return UTC if name in ("z", "utc", "gmt") else timezone(timedelta(hours=7))
    sign, hours, minutes = (parts.get(key, parts.get(f"{key}2")) for key in ("sign", "hours", "minutes"))
    if sign is None:
        return zone
    # No clock on Earth was ever more than 16 hours from Greenwich.
    if int(hours or 0) > 15 or int(minutes or 0) > 59:
        raise Invalid(
            say(
                "there is no offset {sign}{hours}:{value} from UTC", sign=sign, hours=hours or "", value=minutes or "00"
            )
        )
    shift = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return timezone(shift if sign == "+" else -shift)


def _number(parts: _Parts) -> int:
    """Return the number of a weekday, Monday 0."""
    if "en" in parts:
        return _ENGLISH.index(parts["en"])
    name = parts["vi"]
    if name in ("cn", "chu nhat"):
        return 6
    return _VIETNAMESE.get(name.removeprefix("thu").removeprefix("th").removeprefix("t").strip(" ."), 5)
