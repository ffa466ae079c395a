"""“Tin khác”: the newest other articles of the same main category and its children."""

from __future__ import annotations

from ssg.pages.blocks.arguments import article_of, count
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.shared import excluded, newest_but
from ssg.pages.blocks.views import ListBlock
from ssg.pages.desk import Desk
from ssg.pages.model import Page


def key(desk: Desk, page: Page, given: Arguments) -> Key:
    """The main category, and the article only if it is one of the newest: all older ones share one block."""
    path = article_of(page)
    section = desk.site.stories[path].section if path else ""
    wanted = count(desk, page, "tin-khac", given)
    return (section, excluded(desk.site.by_category.get(section, ()), path, wanted), wanted)


def view(desk: Desk, key: Key) -> ListBlock | None:
    """The newest of the section; the link leads to the whole of it."""
    section = str(key[0])
    cards = newest_but(desk, desk.site.by_category.get(section, ()), str(key[1]), int(key[2]))
    return ListBlock(name="tin-khac", cards=cards, more=desk.category(section)) if cards else None
