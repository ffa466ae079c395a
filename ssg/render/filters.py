"""The filters that templates may use. Pure; each is documented in `docs/templates.md`."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from ssg.core.text.collate import collation_key
from ssg.core.text.dates import iso, rfc822, stamp
from ssg.core.text.slug import slugify
from ssg.core.text.words import excerpt


def marked(words: str) -> str:
    """Mark words for the catalogues (`make words`) where they are not translated yet."""
    return words


_WEEKDAYS = (
    marked("Monday"),
    marked("Tuesday"),
    marked("Wednesday"),
    marked("Thursday"),
    marked("Friday"),
    marked("Saturday"),
    marked("Sunday"),
)


def date_only(when: date) -> str:
    """`24/11/2026`."""
    return f"{when.day:02d}/{when.month:02d}/{when.year:04d}"


def clock(when: datetime) -> str:
    """`08:24`."""
    return f"{when.hour:02d}:{when.minute:02d}"


def iso_time(when: date) -> str:
    """For `<time datetime>`: with offset for a time, `2026-11-24` for a day."""
    return iso(when) if isinstance(when, datetime) else when.isoformat()


def collated(items: list[Any], attribute: str = "") -> list[Any]:
    """Sort by Vietnamese dictionary order, by an attribute if one is named."""
    return sorted(items, key=lambda item: collation_key(str(getattr(item, attribute) if attribute else item)))


def filters(words: gettext.NullTranslations) -> dict[str, Callable[..., Any]]:
    """All filters by name, in the language of `words`."""

    def day(when: date) -> str:
        """`Thứ ba, 24/11/2026`."""
        return f"{words.gettext(_WEEKDAYS[when.weekday()])}, {date_only(when)}"

    def month(when: date) -> str:
        """`Tháng 11/2026`."""
        return words.gettext("Month {month}/{year}").format(month=when.month, year=when.year)

    return {
        "stamp": stamp,
        "date_only": date_only,
        "clock": clock,
        "iso": iso_time,
        "rfc822": rfc822,
        "day": day,
        "month": month,
        "slugify": slugify,
        "excerpt": excerpt,
        "collate": collated,
    }
