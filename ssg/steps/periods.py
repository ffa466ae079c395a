"""The periods by which the state holds records of files: a month; if that has many, a third of it, or a day.

A brief that is asked for is decoded with all others of its period, which an archive of any size bounds so. Records say
which period they belong to by their times alone and by which periods there are. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ssg.core.model import Brief
from ssg.index.briefs import moment
from ssg.store.records import Record

MOST: Final = 512
"""Records of a period; more are divided, unless they are of one day. To decode as many takes a millisecond."""
LENGTHS: Final = (len("2026-11"), len("2026-11-2"), len("2026-11-24"))
"""Of the names of periods: each begins the names of those that it is divided into."""


@dataclass(eq=False)
class Periods:
    """The periods of a state, by those that are divided."""

    divided: set[str] = field(default_factory=set)

    def of(self, brief: Brief | None) -> str:
        """Return the period of an article by its time in UTC; "" for a file without a brief."""
        if brief is None:
            return ""
        day = moment(brief.time).strftime("%Y-%m-%d")
        return next((day[:length] for length in LENGTHS[:-1] if day[:length] not in self.divided), day)

    def divide(self, name: str, records: Sequence[Record]) -> Iterator[tuple[str, list[Record]]]:
        """Yield what is to be stored in place of a period: its records, or those of smaller periods and none."""
        if len(records) <= MOST or not name or len(name) >= LENGTHS[-1]:
            yield name, list(records)
            return
        yield name, []
        self.divided.add(name)
        for part, some in _grouped(self, records):
            yield from self.divide(part, some)


def _grouped(periods: Periods, records: Iterable[Record]) -> Iterator[tuple[str, list[Record]]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(periods.of(record.brief), []).append(record)
    yield from found.items()
