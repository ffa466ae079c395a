"""Reads the numbers and days of a column of a table, as people and programs write them. Pure.

`1.234,5`, `1,234.5` and `1234.5` are the same number; which mark is the decimal one is decided for a whole column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from math import floor, log10
from typing import Final, NamedTuple

MISSING: Final = frozenset(
    ("", "-", "–", "—", "…", "...", "n/a", "na", "#n/a", "nan", "null", "none", "không có", "chưa có")
)
"""What stands where there is no value."""
_NUMBER: Final = re.compile(r"([+\-−–]?)\s?(\d[\d.,]{0,40})\s?(?:%|‰|đ|₫|°C|°)?")
_SCIENTIFIC: Final = re.compile(r"[+-]?\d(?:\.\d{1,20})?[eE][+-]?\d{1,2}")  # as programs write it: 1.5e-05
_LARGEST: Final = 1e15  # beyond, a float has no units
_SMALLEST: Final = 1e-12  # below, no page has the decimals
_MOST_DECIMALS: Final = 12
_SPACES: Final = re.compile("(?<=\\d)[ \u00a0\u202f'’](?=\\d{3})")
_GROUPED: Final = {mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+") for mark in ".,"}
_TIME: Final = r"(?:[ T,]+(\d{1,2})(?:[:hg](\d{2}))?(?::\d{2})?)?"
_DAY: Final = (
    (re.compile(rf"(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-](?P<y>\d{{4}}){_TIME}"), "day"),
    (re.compile(rf"(?P<y>\d{{4}})[/.-](?P<m>\d{{1,2}})[/.-](?P<d>\d{{1,2}}){_TIME}(?:Z|[+-]\d\d:?\d\d)?"), "day"),
    (re.compile(r"(?:[Tt]háng )?(?P<m>\d{1,2})[/.-](?P<y>\d{4})"), "month"),
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})"), "month"),
    (re.compile(r"(?P<y>[12]\d{3})"), "year"),
)


class Moment(NamedTuple):
    """A time on an axis: minutes from the year 1, and how it is shown."""

    at: int
    shown: str


def is_missing(text: str) -> bool:
    """Return whether a cell says that there is no value."""
    return text.strip().lower() in MISSING


def numbers(texts: Sequence[str], decimal: str) -> list[float | None]:
    """Return the numbers of a column; None where there is none, be it missing or wrong.

    `decimal` is the decimal mark of the language, which counts where the column itself does not say.
    """
    votes = {mark for text in texts if (mark := _decimal_of(text))}
    mark = votes.pop() if len(votes) == 1 else decimal
    return [_number(text, mark) for text in texts]


def _decimal_of(text: str) -> str:
    """Return the decimal mark that a number shows beyond doubt; "" if it does not."""
    found = _NUMBER.fullmatch(_SPACES.sub("", text.strip()))
    if found is None:
        return ""
    digits = found[2]
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    if points + commas > 1:
        return "," if points else "."
    if not points + commas:
        return ""
    mark = "." if points else ","
    whole, _, rest = digits.partition(mark)
    return "" if len(rest) == 3 and len(whole) <= 3 and not whole.startswith("0") else mark


def _number(text: str, decimal: str) -> float | None:
    found = _NUMBER.fullmatch(_SPACES.sub("", text.strip()))
    if found is None:
        return usable(float(text)) if _SCIENTIFIC.fullmatch(text.strip()) else None
    whole, _, rest = found[2].partition(decimal)
    other = "," if decimal == "." else "."
    if other in whole and not _GROUPED[other].fullmatch(whole):
        return None
    whole = whole.replace(other, "")
    if not whole.isdigit() or (rest and not rest.isdigit()):
        return None
    value = usable(float(f"{whole}.{rest or 0}"))
    return -value if value and found[1] and found[1] != "+" else value


def usable(value: float) -> float | None:
    """Return a number that can be drawn; None for one that is none, or has no units any more."""
    if not abs(value) <= _LARGEST:
        return None
    return value if abs(value) >= _SMALLEST else 0.0


def decimals(texts: Sequence[str], values: Sequence[float | None]) -> int:
    """Return how many decimals a column is written with, at most 3 unless all of its numbers are less than 0.01."""
    largest = max((abs(value) for value in values if value), default=1.0)
    most = 3 if largest >= 0.01 else min(_MOST_DECIMALS, 2 - floor(log10(largest)))
    found = (_decimals(text) for text, value in zip(texts, values, strict=True) if value and value != int(value))
    return min(most, max(found, default=0))


def _decimals(text: str) -> int:
    if _SCIENTIFIC.fullmatch(text.strip()):
        return max(0, -int(Decimal(text.strip()).as_tuple().exponent))
    return sum(character.isdigit() for character in re.split("[.,]", text)[-1])


def moments(texts: Sequence[str]) -> list[Moment] | None:
    """Return the times of a column if all of its cells are times of one kind; None otherwise."""
    found: list[Moment] = []
    kinds: set[str] = set()
    for text in texts:
        one = _moment(text.strip())
        if one is None:
            return None
        found.append(one[0])
        kinds.add(one[1])
    return found if len(kinds) == 1 else None


def _moment(text: str) -> tuple[Moment, str] | None:
    for pattern, kind in _DAY:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        parts = match.groupdict()
        year, month, day = int(parts["y"]), int(parts.get("m") or 1), int(parts.get("d") or 1)
        clock = [int(part) for part in match.groups()[-2:] if part] if kind == "day" and _has_clock(match) else []
        hour, minute = (*clock, 0, 0)[:2]
        try:
            moment = datetime(year, month, day, hour, minute)  # noqa: DTZ001 - the clock of the table
        except ValueError:
            return None
        minutes = date(year, month, day).toordinal() * 1440 + hour * 60 + minute
        shown = {"day": f"{moment:%d/%m}/{year:04}", "month": f"{month}/{year}", "year": f"{year}"}[kind]
        return Moment(minutes, f"{shown} {hour:02}:{minute:02}" if clock else shown), kind
    return None


def _has_clock(match: re.Match[str]) -> bool:
    """Return whether the last two groups, those of the time, are set."""
    return match.re.groups > 3 and match[match.re.groups - 1] is not None
