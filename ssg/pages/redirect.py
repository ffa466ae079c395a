"""Redirects: a stub page at each old URL (`aliases`) that sends readers and search engines to the article."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from ssg.pages.desk import Desk
from ssg.pages.letterhead import HIDDEN
from ssg.pages.model import Page
from ssg.pages.stamps import Stamps
from ssg.pages.views.singles import RedirectPage
from ssg.site import urls
from ssg.site.model import Site
from ssg.site.places import CONTENT, place_of


def plan(site: Site) -> Iterator[Page]:
    """One stub for each alias of a public article."""
    for path, brief in site.briefs.items():
        for alias in brief.aliases:
            owner = f"the alias {alias} of {CONTENT}/{path}"
            place = place_of(site.stories[path].article, "aliases")
            yield Page("redirect", alias, urls.output_path(unquote(alias)), (path,), owner, place)


PARTS = ("where it leads",)


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The article's address and title."""
    return (stamps.link(str(page.subject[0])),)


def view(desk: Desk, page: Page) -> RedirectPage:
    """Where to go: the canonical URL is the article's."""
    story = desk.site.stories[str(page.subject[0])]
    return RedirectPage(
        head=desk.head(story.article.title, story.url, robots=HIDDEN),
        url=desk.href(page.url),
        target=desk.href(story.url),
        title=story.article.title,
    )
