"""Reads the times that newsrooms write and writes the times that readers and machines read. It never asks the clock.

Day comes before month, always. A time without an offset is one of the site's time zone; a time with an offset is
converted to it, never reinterpreted. The locale plays no part.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_CLOCK: Final = (
    r"(?P<hour>[0-9]{1,2})[:h](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
)
_SHIFT: Final = r"(?P<sign{0}>[+\-−])(?P<hours{0}>[0-9]{{1,2}})(?::?(?P<minutes{0}>[0-9]{{2}}))?"
_OFFSET: Final = rf" ?(?:(?P<utc>Z|UTC|GMT)|(?:GMT|UTC)?{_SHIFT.format(1)}|\((?:GMT|UTC) ?{_SHIFT.format(2)}\))"
_YEAR_FIRST: Final = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"
_DAY_FIRST: Final = r"(?P<day>[0-9]{1,2})(?P<dash>[/.\-])(?P<month>[0-9]{1,2})(?P=dash)(?P<year>[0-9]{4})"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR_FIRST}(?:(?:T| |, ){_CLOCK}(?:{_OFFSET})?)?",
        rf"{_DAY_FIRST}(?:,? {_CLOCK}(?:{_OFFSET})?)?",
        rf"{_CLOCK}(?:{_OFFSET})?,? {_DAY_FIRST}",
    )
)


def parse_time(value: str | date | datetime, zone: ZoneInfo) -> datetime:
    """Return the time that `value` names, aware and in `zone`; a day alone is its midnight.

    Text is ISO 8601 (`2026-11-24T08:24:00+07:00`, `2026-11-24 08:24`, `2026-11-24`) or Vietnamese (`24/11/2026 08:24`,
    `24-11-2026`, `24.11.2026`, `08:24 24/11/2026`, `24/11/2026, 08:24 (GMT+7)`). Raises ValueError, with a message
    for the editor, if it is neither, if there is no such time, or if it falls outside of the years 1 to 9999.
    """
    if isinstance(value, str):
        moment = _read(value, zone)
    elif isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=zone)
    else:
        moment = datetime(value.year, value.month, value.day, tzinfo=zone)
    try:
        # By way of UTC, so that a time that the clocks skipped comes out as one that they showed.
        return moment.astimezone(UTC).astimezone(zone)
    except OverflowError:
        raise ValueError(f"{_quoted(value)} is outside of the years 1 to 9999 in {zone.key} or in UTC") from None


def iso(moment: datetime) -> str:
    """Write an aware time after RFC 3339, to the second: `2026-11-24T08:24:00+07:00`."""
    return _whole_minutes(moment).isoformat(timespec="seconds")


def rfc822(moment: datetime) -> str:
    """Write an aware time for RSS: `Tue, 24 Nov 2026 08:24:00 +0700` (RFC 822 with the year of RFC 2822)."""
    m = _whole_minutes(moment)
    offset = m.isoformat()[-6:].replace(":", "")
    day = f"{_DAYS[m.weekday()]}, {m.day:02} {_MONTHS[m.month - 1]} {m.year:04}"
    return f"{day} {m.hour:02}:{m.minute:02}:{m.second:02} {offset}"


def stamp(moment: datetime) -> str:
    """Write a time for readers, `24/11/2026 08:24`, in the zone that it carries."""
    return f"{moment.day:02}/{moment.month:02}/{moment.year:04} {moment.hour:02}:{moment.minute:02}"


def _whole_minutes(moment: datetime) -> datetime:
    """Return the same instant under an offset of whole minutes, all that RFC 3339 knows."""
    # Before zones there were local mean times with seconds in them: Asia/Ho_Chi_Minh was +07:06:30 until 1911.
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"a time without a time zone cannot be published: {moment}")
    minutes = offset // timedelta(minutes=1)
    return moment.astimezone(timezone(timedelta(minutes=minutes)))


def _read(text: str, zone: ZoneInfo) -> datetime:
    """Read a time out of text; naive times are given `zone`."""
    plain = " ".join(text.split())
    for form in _FORMS:
        found = form.fullmatch(plain)
        if found:
            return _moment(found.groupdict(), zone)
    raise ValueError(
        f"{_quoted(text)} is not a date: write it as 2026-11-24 08:24 or 24/11/2026 08:24 (day, month, four-digit year)"
    )


def _moment(parts: dict[str, str | None], zone: ZoneInfo) -> datetime:
    """Make a time of its written parts, saying what is impossible about it."""
    year, month, day = (int(parts[name] or 0) for name in ("year", "month", "day"))
    _refuse_impossible_day(year, month, day, day_first=parts.get("dash") is not None)
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    for name, number, last in (("hour", hour, 23), ("minute", minute, 59), ("second", second, 59)):
        if number > last:
            raise ValueError(f"there is no {name} {number}")
    # Finer than a microsecond is cut off, never rounded up into another second.
    micro = int((parts["fraction"] or "").ljust(6, "0")[:6])
    return datetime(year, month, day, hour, minute, second, micro, tzinfo=_offset(parts, zone))


def _refuse_impossible_day(year: int, month: int, day: int, *, day_first: bool) -> None:
    """Raise ValueError unless there is such a day."""
    if year == 0:
        raise ValueError("there is no year 0")
    if not 1 <= month <= 12:
        why = " (the day comes first, then the month)" if day_first else ""
        raise ValueError(f"there is no month {month}{why}")
    if 1 <= day <= monthrange(year, month)[1]:
        return
    if (month, day) == (2, 29) and not isleap(year):
        raise ValueError(f"there is no 29 February in {year}")
    raise ValueError(f"there is no {day} {_LONG_MONTHS[month - 1]}")


def _offset(parts: dict[str, str | None], zone: ZoneInfo) -> tzinfo:
    """Return the offset that was written, or `zone` if none was."""
    if parts["utc"]:
        return UTC
    sign, hours, minutes = (parts[f"{name}1"] or parts[f"{name}2"] for name in ("sign", "hours", "minutes"))
    if sign is None:
        return zone
    # No clock on Earth was ever more than 16 hours from Greenwich.
    if int(hours or 0) > 15 or int(minutes or 0) > 59:
        raise ValueError(f"there is no offset {sign}{hours}:{minutes or '00'} from UTC")
    shift = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return timezone(shift if sign == "+" else -shift)


def _quoted(value: object) -> str:
    """Quote a value for a message, long ones cut."""
    text = str(value)
    return f"`{text if len(text) <= 60 else text[:60] + '…'}`"
