"""Parts the months of an archive into spans, each with an index of its own. Pure arithmetic on months.

Like a binary counter: the newest month that has articles is open and stands alone; the months before it are taken
together in aligned spans of 1, 2, 4, 8 … months. So what is over stays as it is, an article is indexed anew only a few
times in its life, and a reader asks few indexes however old the newspaper is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

LONGEST: Final = 32
"""Months of the longest span. A correction in an old article makes its span's index again, so this is bounded:
45,000 articles of a newspaper that publishes 1,400 a month, some 3 seconds."""
LONGEST_WITH_TEXTS: Final = 8
"""The same where texts are indexed too: an article costs some eight times as much, and texts are corrected more often
than headlines. A question then asks up to four times as many spans."""


class Span(NamedTuple):
    """Consecutive months: the number of the first (year × 12 + month - 1), and how many articles each has, in order."""

    first: int
    counts: tuple[int, ...]
    is_open: bool

    @property
    def name(self) -> str:
        """`2024-09-8`: the first month, and how many."""
        return f"{month_name(self.first)}-{len(self.counts)}"

    @property
    def months(self) -> tuple[str, ...]:
        """The months that have articles, oldest first."""
        return tuple(month_name(self.first + at) for at, count in enumerate(self.counts) if count)

    @property
    def total(self) -> int:
        """How many articles."""
        return sum(self.counts)


def month_name(number: int) -> str:
    """`2026-11`."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def month_number(name: str) -> int:
    """Count the months since the year 0."""
    return int(name[:4]) * 12 + int(name[5:]) - 1


def spans_of(by_month: Mapping[str, Sequence[str]], *, texts: bool = False) -> tuple[Span, ...]:
    """Part months, given with their articles, into spans; the newest first. `texts`: these are indexed as well."""
    counts = {month_number(month): len(paths) for month, paths in by_month.items()}
    if not counts:
        return ()
    end, oldest = max(counts), min(counts)
    spans = [Span(end, (counts[end],), is_open=True)]
    while end > oldest:
        length = min(end & -end, LONGEST_WITH_TEXTS if texts else LONGEST)
        end -= length
        span = Span(end, tuple(counts.get(month, 0) for month in range(end, end + length)), is_open=False)
        if span.total:
            spans.append(span)
    return tuple(spans)
