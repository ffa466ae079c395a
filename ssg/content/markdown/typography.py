"""Typographic marks for those that a keyboard has: “ ” ‘ ’ for straight quotes, … for three dots, – and — for hyphens.

Not markdown-it's smart quotes, which are quadratic. One pass from left to right that looks one character to each
side; code, raw HTML and addresses stay as they are. A straight mark after a number (phút 90+5', màn hình 24") stays.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ssg.content.markdown.tags import parts_words
from ssg.content.markdown.tokens import children_of

_MARK_BEGINS: Final = ('"', "'", "...", "--")
_MARKS: Final = re.compile(r"[\"']|\.{3,}+|-{2,}+")
_OPENERS: Final = frozenset(" \t\n\u00a0([{<“‘«–—-/|")
_ENDERS: Final = frozenset(" \t\n\u00a0")


def install(md: MarkdownIt) -> None:
    """Set marks after links are made, so that addresses stay as they are."""
    md.core.ruler.push("typography", _typography)


def _typography(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            children = children_of(token)
            if not token.content or any(mark in token.content for mark in _MARK_BEGINS):
                _Setter().set(children)


class _Setter:
    """One paragraph's pass: what stood before the mark, and whether a double quote is open."""

    def __init__(self) -> None:
        self.before = " "
        self.open_double = False
        self.open_single = False

    def set(self, children: list[Token]) -> None:
        """Set the marks in the text of `children`."""
        address = False
        for index, child in enumerate(children):
            if child.type in ("link_open", "link_close"):
                address = child.type == "link_open" and child.info == "auto"
            if child.type == "text":
                if not address:
                    child.content = self._text(child.content, _first(children, index + 1))
                self.before = child.content[-1:] or self.before
            elif _breaks(child):
                self.before = " "
            elif child.type == "html_inline":
                continue
            elif child.content:
                self.before = child.content[-1]

    def _text(self, text: str, after: str) -> str:
        out: list[str] = []
        at = 0
        for found in _MARKS.finditer(text):
            if found.start() > at:
                out.append(text[at : found.start()])
                self.before = text[found.start() - 1]
            at = found.end()
            out.append(self._mark(found.group(), text[at] if at < len(text) else after))
            self.before = out[-1][-1]
        out.append(text[at:])
        return "".join(out)

    def _mark(self, mark: str, after: str) -> str:
        if mark[0] == ".":
            return "…" if len(mark) == 3 else mark
        if mark[0] == "-":
            return {2: "–", 3: "—"}.get(len(mark), mark)
        opens = self.before in _OPENERS and after not in _ENDERS
        if mark == '"':
            # Glued to what stands before (`<i>x</i>"y"`): what is not open cannot be closed.
            glued = not self.open_double and after.isalnum() and not self.before.isdecimal()
            return self._double(opens or glued)
        if opens:
            self.open_single = True
            return "‘"
        # An apostrophe, or the end of a quotation; after a number and before no letter it means minutes or feet.
        number = self.before.isdecimal() and not after.isalpha() and not self.open_single
        self.open_single = self.open_single and after.isalpha()
        return mark if self.before in _ENDERS or number else "’"

    def _double(self, opens: bool) -> str:
        if opens:
            self.open_double = True
            return "“"
        if self.before in _ENDERS or (self.before.isdecimal() and not self.open_double):
            return '"'
        self.open_double = False
        return "”"


def _first(children: list[Token], index: int) -> str:
    """Return the first character that follows in the paragraph; a space at its end."""
    # Closing and opening tags of emphasis have no content; more than a few in a row do not happen in prose.
    for child in children[index : index + 8]:
        if _breaks(child):
            return " "
        if child.content and child.type != "html_inline":
            return child.content[0]
    return " "


def _breaks(child: Token) -> bool:
    """Return whether a line ends here, even by a tag; other tags inside words are ignored."""
    return child.type in ("softbreak", "hardbreak") or (child.type == "html_inline" and parts_words(child.content))
