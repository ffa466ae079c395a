"""The pages of a tag."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.pages.desk import Desk
from ssg.pages.lists import cards_of, list_key, numbered_title, plan_list
from ssg.pages.model import Page
from ssg.pages.paging import pager
from ssg.pages.stamps import Stamps
from ssg.pages.views.lists import TagPage
from ssg.pages.views.shared import Link
from ssg.site.model import Site
from ssg.site.urls import tag_url


def plan(site: Site) -> Iterator[Page]:
    """One list for each tag of a public article."""
    for slug, group in site.tags.items():
        yield from plan_list("tag", tag_url(slug), slug, len(group.paths), site.config.per_page, f"tag “{group.name}”")


PARTS = ("its name", "its articles", "its pages")


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The tag's spelling, and its articles."""
    group = stamps.desk.site.tags[str(page.subject[0])]
    return (group.name, *list_key(stamps, page, group.paths))


def view(desk: Desk, page: Page) -> TagPage:
    """One page of a tag."""
    slug, number = str(page.subject[0]), int(page.subject[1])
    group = desk.site.tags[slug]
    description = desk.gettext("News about {name}").format(name=group.name)
    return TagPage(
        head=desk.head(numbered_title(desk, group.name, number), page.url, description),
        url=desk.href(page.url),
        breadcrumb=desk.trail(Link(group.name, desk.href(tag_url(slug)))),
        name=group.name,
        cards=cards_of(desk, group.paths, number),
        pager=pager(desk, tag_url(slug), number, len(group.paths)),
    )
