"""`/sitemap.xml`, the index of all sitemaps except the news sitemap: robots.txt names both."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.message import say
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.sitemaps import lists, months
from ssg.pages.sitemaps.xml import element, index

URL = "/sitemap.xml"


def pages(read: Planner) -> Iterator[Page]:
    """Yield the index."""
    yield Page("sitemap-index", URL, URL[1:], (), say("the index of sitemaps"), CONFIG)


def view(read: Reader, page: Page) -> bytes:
    """Return the sitemaps, those of the newest articles first."""
    return index(
        f"<sitemap>{element('loc', read.absolute_url(url))}{element('lastmod', changed) if changed else ''}</sitemap>"
        for url, changed in _sitemaps(read)
    )


def _sitemaps(read: Reader) -> list[tuple[str, str]]:
    """Yield URL and last change of each sitemap."""
    found = [(url, "") for url in lists.part_urls(read)]
    for month, count in read.query("counts", read.told("month")):
        for number in range(months.count_parts(count), 0, -1):
            newest = read.query("last-change", read.told(f"month/{month}"), number, months.SIZE)
            found.append((months.part_url(month, number), months.time_of(read, newest)))
    return found
