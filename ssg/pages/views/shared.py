"""What several kinds of page show: links, pictures, cards, people, the head, the site. Types only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

import msgspec
from markupsafe import Markup


class Link(msgspec.Struct, frozen=True):
    """A name and its URL, which begins with the site's own path."""

    name: str
    url: str


class NavItem(msgspec.Struct, frozen=True):
    """An entry of the menu; `slug` is its category's, or empty for a plain link."""

    name: str
    url: str
    slug: str = ""
    children: tuple[Link, ...] = ()


class PictureView(msgspec.Struct, frozen=True):
    """An existing picture: its URL, and its real size in pixels (0: unknown, for remote pictures).

    `focus` is a CSS position (`50% 30%`) that must stay visible when the picture is cropped, or empty. `srcset` lists
    its smaller copies and itself, in HTML's form; empty if there are none. `creator`, `copyright`, `license` and
    `acquire` (URLs) are what the file itself says; empty if it says nothing. `regions` are the countries where it
    may be seen (none: anywhere); `partners` says whether it may be passed on. `source` is IPTC's term for the kind of
    software that made it, as the file says.
    """

    url: str
    width: int = 0
    height: int = 0
    alt: str = ""
    caption: str = ""
    credit: str = ""
    focus: str = ""
    srcset: str = ""
    creator: str = ""
    copyright: str = ""
    license: str = ""
    acquire: str = ""
    regions: tuple[str, ...] = ()
    partners: bool = True
    source: str = ""


class AudioView(msgspec.Struct, frozen=True):
    """Something to listen to: `duration` is its length as readers see it (`12:30`), `seconds` the same as a number."""

    url: str
    type: str
    title: str = ""
    duration: str = ""
    seconds: int = 0


class CardDetails(Protocol):
    """What a card reads when it is asked; see `ssg/pages/details.py`."""

    @property
    def authors(self) -> tuple[Person, ...]:
        """The authors."""

    @property
    def tags(self) -> tuple[Link, ...]:
        """The tags."""

    @property
    def has_video(self) -> bool:
        """Whether the text has a video."""

    @property
    def gallery_count(self) -> int:
        """The number of pictures in galleries."""

    @property
    def comments_url(self) -> str:
        """The URL of comments."""

    @property
    def extra(self) -> Mapping[str, Any]:
        """The rest of the front matter."""


class Card(msgspec.Struct, frozen=True):
    """Everything that other pages may know of an article. An edit that does not change the card rebuilds no list.

    `details` has what is read only where a template asks for it: a page depends on no detail that it does not show.

    `photos` counts the pictures of one with the layout `photo`; `audio` says whether there is something to listen to,
    and `duration` for how long, where that is known. `ended` says that a live one is over. `access` is who alone may
    read it whole: `registered` or `paid`.
    """

    url: str
    title: str
    date: datetime
    category: Link
    summary: str = ""
    picture: PictureView | None = None
    updated: datetime | None = None
    type: str = "article"
    has_time: bool = True
    layout: str = ""
    photos: int = 0
    audio: bool = False
    duration: str = ""
    ended: bool = False
    access: str = ""
    details: CardDetails | None = None

    @property
    def authors(self) -> tuple[Person, ...]:
        """Who signed it, with their entries in `site.toml`."""
        return self.details.authors if self.details else ()

    @property
    def tags(self) -> tuple[Link, ...]:
        """Its tags, with their pages."""
        return self.details.tags if self.details else ()

    @property
    def has_video(self) -> bool:
        """Whether its text has a video."""
        return self.details is not None and self.details.has_video

    @property
    def gallery_count(self) -> int:
        """How many pictures the galleries of its text have."""
        return self.details.gallery_count if self.details else 0

    @property
    def comments_url(self) -> str:
        """Where readers comment on it, if `comments` in `site.toml` says so; otherwise ""."""
        return self.details.comments_url if self.details else ""

    @property
    def extra(self) -> Mapping[str, Any]:
        """Its front matter that has no meaning for ssg."""
        return self.details.extra if self.details else {}


class FeedLink(msgspec.Struct, frozen=True):
    """A feed that a page announces: its title, media type and URL."""

    title: str
    type: str
    url: str


class Translation(msgspec.Struct, frozen=True):
    """The same page in a language (or `x-default`), at an absolute URL."""

    language: str
    url: str


class Version(msgspec.Struct, frozen=True):
    """The same text in another language, for readers: `name` says so in the language of the page."""

    language: str
    name: str
    url: str


class HeadView(msgspec.Struct, frozen=True, kw_only=True):
    """The contents of `<head>`.

    `title` is the document's, `headline` the page's own. `canonical` is absolute (empty without `base_url`, and on the
    page for missing URLs); so is `image` if there is a `base_url`. `type` is Open Graph's, `language` the page's.
    `data` is the page's structured data: JSON that is safe in a script, or nothing.
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
    language: str = ""
    data: Markup = Markup("")


class Person(msgspec.Struct, frozen=True):
    """An author: name, page, and their entry in `site.toml`."""

    name: str
    url: str
    role: str = ""
    bio: str = ""
    email: str = ""
    photo: PictureView | None = None
    elsewhere: str = ""


class Pager(msgspec.Struct, frozen=True):
    """The position in a list whose older pages are numbered from the oldest.

    `number` is 0 on the front page. `front` leads to the newest, `older` to the next older page (empty on the
    oldest). `numbered` lists the newest numbered pages first and is filled on the front page only, so that a
    numbered page never changes as news arrives.
    """

    front: str
    number: int = 0
    older: str = ""
    numbered: tuple[Link, ...] = ()


class Icon(msgspec.Struct, frozen=True):
    """An icon of the site: its purpose (`icon`, `apple-touch-icon`), type and sizes (`32x32`)."""

    rel: str
    url: str
    type: str
    sizes: str


class FontFile(msgspec.Struct, frozen=True):
    """A typeface of the site's own: the asset to load first, and its media type."""

    file: str
    type: str


class AdSlot(msgspec.Struct, frozen=True):
    """A place for advertisements: its name, where it is, and the paragraph, panel or block that it follows."""

    name: str
    place: str
    after: int


class SiteView(msgspec.Struct, frozen=True):
    """What every page may show of the site: only from `site.toml`, so that no article changes it.

    `logo`, `logo_dark`, `styles` and `scripts` are assets that `[theme]` names, `look` is the style sheet that ssg
    writes, `preset` that of the preset; `serif` and `sans` are typefaces of the site, `paper` and `paper_dark` the
    background where it says so. `menu` is at the top of each page, `footer` at its end; `editions` are the newspaper in
    other languages, elsewhere. `search` is the page of the
    search, empty if the site has none; `terms` is the licence for machines, an RSL file. `ads` are the places for
    advertisements; `consent`: readers are asked before third parties are loaded.
    """

    title: str
    tagline: str
    language: str
    url: str
    base_url: str
    menu: tuple[NavItem, ...]
    footer: tuple[NavItem, ...]
    editions: tuple[Version, ...]
    publisher: dict[str, str]
    archive: str
    search: str
    account: str
    google_news: str
    terms: str
    icons: tuple[Icon, ...]
    icon_svg: str
    manifest: str
    logo: str
    logo_dark: str
    look: str
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    serif: FontFile | None
    sans: FontFile | None
    preset: str
    paper: str
    paper_dark: str
    ads: tuple[AdSlot, ...]
    consent: bool
    params: dict[str, Any]
