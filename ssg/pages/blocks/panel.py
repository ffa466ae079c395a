"""A main category on the home page, with its children as tabs."""

from __future__ import annotations

from ssg.core.message import say
from ssg.pages.blocks.arguments import category, count
from ssg.pages.blocks.arrangement import home_cards, on_home, shown
from ssg.pages.blocks.model import Arguments, BlockProblem, Key
from ssg.pages.blocks.views import PanelBlock
from ssg.pages.model import Page
from ssg.pages.reader import Reader


def key(read: Reader, page: Page, given: Arguments) -> Key:
    """Return the category, the number of articles, and whether this is the front page."""
    slug = category(read, given)
    if not slug:
        raise BlockProblem(say("the block 'panel' needs a category, such as block('panel', category='thu-do')"))
    return (slug, count(read, page, "panel", given), on_home(page))


def view(read: Reader, key: Key) -> PanelBlock | None:
    """Return the newest articles of the category; on the front page without those that it shows already."""
    slug, wanted = str(key[0]), int(key[1])
    if key[2]:
        cards = home_cards(read, shown(read, "panels", slug, wanted))
    else:
        cards = tuple(map(read.card, read.front(f"category/{slug}", wanted)))
    if not cards:
        return None
    item = read.nav_item(slug)
    return PanelBlock(name="panel", category=read.category(slug), children=item.children, cards=cards)
