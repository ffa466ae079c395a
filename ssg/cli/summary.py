"""The result of a build, and the line that counts what was published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ssg.core.message import NOTHING, Message, joined, many, say
from ssg.deploy.purge import changed_server_files
from ssg.request import Tally
from ssg.store.manifest import Held, Manifest
from ssg.store.publish import Published


class Outcome(NamedTuple):
    """The result of a build; without `published`, nothing was, or not all of it (`cut_short`).

    `pages` maps output paths to the sort of page; it is empty if nothing had to be checked. `preview_build`: a preview
    build, or one for a `staging` server. `language` is the site's. `edited` are output paths of articles whose files
    changed. `folder` is the name of the output folder. `held` are the files with errors in spite of which the rest was
    published. `idle`: nothing was due (`--if-due`), and the last publication was this. `manifest` is what to note.
    """

    tally: Tally | None = None
    published: Published | None = None
    pages: Mapping[str, str] = MappingProxyType({})
    preview_build: bool = False
    staging: bool = False
    cut_short: bool = False
    language: str = "vi"
    edited: frozenset[str] = frozenset()
    folder: str = "public"
    base_url: str = ""
    held: tuple[Held, ...] = ()
    idle: Manifest | None = None
    manifest: Manifest | None = None

    @property
    def name(self) -> str:
        """The result in a word, for machines."""
        if self.idle is not None:
            return "unchanged"
        if self.published is None:
            return "cut_short" if self.cut_short else "not_published"
        return "published_with_held" if self.held else "published"

    @property
    def failed(self) -> bool:
        """Whether nothing was published, or not all of it."""
        return self.idle is None and self.published is None

    @property
    def server_files(self) -> list[str]:
        """All files for servers that changed, those in the output folder too."""
        done = self.published
        if done is None:
            return []
        return sorted((*done.beside, *changed_server_files(done.written, done.removed, self.folder)))


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
