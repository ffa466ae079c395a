"""The newest articles, of the site or of a category."""

from __future__ import annotations

from ssg.index.urls import ARCHIVE
from ssg.pages.blocks.arguments import article_of, category, count
from ssg.pages.blocks.arrangement import home_cards, on_home, shown
from ssg.pages.blocks.lists import list_of
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.shared import excluded, newest_but
from ssg.pages.blocks.views import ListBlock
from ssg.pages.model import Page
from ssg.pages.reader import Reader
from ssg.pages.views.shared import Link


def key(read: Reader, page: Page, given: Arguments) -> Key:
    """Return the category, the page's own article if it would be shown, and whether this is the front page."""
    slug, wanted = category(read, given), count(read, page, "latest", given)
    return (slug, excluded(read, list_of(read, "latest", slug), article_of(page), wanted), wanted, on_home(page))


def view(read: Reader, key: Key) -> ListBlock | None:
    """Return the newest articles; on the front page without those that it shows already."""
    slug, path, wanted, home = str(key[0]), str(key[1]), int(key[2]), bool(key[3])
    if home:  # no article's page, so that `path` is empty
        cards = home_cards(read, shown(read, "latest", slug, wanted))
    else:
        cards = newest_but(read, list_of(read, "latest", slug), path, wanted)
    return ListBlock(name="latest", cards=cards, more=more(read, key)) if cards else None


def more(read: Reader, key: Key) -> Link:
    """Return the category, or the archive."""
    slug = str(key[0])
    return read.category(slug) if slug else Link(read.gettext("Archive"), read.href(ARCHIVE))
