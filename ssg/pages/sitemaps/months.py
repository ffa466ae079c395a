"""Sitemaps of articles, by month of publication and, within it, in parts from the oldest: full parts never change."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.message import say
from ssg.core.text.dates import iso
from ssg.index.briefs import moment
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.sitemaps.xml import IMAGE, XHTML, alternate, element, url_set
from ssg.pages.versions import alternates

# URLs of a part. The protocol allows 50,000 and 50 MB; but each new article of a month rewrites a part, and 1,000 URLs
# are 300 KB at most. 50,000 such parts, the limit of an index, are fifty million articles.
SIZE = 1000


def pages(read: Planner, month: str) -> Iterator[Page]:
    """Yield `/sitemap-2026-11.xml`, and more files for a month of more than 1,000 articles."""
    for number in range(1, count_parts(read.count(read.told(f"month/{month}"))) + 1):
        url = part_url(month, number)
        yield Page("sitemap", url, url[1:], (month, number), say("the sitemap of {month}", month=month), CONFIG)


def count_parts(total: int) -> int:
    """Return the number of parts of a month of `total` articles."""
    return -(-total // SIZE)


def part_url(month: str, number: int) -> str:
    """Return `/sitemap-2026-11.xml`, `/sitemap-2026-11-2.xml`."""
    return f"/sitemap-{month}{f'-{number}' if number > 1 else ''}.xml"


def view(read: Reader, page: Page) -> bytes:
    """Return URL, last change and picture of each article, from the newest."""
    month, number = str(page.subject[0]), int(page.subject[1])
    entries = [_entry(read, path) for path in read.slice(read.told(f"month/{month}"), number, SIZE)]
    return url_set(entries, IMAGE + (XHTML if any("<xhtml:" in entry for entry in entries) else ""))


def time_of(read: Reader, time: int) -> str:
    """Write a time (microseconds since 1970) with the offset of the site's zone."""
    return iso(moment(time).astimezone(read.config.zone))


def _entry(read: Reader, path: str) -> str:
    filed = read.metadata(path)
    picture = read.media(filed.picture) if filed.picture else None
    image = f"<image:image>{element('image:loc', read.absolute_url(picture.url))}</image:image>" if picture else ""
    loc = element("loc", read.absolute_url(read.address(path)))
    others = "".join(alternate(one.language, one.url) for one in alternates(read, path)) if filed.versions else ""
    return f"<url>{loc}{element('lastmod', time_of(read, filed.changed))}{others}{image}</url>"
