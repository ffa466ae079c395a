"""The files of blocks that are published separately, by key. Pure.

The name of a file must describe its content and never change, and no two keys may share one.
"""

from __future__ import annotations

from typing import Final

from ssg.core.digest import digest_of
from ssg.core.text.slug import slugify
from ssg.pages.blocks.model import Key
from ssg.pages.blocks.names import base_of
from ssg.pages.reader import Reader

FOLDER: Final = "_blocks"
_LONGEST: Final = 60


def block_file(read: Reader, name: str, key: Key) -> str:
    """Return the output path of a block: `_blocks/tin-khac/thu-do.html`.

    The block that most pages of a section share is named by the section alone; any other one also by the rest of its
    key, and by a digest of it. A variant is a part of the name of the block.
    """
    texts = [part for part in key if isinstance(part, str)]
    numbers = [part for part in key if isinstance(part, int)]
    words = [text.rpartition("/")[2].removesuffix(".md") for text in texts if text]
    readable = slugify(" ".join(words))[:_LONGEST].strip("-") or "all"
    usual = numbers[:1] == [read.config.blocks[base_of(name)].count] and not any(numbers[1:])
    if usual and not any(texts[1:]) and texts[:1] in ([readable], [""]) and texts != ["all"]:
        return f"{FOLDER}/{name}/{readable}.html"
    return f"{FOLDER}/{name}/{readable}_{digest_of(key)[:10]}.html"


def count_of(key: Key) -> int:
    """Return how many articles a block shows: the first number in its key."""
    return next((part for part in key if isinstance(part, int)), 0)
