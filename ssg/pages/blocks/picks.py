"""“Nên xem”: the editors' picks."""

from __future__ import annotations

from ssg.pages.blocks.arguments import article_of, count
from ssg.pages.blocks.lead import but_the_lead
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.shared import excluded, newest_but
from ssg.pages.blocks.views import ListBlock
from ssg.pages.desk import Desk
from ssg.pages.model import Page


def key(desk: Desk, page: Page, given: Arguments) -> Key:
    """How many, and the article that is being read if it is one of them; the home page leaves out what leads there."""
    wanted = count(desk, page, "nen-xem", given)
    return (excluded(desk.site.picks, article_of(page), wanted), wanted, int(page.kind == "home"))


def view(desk: Desk, key: Key) -> ListBlock | None:
    """The picks with the highest number, then the newest."""
    picks = but_the_lead(desk, desk.site.picks, int(key[1])) if key[2] else desk.site.picks
    cards = newest_but(desk, picks, str(key[0]), int(key[1]))
    return ListBlock(name="nen-xem", cards=cards) if cards else None
