"""“Nên xem”: the editors' picks."""

from __future__ import annotations

from ssg.pages.blocks.arguments import article_of, count
from ssg.pages.blocks.distinct import before_picks, given, taken, walk
from ssg.pages.blocks.lead import but_the_lead
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.views import ListBlock
from ssg.pages.desk import Desk
from ssg.pages.model import Page


def key(desk: Desk, page: Page, arguments: Arguments) -> Key:
    """What is left out of it: the article that is being read, and what stands above as related; and how many.

    The home page leaves out what leads there.
    """
    path, wanted = article_of(page), count(desk, page, "nen-xem", arguments)
    skipped = walk(desk.site.picks, before_picks(desk, path), wanted)[1] if path else ()
    return (taken(skipped), wanted, int(page.kind == "home"))


def view(desk: Desk, key: Key) -> ListBlock | None:
    """The picks with the highest number, then the newest."""
    wanted = int(key[1])
    picks = but_the_lead(desk, desk.site.picks, wanted) if key[2] else desk.site.picks
    shown, _ = walk(picks, given(str(key[0])), wanted)
    return ListBlock(name="nen-xem", cards=tuple(desk.card(path) for path in shown)) if shown else None
