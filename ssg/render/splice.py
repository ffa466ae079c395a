"""Puts blocks and assets' URLs in the places of their markers. Each distinct block is rendered once a build."""

from __future__ import annotations

from collections.abc import Mapping

from ssg.core.errors import Place, SiteProblem, error
from ssg.pages.blocks import BLOCK, BlockProblem
from ssg.pages.blocks.model import Key
from ssg.pages.desk import Desk
from ssg.pages.model import Page
from ssg.render.markers import Slot, split
from ssg.render.renderer import Renderer


class Splicer:
    """Joins pages of one build. `rendered` counts the blocks that were rendered."""

    def __init__(self, desk: Desk, renderer: Renderer, assets: Mapping[str, str], places: Mapping[str, Place]) -> None:
        """Fill slots from `desk` and `assets` (URL by name); `places` says where templates print each block."""
        self._desk = desk
        self._renderer = renderer
        self._assets = assets
        self._places = places
        self._blocks: dict[tuple[str, Key], str] = {}
        self.rendered = 0

    def join(self, page: Page, text: str) -> str:
        """Give the whole text of a page.

        Raises SiteProblem where a block cannot be made.
        """
        return "".join(part if isinstance(part, str) else self._fill(page, part) for part in split(text))

    def _fill(self, page: Page, slot: Slot) -> str:
        if slot.kind == "asset":
            return self._assets[slot.name]
        block = BLOCK[slot.name]
        try:
            key = block.key(self._desk, page, slot.arguments)
        except BlockProblem as problem:
            place = self._places.get(slot.name, page.place)
            raise SiteProblem(error("E605", str(problem), place)) from problem
        found = self._blocks.get((slot.name, key))
        if found is None:
            view = block.view(self._desk, key)
            text = "" if view is None else self._renderer.block(block.template, view)
            found = "".join(part if isinstance(part, str) else self._assets[part.name] for part in split(text))
            self._blocks[slot.name, key] = found
            self.rendered += view is not None
        return found
