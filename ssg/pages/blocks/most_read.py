"""“Đọc nhiều”: the articles that `data/most-read.*` names, in its order."""

from __future__ import annotations

from ssg.pages.blocks.arguments import article_of, count
from ssg.pages.blocks.arrangement import home_cards, on_home, shown
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.shared import excluded, newest_but
from ssg.pages.blocks.views import ListBlock
from ssg.pages.model import Page
from ssg.pages.reader import Reader


def key(read: Reader, page: Page, given: Arguments) -> Key:
    """Return the page's own article if it is among them, their number, and whether this is the front page."""
    wanted = count(read, page, "most-read", given)
    return (excluded(read, "most-read", article_of(page), wanted), wanted, on_home(page))


def view(read: Reader, key: Key) -> ListBlock | None:
    """Return the most read articles that are public; on the front page without those that it shows already."""
    if key[2]:
        cards = home_cards(read, shown(read, "most-read", "", int(key[1])))
    else:
        cards = newest_but(read, "most-read", str(key[0]), int(key[1]))
    return ListBlock(name="most-read", cards=cards) if cards else None
