"""A main category on the home page, with its children as tabs."""

from __future__ import annotations

from ssg.pages.blocks.arguments import category, count
from ssg.pages.blocks.model import Arguments, BlockProblem, Key
from ssg.pages.blocks.views import PanelBlock
from ssg.pages.desk import Desk
from ssg.pages.model import Page


def key(desk: Desk, page: Page, given: Arguments) -> Key:
    """The category and how many articles."""
    slug = category(desk, given)
    if not slug:
        raise BlockProblem("the block 'panel' needs a category, such as block('panel', category='thu-do')")
    return (slug, count(desk, page, "panel", given))


def view(desk: Desk, key: Key) -> PanelBlock | None:
    """The newest of the category and its children."""
    slug = str(key[0])
    paths = desk.site.by_category[slug][: int(key[1])]
    if not paths:
        return None
    item = desk.nav_item(slug)
    cards = tuple(desk.card(p) for p in paths)
    return PanelBlock(name="panel", category=desk.category(slug), children=item.children, cards=cards)
