"""Subscript and superscript: `H~2~O`, `m^2^`. Only directly behind a letter, a digit or a bracket, and without spaces.

Not mdit-py-plugins' rules: they read `~5 triệu`, `^[note]` and whatever stands between two marks anywhere. An
approximate number (`~5-~7`) has a space before its mark, a kaomoji (`^_^`) likewise: neither is touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_CLOSING: Final = ")]}"
_INSIDE: Final = r"[^\s~^<>\[\]{}|\\`$*_]{1,30}"
_MARKS: Final = {
    "~": ("sub", re.compile(rf"~({_INSIDE})~(?!~)"), str.isalpha),
    "^": ("sup", re.compile(rf"\^({_INSIDE})\^(?!\^)"), str.isalnum),
}


def install_subscript(md: MarkdownIt) -> None:
    """Read text between two tildes as subscript."""
    md.inline.ruler.before("emphasis", "subscript", _rule("~"))


def install_superscript(md: MarkdownIt) -> None:
    """Read text between two carets as superscript."""
    md.inline.ruler.before("emphasis", "superscript", _rule("^"))


def _rule(mark: str) -> Callable[[StateInline, bool], bool]:
    tag, pattern, may_stand_before = _MARKS[mark]

    def match(state: StateInline, silent: bool) -> bool:
        """Match a mark, what is raised or lowered, and the mark again."""
        at = state.pos
        if state.src[at] != mark or not at:
            return False
        before = state.src[at - 1]
        found = pattern.match(state.src, at, state.posMax)
        if found is None or not (may_stand_before(before) or before in _CLOSING):
            return False
        if not silent:
            state.push(f"{tag}_open", tag, 1).markup = mark
            state.push("text", "", 0).content = found[1]
            state.push(f"{tag}_close", tag, -1).markup = mark
        state.pos = found.end()
        return True

    return match
