"""What single pages show: home, 404, redirects. Types only."""

from __future__ import annotations

import msgspec

from ssg.pages.views.page import SectionText
from ssg.pages.views.shared import HeadView, Link, NavItem


class Row(msgspec.Struct, frozen=True):
    """A row of the front page: its name, and the sections in it, as `[home] sections` orders them.

    `front` has `lead`, `opinion`, `latest` and `topic` as far as they follow one another, `choice` `picks` and
    `most-read`, `media` `photos` and `videos`; any other section is a row of its own, with its name, and so is
    `opinion` alone.
    """

    name: str
    sections: tuple[str, ...]


class HomePage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `home.html`: composed of blocks, in `rows`; `panels` are the main categories that have one, in order.

    `text` is that of `content/_index.md`.
    """

    kind: str = "home"
    head: HeadView
    url: str
    section: str = ""
    rows: tuple[Row, ...]
    panels: tuple[NavItem, ...]
    topics: tuple[Link, ...]
    text: SectionText | None


class NotFoundPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `404.html`."""

    kind: str = "404"
    head: HeadView
    url: str
    section: str = ""


class RedirectPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `redirect.html`: `target` is the URL to go to, `title` the article's."""

    kind: str = "redirect"
    head: HeadView
    url: str
    target: str
    title: str
