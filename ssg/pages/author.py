"""The pages of an author."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.message import say
from ssg.index.urls import author_url
from ssg.pages.lists import cards_of, list_pages, numbered_title
from ssg.pages.model import Page
from ssg.pages.paging import pager
from ssg.pages.reader import Planner, Reader
from ssg.pages.structured.lists import profile
from ssg.pages.views.lists import AuthorPage
from ssg.pages.views.shared import Link


def pages(read: Planner, slug: str) -> Iterator[Page]:
    """Yield the list of an author."""
    owner = say("author “{read}”", read=read.name("author", slug))
    yield from list_pages(read, "author", author_url(slug), slug, owner)


def view(read: Reader, page: Page) -> AuthorPage:
    """Return one page of an author."""
    slug, number = str(page.subject[0]), int(page.subject[1])
    person = read.person(slug)
    description = person.bio or read.gettext("Articles by {name}").format(name=person.name)
    trail = read.trail(Link(person.name, person.url))
    return AuthorPage(
        head=read.head(
            numbered_title(read, person.name, number),
            page.url,
            description,
            person.photo,
            kind="profile",
            feeds=read.feeds(author_url(slug), person.name),
            data=profile(read, page.url, person, trail),
        ),
        url=read.href(page.url),
        breadcrumb=trail,
        person=person,
        cards=cards_of(read, f"author/{slug}", number),
        pager=pager(read, f"author/{slug}", author_url(slug), number),
    )
