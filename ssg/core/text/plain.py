"""HTML of a text as plain text, a line for each of its blocks: for programs and messages without markup. Pure."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

# A tag as a whole, with `>` in the values of its attributes; or a comment.
_TAG: Final = re.compile(
    r"<!--.*?-->|<(/?)([a-z][a-z0-9]*)(?:[^>\"']++|\"[^\"]*\"|'[^']*')*+>", re.IGNORECASE | re.DOTALL
)
_UNSEEN: Final = re.compile(r"<(script|style|template|svg)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_INLINE: Final = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i img ins kbd mark math mfrac mi mn mo mrow msub msup q s samp small "
    "span strong sub sup time u var wbr".split()
)
_CELLS: Final = ("td", "th")
_ROWS: Final = ("tr", "thead", "tbody", "tfoot", "table", "caption")
_SPACES: Final = re.compile(r"[ \t\r\f\v\n]+")


def plain_text(html: str) -> str:
    """Return what HTML says: paragraphs with an empty line between them, `- ` before what is listed, `|` in rows."""
    return _Plain().text_of(_UNSEEN.sub("", html))


class _Plain:
    """A text while it is made: its lines, and which of them stand below each other without an empty line."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._kinds: list[str] = []
        self._parts: list[str] = []
        self._mark = ""
        self._cells = 0

    def text_of(self, html: str) -> str:
        """Return the text."""
        at = 0
        for tag in _TAG.finditer(html):
            self._parts.append(html[at : tag.start()])
            at = tag.end()
            name = (tag[2] or "span").lower()
            if name not in _INLINE:
                self._block(name, closes=bool(tag[1]))
        self._parts.append(html[at:])
        self._end()
        pairs = zip(self._lines, self._kinds, [*self._kinds, ""][1:], strict=True)
        return "".join(f"{line}\n" if kind and kind == after else f"{line}\n\n" for line, kind, after in pairs).rstrip(
            "\n"
        )

    def _block(self, name: str, *, closes: bool) -> None:
        """Begin or end a block; in a cell of a table, it is a space."""
        if name in _CELLS and not closes:
            self._cells += 1
            self._parts.append(" | " if self._cells > 1 else "")
        elif self._cells and name not in _ROWS:
            self._parts.append(" ")
        else:
            self._end()
            self._cells = 0
            if name == "li":
                self._mark = "" if closes else "- "

    def _end(self) -> None:
        line = _SPACES.sub(" ", unescape("".join(self._parts))).strip(" ")
        if line.strip("| "):
            self._lines.append(self._mark + line)
            self._kinds.append(self._mark or "|" * bool(self._cells))
            self._mark = ""
        self._parts.clear()
