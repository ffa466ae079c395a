"""What several kinds of page show: links, pictures, cards, people, the head, the site. Types only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec


class Link(msgspec.Struct, frozen=True):
    """A name and where it leads (a URL that begins with the site's own path)."""

    name: str
    url: str


class NavItem(msgspec.Struct, frozen=True):
    """An entry of the menu; `slug` is its category's, or empty for a plain link."""

    name: str
    url: str
    slug: str = ""
    children: tuple[Link, ...] = ()


class PictureView(msgspec.Struct, frozen=True):
    """A picture that is there: its URL, and its real size in pixels (0 where it cannot be known: remote pictures).

    `focus` is a CSS position (`50% 30%`) that must stay visible when the picture is cropped, or empty.
    """

    url: str
    width: int = 0
    height: int = 0
    alt: str = ""
    caption: str = ""
    credit: str = ""
    focus: str = ""


class Card(msgspec.Struct, frozen=True):
    """All that other pages may know of an article. An edit that leaves the card equal redoes no list."""

    url: str
    title: str
    date: datetime
    category: Link
    summary: str = ""
    picture: PictureView | None = None
    updated: datetime | None = None
    type: str = "article"


class HeadView(msgspec.Struct, frozen=True):
    """What goes into `<head>`: document title, description, absolute URL (empty without a base_url), robots."""

    title: str
    description: str = ""
    canonical: str = ""
    robots: str = ""
    image: PictureView | None = None


class Person(msgspec.Struct, frozen=True):
    """An author: name, page, and what `site.toml` says of them."""

    name: str
    url: str
    role: str = ""
    bio: str = ""
    email: str = ""
    photo: PictureView | None = None


class Pager(msgspec.Struct, frozen=True):
    """Where one is in a list whose older pages are numbered from the oldest.

    `number` is 0 on the front page. `front` leads to the newest, `older` to the next older page (empty on the
    oldest). `numbered` lists the newest numbered pages first and is filled on the front page only, so that a
    numbered page never changes as news arrives.
    """

    front: str
    number: int = 0
    older: str = ""
    numbered: tuple[Link, ...] = ()


class SiteView(msgspec.Struct, frozen=True):
    """What every page may show of the site: from `site.toml` alone, so that no article changes it.

    `search` is the page of the search, empty where the site has none.
    """

    title: str
    tagline: str
    language: str
    url: str
    base_url: str
    menu: tuple[NavItem, ...]
    publisher: dict[str, str]
    archive: str
    search: str
    params: dict[str, Any]
