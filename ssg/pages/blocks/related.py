"""“Có thể bạn quan tâm”: what a reader of this article may like next."""

from __future__ import annotations

from ssg.pages.blocks.arguments import article_of, count
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.desk import Desk
from ssg.pages.model import Page
from ssg.pages.views import ListBlock
from ssg.site.related import related


def key(desk: Desk, page: Page, given: Arguments) -> Key:
    """The article itself: every article has its own list."""
    return (article_of(page), count(desk, page, "lien-quan", given))


def view(desk: Desk, key: Key) -> ListBlock | None:
    """Hand-picked articles, then those of the same topic and tags."""
    path, wanted = str(key[0]), int(key[1])
    found = related(desk.site, path, wanted) if path else ()
    return ListBlock(name="lien-quan", cards=tuple(desk.card(p) for p in found)) if found else None
