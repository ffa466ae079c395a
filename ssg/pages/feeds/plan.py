"""The feeds and their articles: the newest of the site, a category, a topic, an author or a page of the site's own.

An author or a topic without public articles has no page, hence no feed; a category always has both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from ssg.core.message import say
from ssg.index import urls
from ssg.pages.listing import config_of, query_of
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader


class Subject(NamedTuple):
    """The subject of a feed: URL of its page (site-relative), title, description, articles from the newest.

    `language` is that of its page, if it is not the site's.
    """

    url: str
    title: str
    description: str
    paths: Sequence[str]
    language: str = ""


def pages(kind: str, read: Planner) -> Iterator[Page]:
    """Yield all feeds of one kind."""
    if not read.config.feeds.items:
        return
    yield _page(kind, "site", "")
    for about, least in (("category", 0), ("topic", 1), ("author", 1)):
        for slug in read.names(about, least):
            yield _page(kind, about, slug)
    for page in read.config.pages:
        if page.feed:
            yield _page(kind, "listing", page.url)


def _page(kind: str, about: str, slug: str) -> Page:
    url = _URLS[about](slug)
    at = url + urls.FEEDS[kind]
    return Page(kind, at, urls.output_path(at), (about, slug), say("the feed of {url}", url=url), CONFIG)


_URLS: dict[str, Callable[[str], str]] = {
    "site": lambda _: urls.HOME,
    "category": urls.category_url,
    "topic": urls.topic_url,
    "author": urls.author_url,
    "listing": lambda url: url,
}
atom_pages, rss_pages, json_pages = (partial(pages, kind) for kind in urls.FEEDS)


def subject(read: Reader, page: Page) -> Subject:
    """Return the subject of a feed."""
    about, slug = str(page.subject[0]), str(page.subject[1])
    title, language = read.config.title, ""
    if about == "listing":
        return _of_listing(read, slug)
    paths = read.front(read.told(f"{about}/{slug}" if slug else "all"), read.config.feeds.items)
    if about == "site":
        return Subject(urls.HOME, title, read.config.tagline or title, paths)
    if about == "category":
        category, language = read.category_of(slug), str(read.query("category-language", slug))
        name, description = category.name, category.description
    elif about == "topic":
        name, description = read.name("topic", slug), read.topic_summary(slug)
    else:
        person = read.person(slug)
        name, description = person.name, person.bio
    url = page.url.rpartition("/")[0] + "/"
    words = "Articles by {name}" if about == "author" else "News about {name}"
    about_it = description or read.gettext_in(language, words).format(name=name)
    return Subject(url, f"{name} – {title}", about_it, paths, language)


def _of_listing(read: Reader, url: str) -> Subject:
    """Return the subject of the feed of a page of `site.toml`."""
    page = config_of(read, url)
    query, title = query_of(read, page), f"{page.title} – {read.config.title}"
    if query and query.order in ("oldest", "featured"):  # feeds begin with the latest
        query = msgspec.structs.replace(query, order="latest")
    paths = read.front(read.told(query.name), read.config.feeds.items) if query else ()
    return Subject(url, title, page.description or read.gettext("News about {name}").format(name=page.title), paths)
