"""“Tin khác”: other articles of the same main category and its children, the newest or those just before this one."""

from __future__ import annotations

from collections.abc import Sequence

from ssg.pages.blocks.arguments import article_of, count
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.shared import excluded, newest_but
from ssg.pages.blocks.views import ListBlock
from ssg.pages.desk import Desk
from ssg.pages.model import Page
from ssg.pages.stamps import Stamps
from ssg.pages.views.shared import Link

OLDER = 1


def key(desk: Desk, page: Page, given: Arguments) -> Key:
    """The main category, and the article only if it is one of the newest: all older ones share one block.

    Where older articles are asked for, every article has its own block, which no news changes.
    """
    path = article_of(page)
    section = desk.section(path) if path else ""
    wanted = count(desk, page, "tin-khac", given)
    if path and desk.config.blocks["tin-khac"].order == "older":
        return (section, path, wanted, OLDER)
    return (section, excluded(desk.site.by_category.get(section, ()), path, wanted), wanted, 0)


def stamp(stamps: Stamps, key: Key) -> str | None:
    """What a block that one article has for itself is made of."""
    if not key[3]:
        return None
    return f"{stamps.line(str(key[0]))}\n{stamps.cards(_older(stamps.desk, key))}"


def view(desk: Desk, key: Key) -> ListBlock | None:
    """The articles; the link leads to the whole of the section."""
    section = str(key[0])
    if key[3]:
        cards = tuple(desk.card(path) for path in _older(desk, key))
    else:
        cards = newest_but(desk, desk.site.by_category.get(section, ()), str(key[1]), int(key[2]))
    return ListBlock(name="tin-khac", cards=cards, more=desk.category(section)) if cards else None


def more(desk: Desk, key: Key) -> Link:
    """The section."""
    section = str(key[0])
    return desk.category(section) if section else desk.home()


def _older(desk: Desk, key: Key) -> Sequence[str]:
    """The articles of a section that come right after one in its list, which begins with the newest."""
    section, path, wanted = str(key[0]), str(key[1]), int(key[2])
    after = desk.positions(section)[path] + 1
    return desk.site.by_category[section][after : after + wanted]
