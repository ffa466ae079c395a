"""Pages of a site's own (`[[pages]]`): a URL, a template, and the articles of a query, all of them or a few.

Their text is that of a plain page, which they take the place of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ssg.core.config.page_keys import PageConfig
from ssg.core.message import say
from ssg.index.article_query import ArticleQuery
from ssg.index.urls import numbered_url, output_path
from ssg.pages.lists import CONFIG, numbered_title
from ssg.pages.model import Page
from ssg.pages.paging import numbered_pages, pager
from ssg.pages.queries import QueryProblem, asked_for
from ssg.pages.reader import Planner, Reader
from ssg.pages.section import text_in
from ssg.pages.structured.lists import collection
from ssg.pages.views.lists import ListingPage
from ssg.pages.views.shared import Link, Pager


def pages(read: Planner) -> Iterator[Page]:
    """Yield all pages of `site.toml`, each with its numbered pages, in the order of URLs."""
    for config in sorted(read.config.pages, key=lambda one: str(one.url)):
        name = _paged(read, config)
        for number in range((numbered_pages(read, name) if name else 0) + 1):
            at = numbered_url(config.url, number)
            owner = say("the page “{title}” of site.toml", title=config.title)
            yield Page("listing", at, output_path(at), (config.url, number), owner, CONFIG)


def layout(read: Reader, page: Page) -> str:
    """Return the template that `site.toml` names for a page, if the theme has it."""
    template = config_of(read, page.about).template
    return read.template_for(template, "listing") if template else ""


def view(read: Reader, page: Page) -> ListingPage:
    """Return one page of a list of the site's own."""
    url, number = page.about, int(page.subject[1])
    config = config_of(read, url)
    text = text_in(read, config.source) if config.source and not number and read.address(config.source) else None
    about = (text.summary if text else "") or config.description
    title = numbered_title(read, config.title, number)
    cards = tuple(map(read.card, paths(read, page)))
    trail = read.trail(Link(config.title, read.href(url)))
    name = _paged(read, config)
    return ListingPage(
        head=read.head(
            title,
            page.url,
            about,
            text.picture if text else None,
            feeds=read.feeds(url, config.title) if config.feed else (),
            data=collection(read, page.url, title, about, trail, cards),
        ),
        url=read.href(page.url),
        breadcrumb=trail,
        name=config.title,
        description=about,
        text=text,
        cards=cards,
        pager=pager(read, name, url, number) if name else Pager(front=read.href(url)),
    )


def paths(read: Reader, page: Page) -> Sequence[str]:
    """Return the articles of one page."""
    config = config_of(read, page.about)
    query = query_of(read, config)
    if query is None:
        return ()
    if config.count:
        return read.front(msgspec.structs.replace(query, skip=config.skip).name, config.count)
    return read.slice(query.name, int(page.subject[1]))


def config_of(read: Reader, url: str) -> PageConfig:
    """Return what `site.toml` says of the page with a URL."""
    found: PageConfig = next(one for one in read.config.pages if one.url == url)
    return found


def query_of(read: Reader, config: PageConfig) -> ArticleQuery | None:
    """Return the query of a page; None if it has none, or one that selects nothing."""
    try:
        return asked_for(read, given).query if (given := config.given) else None
    except QueryProblem:  # said when the site is planned
        return None


def own_pages(read: Reader, kind: str = "pages") -> list[PageConfig]:
    """Return the pages that are not at the URL of a plain page; see `Reader.query("pages")` for `kind`."""
    plain = frozenset(read.query("pages", kind)) if read.config.pages else frozenset()
    return [one for one in read.config.pages if one.source not in plain]


def _paged(read: Reader, config: PageConfig) -> str:
    """Return the list that is shown on numbered pages; empty if a page shows a few articles or none."""
    query = None if config.count else query_of(read, config)
    return query.name if query else ""
