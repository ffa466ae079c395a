"""Reads times as newsrooms write them, and writes times for readers and machines. It never reads the clock.

Day always comes before month. A time without an offset is in the site's time zone; a time with an offset is converted
to it, never reinterpreted. The locale does not matter.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

from ssg.core.message import Invalid, say
from ssg.core.text.written import Reading, read_written
from ssg.core.text.written_marks import why_unread

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def parse_time(value: str | date | datetime, zone: ZoneInfo) -> datetime:
    """Return the time that `value` names, aware and in `zone`; a day alone is its midnight.

    Text is ISO 8601 (`2026-11-24T08:24:00+07:00`, `2026-11-24 08:24`, `2026-11-24`) or as newspapers write it
    (`24/11/2026 08:24`, `Thứ Ba, 24/11/2026, 08:24 (GMT+7)`: see `written.py`). Raises Invalid if it is
    neither, if there is no such time, or if it falls outside of the years 1 to 9999.
    """
    if isinstance(value, str):
        return read_time(value, zone).moment
    if isinstance(value, datetime):
        return _shown_by_clocks(value if value.tzinfo else value.replace(tzinfo=zone), value, zone)
    return _shown_by_clocks(datetime(value.year, value.month, value.day, tzinfo=zone), value, zone)


def read_time(text: str, zone: ZoneInfo) -> Reading:
    """Return the time that `text` names, and how it is written; reads and raises as `parse_time`."""
    found = read_written(text, zone)
    if found is None:
        raise _no_date(text)
    return found._replace(moment=_shown_by_clocks(found.moment, text, zone))


def _shown_by_clocks(moment: datetime, value: object, zone: ZoneInfo) -> datetime:
    """Return the time in `zone`, by way of UTC: a time that the clocks skipped becomes one that they showed."""
    try:
        return moment.astimezone(UTC).astimezone(zone)
    except OverflowError:
        raise Invalid(
            say("{value} is outside the years 1 to 9999 in {zone} or in UTC", value=_quoted(value), zone=zone.key)
        ) from None


def iso(moment: datetime, *, seconds: bool = True) -> str:
    """Write an aware time after RFC 3339, `2026-11-24T08:24:00+07:00`; HTML may leave the seconds out."""
    return _whole_minutes(moment).isoformat(timespec="seconds" if seconds else "minutes")


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
    """Return the same instant with an offset of whole minutes, as RFC 3339 requires."""
    # Before zones there were local mean times with seconds in them: Asia/Ho_Chi_Minh was +07:06:30 until 1911.
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"time without a time zone: {moment}")
    if not offset.seconds % 60:  # all offsets of today, in some 30 times on a page
        return moment
    minutes = offset // timedelta(minutes=1)
    return moment.astimezone(timezone(timedelta(minutes=minutes)))


def _no_date(text: str) -> Invalid:
    """Return the error for a text that is not a date."""
    return Invalid(
        say(
            "{text} {why}: write it as 2026-11-24 08:24 or 24/11/2026 08:24 (day, month, four-digit year)",
            text=_quoted(text),
            why=why_unread(text) or say("is not a date"),
        )
    )


def _quoted(value: object) -> str:
    """Quote a value for a message, long ones cut."""
    text = str(value)
    return f"`{text if len(text) <= 60 else text[:60] + '…'}`"
