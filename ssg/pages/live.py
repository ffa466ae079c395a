"""The entries of a live article as a small file beside it: the only one, besides the article, that an entry changes."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ssg.core.errors import Place
from ssg.pages.article import entries_of
from ssg.pages.desk import Desk
from ssg.pages.model import Page
from ssg.pages.stamps import Stamps
from ssg.pages.views.article import LivePage
from ssg.site import urls
from ssg.site.model import Site
from ssg.site.places import CONTENT


def plan(site: Site) -> Iterator[Page]:
    """One for each public live article."""
    for path in [brief.path for brief in site.briefs.values() if brief.type == "live"]:
        yield _page(site, path)


def _page(site: Site, path: str) -> Page:
    url = urls.live_url(site.places.urls[path])
    owner = f"the entries of {CONTENT}/{path}"
    return Page("live", url, urls.output_path(url), (path,), owner, Place(f"{CONTENT}/{path}", 1))


def showing(site: Site, path: str) -> Iterator[Page]:
    """The one of an article, if it is live."""
    if path in site.briefs and site.briefs[path].type == "live":
        yield _page(site, path)


PARTS = ("the article", "its address", "links")


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The article itself, and what its text points to."""
    brief = stamps.desk.site.briefs[str(page.subject[0])]
    return brief.key, page.url, stamps.references(brief)


def view(desk: Desk, page: Page) -> LivePage:
    """The entries, and when the last was added. Its canonical address is the article's."""
    path = str(page.subject[0])
    story = desk.site.stories[path]
    return LivePage(
        head=msgspec.structs.replace(desk.head(story.article.title, story.url), robots="noindex"),
        url=desk.href(page.url),
        title=story.article.title,
        date=story.article.date,
        updated=story.article.updated,
        entries=entries_of(desk.bodies(path), desk.references(story)),
    )
