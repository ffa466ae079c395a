"""“Tin nóng”: breaking news on every page, until the time that the article itself gives it."""

from __future__ import annotations

from ssg.pages.blocks.arguments import article_of, count
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.shared import excluded, newest_but
from ssg.pages.blocks.views import ListBlock
from ssg.pages.desk import Desk
from ssg.pages.model import Page


def key(desk: Desk, page: Page, given: Arguments) -> Key:
    """How many, and the article that is being read if it is one of them."""
    wanted = count(desk, page, "breaking", given)
    return (excluded(desk.site.breaking, article_of(page), wanted), wanted)


def view(desk: Desk, key: Key) -> ListBlock | None:
    """The newest whose time has not passed."""
    cards = newest_but(desk, desk.site.breaking, str(key[0]), int(key[1]))
    return ListBlock(name="breaking", cards=cards) if cards else None
