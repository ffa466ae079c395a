"""The pages of a category: its own articles and those of the categories below it."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.message import say
from ssg.core.slots import MOST
from ssg.index.urls import category_url
from ssg.pages.blocks.arrangement import cards as front_cards
from ssg.pages.blocks.arrangement import placed
from ssg.pages.lists import cards_of, list_pages, numbered_title
from ssg.pages.model import Page
from ssg.pages.paging import pager
from ssg.pages.reader import Planner, Reader
from ssg.pages.section import text_of, title_of
from ssg.pages.structured.lists import collection
from ssg.pages.versions import category_alternates, category_versions
from ssg.pages.views.lists import CategoryPage


def pages(read: Planner, slug: str) -> Iterator[Page]:
    """Yield the list of a category, which has a front page even without articles, as the menu leads to it."""
    owner = say("category “{name}”", name=read.category_of(slug).name)
    yield from list_pages(read, "category", category_url(slug), slug, owner)


def view(read: Reader, page: Page) -> CategoryPage:
    """Return one page of a category."""
    slug, number = str(page.subject[0]), int(page.subject[1])
    category, language = read.category_of(slug), str(read.query("category-language", slug))
    linked = not number and category.versions
    siblings = (category.section, *read.category_of(category.section).children)
    said = None if number else text_of(read, slug)  # a correction of the text does not change older pages
    name = title_of(read, slug) or category.name
    about = said.summary if said and said.summary else category.description
    title = numbered_title(read, name, number, language)
    cards = cards_of(read, f"category/{slug}", number) if number else front_cards(read, slug, front_paths(read, slug))
    trail = read.trail(*map(read.category, read.line(slug)), language=language)
    return CategoryPage(
        head=read.head(
            title,
            page.url,
            about or read.gettext_in(language, "News about {name}").format(name=category.name),
            said.picture if said else None,
            feeds=read.feeds(category_url(slug), category.name),
            language=language,
            translations=category_alternates(read, slug) if linked else (),
            data=collection(read, page.url, title, about, trail, cards, language=language),
        ),
        url=read.href(page.url),
        section=category.section,
        breadcrumb=trail,
        name=name,
        description=about,
        text=said,
        category=read.category(slug),
        tabs=tuple(read.category(s) for s in siblings) if len(siblings) > 1 else (),
        versions=category_versions(read, slug, language) if linked else (),
        cards=cards,
        pager=pager(read, f"category/{slug}", category_url(slug), number),
    )


def front_paths(read: Reader, slug: str) -> tuple[str, ...]:
    """Return the articles of a category's front page: what editors have pinned in its place, and all others."""
    pinned = {slot.place: slot.path for slot in read.query("slots", slug)}
    others = [path for path in read.slice(f"category/{slug}", 0) if path not in pinned.values()]
    return tuple(placed(pinned, others, MOST + len(others)))
