"""Pages of lists for search engines: CollectionPage with its articles, ProfilePage for an author."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from markupsafe import Markup

from ssg.pages.reader import Reader
from ssg.pages.structured import site
from ssg.pages.structured.types import CollectionPage, ItemList, ListItem, ProfilePage
from ssg.pages.views.shared import Card, Link, Person


def collection(
    read: Reader,
    url: str,
    name: str,
    description: str,
    trail: Sequence[Link],
    cards: Sequence[Card] = (),
    *,
    language: str = "",
) -> Markup:
    """Return a page (site-relative `url`) that lists articles; `language` is its own, if it is not the site's."""
    whole = read.absolute_url(url)
    page = CollectionPage(
        id=f"{whole}#page",
        name=name,
        url=whole,
        description=description,
        in_language=language or read.config.language,
        is_part_of=site.site(read),
        main_entity=_items(read, cards) if cards else None,
    )
    return site.graph(read, page, site.breadcrumb(read, trail))


def profile(read: Reader, url: str, found: Person, trail: Sequence[Link]) -> Markup:
    """Return the page of an author."""
    whole = read.absolute_url(url)
    person = msgspec.structs.replace(
        site.person(read, found),
        id=f"{whole}#person",
        description=found.bio,
        image=site.image(read, found.photo) if found.photo else None,
        works_for=site.publisher(read),
    )
    page = ProfilePage(
        id=f"{whole}#page",
        name=found.name,
        url=whole,
        in_language=read.config.language,
        is_part_of=site.site(read),
        main_entity=person,
    )
    return site.graph(read, page, site.breadcrumb(read, trail))


def _items(read: Reader, cards: Sequence[Card]) -> ItemList:
    items = tuple(ListItem(position=number, url=read.origin + card.url) for number, card in enumerate(cards, 1))
    return ItemList(item_list_element=items, number_of_items=len(items))
