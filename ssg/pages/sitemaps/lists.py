"""The sitemap of lists and plain pages: front pages of categories, topics, tags, authors and the archive.

No `lastmod`: a list changes with every article, and these files would change as often. Numbered pages are omitted too:
every article is in the sitemap of its month.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.message import say
from ssg.index import urls
from ssg.index.corrections import CORRECTED
from ssg.pages.listing import own_pages
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.sitemaps.xml import element, url_set
from ssg.pages.tag import ENOUGH

# The protocol's limit; a list's URL has 300 bytes at most, so that 50 MB are never reached.
SIZE = 50_000


def pages(read: Planner) -> Iterator[Page]:
    """Yield `/sitemap-lists.xml`, and more files for more than 50,000 lists."""
    for number in range(1, count_parts(read) + 1):
        url = part_url(number)
        yield Page("sitemap-lists", url, url[1:], (number,), say("the sitemap of lists"), CONFIG)


def count_parts(read: Reader) -> int:
    """Return the number of parts."""
    return -(-len(_urls(read)) // SIZE)


def part_url(number: int) -> str:
    """Return `/sitemap-lists.xml`, `/sitemap-lists-2.xml`."""
    return f"/sitemap-lists{f'-{number}' if number > 1 else ''}.xml"


def view(read: Reader, page: Page) -> bytes:
    """Return the URLs of the lists."""
    return url_set(f"<url>{element('loc', read.absolute_url(url))}</url>" for url in _part(read, page))


def _part(read: Reader, page: Page) -> list[str]:
    number = int(page.subject[0])
    return _urls(read)[SIZE * (number - 1) : SIZE * number]


def _urls(read: Reader) -> list[str]:
    months = sorted(read.names(read.told("month")))
    found = [urls.HOME, *map(read.address, read.query("pages", read.told("pages")))]
    found += [page.url for page in own_pages(read, read.told("pages"))]
    found += filter(None, [read.query("corrections-url", read.told(CORRECTED))])
    found += map(urls.category_url, read.names(read.told("category"), 0))
    found += map(urls.topic_url, sorted(read.names(read.told("topic"))))
    found += map(urls.series_url, sorted(read.names(read.told("series"))))
    found += map(urls.author_url, sorted(read.names(read.told("author"))))
    found += map(urls.tag_url, sorted(read.names(read.told("tag"), ENOUGH)))
    found += [urls.ARCHIVE, *map(urls.year_url, sorted({int(month[:4]) for month in months}))]
    return found + [urls.month_url(int(month[:4]), int(month[5:])) for month in months]
