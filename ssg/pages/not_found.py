"""The page that a server shows for a missing URL."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ssg.core.message import say
from ssg.pages.head import HIDDEN
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.views.singles import NotFoundPage


def pages(read: Planner) -> Iterator[Page]:
    """Yield `/404.html`, where every host looks for it."""
    yield Page("404", "/404.html", "404.html", (), say("the page for missing URLs"), CONFIG)


def view(read: Reader, page: Page) -> NotFoundPage:
    """Return only a head that keeps the page out of search engines."""
    head = read.head(read.gettext("Page not found"), page.url, robots=HIDDEN)
    return NotFoundPage(head=msgspec.structs.replace(head, canonical=""), url=read.href(page.url))
