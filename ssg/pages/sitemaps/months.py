"""Sitemaps of articles, by month of publication and, within it, in parts from the oldest: full parts never change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ssg.core.text.dates import iso
from ssg.pages.desk import Desk
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.sitemaps.xml import IMAGE, element, url_set
from ssg.pages.stamps import Stamps
from ssg.site.briefs import moment
from ssg.site.model import Site

# URLs of a part. The protocol allows 50,000 and 50 MB; but a part is written anew with each article of its month, and
# 1,000 of them are 300 KB at most. 50,000 such parts, all that an index may hold, are fifty million articles.
SIZE = 1000


def plan(site: Site) -> Iterator[Page]:
    """`/sitemap-2026-11.xml`, and more of them in a month of more than 1,000 articles."""
    for month, paths in site.by_month.items():
        for number in range(1, count_parts(len(paths)) + 1):
            url = part_url(month, number)
            yield Page("sitemap", url, url[1:], (month, number), f"the sitemap of {month}", CONFIG)


def count_parts(total: int) -> int:
    """How many parts a month of `total` articles has."""
    return -(-total // SIZE)


def part_url(month: str, number: int) -> str:
    """`/sitemap-2026-11.xml`, `/sitemap-2026-11-2.xml`."""
    return f"/sitemap-{month}{f'-{number}' if number > 1 else ''}.xml"


def part(paths: Sequence[str], number: int) -> Sequence[str]:
    """The paths (newest first) of part `number` of a month; part 1 holds the oldest."""
    return paths[max(0, len(paths) - SIZE * number) : len(paths) - SIZE * (number - 1)]


PARTS = ("site.toml", "its articles")


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The articles of the part."""
    return stamps.desk.config.base_url, stamps.cards(_paths(stamps.desk.site, page))


def view(desk: Desk, page: Page) -> bytes:
    """URL, last change and picture of each article, from the newest."""
    return url_set((_entry(desk, path) for path in _paths(desk.site, page)), IMAGE)


def changed(site: Site, path: str) -> int:
    """When an article was last changed, as far as its readers are told: in microseconds."""
    brief = site.briefs[path]
    return brief.updated or brief.time


def last_change(site: Site, time: int) -> str:
    """Write such a time with the offset of the site's zone."""
    return iso(moment(time).astimezone(site.config.zone))


def _paths(site: Site, page: Page) -> Sequence[str]:
    return part(site.by_month[str(page.subject[0])], int(page.subject[1]))


def _entry(desk: Desk, path: str) -> str:
    site = desk.site
    picture = site.media.get(site.briefs[path].picture)
    image = f"<image:image>{element('image:loc', desk.whole(picture.url))}</image:image>" if picture else ""
    loc = element("loc", desk.whole(site.places.urls[path]))
    return f"<url>{loc}{element('lastmod', last_change(site, changed(site, path)))}{image}</url>"
