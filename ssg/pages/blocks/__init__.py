"""`BLOCKS`: the fragments that pages share. To add one, write a module with `key` and `view`, and a line here."""

from __future__ import annotations

from collections.abc import Iterable

from ssg.pages.blocks import (
    ad,
    breaking,
    by_layout,
    consent,
    frame,
    latest,
    lead,
    most_read,
    own,
    panel,
    picks,
    related,
    section_news,
    topic,
)
from ssg.pages.blocks.model import Block, BlockProblem

BLOCKS: tuple[Block, ...] = (
    Block("lien-quan", ("count",), related.key, related.view, related.more, own=True),
    Block("nen-xem", ("count",), picks.key, picks.view),
    Block("tin-khac", ("count",), section_news.key, section_news.view, section_news.more, own=True),
    Block("lead", ("count",), lead.key, lead.view),
    Block("latest", ("count", "category"), latest.key, latest.view, latest.more),
    Block("panel", ("count", "category"), panel.key, panel.view),
    Block("topic", ("count", "topic"), topic.key, topic.view, topic.more),
    Block("most-read", ("count",), most_read.key, most_read.view),
    *(
        Block(name, ("count",), by_layout.key_of(name), by_layout.view_of(name))
        for name in ("ticker", "opinion", "photos", "videos")
    ),
    Block("breaking", ("count",), breaking.key, breaking.view),
    Block("ad", ("slot",), ad.key, ad.view),
    Block("consent", (), consent.key, consent.view),
    Block("masthead", (), frame.masthead_key, frame.masthead_view),
    Block("menu", (), frame.menu_key, frame.menu_view),
    Block("footer", (), frame.footer_key, frame.footer_view),
)

BLOCK: dict[str, Block] = {block.name: block for block in BLOCKS}


def block_of(name: str) -> Block:
    """Return a block by a name that was checked: one of `BLOCKS`, or one of the site's own."""
    return BLOCK.get(name) or own.own_block(name)


def all_blocks(names: Iterable[str]) -> dict[str, Block]:
    """Return all blocks of a site by name; `names` are those of its own."""
    return BLOCK | {name: own.own_block(name) for name in names}


__all__ = ["BLOCK", "BLOCKS", "Block", "BlockProblem", "all_blocks", "block_of"]
