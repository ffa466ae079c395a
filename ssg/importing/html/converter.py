"""`Converter`: a text of HTML as Markdown. It asks `Links` where things are, and reports what it cannot say."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple, Protocol

from ssg.core.message import say
from ssg.importing.html.blocks import Blocks
from ssg.importing.html.kept import lost_words, visible
from ssg.importing.html.tree import Element, parsed
from ssg.importing.notes import Notes

_HIDDEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)


class Links(Protocol):
    """Where the targets of a text are in the new site."""

    def link(self, url: str) -> str:
        """Return the target of a link."""

    def picture(self, url: str, larger: tuple[str, ...] = ()) -> str:
        """Return the source of a picture, a sound or a video; "" if it has none.

        The first of `larger` that the import has takes its place.
        """


class Converted(NamedTuple):
    """A text as Markdown, the number of its words, and those that were lost."""

    text: str
    words: int
    lost: Counter[str]


class Converter:
    """Converts the texts of an import, one after the other."""

    def __init__(self, notes: Notes) -> None:
        """Report to `notes`."""
        self._notes = notes

    def __call__(self, html: str, links: Links) -> Converted:
        """Return a text of HTML as Markdown."""
        root = parsed(html)
        source = visible(root)
        if "style" in html and _HIDDEN.search(html):
            self._count_hidden(root)
        blocks = Blocks(links, self._notes, root)
        text = blocks.text()
        blocks.free()
        return Converted(text, *lost_words(source, text))

    def _count_hidden(self, root: Element) -> None:
        """Count texts that the old site hid by a style: links of spam, or what a script opened. All are shown now."""
        for one in root.iter():
            if isinstance(one.tag, str) and _HIDDEN.search(one.get("style") or "") and (words := visible(one).strip()):
                self._notes.count(say("text that the old site hid; it is shown"), words)
