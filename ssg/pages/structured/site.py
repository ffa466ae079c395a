"""What every page says of the newspaper and the site, where a page stands, and all of it in one graph."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from markupsafe import Markup

from ssg.pages.desk import Desk
from ssg.pages.json_text import to_json
from ssg.pages.structured.types import (
    BreadcrumbList,
    ImageObject,
    ListItem,
    NewsArticle,
    Organization,
    Person,
    Ref,
    Thing,
    WebSite,
)
from ssg.pages.views.shared import Link, PictureView
from ssg.pages.views.shared import Person as PersonView


def graph(desk: Desk, *things: Thing) -> Markup:
    """The graph of a page, with the newspaper and the site; nothing for a site without `base_url`.

    It is an array, which is a graph like any other; under `@graph` some readers look for no types.
    """
    if not desk.config.base_url:
        return Markup("")
    every = [*things, website(desk)]
    if not any(isinstance(thing, NewsArticle) for thing in things):  # which has its publisher whole
        every.append(organization(desk))
    data = [{"@context": "https://schema.org", **msgspec.to_builtins(thing)} for thing in every]
    return Markup(to_json(data))  # noqa: S704 - JSON with < > & escaped


def publisher(desk: Desk) -> Ref:
    """The newspaper, which the graph of each page describes."""
    return Ref(id=desk.whole("/#organization"))


def site(desk: Desk) -> Ref:
    """The site, which the graph of each page describes."""
    return Ref(id=desk.whole("/#website"))


def organization(desk: Desk) -> Organization:
    """The newspaper: its name is the site's, its legal name that of the press agency."""
    said = desk.config.publisher
    return Organization(
        id=publisher(desk).id,
        name=desk.config.title,
        url=desk.whole("/"),
        legal_name=said.name if said.name != desk.config.title else "",
        logo=image(desk, desk.logo) if desk.logo else None,
        address=" ".join(said.address.split()),
        telephone=said.phone,
        email=said.email,
    )


def website(desk: Desk) -> WebSite:
    """The site."""
    config = desk.config
    return WebSite(
        id=site(desk).id,
        name=config.title,
        url=desk.whole("/"),
        description=config.tagline,
        in_language=config.language,
        publisher=publisher(desk),
    )


def breadcrumb(desk: Desk, trail: Sequence[Link]) -> BreadcrumbList:
    """Where a page stands: what its visible breadcrumb says."""
    items = (
        ListItem(position=number, name=link.name, item=desk.origin + link.url) for number, link in enumerate(trail, 1)
    )
    return BreadcrumbList(item_list_element=tuple(items))


def image(desk: Desk, picture: PictureView) -> ImageObject:
    """A picture."""
    return ImageObject(
        url=desk.whole_picture(picture),
        width=picture.width,
        height=picture.height,
        caption=picture.caption,
        credit_text=picture.credit,
    )


def person(desk: Desk, found: PersonView) -> Person:
    """An author, as their articles name them."""
    url = desk.origin + found.url
    return Person(id=f"{url}#person", name=found.name, url=url, job_title=found.role, same_as=found.elsewhere)
