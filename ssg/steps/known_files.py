"""What the state has of the files of the last build, so far as it must be known of files that have not changed.

A process that stays holds it: then only the periods of changed files are read. Never writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from ssg.steps.periods import Periods
from ssg.store.records import Record

HELD: Final = "files of the last build"


@dataclass(eq=False)
class KnownFiles:
    """The period of each article by path, and by period the records with diagnostics, fallbacks or no brief.

    `doubtful` are the periods of files whose times prove nothing. `layout` says which periods there are.
    """

    periods: dict[str, str] = field(default_factory=dict)
    marked: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    layout: Periods = field(default_factory=Periods)

    def of(self, changed: Iterable[str]) -> set[str]:
        """Return the periods that must be read to learn of changed files."""
        return self.doubtful | {self.periods.get(path, "") for path in changed}

    def note(self, period: str, records: Sequence[Record]) -> None:
        """Take in all records of a period."""
        self.periods.update((record.path, period) for record in records if record.brief is not None)
        self.marked[period] = tuple(one for one in records if one.said or one.good or one.brief is None)
        if not self.marked[period]:
            del self.marked[period]
        if any(record.mtime_ns < 0 for record in records):
            self.doubtful.add(period)
        else:
            self.doubtful.discard(period)
