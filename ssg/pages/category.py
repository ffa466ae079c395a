"""The pages of a category: its own articles and those of the categories below it."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.pages.desk import Desk
from ssg.pages.lists import cards_of, list_key, numbered_title, plan_list
from ssg.pages.model import Page
from ssg.pages.paging import pager
from ssg.pages.stamps import Stamps
from ssg.pages.structured.lists import collection
from ssg.pages.views.lists import CategoryPage
from ssg.site.categories import ancestors
from ssg.site.model import Site
from ssg.site.urls import category_url


def plan(site: Site) -> Iterator[Page]:
    """Every category has a front page, also one without articles: the menu leads to it."""
    for slug, paths in site.by_category.items():
        owner = f"category “{site.categories[slug].name}”"
        yield from plan_list("category", category_url(slug), slug, len(paths), site.config.per_page, owner)


PARTS = ("its name", "its articles", "its pages")


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The category's place in the tree (the rest of it is in `site.toml`), and its articles."""
    slug = str(page.subject[0])
    return (stamps.line(slug), *list_key(stamps, page, stamps.desk.site.by_category[slug]))


def view(desk: Desk, page: Page) -> CategoryPage:
    """One page of a category."""
    slug, number = str(page.subject[0]), int(page.subject[1])
    category = desk.site.categories[slug]
    paths = desk.site.by_category[slug]
    siblings = (category.section, *desk.site.categories[category.section].children)
    title, cards = numbered_title(desk, category.name, number), cards_of(desk, paths, number)
    trail = desk.trail(*(desk.category(s) for s in ancestors(desk.site.categories, slug)))
    return CategoryPage(
        head=desk.head(
            title,
            page.url,
            category.description or desk.gettext("News about {name}").format(name=category.name),
            feeds=desk.feeds(category_url(slug), category.name),
            data=collection(desk, page.url, title, category.description, trail, cards),
        ),
        url=desk.href(page.url),
        section=category.section,
        breadcrumb=trail,
        name=category.name,
        description=category.description,
        category=desk.category(slug),
        tabs=tuple(desk.category(s) for s in siblings) if len(siblings) > 1 else (),
        cards=cards,
        pager=pager(desk, category_url(slug), number, len(paths)),
    )
