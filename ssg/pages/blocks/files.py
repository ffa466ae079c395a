"""Blocks that are files of their own: which file a block is, by its key. Pure.

The name of a file must say what is in it and be the same for ever, and no two keys may share one.
"""

from __future__ import annotations

from typing import Final

from ssg.core.digest import digest_of
from ssg.core.text.slug import slugify
from ssg.pages.blocks.model import Key
from ssg.pages.desk import Desk

FOLDER: Final = "_blocks"
_LONGEST: Final = 60


def block_file(desk: Desk, name: str, key: Key) -> str:
    """Give the output path of a block: `_blocks/tin-khac/thu-do.html`.

    The block that most pages of a section share is named by the section alone; any other one also by what sets it
    apart, and by a digest of its key.
    """
    texts = [part for part in key if isinstance(part, str)]
    numbers = [part for part in key if isinstance(part, int)]
    words = [text.rpartition("/")[2].removesuffix(".md") for text in texts if text]
    readable = slugify(" ".join(words))[:_LONGEST].strip("-") or "all"
    usual = numbers[:1] == [desk.config.blocks[name].count] and not any(numbers[1:])
    if usual and not any(texts[1:]) and texts[:1] in ([readable], [""]) and texts != ["all"]:
        return f"{FOLDER}/{name}/{readable}.html"
    return f"{FOLDER}/{name}/{readable}_{digest_of(key)[:10]}.html"


def count_of(key: Key) -> int:
    """How many articles a block shows: the first number in its key."""
    return next((part for part in key if isinstance(part, int)), 0)
