"""The sitemap of lists and plain pages: front pages of categories, topics, tags, authors and the archive.

No `lastmod`: a list changes with every article, and these files would change as often. Numbered pages are omitted too:
every article is in the sitemap of its month.

Topics, series, authors and tags of an old newspaper are many, and a new one must not rewrite them all: they have files
of their own, `/sitemap-names-….xml`, see `ssg/index/listed.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ssg.core.message import say
from ssg.index import urls
from ssg.index.corrections import CORRECTED
from ssg.pages.listing import own_pages
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.sitemaps.xml import XHTML, alternate, element, url_set
from ssg.pages.versions import category_alternates

# The protocol's limit; a list's URL has 300 bytes at most, so that 50 MB are never reached.
SIZE = 50_000


def pages(read: Planner) -> Iterator[Page]:
    """Yield `/sitemap-lists.xml`, files for the names if there are many, and more for more than 50,000 other lists."""
    owner = say("the sitemap of lists")
    for part in _numbers(read), _parts(read):
        for subject in part:
            url = part_url(subject)
            yield Page("sitemap-lists", url, url[1:], (subject,), owner, CONFIG)


def part_urls(read: Reader) -> list[str]:
    """Return the URLs of all parts."""
    return [*map(part_url, _numbers(read)), *map(part_url, _parts(read))]


def part_url(part: int | str) -> str:
    """Return `/sitemap-lists.xml`, `/sitemap-lists-2.xml`, `/sitemap-names-01.xml`."""
    if isinstance(part, str):
        return f"/sitemap-names-{part}.xml"
    return f"/sitemap-lists{f'-{part}' if part > 1 else ''}.xml"


def view(read: Reader, page: Page) -> bytes:
    """Return the URLs of the lists."""
    linked = {urls.category_url(slug): slug for slug in read.query("linked-categories")}
    entries = [
        f"<url>{element('loc', read.absolute_url(url))}{_others(read, linked[url]) if url in linked else ''}</url>"
        for url in _part(read, page)
    ]
    return url_set(entries, XHTML if any("<xhtml:" in entry for entry in entries) else "")


def _others(read: Reader, slug: str) -> str:
    return "".join(alternate(one.language, one.url) for one in category_alternates(read, slug))


def _part(read: Reader, page: Page) -> Sequence[str]:
    part = page.subject[0]
    if isinstance(part, str):
        return read.listed(part, public=read.preview_build)
    return _urls(read)[SIZE * (part - 1) : SIZE * part]


def _numbers(read: Reader) -> Sequence[int]:
    return range(1, -(-len(_urls(read)) // SIZE) + 1)


def _parts(read: Reader) -> Sequence[str]:
    """Return the names of the parts with topics, series, authors and tags; none if there are few."""
    return [part for part in read.parts_listed(public=read.preview_build) if part]


def _urls(read: Reader) -> list[str]:
    months = sorted(read.names(read.told("month")))
    found = [urls.HOME, *map(read.address, read.query("pages", read.told("pages")))]
    found += [page.url for page in own_pages(read, read.told("pages"))]
    found += filter(None, [read.query("corrections-url", read.told(CORRECTED))])
    found += map(urls.category_url, read.names(read.told("category"), 0))
    found += read.listed("", public=read.preview_build)
    found += [urls.ARCHIVE, *map(urls.year_url, sorted({int(month[:4]) for month in months}))]
    return found + [urls.month_url(int(month[:4]), int(month[5:])) for month in months]
