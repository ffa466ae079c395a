"""When something changes though no file does: articles come, go, and are no news any more, by themselves. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from ssg.core.model import Brief
from ssg.index.briefs import microseconds

# How long an article is in the news sitemap: "the last two days", by Google's rules.
NEWS_AGE = timedelta(hours=48)
NEWS_AGE_US = NEWS_AGE // timedelta(microseconds=1)
# Two days after the last days of the year 9999 there is no time in any zone, and nobody to read it.
_LAST = microseconds(datetime(9999, 12, 28, tzinfo=UTC))


def moments(briefs: Iterable[Brief]) -> Iterator[int]:
    """Yield the times, in microseconds, at which one of these articles changes what is published."""
    for brief in briefs:
        yield brief.time
        if brief.time < _LAST:
            yield brief.time + NEWS_AGE_US
        yield from filter(None, _ends(brief))


def ends(briefs: Iterable[Brief]) -> Iterator[int]:
    """Yield the times, in microseconds, at which one of these articles goes, or is live, breaking, a pick no longer."""
    for brief in briefs:
        yield from filter(None, _ends(brief))


def _ends(brief: Brief) -> tuple[int, ...]:
    return brief.expires, brief.withdrawn, brief.breaking, brief.featured_until, brief.ended


def next_moment(briefs: Iterable[Brief], now: int) -> int:
    """Return the first of the moments after `now`; 0 if there is none."""
    return min((time for time in moments(briefs) if time > now), default=0)
