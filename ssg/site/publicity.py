"""Which articles are public at a given time. An article that is not is absent from every output, without exception."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ssg.core.model import Article
from ssg.site.model import LeftOut


def status(article: Article, now: datetime) -> str:
    """Say `draft`, `scheduled` or `expired`, or nothing for an article that is public at `now`."""
    if article.draft:
        return "draft"
    if article.date > now:
        return "scheduled"
    if article.expires is not None and article.expires <= now:
        return "expired"
    return ""


def split_public(
    articles: Iterable[Article], now: datetime, *, drafts: bool = False, future: bool = False, expired: bool = False
) -> tuple[tuple[Article, ...], LeftOut]:
    """Part the public articles from the others; `drafts`, `future` and `expired` let those in as well."""
    public: list[Article] = []
    left: dict[str, list[Article]] = {"draft": [], "scheduled": [], "expired": []}
    for article in articles:
        state = status(article, now)
        if state == "draft" and drafts:
            state = "scheduled" if article.date > now else ""
        if not state or (state == "scheduled" and future) or (state == "expired" and expired):
            public.append(article)
        else:
            left[state].append(article)
    scheduled = sorted((a.date, a.path) for a in left["scheduled"])
    return tuple(public), LeftOut(
        drafts=tuple(sorted(a.path for a in left["draft"])),
        expired=tuple(sorted(a.path for a in left["expired"])),
        scheduled=tuple(scheduled),
    )
