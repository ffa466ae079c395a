"""Answers the queries of a page's template, without what the page shows already where that is asked for.

Queries are answered in the order of the page. A block or a box is the same on many pages, so it has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ssg.core.message import say
from ssg.pages.blocks.arrangement import on_front
from ssg.pages.category import front_paths
from ssg.pages.listing import paths as listing_paths
from ssg.pages.model import Page
from ssg.pages.queries import Asked, QueryProblem, asked_for, selected
from ssg.pages.reader import Reader
from ssg.pages.views.shared import Card

_FRONTS: Final = ("home", "category", "listing")
_OF_LISTS: Final = ("category", "tag", "author", "topic", "month")


class PageQueries:
    """Answers the queries of one page, in their order; or those of a block or a box, which have no page."""

    def __init__(self, read: Reader, page: Page | None) -> None:
        """Answer for `page`."""
        self._read = read
        self._page = page
        self._shown: set[str] = set()

    def articles(self, given: Mapping[str, Any]) -> tuple[Card, ...]:
        """Return the cards of a query. Raises QueryProblem."""
        asked = asked_for(self._read, given)
        if asked.unseen and self._page is None:
            message = say("`unseen` is for templates of pages: a block or a box is the same on many of them")
            raise QueryProblem("E638", message, say("remove it, or ask in the template of the page"))
        paths = selected(self._read, asked, self._left_out(asked))
        self._shown.update(paths)
        return tuple(map(self._read.card, paths))

    def _left_out(self, asked: Asked) -> frozenset[str]:
        page = self._page
        if page is None or asked.unseen is False:
            return frozenset()
        if asked.unseen is None and not (page.kind in _FRONTS and self._read.config.distinct):
            return frozenset()
        return shown_on(self._read, page) | self._shown


def shown_on(read: Reader, page: Page) -> frozenset[str]:
    """Return the articles that a page shows by itself: its own one, its list, the sections of the front page."""
    if page.kind == "home":
        return on_front(read)
    if page.kind == "article":
        return frozenset((page.about,))
    if page.kind == "listing":
        return frozenset(listing_paths(read, page))
    if page.kind not in _OF_LISTS:
        return frozenset()
    number = int(page.subject[1])
    if page.kind == "category" and not number:
        return frozenset(front_paths(read, page.about))
    return frozenset(read.slice(f"{page.kind}/{page.about}", number))
