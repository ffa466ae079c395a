"""`BLOCKS`: the fragments that pages share. To add one, write a module with `key` and `view`, and a line here."""

from __future__ import annotations

from ssg.pages.blocks import breaking, frame, latest, lead, most_read, panel, picks, related, section_news, topic
from ssg.pages.blocks.model import Block, BlockProblem

BLOCKS: tuple[Block, ...] = (
    Block("lien-quan", ("count",), related.key, related.view, related.stamp, related.more),
    Block("nen-xem", ("count",), picks.key, picks.view),
    Block("tin-khac", ("count",), section_news.key, section_news.view, section_news.stamp, section_news.more),
    Block("lead", ("count",), lead.key, lead.view),
    Block("latest", ("count", "category"), latest.key, latest.view, more=latest.more),
    Block("panel", ("count", "category"), panel.key, panel.view),
    Block("topic", ("count", "topic"), topic.key, topic.view, more=topic.more),
    Block("most-read", ("count",), most_read.key, most_read.view),
    Block("breaking", ("count",), breaking.key, breaking.view),
    Block("masthead", (), frame.masthead_key, frame.masthead_view),
    Block("menu", (), frame.menu_key, frame.menu_view),
    Block("footer", (), frame.footer_key, frame.footer_view),
)

BLOCK: dict[str, Block] = {block.name: block for block in BLOCKS}

__all__ = ["BLOCK", "BLOCKS", "Block", "BlockProblem"]
