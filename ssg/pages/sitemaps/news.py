"""The news sitemap: the articles of the last 48 hours, by Google's rules. It changes with time alone.

Google requires one file that is rewritten in place, at most 1,000 articles in it, the time of publication (never that
of a change) and titles without the newspaper's name.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.message import say
from ssg.core.text.dates import iso
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.sitemaps.xml import NEWS, element, url_set

URL = "/news-sitemap.xml"


def pages(read: Planner) -> Iterator[Page]:
    """Yield the news sitemap; it may be empty."""
    yield Page("news-sitemap", URL, URL[1:], (), say("the news sitemap"), CONFIG)


def view(read: Reader, page: Page) -> bytes:
    """Return the newest articles."""
    name = element("news:name", read.config.title)
    return url_set((_entry(read, path, name) for path in read.query("recent")), NEWS)


def news_language(tag: str) -> str:
    """Return a language as Google requires it: two or three letters, except for the two scripts of Chinese."""
    language, _, rest = tag.lower().partition("-")
    if language == "zh" and rest:
        return "zh-tw" if rest.startswith(("hant", "tw", "hk", "mo")) else "zh-cn"
    return language


def _entry(read: Reader, path: str, name: str) -> str:
    article = read.face(path)
    language = element("news:language", news_language(read.metadata(path).language or read.config.language))
    publication = f"<news:publication>{name}{language}</news:publication>"
    date = element("news:publication_date", iso(article.date))
    news = f"<news:news>{publication}{date}{element('news:title', article.title)}</news:news>"
    return f"<url>{element('loc', read.absolute_url(read.address(path)))}{news}</url>"
