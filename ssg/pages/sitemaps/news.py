"""The news sitemap: what was published in the last 48 hours, after Google's rules. Time alone ages it.

Google asks for one file that is rewritten in place, for at most 1,000 articles in it, for the time of publication
(never that of a change) and for titles without the newspaper's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile

from ssg.core.text.dates import iso
from ssg.pages.desk import Desk
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.sitemaps.xml import NEWS, element, url_set
from ssg.pages.stamps import Stamps
from ssg.site.briefs import microseconds
from ssg.site.model import Site
from ssg.site.moments import NEWS_AGE_US

URL = "/news-sitemap.xml"
_MOST = 1000


def plan(site: Site) -> Iterator[Page]:
    """The one news sitemap; an empty one is allowed."""
    yield Page("news-sitemap", URL, URL[1:], (), "the news sitemap", CONFIG)


PARTS = ("site.toml", "the articles of the last two days")


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The newest articles."""
    config = stamps.desk.config
    return f"{config.base_url} {config.title} {config.language}", stamps.cards(_paths(stamps.desk.site))


def view(desk: Desk, page: Page) -> bytes:
    """The newest articles."""
    name = element("news:name", desk.config.title)
    language = element("news:language", news_language(desk.config.language))
    publication = f"<news:publication>{name}{language}</news:publication>"
    return url_set((_entry(desk, path, publication) for path in _paths(desk.site)), NEWS)


def news_language(tag: str) -> str:
    """Give a language as Google wants it: two or three letters, but for the two ways of writing Chinese."""
    language, _, rest = tag.lower().partition("-")
    if language == "zh" and rest:
        return "zh-tw" if rest.startswith(("hant", "tw", "hk", "mo")) else "zh-cn"
    return language


def _paths(site: Site) -> list[str]:
    """The public articles of the last 48 hours; scheduled ones, which only a preview shows, are not among them."""
    now = microseconds(site.now)
    begin = now - NEWS_AGE_US
    recent = takewhile(lambda path: site.briefs[path].time > begin, site.order)
    return list(islice((path for path in recent if site.briefs[path].time <= now), _MOST))


def _entry(desk: Desk, path: str, publication: str) -> str:
    story = desk.site.stories[path]
    date = element("news:publication_date", iso(story.article.date))
    news = f"<news:news>{publication}{date}{element('news:title', story.article.title)}</news:news>"
    return f"<url>{element('loc', desk.whole(story.url))}{news}</url>"
