"""The short way for what nine tenths of a newspaper are: paragraphs of one line, and text without any markup.

Gives the very tokens that markdown-it gives (a test compares them) without asking its dozen block rules and dozen
inline rules about each; that saves a quarter of the time that a news article takes.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ssg.content.markdown import lenient
from ssg.content.markdown.notes import notes_of

# The characters at which running text may turn into something else. markdown-it stops at thirty, for the sake of
# rules that we do not have; not to stop at - : % + = # @ > } is worth something in a text full of dates and scores.
STOPS: Final = re.compile(r"[\n!&*<\[\\\]^_`{~]")

# What may begin a line besides letters and begins no block.
_HARMLESS: Final = frozenset('"“‘(')


def install(md: MarkdownIt) -> None:
    """Take paragraphs of one line before any other block rule sees them, and plain text before any inline rule."""
    md.block.ruler.before("table", "prose", _paragraph)
    md.core.ruler.at("inline", _inline)
    md.inline.terminator_re = STOPS


def _paragraph(state: StateBlock, line: int, _end: int, _silent: bool) -> bool:
    """Match a line that begins with a letter or a quotation mark, if the paragraph ends with it.

    Ends no other block, since it is in no chain of those that do.
    """
    begin = state.bMarks[line] + state.tShift[line]
    first = state.src[begin]
    if not (first.isalpha() or first in _HARMLESS) or state.is_code_block(line):
        return False
    if line + 1 < state.lineMax and not state.isEmpty(line + 1):
        return False
    state.line = line + 1
    token = state.push("paragraph_open", "p", 1)
    token.map = [line, line + 1]
    token = state.push("inline", "", 0)
    token.content = mdTrim(state.src[begin : state.eMarks[line]])
    token.map = [line, line + 1]
    token.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _inline(state: StateCore) -> None:
    parse = state.md.inline.parse
    notes = notes_of(state.env)
    stops = state.md.inline.terminator_re.search  # STOPS, and what a rule has added
    looks = "emphasis" in notes.options.pasted
    www = "addresses" in notes.options.pasted
    for token in state.tokens:
        if token.type != "inline":
            continue
        notes.lines = token.map
        if not token.content or stops(token.content) or "://" in token.content or (www and "www." in token.content):
            if looks and "*" in token.content:
                lenient.parse(token, state.md, state.env, notes)
                continue
            token.children = []
            parse(token.content, state.md, state.env, token.children)
        else:
            token.children = [Token("text", "", 0, content=token.content)]
