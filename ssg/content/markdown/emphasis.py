"""Finds stars and underscores that look like emphasis but are shown as text: `**Hà Nội:**mở`, `** đậm **`.

CommonMark does not read a mark as emphasis next to a space, or between a punctuation mark and a letter. This module
only warns; it never changes the text. Censored words (`đ**`), powers (`2**3`) and footnote stars (`(*)`) are ignored.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, islice
from typing import Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ssg.content.markdown.notes import notes_of
from ssg.content.markdown.tokens import children_of
from ssg.content.markdown.verbatim import is_verbatim
from ssg.core.errors import warning
from ssg.core.message import say

_RUN: Final = re.compile(r"(?<![*_])(?:\*{1,3}+|_{1,2}+)(?![*_])")
_OPENING: Final = "“‘«\"'"
_WORD: Final = "\ufffc"
"""What stands for a picture or a piece of code among the words of a paragraph."""
_MOST_LOOKED_AT: Final = 5
_LONGEST_ADDRESS: Final = 200
_SPACED: Final = re.compile(
    r"(?<![^\s])([*]|~~) (?=[^\W\d_]{2})[^*~\n]{1,80}(?<=[^\W\d_]) \1(?![^\s.,;:!?])|~~(?=\S)[^~\n]{1,80}\S~~"
)
_CONTEXT: Final = 8  # characters behind a mark by which it is found in the source


class _Mark(NamedTuple):
    """A run of stars or underscores, and the characters around it."""

    run: str
    before: str
    after: str
    at: int

    def opens(self) -> bool:
        """Return whether an editor may have meant it as the beginning of an emphasis."""
        if self.before.isalnum():
            # `2*3`, `a_b` and censored words; behind a word only stars before a quotation mark are a mistake.
            return self.run[0] == "*" and self.before.isalpha() and self.after in _OPENING
        if self.after in ")]}":
            return False
        return not self.after.isspace() or (len(self.run) > 1 and self.before in " \n:,;–—")

    def closes(self) -> bool:
        """Return whether it may have been meant as the end of one."""
        if self.before in "([{" or (self.run[0] == "_" and self.before.isalnum() and self.after.isalnum()):
            return False
        return not self.before.isspace() or (len(self.run) > 1 and not self.after.isalnum())

    def alone(self) -> bool:
        """Return whether it says enough by itself: two or three stars at the beginning of a word, never closed."""
        return (
            self.run in ("**", "***") and not self.before.isalnum() and (self.after.isalnum() or self.after in _OPENING)
        )


def install(md: MarkdownIt) -> None:
    """Look at running text before quotation marks are changed."""
    md.core.ruler.push("emphasis", _check)


def as_written(children: list[Token]) -> str:
    """Return the text of a paragraph as it is written, with one character for what are no words of its own."""
    return "".join(_pieces(children))


def first_slip(text: str) -> str:
    """Return the first stars that look like emphasis in the text of a paragraph, with what follows; "" if none do."""
    for mark in _slips(text):
        if mark.run[0] == "*":
            return text[mark.at : mark.at + len(mark.run) + _CONTEXT].partition("\n")[0].partition(_WORD)[0]
    return ""


def _check(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and ("*" in token.content or "_" in token.content or "~~" in token.content):
            _check_paragraph(token, state)


def _check_paragraph(inline: Token, state: StateCore) -> None:
    pieces = _pieces(children_of(inline))
    text = "".join(pieces)
    if "*" not in text and "_" not in text and "~~" not in text:
        return
    notes = notes_of(state.env)
    spaced = _SPACED.search(text)
    if spaced and notes.holds(spaced.group(), inline.map):
        snippet = spaced.group()
        message = say("`{snippet}` looks like struck text but is shown as text", snippet=snippet)
        if spaced[1] == "*":
            message = say("`{snippet}` looks like emphasis but is shown as text", snippet=snippet)
        where = notes.find(snippet, inline.map)
        hint = say("remove spaces inside the marks, and put punctuation outside; or write a backslash before each mark")
        notes.diagnostics.append(warning("W234", message, where, hint))
        return
    ends = list(accumulate(map(len, pieces)))
    for mark in islice(_slips(text), _MOST_LOOKED_AT):
        end = min(mark.at + len(mark.run) + _CONTEXT, ends[bisect_right(ends, mark.at)])
        snippet = text[mark.at : end]
        if notes.holds(snippet, inline.map):  # an escaped mark is written in another way
            message = say("`{snippet}` looks like emphasis but is shown as text", snippet=snippet)
            hint = say(
                "remove spaces inside the marks, and put one outside; or write `\\{run}` for the character",
                run=mark.run[0],
            )
            if mark.run[0] == "_":
                stars = "*" * len(mark.run)
                hint = say("write stars: `{stars}…{stars}`; or write `\\_` for the character", stars=stars)
            notes.diagnostics.append(warning("W234", message, notes.find(snippet, inline.map), hint))
            return


def _pieces(children: list[Token]) -> list[str]:
    """Return the text of a paragraph as it is written, with a character for each picture, piece of code or address."""
    pieces: list[str] = []
    address = False
    code = False
    for child in children:
        if child.type == "html_inline" and "code" in child.content:
            code = child.content[:2] != "</"
        if child.type in ("link_open", "link_close"):
            address = child.type == "link_open" and child.info == "auto"
        if child.type == "text":
            pieces.append(_WORD if address or code else child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif child.type in ("image", "code_inline", "footnote_ref", "math_inline"):
            pieces.append(_WORD)
    return pieces


def _slips(text: str) -> list[_Mark]:
    """Return the marks in the text of a paragraph that look like the beginning of an emphasis."""
    marks = [
        _Mark(
            found.group(),
            text[found.start() - 1] if found.start() else " ",
            text[found.end()] if found.end() < len(text) else " ",
            found.start(),
        )
        for found in _RUN.finditer(text)
    ]
    last = {mark.run: number for number, mark in enumerate(marks) if mark.closes()}
    return [
        mark
        for number, mark in enumerate(marks)
        if mark.opens() and (mark.alone() or last.get(mark.run, -1) > number) and not _in_address(text, mark.at)
    ]


def _in_address(text: str, at: int) -> bool:
    """Return whether a mark stands in an address or a product, or in the text of a link that is an address."""
    before = text[max(0, at - _LONGEST_ADDRESS) : at]
    if is_verbatim(text, at):
        return True
    return not before[-1:].isspace() and "://" in before.rpartition(" ")[2]
