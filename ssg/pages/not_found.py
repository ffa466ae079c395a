"""The page that a server shows for a URL that is not there."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ssg.pages.desk import Desk
from ssg.pages.letterhead import HIDDEN
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.stamps import Stamps
from ssg.pages.views.singles import NotFoundPage
from ssg.site.model import Site


def plan(site: Site) -> Iterator[Page]:
    """`/404.html`, where every host looks for it."""
    yield Page("404", "/404.html", "404.html", (), "the page for missing URLs", CONFIG)


PARTS: tuple[str, ...] = ()


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """Nothing: `site.toml` and the template decide."""
    return ()


def view(desk: Desk, page: Page) -> NotFoundPage:
    """Nothing but a head that keeps it out of search engines."""
    head = desk.head(desk.gettext("Page not found"), page.url, robots=HIDDEN)
    return NotFoundPage(head=msgspec.structs.replace(head, canonical=""), url=desk.href(page.url))
