"""The newest articles, of the site or of a category."""

from __future__ import annotations

from ssg.pages.blocks.arguments import article_of, category, count
from ssg.pages.blocks.lead import but_the_lead
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.shared import excluded, newest_but
from ssg.pages.blocks.views import ListBlock
from ssg.pages.desk import Desk
from ssg.pages.model import Page
from ssg.pages.views.shared import Link
from ssg.site.urls import ARCHIVE


def key(desk: Desk, page: Page, given: Arguments) -> Key:
    """The category, and the article that is being read if it is shown; the home page leaves out what leads there."""
    slug, wanted = category(desk, given), count(desk, page, "latest", given)
    paths = desk.site.by_category[slug] if slug else desk.site.order
    return (slug, excluded(paths, article_of(page), wanted), wanted, int(page.kind == "home"))


def view(desk: Desk, key: Key) -> ListBlock | None:
    """The newest, without what the home page already leads with."""
    slug, path, wanted, home = str(key[0]), str(key[1]), int(key[2]), bool(key[3])
    paths = desk.site.by_category[slug] if slug else desk.site.order
    if home:
        paths = but_the_lead(desk, paths, wanted)
    cards = newest_but(desk, paths, path, wanted)
    return ListBlock(name="latest", cards=cards, more=more(desk, key)) if cards else None


def more(desk: Desk, key: Key) -> Link:
    """The category, or the archive."""
    slug = str(key[0])
    return desk.category(slug) if slug else Link(desk.gettext("Archive"), desk.href(ARCHIVE))
