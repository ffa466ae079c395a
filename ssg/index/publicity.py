"""Which articles are public at a given time. An article that is not is absent from every output, without exception."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from ssg.core.model import Brief
from ssg.index.briefs import microseconds, moment
from ssg.index.model import LeftOut


def status(brief: Brief, now: int) -> str:
    """Return why an article is not public at `now` (microseconds), as `LeftOut` names it; nothing for one that is."""
    if brief.withdrawn and brief.withdrawn <= now:
        return "withdrawn"
    if brief.draft:
        return "draft"
    if brief.time > now:
        return "scheduled"
    if brief.expires and brief.expires <= now:
        return "expired"
    return ""


def is_pick(brief: Brief, now: int) -> bool:
    """Return whether an article is one of the editors' picks at `now` (microseconds)."""
    return brief.featured > 0 and not 0 < brief.featured_until <= now


def has_ended(brief: Brief, now: int) -> bool:
    """Return whether an article is a live one that is over at `now` (microseconds)."""
    return 0 < brief.ended <= now


def split_public(
    briefs: Iterable[Brief],
    now: datetime,
    *,
    drafts: bool = False,
    future: bool = False,
    expired: bool = False,
    also: Collection[str] = (),
) -> tuple[list[Brief], LeftOut]:
    """Part the public articles from the others; `drafts`, `future` and `expired` let those in as well.

    So does `also`, by path. What is withdrawn is never let in.
    """
    public: list[Brief] = []
    left: dict[str, list[Brief]] = {"draft": [], "scheduled": [], "expired": [], "withdrawn": []}
    at = microseconds(now)
    for brief in briefs:
        state = status(brief, at)
        if state == "draft" and drafts:
            state = "scheduled" if brief.time > at else ""
        if brief.path in also and state != "withdrawn":
            state = ""
        if not state or (state == "scheduled" and future) or (state == "expired" and expired):
            public.append(brief)
        else:
            left[state].append(brief)
    scheduled = sorted((moment(brief.time).astimezone(now.tzinfo), brief.path) for brief in left["scheduled"])
    return public, LeftOut(
        drafts=tuple(sorted(brief.path for brief in left["draft"])),
        expired=tuple(sorted(brief.path for brief in left["expired"])),
        scheduled=tuple(scheduled),
        withdrawn=tuple(sorted(brief.path for brief in left["withdrawn"])),
    )
