"""The lines that end a build: what was published, what was left out and why, and when the next article is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ssg.core.text.dates import stamp
from ssg.request import Tally
from ssg.site.model import LeftOut
from ssg.store.publish import Published


class Outcome(NamedTuple):
    """What a build came to; without `published`, nothing was.

    `pages` gives the kind of page by output path; it is empty where nothing had to be looked at.
    """

    tally: Tally | None = None
    published: Published | None = None
    pages: Mapping[str, str] = MappingProxyType({})


def published_line(outcome: Outcome, seconds: float) -> str:
    """`published 3 of 104,211 pages in 0.9 s (1 article new, 2 lists)`."""
    published, pages = outcome.published, outcome.pages
    if published is None or outcome.tally is None:
        return ""
    written = [path for path in published.written if path in pages]
    kinds = Counter(_kind(pages[path], new=path in published.new) for path in written)
    kinds["other file"] = len(published.written) - len(written)
    parts = [_number(kinds[kind], kind) for kind in _KINDS if kinds[kind]]
    if published.removed:
        parts.append(f"{len(published.removed):,} removed")
    told = f" ({', '.join(parts)})" if parts else ""
    return f"published {len(written):,} of {outcome.tally.pages:,} pages in {seconds:.1f} s{told}"


_KINDS = ("article new", "article", "home page", "list", "redirect", "other page", "other file")
_LISTS = frozenset(("category", "tag", "author", "topic", "month", "archive"))


def _kind(kind: str, *, new: bool) -> str:
    if kind == "article":
        return "article new" if new else "article"
    if kind in _LISTS:
        return "list"
    return {"home": "home page", "redirect": "redirect"}.get(kind, "other page")


def _number(number: int, kind: str) -> str:
    if kind == "article new":
        return f"{number:,} article{'' if number == 1 else 's'} new"
    return kind if kind == "home page" else f"{number:,} {kind}{'' if number == 1 else 's'}"


def left_out_lines(left: LeftOut) -> list[str]:
    """Say how many articles are not public, and when the next one will be."""
    groups = ((left.scheduled, "scheduled"), (left.expired, "expired"), (left.drafts, "draft"))
    parts = [
        f"{len(found)} {word}" + ("s" if word == "draft" and len(found) != 1 else "") for found, word in groups if found
    ]
    if not parts:
        return []
    lines = [f"left out: {', '.join(parts)}"]
    if left.scheduled:
        when, path = left.scheduled[0]
        lines.append(f"next publication: {stamp(when)} (content/{path})")
    return lines
