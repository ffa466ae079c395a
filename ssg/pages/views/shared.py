"""What several kinds of page show: links, pictures, cards, people, the head, the site. Types only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from markupsafe import Markup


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

    `focus` is a CSS position (`50% 30%`) that must stay visible when the picture is cropped, or empty. `srcset` lists
    smaller copies of it and itself, as HTML has it; empty where there are none.
    """

    url: str
    width: int = 0
    height: int = 0
    alt: str = ""
    caption: str = ""
    credit: str = ""
    focus: str = ""
    srcset: str = ""


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


class FeedLink(msgspec.Struct, frozen=True):
    """A feed that a page tells of: its title, media type and URL."""

    title: str
    type: str
    url: str


class Translation(msgspec.Struct, frozen=True):
    """The same page in a language (or `x-default`), at an absolute URL."""

    language: str
    url: str


class HeadView(msgspec.Struct, frozen=True, kw_only=True):
    """What goes into `<head>`.

    `title` is the document's, `headline` the page's own. `canonical` is absolute (empty without a base_url, and on the
    page for missing URLs), `image` too, as far as it can be. `type` is Open Graph's. `data` is the page's structured
    data: JSON that may stand in a script as it is, or nothing.
    """

    title: str
    headline: str
    description: str = ""
    canonical: str = ""
    robots: str = ""
    type: str = "website"
    image: PictureView | None = None
    feeds: tuple[FeedLink, ...] = ()
    translations: tuple[Translation, ...] = ()
    data: Markup = Markup("")


class Person(msgspec.Struct, frozen=True):
    """An author: name, page, and what `site.toml` says of them."""

    name: str
    url: str
    role: str = ""
    bio: str = ""
    email: str = ""
    photo: PictureView | None = None
    elsewhere: str = ""


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


class Icon(msgspec.Struct, frozen=True):
    """An icon of the site: what it is for (`icon`, `apple-touch-icon`), its type and sizes (`32x32`)."""

    rel: str
    url: str
    type: str
    sizes: str


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
    account: str
    icons: tuple[Icon, ...]
    icon_svg: str
    manifest: str
    params: dict[str, Any]
