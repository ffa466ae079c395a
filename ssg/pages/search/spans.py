"""Divides the months of an archive into spans, each with an index of its own. Pure arithmetic on months.

Like a binary counter: the newest month with articles is open and separate; the months before it are grouped into
aligned spans of 1, 2, 4, 8 … months. So past spans do not change, an article is indexed again only a few times in its
life, and a search reads few indexes however old the newspaper is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

LONGEST: Final = 32
"""Months of the longest span. A correction in an old article rebuilds the index of its span, so this is bounded:
45,000 articles of a newspaper that publishes 1,400 a month, about 3 seconds."""
LONGEST_WITH_TEXTS: Final = 8
"""The same if bodies are indexed too: an article costs about eight times as much, and bodies are corrected more often
than headlines. A search then reads up to four times as many spans."""


class Span(NamedTuple):
    """Consecutive months: the number of the first (year × 12 + month - 1), and how many articles each has, in order."""

    first: int
    counts: tuple[int, ...]
    is_open: bool

    @property
    def name(self) -> str:
        """`2024-09-8`: the first month, and the number of months."""
        return f"{month_name(self.first)}-{len(self.counts)}"

    @property
    def months(self) -> tuple[str, ...]:
        """The months that have articles, oldest first."""
        return tuple(month_name(self.first + at) for at, count in enumerate(self.counts) if count)

    @property
    def total(self) -> int:
        """The number of articles."""
        return sum(self.counts)


def month_name(number: int) -> str:
    """Return `2026-11`."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def month_number(name: str) -> int:
    """Count the months since the year 0."""
    return int(name[:4]) * 12 + int(name[5:]) - 1


def months_of(name: str) -> tuple[str, ...]:
    """Return the months of a span by its name, oldest first."""
    first, _, length = name.rpartition("-")
    start = month_number(first)
    return tuple(month_name(start + at) for at in range(int(length)))


def spans_of(by_month: Mapping[str, int], *, texts: bool = False) -> tuple[Span, ...]:
    """Divide months, with their numbers of articles, into spans, the newest first. `texts`: bodies are indexed."""
    counts = {month_number(month): count for month, count in by_month.items()}
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
