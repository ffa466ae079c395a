"""When something changes though no file does: articles come, go, and are no news any more, by themselves. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from ssg.core.model import Brief
from ssg.site.briefs import microseconds, moment

# How long an article is in the news sitemap: "the last two days", by Google's rules.
NEWS_AGE = timedelta(hours=48)
_NEWS_AGE = NEWS_AGE // timedelta(microseconds=1)


def moments(briefs: Iterable[Brief]) -> Iterator[int]:
    """Give the times, in microseconds, at which one of these articles changes what is published."""
    for brief in briefs:
        yield brief.time
        yield brief.time + _NEWS_AGE
        if brief.expires:
            yield brief.expires
        if brief.breaking:
            yield brief.breaking


def next_moment(briefs: Iterable[Brief], now: int) -> int:
    """Give the first of the moments after `now`; 0 where there is none."""
    return min((time for time in moments(briefs) if time > now), default=0)


def next_change(briefs: Iterable[Brief], now: datetime) -> datetime | None:
    """Give that moment as a time in the zone of `now`."""
    coming = next_moment(briefs, microseconds(now))
    return moment(coming).astimezone(now.tzinfo) if coming else None
