"""The list of the indexes, which a search reads first: the spans, their versions, and how many articles each month has.

The version of a span is a part of all URLs that it asks for: they may be kept for ever.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ssg.core.digest import digest_of
from ssg.pages.desk import Desk
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.search.parts import FORMAT, OWNER, version
from ssg.pages.search.rows import ROWS
from ssg.pages.stamps import Stamps
from ssg.site.model import Site
from ssg.site.urls import SEARCH, output_path

URL = f"{SEARCH}index.json"


def plan(site: Site) -> Iterator[Page]:
    """One file."""
    if site.config.search.enabled:
        yield Page("search-index", URL, output_path(URL), (), OWNER, CONFIG)


def showing(site: Site, path: str) -> Iterator[Page]:
    """The list names the version of an article's span, which its text is part of if it is indexed."""
    return plan(site) if site.config.search.body else iter(())


PARTS = ("its spans",)


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """All spans."""
    return (digest_of((FORMAT, ROWS, [(span, version(stamps.desk, span)) for span in stamps.desk.spans.values()])),)


def view(desk: Desk, page: Page) -> bytes:
    """Format, rows a file, and for each span its name, version, first month and articles by month."""
    spans = [
        {"name": span.name, "version": version(desk, span)[:8], "first": span.first, "counts": span.counts}
        for span in desk.spans.values()
    ]
    found = {"format": int(FORMAT), "rows": ROWS, "spans": spans}
    return msgspec.json.encode(found) + b"\n"
