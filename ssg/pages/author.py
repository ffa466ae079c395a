"""The pages of an author."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.pages.desk import Desk
from ssg.pages.lists import cards_of, list_key, numbered_title, plan_list
from ssg.pages.model import Page
from ssg.pages.paging import pager
from ssg.pages.stamps import Stamps
from ssg.pages.structured.lists import profile
from ssg.pages.views.lists import AuthorPage
from ssg.pages.views.shared import Link
from ssg.site.model import Site
from ssg.site.urls import author_url


def plan(site: Site) -> Iterator[Page]:
    """One list for each author of a public article."""
    for slug, group in site.authors.items():
        owner = f"author “{group.name}”"
        yield from plan_list("author", author_url(slug), slug, len(group.paths), site.config.per_page, owner)


PARTS = ("the author", "the articles", "its pages")


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The author, and their articles."""
    slug = str(page.subject[0])
    return (stamps.person(slug), *list_key(stamps, page, stamps.desk.site.authors[slug].paths))


def view(desk: Desk, page: Page) -> AuthorPage:
    """One page of an author."""
    slug, number = str(page.subject[0]), int(page.subject[1])
    group, person = desk.site.authors[slug], desk.person(slug)
    description = person.bio or desk.gettext("Articles by {name}").format(name=person.name)
    trail = desk.trail(Link(person.name, person.url))
    return AuthorPage(
        head=desk.head(
            numbered_title(desk, person.name, number),
            page.url,
            description,
            person.photo,
            kind="profile",
            feeds=desk.feeds(author_url(slug), person.name),
            data=profile(desk, page.url, person, trail),
        ),
        url=desk.href(page.url),
        breadcrumb=trail,
        person=person,
        cards=cards_of(desk, group.paths, number),
        pager=pager(desk, author_url(slug), number, len(group.paths)),
    )
