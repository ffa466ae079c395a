"""“Có thể bạn quan tâm”: what a reader of this article may like next."""

from __future__ import annotations

from ssg.pages.blocks.arguments import article_of, count
from ssg.pages.blocks.distinct import related_to
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.views import ListBlock
from ssg.pages.desk import Desk
from ssg.pages.model import Page
from ssg.pages.stamps import Stamps
from ssg.pages.views.shared import Link


def key(desk: Desk, page: Page, given: Arguments) -> Key:
    """The article itself: every article has its own list."""
    return (article_of(page), count(desk, page, "lien-quan", given))


def stamp(stamps: Stamps, key: Key) -> str:
    """The articles themselves: they have been found already."""
    path, wanted = str(key[0]), int(key[1])
    return stamps.cards(related_to(stamps.desk, path, wanted)) if path else ""


def view(desk: Desk, key: Key) -> ListBlock | None:
    """Hand-picked articles, then those that are most like this one; not what the topic's strip shows already."""
    path, wanted = str(key[0]), int(key[1])
    found = related_to(desk, path, wanted) if path else ()
    return ListBlock(name="lien-quan", cards=tuple(desk.card(p) for p in found)) if found else None


def more(desk: Desk, key: Key) -> Link:
    """The article's own category."""
    path = str(key[0])
    return desk.category(desk.site.stories[path].category) if path else desk.home()
