"""The home page: a frame that is filled with blocks, so that the frame itself hardly ever changes."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.digest import digest_of
from ssg.pages.desk import Desk
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.stamps import Stamps
from ssg.pages.structured.site import graph
from ssg.pages.views.singles import HomePage
from ssg.site import urls
from ssg.site.model import Site

_TOPICS = 3


def plan(site: Site) -> Iterator[Page]:
    """The one home page."""
    yield Page("home", urls.HOME, urls.output_path(urls.HOME), (), "the home page", CONFIG)


PARTS = ("its panels", "its topics")


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The frame only: blocks have keys of their own."""
    shown = view(stamps.desk, page)
    return digest_of(shown.panels), digest_of(shown.topics)


def view(desk: Desk, page: Page) -> HomePage:
    """The panels (main categories with articles, in order) and the topics with the newest articles."""
    site = desk.site
    unwanted = {c.slug for c in site.config.categories if not c.panel}
    panels = tuple(item for item in desk.sections if item.slug not in unwanted and site.by_category[item.slug])
    named = dict.fromkeys(site.briefs[path].topic for path in site.order[:200])
    running = dict.fromkeys(site.places.topics[topic] for topic in named if topic)
    return HomePage(
        head=desk.head(desk.config.title, page.url, desk.config.tagline, data=graph(desk)),
        url=desk.href(page.url),
        panels=panels,
        topics=tuple(desk.topic(slug) for slug in list(running)[:_TOPICS]),
    )
