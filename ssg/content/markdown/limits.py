"""Refuses, with the line to blame, what cannot be rendered in linear time or bounded depth.

markdown-it drops text below its own depth limit without a word, and some inputs cost it text × depth. Nothing may
vanish and nothing may hang. This rule counts depth and work, never seconds: a text is refused everywhere or nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ssg.content.markdown.notes import Notes, Refused, notes_of
from ssg.core.errors import Diagnostic, error
from ssg.core.message import say

# More than any book needs: 2 MB is some 350,000 Vietnamese words.
MOST_BYTES: Final = 2_000_000

# What takes the parser longest: a line up to 40 µs (rows of tables, items of lists), a mark up to 7 (`![](`). So weight
# is time, counted: 200,000 are some two seconds at the worst, and 2 MB of news weigh 120,000.
MOST_WEIGHT: Final = 200_000
LINE_WEIGHT: Final = 5
MARKS: Final = "*_~`[]()!<>&\\|:^#{}=\"'@"
# As much work as a line: a bare address, which becomes a link, and a footnote in place.
_AS_LINES: Final = ("\n", "://", "^[")

# A quotation is one level, a list is two (the list and its item). Each level costs two Python frames.
DEEPEST_BLOCK: Final = 60
# markdown-it must never reach its own limit, below which it drops text: our rule comes first.
MAX_NESTING: Final = DEEPEST_BLOCK + 40

# Each "[" may begin a link that ends much later; markdown-it looks ahead from each of them (depth² steps for depth).
DEEPEST_BRACKETS: Final = 32
_BRACKET: Final = re.compile(r"\\.|[\[\]]", re.DOTALL)

# Emphasis in emphasis: browsers give up at 512 levels of elements, and sanitising is quadratic in depth.
DEEPEST_INLINE: Final = 100

# One step is one line looked at once more to see whether it ends a block (some 2 µs). Prose takes two steps a line;
# the pathological kind (quotations 60 deep, then 100,000 lazy lines) takes 60.
STEPS_FREE: Final = 300_000
STEPS_A_LINE: Final = 3


def too_large(text: str, notes: Notes) -> Diagnostic | None:
    """Return the error for a text of more than `MOST_BYTES` or `MOST_WEIGHT`, if it is one."""
    if len(text) > MOST_WEIGHT // LINE_WEIGHT and (heavy := _too_heavy(text, notes)):
        return heavy
    if len(text) * 4 <= MOST_BYTES:
        return None
    size = len(text.encode("utf-8", "surrogatepass"))
    if size <= MOST_BYTES:
        return None
    return error(
        "E201",
        say(
            "body too large: {size:,} bytes; an article may have at most {most_bytes:,}",
            size=size,
            most_bytes=MOST_BYTES,
        ),
        notes.place(0),
        say("split the article, or save pictures that are embedded as `data:` URLs as files"),
    )


def _too_heavy(text: str, notes: Notes) -> Diagnostic | None:
    lines = sum(map(text.count, _AS_LINES))
    marks = sum(map(text.count, MARKS))
    if lines * LINE_WEIGHT + marks <= MOST_WEIGHT:
        return None
    return error(
        "E790",
        say(
            "body too complex to render in reasonable time: {lines:,} lines and {marks:,} marks such as * and [",
            lines=lines,
            marks=marks,
        ),
        notes.place(0),
        say("split the article, or publish long tables and lists as a file (.csv, .ods) beside it"),
    )


def install(md: MarkdownIt) -> None:
    """Count blocks as they are begun, brackets before inline parsing, and nested emphasis after it."""
    md.options["maxNesting"] = MAX_NESTING
    md.block.ruler.before("table", "limits", _count, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.core.ruler.before("inline", "limit_brackets", _brackets)
    md.core.ruler.after("inline", "limit_inline", _inline_depth)


def _count(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    """Match nothing; refuse a text that is too deep, or that takes far more looks at its lines than it has lines."""
    notes = notes_of(state.env)
    if silent:
        notes.steps += 1
        if notes.steps > notes.step_limit:
            raise Refused(_too_much_work(notes))
    elif state.level > DEEPEST_BLOCK:
        raise Refused(
            error(
                "E202",
                say(
                    "lists, quotations and boxes nested more than {deepest_block} levels deep",
                    deepest_block=DEEPEST_BLOCK,
                ),
                notes.place(line),
                say("remove some levels (a quotation or a box is one level, a list is two)"),
            )
        )
    elif not state.level:
        notes.block_line = line
        notes.step_limit = STEPS_FREE + STEPS_A_LINE * state.lineMax
    return False


def _too_much_work(notes: Notes) -> Diagnostic:
    return error(
        "E204",
        say("too many lines continue the deeply nested list or quotation that begins here"),
        notes.place(notes.block_line),
        say("insert an empty line where the quotation or the list ends"),
    )


def _brackets(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.content.count("[") > DEEPEST_BRACKETS:
            _check_brackets(token, notes_of(state.env))


def _check_brackets(token: Token, notes: Notes) -> None:
    depth = 0
    for found in _BRACKET.finditer(token.content):
        if found.group() == "[":
            depth += 1
        elif found.group() == "]":
            depth = max(depth - 1, 0)
        if depth > DEEPEST_BRACKETS:
            line = (token.map or [0])[0] + token.content.count("\n", 0, found.start())
            raise Refused(
                error(
                    "E203",
                    say("more than {deepest_brackets} square brackets open at once", deepest_brackets=DEEPEST_BRACKETS),
                    notes.place(line),
                    say("close each `[` with `]`, or write `\\[` for a literal bracket"),
                )
            )


def _inline_depth(state: StateCore) -> None:
    for token in state.tokens:
        # Each level needs an opening and a closing token.
        if token.type == "inline" and len(token.children or ()) > 2 * DEEPEST_INLINE:
            _check_depth(token.children or (), token, notes_of(state.env))


def _check_depth(children: Sequence[Token], token: Token, notes: Notes) -> None:
    if max(child.level for child in children) > DEEPEST_INLINE:
        raise Refused(
            error(
                "E203",
                say("emphasis nested more than {deepest_inline} levels deep", deepest_inline=DEEPEST_INLINE),
                notes.place((token.map or [0])[0]),
                say("close each `*` and `_` before the next begins, or write `\\*` for a literal asterisk"),
            )
        )
