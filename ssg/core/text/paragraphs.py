"""Where the paragraphs of a text end, in HTML. Pure; it changes nothing in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

# A tag as a whole, with `>` and `</p>` in the values of its attributes.
_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:[^>\"']++|\"[^\"]*\"|'[^']*')*+)>", re.IGNORECASE)
_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements without an end tag."""


def ends_of_paragraphs(html: str) -> Iterator[int]:
    """Yield where each paragraph of the text itself ends, with the line feed behind it.

    Those in quotations, lists, tables, figures and boxes do not count.
    """
    depth = 0
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if tag[1]:
            depth = max(0, depth - 1)
            if name == "p" and not depth:
                end = tag.end()
                yield end + 1 if html[end : end + 1] == "\n" else end
        elif name not in _VOID and not tag[3].endswith("/"):
            depth += 1
