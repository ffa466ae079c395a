"""The lead story of the home page, and those set beside it."""

from __future__ import annotations

from ssg.pages.blocks.arguments import count
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.views import LeadBlock
from ssg.pages.desk import Desk
from ssg.pages.model import Page

# A pick leads for three days at most; then the newest article does. News on the front page may not grow old there.
_FRESH = 3 * 86_400_000_000  # microseconds


def lead_paths(desk: Desk, wanted: int) -> tuple[str, ...]:
    """The lead and those beside it: fresh picks first, then the newest articles.

    Fresh is measured against the newest article, not against the clock, so that only an article changes the choice.
    """
    site = desk.site
    if not site.order:
        return ()
    newest = site.briefs[site.order[0]].time
    fresh = (p for p in site.picks if newest - site.briefs[p].time <= _FRESH)
    return tuple(dict.fromkeys((*fresh, *site.order[: wanted + len(site.picks)])))[:wanted]


def but_the_lead(desk: Desk, paths: tuple[str, ...], wanted: int) -> tuple[str, ...]:
    """Give the first `wanted` of `paths` that the home page does not lead with already."""
    leading = set(lead_paths(desk, desk.config.blocks["lead"].count))
    return tuple(path for path in paths[: wanted + len(leading)] if path not in leading)


def key(desk: Desk, page: Page, given: Arguments) -> Key:
    """How many stories."""
    return (count(desk, page, "lead", given),)


def view(desk: Desk, key: Key) -> LeadBlock | None:
    """The first is the lead."""
    cards = [desk.card(path) for path in lead_paths(desk, int(key[0]))]
    return LeadBlock(name="lead", lead=cards[0], cards=tuple(cards[1:])) if cards else None
