"""Finds dates in Vietnamese prose that are given a wrong weekday: “thứ hai, 24/11/2026”. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

_NAMES: Final = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5}
_NAME: Final = (
    rf"(?:thứ (?P<name>{'|'.join(_NAMES)})(?!\w)|thứ (?P<number>[2-7])(?!\d)|(?P<sunday>chủ nhật|chúa nhật)(?!\w))"
)
_DATE: Final = (
    r"(?<![\d/.,-])(?P<day>\d{1,2})(?P<mark> ?[/.-] ?)(?P<month>\d{1,2})(?:(?P=mark)(?P<year>\d{4}))?"
    r"(?![\d%]|[/.,-]\d| ?[-–] ?\d)"
)
_ENDS: Final = r"(?= ?(?:[,.;:)!?]|$)| tuần )"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\w){_NAME}(?:,? (?:ngày )?|, ?|,? ?\((?:ngày )?){_DATE}",
        # In “24/11, thứ tư 25/11” and “từ 24/11, thứ bảy nghỉ học” the weekday belongs to what follows.
        rf"{_DATE},? ?\(?{_NAME}(?!,? ?\(?(?:ngày )?\d){_ENDS}",
    )
)
_NEAR: Final = 31
"""Days between an article and a date without a year in it: one farther away may be of another year."""


class Conflict(NamedTuple):
    """A date with a wrong weekday: where it begins, as written, the day, and the numbers of both weekdays."""

    at: int
    written: str
    day: date
    said: int
    right: int


def conflicts(line: str, published: date | None) -> Iterator[Conflict]:
    """Yield the conflicts of a line; a date without a year is that nearest to when its article was `published`."""
    lowered = line.lower()
    if "thứ" not in lowered and "nhật" not in lowered:
        return
    taken: set[int] = set()  # dates that have a weekday before them: another one behind is of the next date
    for form in _FORMS:
        for found in form.finditer(line):
            if (at := found.start("day")) in taken:
                continue
            taken.add(at)
            day = _day(found, published)
            said = (
                6 if found["sunday"] else int(found["number"]) - 2 if found["number"] else _NAMES[found["name"].lower()]
            )
            if day is not None and day.weekday() != said:
                yield Conflict(found.start(), _written(line, found), day, said, day.weekday())


def _written(line: str, found: re.Match[str]) -> str:
    """Return what was found, with the bracket that closes one in it."""
    closes = "(" in found[0] and line[found.end() : found.end() + 1] == ")"
    return line[found.start() : found.end() + closes]


def _day(found: re.Match[str], published: date | None) -> date | None:
    """Return the day that is meant; None if there is none such, or if its year is not certain."""
    day, month = int(found["day"]), int(found["month"])
    try:
        if found["year"]:
            return date(int(found["year"]), month, day) if 1900 <= int(found["year"]) <= 2199 else None
        if published is None:
            return None
        return next(
            one
            for year in (published.year, published.year - 1, published.year + 1)
            if abs((one := date(year, month, day)) - published).days <= _NEAR
        )
    except (ValueError, StopIteration):
        return None
