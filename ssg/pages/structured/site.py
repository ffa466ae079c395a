"""The structured data of the newspaper, the site and breadcrumbs, and the graph of a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import msgspec
from markupsafe import Markup

from ssg.index.corrections import CORRECTED
from ssg.pages.json_text import to_json
from ssg.pages.reader import Reader
from ssg.pages.structured.types import (
    BreadcrumbList,
    Country,
    Creator,
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

_IN_CONTEXT: Final = b'{"@context":"https://schema.org",'


def graph(read: Reader, *things: Thing) -> Markup:
    """Return the graph of a page, with the newspaper and the site; nothing for a site without `base_url`.

    It is an array, which is a graph too; some consumers ignore types under `@graph`. An article has its whole publisher
    in it, and names the site, which the front page describes: search engines ask for it nowhere else.
    """
    if not read.config.base_url:
        return Markup("")
    every = list(things)
    if not any(isinstance(thing, NewsArticle) for thing in things):
        every += [read.kept("website", partial(website, read)), read.kept("organization", partial(organization, read))]
    data = [msgspec.Raw(_IN_CONTEXT + msgspec.json.encode(thing)[1:]) for thing in every]  # each begins with its type
    return Markup(to_json(data).decode())  # noqa: S704 - JSON with < > & escaped


def publisher(read: Reader) -> Ref:
    """Return the newspaper, which the graph of each page describes."""
    return Ref(id=read.absolute_url("/#organization"))


def site(read: Reader) -> Ref:
    """Return the site, which the graph of the front page describes."""
    return Ref(id=read.absolute_url("/#website"))


def organization(read: Reader) -> Organization:
    """Return the newspaper: its name is the site's, its legal name that of the press agency."""
    said, policies = read.config.publisher, read.config.policies
    corrected = policies.corrections or read.query("corrections-url", CORRECTED)
    corrections, ethics, masthead = (
        read.absolute_url(url) if url.startswith("/") else url
        for url in (corrected, policies.ethics, policies.masthead)
    )
    return Organization(
        id=publisher(read).id,
        name=read.config.title,
        url=read.absolute_url("/"),
        legal_name=said.name if said.name != read.config.title else "",
        logo=image(read, read.logo) if read.logo else None,
        address=" ".join(said.address.split()),
        telephone=said.phone,
        email=said.email,
        corrections_policy=corrections,
        ethics_policy=ethics,
        masthead=masthead,
    )


def website(read: Reader) -> WebSite:
    """Return the site."""
    config = read.config
    return WebSite(
        id=site(read).id,
        name=config.title,
        url=read.absolute_url("/"),
        description=config.tagline,
        in_language=config.language,
        publisher=publisher(read),
    )


def breadcrumb(read: Reader, trail: Sequence[Link]) -> BreadcrumbList:
    """Return the breadcrumb of a page, the same as its visible one."""
    items = (
        ListItem(position=number, name=link.name, item=read.origin + link.url) for number, link in enumerate(trail, 1)
    )
    return BreadcrumbList(item_list_element=tuple(items))


def image(read: Reader, picture: PictureView) -> ImageObject:
    """Return a picture."""
    url = read.whole_picture(picture)
    whose = picture.creator or picture.copyright or picture.license or picture.acquire
    return ImageObject(
        url=url,
        content_url=url if whose else "",
        width=picture.width,
        height=picture.height,
        caption=picture.caption,
        creator=Creator(name=picture.creator) if picture.creator else None,
        credit_text=picture.credit,
        copyright_notice=picture.copyright,
        license=picture.license,
        acquire_license_page=picture.acquire,
        regions_allowed=tuple(Country(name=region) for region in picture.regions),
        digital_source_type=source_type(picture.source) if picture.source else "",
    )


def source_type(term: str) -> str:
    """Return schema.org's name of a term of IPTC for what made a picture."""
    return f"https://schema.org/{term[0].upper()}{term[1:]}DigitalSource"


def person(read: Reader, found: PersonView) -> Person:
    """Return an author, as their articles name them."""
    url = read.origin + found.url
    return Person(name=found.name, url=url, job_title=found.role, same_as=found.elsewhere)
