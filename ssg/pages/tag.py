"""The pages of a tag."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.message import say
from ssg.index.listed import ENOUGH
from ssg.index.urls import tag_url
from ssg.pages.head import HIDDEN
from ssg.pages.lists import cards_of, list_pages, numbered_title
from ssg.pages.model import Page
from ssg.pages.paging import pager
from ssg.pages.reader import Planner, Reader
from ssg.pages.structured.lists import collection
from ssg.pages.views.lists import TagPage
from ssg.pages.views.shared import Link


def pages(read: Planner, slug: str) -> Iterator[Page]:
    """Yield the list of a tag."""
    yield from list_pages(read, "tag", tag_url(slug), slug, say("tag “{read}”", read=read.name("tag", slug)))


def view(read: Reader, page: Page) -> TagPage:
    """Return one page of a tag."""
    slug, number = str(page.subject[0]), int(page.subject[1])
    name, articles = read.name("tag", slug), f"tag/{slug}"
    description = read.gettext("News about {name}").format(name=name)
    title, cards = numbered_title(read, name, number), cards_of(read, articles, number)
    # A numbered page says so by itself: with each article, the number of all would be another one.
    has_enough = (number and 2 * read.config.per_page >= ENOUGH) or read.count(articles) >= ENOUGH
    trail = read.trail(Link(name, read.href(tag_url(slug))))
    return TagPage(
        head=read.head(
            title,
            page.url,
            description,
            robots="" if has_enough else HIDDEN,
            data=collection(read, page.url, title, description, trail, cards),
        ),
        url=read.href(page.url),
        breadcrumb=trail,
        name=name,
        cards=cards,
        pager=pager(read, articles, tag_url(slug), number),
    )
