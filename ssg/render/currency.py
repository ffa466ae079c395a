"""Says what the parts of a page would be made from now, without asking every block for every page.

What blocks show on most pages does not depend on the page but on its situation: its kind, section and topic. It is
worked out once for each situation; only what a page has for itself (its related articles) is looked at page by page.
Articles at the front, which a shared block may show or leave out, and those that show one of them as related, are
looked at one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any, NamedTuple

import msgspec

from ssg.core.parts import STATE, frame_of
from ssg.pages.blocks.frame import section_of
from ssg.pages.desk import Desk
from ssg.pages.model import Page

# Kinds of which there are very many pages; all others are looked at one by one.
_ALIKE = frozenset(("category", "tag", "author", "month"))


class _Piece(NamedTuple):
    """Either what parts are made from in a situation, or a part that each page has for itself."""

    shared: str
    name: str = ""
    arguments: str = ""


class Currency:
    """Works for one build. `digest` names what a part of a page is made from; `key` gives a block's key on a page."""

    def __init__(
        self,
        desk: Desk,
        digest: Callable[[Page, str, str, str], str],
        key: Callable[[Page, str, str], tuple[Any, ...]],
    ) -> None:
        """Begin without any situation."""
        self._desk = desk
        self._digest = digest
        self._key = key
        self._patterns: dict[tuple[str, ...], tuple[_Piece, ...]] = {}
        self._strips: dict[str, frozenset[str]] = {}  # by frame, the running stories that it asks for by name
        self._wide: set[str] = set()  # frames with a block that reaches further back than the front
        self._fronts: dict[str, frozenset[str]] = {}

    def state(self, page: Page, frame: str) -> str:
        """Name what all parts of a page would be made from now; `frame` says which parts it has.

        Raises SiteProblem where a block cannot be made.
        """
        pattern = self._pattern_of(page, frame)
        if pattern is None:
            return self._alone(page, frame)
        if len(pattern) == 1:
            return pattern[0].shared or self._digest(page, "block", pattern[0].name, pattern[0].arguments)
        return "".join([p.shared or self._digest(page, "block", p.name, p.arguments) for p in pattern])

    def stands(self, page: Page, frame: str, state: str, own: Collection[str]) -> bool:
        """Say whether `state` is what `state()` would name, if the page's `own` blocks are what they were.

        Raises SiteProblem where a block cannot be made.
        """
        pattern = self._pattern_of(page, frame)
        if pattern is None:
            return self._alone(page, frame) == state
        at = 0
        for piece in pattern:
            length = len(piece.shared) or STATE
            if piece.shared:
                if state[at : at + length] != piece.shared:
                    return False
            elif (
                piece.name not in own
                and self._digest(page, "block", piece.name, piece.arguments) != state[at : at + length]
            ):
                return False
            at += length
        return True

    def _alone(self, page: Page, frame: str) -> str:
        """Ask every block for the page itself."""
        return "".join([self._digest(page, *what) for what in frame_of(frame)])

    def _pattern_of(self, page: Page, frame: str) -> tuple[_Piece, ...] | None:
        if frame not in self._strips:
            self._see(frame)
        situation = self._situation(page, frame)
        if situation is None:
            return None
        pattern = self._patterns.get(situation)
        if pattern is None:
            pattern = self._patterns[situation] = tuple(self._pattern(page, frame))
        return pattern

    def _situation(self, page: Page, frame: str) -> tuple[str, ...] | None:
        """Name all that shared blocks go by on a page; nothing for one that must be looked at by itself."""
        if page.kind == "article":
            path = str(page.subject[0])
            site = self._desk.site
            brief = site.briefs[path]
            near = {path, *brief.picks, *site.related.of(path)}
            if frame in self._wide or not self._front.isdisjoint(near):
                return None
            topic = site.places.topics[brief.topic] if brief.topic else ""
            if topic and not self._front_of(topic).isdisjoint(near):
                return None
            if not self._strips[frame] <= {brief.topic, topic}:
                return None
            return frame, site.places.categories[path], brief.topic
        if page.kind not in _ALIKE or frame in self._wide or self._strips[frame]:
            return None
        url = self._desk.href(page.url)
        return frame, page.kind, section_of(self._desk, page), url if url in self._desk.menu_urls else ""

    def _pattern(self, page: Page, frame: str) -> list[_Piece]:
        path = str(page.subject[0]) if page.kind == "article" else ""
        pieces: list[_Piece] = []
        shared = ""
        for kind, name, arguments in frame_of(frame):
            if path and kind == "block" and path in self._key(page, name, arguments):
                pieces += [_Piece(shared)] if shared else []
                pieces.append(_Piece("", name, arguments))
                shared = ""
            else:
                shared += self._digest(page, kind, name, arguments)
        return [*pieces, _Piece(shared)] if shared else pieces

    def _see(self, frame: str) -> None:
        """Note what a frame asks for, and whether that is more than the front is known for."""
        asked = [msgspec.json.decode(arguments) for _, _, arguments in frame_of(frame) if arguments]
        self._strips[frame] = frozenset(str(one["topic"]) for one in asked if one.get("topic"))
        if any(one.get("category") or (one.get("count") or 0) > self._most for one in asked):
            self._wide.add(frame)

    @cached_property
    def _most(self) -> int:
        return max((block.count for block in self._desk.config.blocks.values()), default=0)

    @cached_property
    def _reach(self) -> int:
        """How far into a list a block may look: past all that other blocks of the page show, and the page itself."""
        blocks = self._desk.config.blocks
        return 2 + self._most + sum(blocks[name].count for name in ("lien-quan", "nen-xem", "topic"))

    @cached_property
    def _front(self) -> frozenset[str]:
        """The articles that a shared block may show, or would show if it did not leave others out."""
        site = self._desk.site
        sections = (paths for slug, paths in site.by_category.items() if site.places.sections[slug] == slug)
        first = [path for paths in (*sections, site.order, site.picks) for path in paths[: self._reach]]
        return frozenset((*first, *site.most_read, *site.breaking))

    def _front_of(self, topic: str) -> frozenset[str]:
        """The same for the strip of a running story, which only its own articles show."""
        found = self._fronts.get(topic)
        if found is None:
            found = self._fronts[topic] = frozenset(self._desk.site.topics[topic].paths[: self._reach])
        return found
