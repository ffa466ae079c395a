"""The sitemap of lists: front pages of categories, topics, tags, authors and the archive, in files of their own.

No `lastmod`: a list changes with every article, and saying so would write these files as often. Numbered pages are not
in them either: every article stands in the sitemap of its month.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.digest import digest_of
from ssg.pages.desk import Desk
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.sitemaps.xml import element, url_set
from ssg.pages.stamps import Stamps
from ssg.pages.tag import is_thin
from ssg.site import urls
from ssg.site.model import Site

# The protocol's limit; a list's URL has 300 bytes at most, so that 50 MB are never reached.
SIZE = 50_000


def plan(site: Site) -> Iterator[Page]:
    """`/sitemap-lists.xml`, and more of them where there are more than 50,000 lists."""
    for number in range(1, count_parts(site) + 1):
        url = part_url(number)
        yield Page("sitemap-lists", url, url[1:], (number,), "the sitemap of lists", CONFIG)


def count_parts(site: Site) -> int:
    """How many parts there are."""
    return -(-len(_urls(site)) // SIZE)


def part_url(number: int) -> str:
    """`/sitemap-lists.xml`, `/sitemap-lists-2.xml`."""
    return f"/sitemap-lists{f'-{number}' if number > 1 else ''}.xml"


PARTS = ("site.toml", "the lists")


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The URLs of the lists."""
    return stamps.desk.config.base_url, digest_of(_part(stamps.desk.site, page))


def view(desk: Desk, page: Page) -> bytes:
    """The URLs of the lists."""
    return url_set(f"<url>{element('loc', desk.whole(url))}</url>" for url in _part(desk.site, page))


def _part(site: Site, page: Page) -> list[str]:
    number = int(page.subject[0])
    return _urls(site)[SIZE * (number - 1) : SIZE * number]


def _urls(site: Site) -> list[str]:
    found = [urls.HOME, *map(urls.category_url, site.by_category)]
    found += map(urls.topic_url, sorted(site.topics))
    found += map(urls.author_url, sorted(site.authors))
    found += [urls.tag_url(slug) for slug, group in sorted(site.tags.items()) if not is_thin(group)]
    found += [urls.ARCHIVE, *map(urls.year_url, sorted({int(month[:4]) for month in site.by_month}))]
    return found + [urls.month_url(int(month[:4]), int(month[5:])) for month in sorted(site.by_month)]
