"""`/sitemap.xml`, the index of all sitemaps but the news sitemap, and `/robots.txt`, which points to both."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.digest import digest_of
from ssg.pages.desk import Desk
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.sitemaps import lists, months, news
from ssg.pages.sitemaps.xml import element, index
from ssg.pages.stamps import Stamps
from ssg.site.model import Site

URL = "/sitemap.xml"
ROBOTS = "/robots.txt"


def plan(site: Site) -> Iterator[Page]:
    """The one index."""
    yield Page("sitemap-index", URL, URL[1:], (), "the index of sitemaps", CONFIG)


PARTS = ("site.toml", "the sitemaps and their last changes")


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The sitemaps there are, and when each last changed."""
    return stamps.desk.config.base_url, digest_of(_sitemaps(stamps.desk.site))


def view(desk: Desk, page: Page) -> bytes:
    """The sitemaps, those of the newest articles first."""
    return index(
        f"<sitemap>{element('loc', desk.whole(url))}{element('lastmod', changed) if changed else ''}</sitemap>"
        for url, changed in _sitemaps(desk.site)
    )


def _sitemaps(site: Site) -> list[tuple[str, str]]:
    """URL and last change of each."""
    found = [(lists.part_url(number), "") for number in range(1, lists.count_parts(site) + 1)]
    for month, paths in site.by_month.items():
        for number in range(months.count_parts(len(paths)), 0, -1):
            newest = max(months.changed(site, path) for path in months.part(paths, number))
            found.append((months.part_url(month, number), months.last_change(site, newest)))
    return found


def plan_robots(site: Site) -> Iterator[Page]:
    """The one robots.txt, unless the site has its own in `static/`."""
    yield Page("robots", ROBOTS, ROBOTS[1:], (), "robots.txt", CONFIG)


ROBOTS_PARTS = ("site.toml",)


def robots_key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """Where the site is."""
    return (stamps.desk.config.base_url,)


def robots_view(desk: Desk, page: Page) -> bytes:
    """Everything may be read: what must not be found says so itself, which it could not if it were not read."""
    sitemaps = "".join(f"Sitemap: {desk.whole(url)}\n" for url in (URL, news.URL) if desk.config.base_url)
    return f"User-agent: *\nAllow: /\n{sitemaps and chr(10)}{sitemaps}".encode()
