"""The editions of an output (`every`): on which days they are published, and which time each is about. Pure.

They follow from the calendar alone, never from what was built before: each build finds the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from ssg.core.config import Config
from ssg.core.config.output_keys import FIELDS, WEEKDAYS, OutputConfig
from ssg.core.text.dates import parse_time
from ssg.index.briefs import microseconds


class EditionTime(msgspec.Struct, frozen=True):
    """An edition: the day on which it is published; it has the articles from `since` until before `until`."""

    day: date
    since: datetime
    until: datetime


def editions(output: OutputConfig, now: datetime, zone: ZoneInfo) -> Iterator[EditionTime]:
    """Yield the editions of an output that are published at a time, from the latest."""
    day = _last_day(output, now, zone)
    for _ in range(output.keep):
        try:
            found = edition_of(output, day, zone)
            day -= _length(output)
        except (OverflowError, ValueError):  # before the year 1
            return
        yield found


def edition_of(output: OutputConfig, day: date, zone: ZoneInfo) -> EditionTime:
    """Return the edition that is published on a day."""
    return EditionTime(day, _moment(output, day - _length(output), zone), _moment(output, day, zone))


def next_edition(config: Config, now: datetime) -> int:
    """Return when the next edition of any output is published, in microseconds; 0 if there are none."""
    zone = ZoneInfo(config.timezone)
    return min((_next(output, now, zone) for output in config.outputs if output.every), default=0)


def url_of(output: OutputConfig, day: date) -> str:
    """Return the URL of the edition of a day, site-relative."""
    url = output.url
    for field, value in zip(FIELDS, (f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"), strict=True):
        url = url.replace(field, value)
    return url


def _next(output: OutputConfig, now: datetime, zone: ZoneInfo) -> int:
    try:
        return microseconds(_moment(output, _last_day(output, now, zone) + _length(output), zone))
    except (OverflowError, ValueError):  # after the year 9999
        return 0


def _last_day(output: OutputConfig, now: datetime, zone: ZoneInfo) -> date:
    """Return the day of the latest edition."""
    day = now.astimezone(zone).date()
    if output.every == "week":
        day -= timedelta(days=(day.weekday() - WEEKDAYS.index(output.weekday)) % 7)
    return day if _moment(output, day, zone) <= now else day - _length(output)


def _length(output: OutputConfig) -> timedelta:
    return timedelta(days=7 if output.every == "week" else 1)


def _moment(output: OutputConfig, day: date, zone: ZoneInfo) -> datetime:
    """Return the time at which the edition of a day ends: one that the clocks skip is the one after it."""
    return parse_time(datetime.combine(day, time.fromisoformat(output.at), zone), zone)
