"""Formulas in a text: `$E = mc^2$` in a line, `$$ … $$` as a block of its own. Money is never one: `$5 và $10`.

Not mdit-py-plugins' rule: with it `giá $5, nay 10$` is a formula. Here a formula needs a mark of mathematics, or
letters that stand alone, and no letter with an accent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from ssg.content.markdown.mathml import LONGEST, mathml
from ssg.content.markdown.notes import Notes, notes_of
from ssg.content.markdown.prose import STOPS
from ssg.core.errors import Place, error
from ssg.core.message import Invalid, say

MOST: Final = 20_000
"""Characters of all formulas of a text: two seconds at the worst."""
_STOPS: Final = re.compile(STOPS.pattern.replace("[", "[$", 1))
_GROUP: Final = re.compile(r"\\(?:text[a-z]*|mbox|hbox|operatorname\*?)\s*\{[^{}]*\}")
_COMMAND: Final = re.compile(r"\\[A-Za-z]+")
_ACCENTED: Final = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff\u20ab]")
_WORD: Final = re.compile(r"[A-Za-z]{2,}")


def install(md: MarkdownIt) -> None:
    """Read formulas before emphasis, and blocks of them before paragraphs."""
    md.inline.terminator_re = _STOPS
    md.inline.ruler.after("escape", "math", _inline)
    md.block.ruler.before("fence", "math", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.add_render_rule("math_inline", _print)
    md.add_render_rule("math_block", _print_block)


def is_formula(text: str) -> bool:
    """Return whether what stands between two dollar signs is a formula, and neither money nor prose."""
    if not text or text != text.strip() or "$" in text or len(text) > LONGEST:
        return False
    rest = _GROUP.sub("", text)
    if _ACCENTED.search(rest):
        return False
    if any(mark in text for mark in "\\^_{"):
        return True
    return not _WORD.search(rest) and any(letter.isalpha() for letter in rest)


def _inline(state: StateInline, silent: bool) -> bool:
    """Match a formula in running text."""
    src, at = state.src, state.pos
    if src[at] != "$" or (at and (src[at - 1].isalnum() or src[at - 1] == "$")):
        return False
    end = src.find("$", at + 1, min(state.posMax, at + LONGEST))
    after = src[end + 1 : end + 2]
    if end < 0 or after.isalnum() or after == "$" or not is_formula(src[at + 1 : end]):
        return False
    if not silent:
        token = state.push("math_inline", "", 0)
        token.content = src[at + 1 : end]
        notes = notes_of(state.env)
        token.map = list(notes.lines) if notes.lines else None
    state.pos = end + 1
    return True


def _block(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Match a formula between two marks: in one line, or from a line that is nothing but the mark to the next such."""
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("$$", begin) or state.is_code_block(line):
        return False
    first = state.src[begin + 2 : state.eMarks[line]].strip()
    if first:
        inside = first.removesuffix("$$").strip()
        if inside == first or not is_formula(inside):
            return False
        return _push(state, inside, line, line + 1, silent)
    last = line + 1
    while last < end and _goes_on(state, last):
        last += 1
    if last >= end or state.src[state.bMarks[last] + state.tShift[last] : state.eMarks[last]].strip() != "$$":
        if not silent:
            _tell_unclosed(state, line)
        return False
    return _push(state, state.getLines(line + 1, last, 0, False).strip(), line, last + 1, silent)


def _goes_on(state: StateBlock, line: int) -> bool:
    """Return whether a line belongs to a formula: it neither closes it nor stands outside of its list."""
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
    return text != "$$" and (not text or state.sCount[line] >= state.blkIndent)


def _push(state: StateBlock, inside: str, line: int, past: int, silent: bool) -> bool:
    if not silent:
        token = state.push("math_block", "", 0)
        token.content, token.map = inside, [line, past]
        state.line = past
    return True


def _tell_unclosed(state: StateBlock, line: int) -> None:
    notes = notes_of(state.env)
    message, hint = say("formula that begins here is not closed"), say("end it with a line `$$`")
    notes.diagnostics.append(error("E210", message, notes.place(line, 1), hint))


def _print(_renderer: RendererProtocol, tokens: Sequence[Token], at: int, _options: OptionsDict, env: EnvType) -> str:
    token, notes = tokens[at], notes_of(env)
    if "shown" not in token.meta:
        token.meta["shown"] = _made(token, notes, block=token.type == "math_block")
    return str(token.meta["shown"])


def _print_block(
    renderer: RendererProtocol, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    label = escapeHtml(notes_of(env).options.labels.formula)
    inside = _print(renderer, tokens, at, options, env)
    number = notes_of(env).formulas_apart = notes_of(env).formulas_apart + 1
    return f'<div class="math" tabindex="0" role="region" aria-label="{label} {number}">{inside}</div>\n'


def _made(token: Token, notes: Notes, *, block: bool) -> str:
    """Return what stands for a formula; its source, with an error, if it cannot be read."""
    notes.of_formulas += len(token.content)
    reason = say("the formulas of this article are longer than {most:,} characters", most=MOST)
    try:
        if notes.of_formulas <= MOST:
            return notes.formula(mathml(token.content, block=block))
    except Invalid as wrong:
        reason = wrong.message
    message = say("formula cannot be read: {reason}", reason=reason)
    hint = say("write LaTeX, or `\\$` for the sign of the currency")
    notes.diagnostics.append(error("E210", message, _place(token, notes, block=block), hint))
    return f"<code>{escapeHtml(token.content)}</code>"


def _place(token: Token, notes: Notes, *, block: bool) -> Place:
    if not block:
        return notes.find(f"${token.content}$", token.map)
    return notes.find("$$", token.map)
