"""Pages of lists for search engines: CollectionPage with its articles, ProfilePage for an author."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from markupsafe import Markup

from ssg.pages.desk import Desk
from ssg.pages.structured import site
from ssg.pages.structured.types import CollectionPage, ItemList, ListItem, ProfilePage
from ssg.pages.views.shared import Card, Link, Person


def collection(
    desk: Desk, url: str, name: str, description: str, trail: Sequence[Link], cards: Sequence[Card] = ()
) -> Markup:
    """A page (site-relative `url`) that lists articles."""
    whole = desk.whole(url)
    page = CollectionPage(
        id=f"{whole}#page",
        name=name,
        url=whole,
        description=description,
        in_language=desk.config.language,
        is_part_of=site.site(desk),
        main_entity=_items(desk, cards) if cards else None,
    )
    return site.graph(desk, page, site.breadcrumb(desk, trail))


def profile(desk: Desk, url: str, found: Person, trail: Sequence[Link]) -> Markup:
    """The page of an author."""
    whole = desk.whole(url)
    person = msgspec.structs.replace(
        site.person(desk, found),
        description=found.bio,
        image=site.image(desk, found.photo) if found.photo else None,
        works_for=site.publisher(desk),
    )
    page = ProfilePage(
        id=f"{whole}#page",
        name=found.name,
        url=whole,
        in_language=desk.config.language,
        is_part_of=site.site(desk),
        main_entity=person,
    )
    return site.graph(desk, page, site.breadcrumb(desk, trail))


def _items(desk: Desk, cards: Sequence[Card]) -> ItemList:
    items = tuple(ListItem(position=number, url=desk.origin + card.url) for number, card in enumerate(cards, 1))
    return ItemList(item_list_element=items, number_of_items=len(items))
