"""The short way for what nine tenths of a newspaper are: paragraphs of one line, and text without any markup.

Gives the very tokens that markdown-it gives (a test compares them) without asking its dozen block rules and dozen
inline rules about each; that saves a quarter of the time that a news article takes.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore, normalize
from markdown_it.token import Token

from ssg.content.markdown import lenient
from ssg.content.markdown.notes import notes_of
from ssg.content.markdown.tokens import where

# The characters at which running text may turn into something else. markdown-it stops at thirty, for the sake of
# rules that we do not have; not to stop at - : % + = # @ > } is worth something in a text full of dates and scores.
STOPS: Final = re.compile(r"[\n!&*<\[\\\]^_`{~]")

# What may begin a line besides letters and begins no block; emphasis of such, too.
_HARMLESS: Final = frozenset('"“‘(')
_EMPHASIS: Final = re.compile(r"\*{1,2}[^\W_]")

_ITEMS: Final = ("- ", "* ", "+ ")


def install(md: MarkdownIt) -> None:
    """Take paragraphs of one line before any other block rule sees them, and plain text before any inline rule."""
    md.block.ruler.before("table", "prose", _paragraphs)
    # Nearly no text has a line end or a NUL to put right by now.
    md.core.ruler.at("normalize", where("\r", normalize))
    md.core.ruler.after("normalize", "nul", where("\0", normalize))
    md.core.ruler.at("inline", _inline)
    md.inline.terminator_re = STOPS


def _paragraphs(state: StateBlock, line: int, _end: int, _silent: bool) -> bool:
    """Match a line that begins with a letter, a quotation mark or emphasis, if the paragraph ends with it.

    At the top level, all of these that follow one another; in a list, also one that the next item ends. Ends no other
    block, since it is in no chain of those that do.
    """
    begins, shifts, ends = state.bMarks, state.tShift, state.eMarks
    src, level, last = state.src, state.level, state.lineMax
    nested = level > 0 or state.blkIndent > 0 or state.parentType != "root"
    first = line
    while line < last:
        begin, end = begins[line] + shifts[line], ends[line]
        if begin >= end or state.is_code_block(line):
            break
        if not (src[begin].isalpha() or src[begin] in _HARMLESS or _EMPHASIS.match(src, begin)):
            break
        after = line + 1
        if after < last and begins[after] + shifts[after] < ends[after] and not _is_next_item(state, after):
            break
        inline = _token("inline", "", 0, level + 1, [line, line + 1])
        inline.content, inline.children = mdTrim(src[begin:end]), []
        opening = _token("paragraph_open", "p", 1, level, [line, line + 1])
        state.tokens += (opening, inline, _token("paragraph_close", "p", -1, level, None))
        state.line = line + 1
        if nested:
            return True
        line += 2
    return line > first


def _is_next_item(state: StateBlock, line: int) -> bool:
    """Return whether a line that is not empty begins a new item beside the one that we are in.

    Such a line ends a paragraph: it stands left of the paragraph's text, so that it cannot underline it either. Where
    items of a list step to the right, one four columns further is no item.
    """
    indent = state.sCount[line]
    if not 0 <= indent < state.blkIndent or indent - state.listIndent >= 4:
        return False
    return state.src.startswith(_ITEMS, state.bMarks[line] + state.tShift[line])


def _token(kind: str, tag: str, nesting: Literal[-1, 0, 1], level: int, lines: list[int] | None) -> Token:
    """Return a block token: by its fields, in a third of the time that its own initialisation takes."""
    token = Token.__new__(Token)
    token.type, token.tag, token.nesting, token.level, token.map = kind, tag, nesting, level, lines
    token.attrs, token.meta, token.children = {}, {}, None
    token.content = token.markup = token.info = ""
    token.block, token.hidden = True, False
    return token


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
