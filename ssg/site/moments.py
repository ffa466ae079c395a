"""When something changes though no file does: articles come and go by themselves. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ssg.core.model import Brief


def moments(briefs: Iterable[Brief]) -> Iterator[int]:
    """Give the times, in microseconds, at which one of these articles changes what is published."""
    for brief in briefs:
        yield brief.time
        if brief.expires:
            yield brief.expires


def next_moment(briefs: Iterable[Brief], now: int) -> int:
    """Give the first of the moments after `now`; 0 where there is none."""
    return min((time for time in moments(briefs) if time > now), default=0)
