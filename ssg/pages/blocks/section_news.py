"""“Tin khác”: other articles of the same main category and its children, the newest or those just before this one."""

from __future__ import annotations

from ssg.pages.blocks.arguments import article_of, count
from ssg.pages.blocks.distinct import before_others, common_picks, given, taken, walk
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.views import ListBlock
from ssg.pages.desk import Desk
from ssg.pages.model import Page
from ssg.pages.stamps import Stamps
from ssg.pages.views.shared import Link

OLDER = 1


def key(desk: Desk, page: Page, arguments: Arguments) -> Key:
    """The main category, and what this page leaves out besides the picks that all leave out: mostly nothing.

    Where older articles are asked for, every article has its own block, which no news changes.
    """
    path = article_of(page)
    section = desk.section(path) if path else ""
    wanted = count(desk, page, "tin-khac", arguments)
    if path and desk.config.blocks["tin-khac"].order == "older":
        return (section, path, wanted, OLDER)
    skipped: list[str] = []
    if path:
        common = common_picks(desk)
        _, skipped = walk(desk.site.by_category[section], before_others(desk, path), wanted)
        skipped = [other for other in skipped if other not in common]
    return (section, taken(skipped), wanted, 0)


def stamp(stamps: Stamps, key: Key) -> str | None:
    """What a block that one article has for itself is made of."""
    if not key[3]:
        return None
    return f"{stamps.line(str(key[0]))}\n{stamps.cards(_older(stamps.desk, key))}"


def view(desk: Desk, key: Key) -> ListBlock | None:
    """The articles; the link leads to the whole of the section."""
    section = str(key[0])
    if key[3]:
        shown = _older(desk, key)
    else:
        leave_out = {*common_picks(desk), *given(str(key[1]))}
        shown, _ = walk(desk.site.by_category.get(section, ()), leave_out, int(key[2]))
    cards = tuple(desk.card(path) for path in shown)
    return ListBlock(name="tin-khac", cards=cards, more=desk.category(section)) if cards else None


def more(desk: Desk, key: Key) -> Link:
    """The section."""
    section = str(key[0])
    return desk.category(section) if section else desk.home()


def _older(desk: Desk, key: Key) -> list[str]:
    """The articles of a section that come right after one in its list, which begins with the newest."""
    section, path, wanted = str(key[0]), str(key[1]), int(key[2])
    paths, after = desk.site.by_category[section], desk.positions(section)[path] + 1
    leave_out = before_others(desk, path)
    return walk(paths[after : after + wanted + len(leave_out)], leave_out, wanted)[0]
