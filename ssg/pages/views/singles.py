"""What pages show of which there is one of a kind: home, 404, redirects. Types only."""

from __future__ import annotations

import msgspec

from ssg.pages.views.shared import HeadView, Link, NavItem


class HomePage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `home.html`: composed of blocks; `panels` are the main categories that have one, in order."""

    kind: str = "home"
    head: HeadView
    url: str
    section: str = ""
    panels: tuple[NavItem, ...]
    topics: tuple[Link, ...]


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
