"""The pages of a tag."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.pages.desk import Desk
from ssg.pages.letterhead import HIDDEN, INDEXED
from ssg.pages.lists import cards_of, list_key, numbered_title, plan_list
from ssg.pages.model import Page
from ssg.pages.paging import pager
from ssg.pages.stamps import Stamps
from ssg.pages.structured.lists import collection
from ssg.pages.views.lists import TagPage
from ssg.pages.views.shared import Link
from ssg.site.model import Group, Site
from ssg.site.urls import tag_url

# A page with fewer articles says no more than they do: search engines take many such pages for a bad sign.
_THIN = 3


def is_thin(group: Group) -> bool:
    """Say whether a tag's page is to be kept out of search engines."""
    return len(group.paths) < _THIN


def plan(site: Site) -> Iterator[Page]:
    """One list for each tag of a public article."""
    for slug, group in site.tags.items():
        yield from plan_list("tag", tag_url(slug), slug, len(group.paths), site.config.per_page, f"tag “{group.name}”")


PARTS = ("its name", "its articles", "its pages")


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The tag's spelling, whether search engines may find it, and its articles."""
    group = stamps.desk.site.tags[str(page.subject[0])]
    return (f"{group.name} {is_thin(group)}", *list_key(stamps, page, group.paths))


def view(desk: Desk, page: Page) -> TagPage:
    """One page of a tag."""
    slug, number = str(page.subject[0]), int(page.subject[1])
    group = desk.site.tags[slug]
    description = desk.gettext("News about {name}").format(name=group.name)
    title, cards = numbered_title(desk, group.name, number), cards_of(desk, group.paths, number)
    trail = desk.trail(Link(group.name, desk.href(tag_url(slug))))
    return TagPage(
        head=desk.head(
            title,
            page.url,
            description,
            robots=HIDDEN if is_thin(group) else INDEXED,
            data=collection(desk, page.url, title, description, trail, cards),
        ),
        url=desk.href(page.url),
        breadcrumb=trail,
        name=group.name,
        cards=cards,
        pager=pager(desk, tag_url(slug), number, len(group.paths)),
    )
