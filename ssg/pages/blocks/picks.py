"""“Nên xem”: the editors' picks."""

from __future__ import annotations

from ssg.pages.blocks.arguments import article_of, count
from ssg.pages.blocks.arrangement import home_cards, on_home
from ssg.pages.blocks.arrangement import shown as shown_on_home
from ssg.pages.blocks.distinct import before_picks, given, shown, skipped, taken
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.views import ListBlock
from ssg.pages.model import Page
from ssg.pages.reader import Reader


def key(read: Reader, page: Page, arguments: Arguments) -> Key:
    """Return the omitted articles, the number of articles, and whether it is the front page.

    Omitted are the page's own and related ones above the block; the front page omits what it shows already.
    """
    path, wanted = article_of(page), count(read, page, "nen-xem", arguments)
    left_out = skipped(read, "picks", before_picks(read, path), wanted) if path else ()
    return (taken(left_out), wanted, on_home(page))


def view(read: Reader, key: Key) -> ListBlock | None:
    """Return the picks: those with the highest number first, then the newest."""
    wanted = int(key[1])
    home = bool(key[2])
    if home:
        cards = home_cards(read, shown_on_home(read, "picks", "", wanted))
    else:
        cards = tuple(map(read.card, shown(read, "picks", given(str(key[0])), wanted)))
    return ListBlock(name="nen-xem", cards=cards, rail=not home) if cards else None
