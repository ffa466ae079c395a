"""“Đọc nhiều”: what `data/most-read.*` names, in its order."""

from __future__ import annotations

from ssg.pages.blocks.arguments import article_of, count
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.shared import excluded, newest_but
from ssg.pages.blocks.views import ListBlock
from ssg.pages.desk import Desk
from ssg.pages.model import Page


def key(desk: Desk, page: Page, given: Arguments) -> Key:
    """How many, and the article that is being read if it is one of them."""
    wanted = count(desk, page, "most-read", given)
    return (excluded(desk.site.most_read, article_of(page), wanted), wanted)


def view(desk: Desk, key: Key) -> ListBlock | None:
    """The most read, as far as they are public."""
    cards = newest_but(desk, desk.site.most_read, str(key[0]), int(key[1]))
    return ListBlock(name="most-read", cards=cards) if cards else None
