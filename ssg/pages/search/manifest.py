"""The first file of a search: the spans, their versions, the number of articles of each month; and all plain pages.

The version of a span is part of all its URLs, so that they may be cached for ever.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ssg.core.text.words import excerpt
from ssg.index.urls import SEARCH, output_path
from ssg.pages.listing import own_pages
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.search.parts import FORMAT, OWNER, spans, version
from ssg.pages.search.rows import ROWS, SAPO

URL = f"{SEARCH}index.json"


def pages(read: Planner) -> Iterator[Page]:
    """Yield the file."""
    if read.config.search.enabled:
        yield Page("search-index", URL, output_path(URL), (), OWNER, CONFIG)


def view(read: Reader, page: Page) -> bytes:
    """Return format, rows a file, and for each span its name, version, first month and articles by month.

    For plain pages and those of `site.toml`, of which there are few: title, beginning of the summary, URL.
    """
    rows = [
        {"name": span.name, "version": version(read, span)[:8], "first": span.first, "counts": span.counts}
        for span in spans(read)
    ]
    found = {"format": int(FORMAT), "rows": ROWS, "spans": rows, "pages": [*_plain(read)]}
    # `<` is escaped: the file contains no markup, even if it is taken for a page.
    return (msgspec.json.encode(found) + b"\n").replace(b"<", b"\\u003c")


def _plain(read: Reader) -> Iterator[tuple[str, str, str]]:
    for path in read.query("pages", "pages"):
        face = read.face(path)
        yield face.title, excerpt(face.summary, SAPO), read.address(path)
    for page in own_pages(read):
        yield page.title, excerpt(page.description, SAPO), page.url
