"""The result of a build, and the line that counts what was published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ssg.core.message import NOTHING, Message, joined, many, say
from ssg.request import Tally
from ssg.store.publish import Published


class Outcome(NamedTuple):
    """The result of a build; without `published`, nothing was, or not all of it (`cut_short`).

    `pages` maps output paths to the sort of page; it is empty if nothing had to be checked. `preview_build`: a preview
    build. `language` is the site's. `edited` are output paths of articles whose files changed.
    """

    tally: Tally | None = None
    published: Published | None = None
    pages: Mapping[str, str] = MappingProxyType({})
    preview_build: bool = False
    cut_short: bool = False
    language: str = "vi"
    edited: frozenset[str] = frozenset()


def published_line(outcome: Outcome, seconds: float) -> Message:
    """Return `published 3 of 104,211 pages in 0.9 s (1 article new, 2 lists)`."""
    published, pages = outcome.published, outcome.pages
    if published is None or outcome.tally is None:
        return NOTHING
    written = [path for path in published.written if path in pages]
    counted = Counter(
        "article new" if path in published.new and pages[path] == "article" else pages[path] for path in written
    )
    counted["other page"] += counted.pop("plain page", 0)
    counted["other file"] = len(published.written) - len(written)
    parts = [_COUNTS[name](number) for name in _COUNTS if (number := counted[name])]
    if published.removed:
        parts.append(say("{number:,} removed", number=len(published.removed)))
    line = say(
        "published {written:,} of {pages:,} pages in {seconds:.1f} s",
        written=len(written),
        pages=outcome.tally.pages,
        seconds=seconds,
    )
    return say("{line} ({parts})", line=line, parts=joined(parts)) if parts else line


_COUNTS: Mapping[str, Callable[[int], Message]] = MappingProxyType(
    {
        "article new": lambda n: many("{n:,} article new", "{n:,} articles new", n=n),
        "article": lambda n: many("{n:,} article", "{n:,} articles", n=n),
        "home page": lambda _: say("home page"),
        "list": lambda n: many("{n:,} list", "{n:,} lists", n=n),
        "redirect": lambda n: many("{n:,} redirect", "{n:,} redirects", n=n),
        "other page": lambda n: many("{n:,} other page", "{n:,} other pages", n=n),
        "other file": lambda n: many("{n:,} other file", "{n:,} other files", n=n),
    }
)
