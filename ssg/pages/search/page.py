"""`/search/`: the form with its filters, and an alternative for browsers without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec

from ssg.core.engines import ENGINES
from ssg.core.message import say
from ssg.index import urls
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.views.search import Choice, SearchPage


def pages(read: Planner) -> Iterator[Page]:
    """Yield the page."""
    if read.config.search.enabled:
        yield Page("search", urls.SEARCH, urls.output_path(urls.SEARCH), (), say("the search"), CONFIG)


def view(read: Reader, page: Page) -> SearchPage:
    """Return the form."""
    action, field = ENGINES[read.config.search.engine] if read.config.base_url else ("", "")
    address = urlsplit(read.config.base_url)
    about = read.gettext("Search all articles of {name}").format(name=read.config.title)
    head = read.head(read.gettext("Search"), page.url, about)
    return SearchPage(
        head=msgspec.structs.replace(head, canonical="", robots="noindex"),
        url=read.href(page.url),
        base=read.config.base_path,
        engine=action,
        engine_field=field,
        engine_site=address.netloc + address.path if action else "",
        sections=tuple(_sections(read)),
        years=tuple(dict.fromkeys(month[:4] for month in read.names("month"))),
    )


def _sections(read: Reader) -> Iterator[Choice]:
    """Yield main categories, each with those below it."""

    def below(slug: str, depth: int) -> Iterator[Choice]:
        category = read.category_of(slug)
        yield Choice("– " * depth + category.name, slug)
        for child in category.children:
            yield from below(child, depth + 1)

    for category in map(read.category_of, read.names("category", 0)):
        if not category.parent and category.listed:
            yield from below(category.slug, 0)
