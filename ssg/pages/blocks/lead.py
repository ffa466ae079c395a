"""The lead story of the front page, and those set beside it."""

from __future__ import annotations

from ssg.pages.blocks.arguments import count
from ssg.pages.blocks.arrangement import home_cards, lead
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.views import LeadBlock
from ssg.pages.model import Page
from ssg.pages.reader import Reader


def key(read: Reader, page: Page, given: Arguments) -> Key:
    """Return the number of stories."""
    return (count(read, page, "lead", given),)


def view(read: Reader, key: Key) -> LeadBlock | None:
    """Return the stories; the first is the lead."""
    cards = home_cards(read, lead(read, int(key[0])))
    return LeadBlock(name="lead", lead=cards[0], cards=cards[1:]) if cards else None
