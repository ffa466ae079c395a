"""`/sitemap.xml`, the index of all sitemaps except the news sitemap, and `/robots.txt`, which names both."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.message import say
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.sitemaps import lists, months, news
from ssg.pages.sitemaps.xml import element, index

URL = "/sitemap.xml"
ROBOTS = "/robots.txt"


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


def robots_pages(read: Planner) -> Iterator[Page]:
    """Yield robots.txt, unless the site has its own in `static/`."""
    yield Page("robots", ROBOTS, ROBOTS[1:], (), say("robots.txt"), CONFIG)


def robots_view(read: Reader, page: Page) -> bytes:
    """Return a robots.txt that allows everything: pages that must not be indexed say so, and have to be read for that.

    A preview build disallows everything.
    """
    if read.preview_build:
        return b"User-agent: *\nDisallow: /\n"
    sitemaps = "".join(f"Sitemap: {read.absolute_url(url)}\n" for url in (URL, news.URL) if read.config.base_url)
    return f"User-agent: *\nAllow: /\n{sitemaps and chr(10)}{sitemaps}".encode()
