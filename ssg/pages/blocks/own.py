"""Blocks of a site's own: the articles of a query of `[blocks.<name>]`, under a heading."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ssg.pages.blocks.arrangement import home_cards, shown
from ssg.pages.blocks.by_layout import key_of
from ssg.pages.blocks.lists import list_of
from ssg.pages.blocks.model import Block, Key
from ssg.pages.blocks.shared import newest_but
from ssg.pages.blocks.views import ListBlock
from ssg.pages.reader import Reader

TEMPLATE: Final = "blocks/articles.html"
"""The template of those that have none of their own."""


@lru_cache(256)
def own_block(name: str) -> Block:
    """Return the block of a name that `site.toml` gives to one of the site's own."""

    def view(read: Reader, key: Key) -> ListBlock | None:
        path, wanted = str(key[0]), int(key[1])
        if key[2]:
            cards = home_cards(read, shown(read, name, "", wanted))
        else:
            cards = newest_but(read, list_of(read, name), path, wanted)
        return ListBlock(name=name, cards=cards, title=read.config.blocks[name].title) if cards else None

    return Block(name, ("count",), key_of(name), view)
