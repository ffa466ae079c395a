"""Reads stars as the editor meant them where CommonMark shows them: `**“Khí cười”**là`, `**Hà Nội:**mở`, `** đậm **`.

A paragraph in which CommonMark leaves stars that look like emphasis is read again, with marks that may open or close
beside punctuation and spaces. The second reading counts only if it leaves no such star. All words stay.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from copy import deepcopy
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from ssg.content.markdown.emphasis import as_written, first_slip
from ssg.content.markdown.notes import Notes, notes_of
from ssg.content.markdown.verbatim import is_verbatim
from ssg.core.errors import notice
from ssg.core.message import say

_OPENING: Final = "“‘«\"'([{"
_BEFORE: Final = " \n:,;–—(“‘«\"'"
_CONTEXT: Final = 40
_MARKS: Final = 64
_REST: Final = 4_000  # characters of a paragraph in which marks are counted
_LONGEST: Final = 3
_MOST_FOOTNOTES: Final = 200
_PUNCTUATION: Final = ".,:;!?…”’»\"')]}%/–—"
_SENTENCE: Final = ".,:;!?…”’»"
_WRITTEN: Final = re.compile(r"(?<![*\\])\*\*(?!\*)[^*\n`<\[\\]{1,300}(?<!\\)\*\*(?!\*)")


def install(md: MarkdownIt) -> None:
    """Look at each run of stars, as CommonMark does unless a paragraph is read again."""
    md.inline.ruler.at("emphasis", _tokenize)


def parse(token: Token, md: MarkdownIt, env: MutableMapping[str, Any], notes: Notes) -> None:
    """Parse the text of a paragraph with stars in it."""
    numbered = "^" in token.content and "footnotes" in env
    if not first_slip(token.content) or (numbered and len(env["footnotes"].get("refs", ())) > _MOST_FOOTNOTES):
        token.children = _read(token, md, env)
        return
    known = deepcopy(env.get("footnotes"))
    said, repairs = len(notes.diagnostics), len(notes.repairs)
    plain = token.children = _read(token, md, env)
    slip = first_slip(as_written(plain))
    if not slip:
        return
    kept = notes.diagnostics[said:], notes.repairs[repairs:], env.get("footnotes")
    _restore(notes, said, repairs, env, known)
    notes.lenient = True
    token.children = _read(token, md, env)
    notes.lenient = False
    left = as_written(token.children)
    if not first_slip(left) and left.count("*") < as_written(plain).count("*"):
        _tell(token, slip, notes)
        return
    token.children = plain
    _restore(notes, said, repairs, env, kept[2])
    notes.diagnostics += kept[0]
    notes.repairs += kept[1]


def _read(token: Token, md: MarkdownIt, env: MutableMapping[str, Any]) -> list[Token]:
    children: list[Token] = []
    md.inline.parse(token.content, md, env, children)
    return children


def _restore(notes: Notes, said: int, repairs: int, env: MutableMapping[str, Any], footnotes: Any) -> None:  # noqa: ANN401
    """Forget what a reading noted."""
    del notes.diagnostics[said:], notes.repairs[repairs:]
    if footnotes is None:
        env.pop("footnotes", None)
    else:
        env["footnotes"] = footnotes


def _tell(token: Token, slip: str, notes: Notes) -> None:
    """Report what was read as emphasis, and how it is written."""
    message = say("`{slip}` is read as emphasis, though punctuation or a space stands beside its marks", slip=slip)
    hint = say("put spaces and punctuation outside of the marks")
    notes.diagnostics.append(notice("N248", message, notes.find(slip, token.map), hint))
    for found in _WRITTEN.finditer(token.content):
        old = found.group()
        around = token.content[found.start() - 1 : found.start()], token.content[found.end() : found.end() + 1]
        new = plainly(old, *around)
        if new != old and notes.holds(old, token.map):
            notes.repair(old, new)


def plainly(old: str, before: str, after: str) -> str:
    """Return an emphasis between two stars with its spaces outside, and its punctuation before a letter."""
    inside = old[2:-2]
    text = inside.strip(" \u00a0")
    if text != inside:
        left = "" if inside.startswith(text) or before.isspace() or not before else " "
        right = "" if inside.endswith(text) or after.isspace() or not after else " "
        return f"{left}**{text}**{right}" if text else old
    core = text.rstrip(_PUNCTUATION)
    if after.isalnum() and core != text and core:
        opening = core[: len(core) - len(core.lstrip(_OPENING))]
        return f"{opening}**{core[len(opening) :]}**{text[len(core) :]}"
    return old


def _tokenize(state: StateInline, silent: bool) -> bool:
    """Match a run of marks, as `emphasis` of markdown-it does; where `lenient` is on, with what else it may be."""
    if state.src[state.pos] in "*_" and is_verbatim(state.src, state.pos):
        state.pending += "" if silent else state.src[state.pos]
        state.pos += 1
        return True
    if silent or state.src[state.pos] != "*" or not notes_of(state.env).lenient:
        return tokenize(state, silent)
    scanned = state.scanDelims(state.pos, True)
    can_open, can_close = _meant(state, scanned.length, scanned.can_open, scanned.can_close)
    for _ in range(scanned.length):
        state.push("text", "", 0).content = "*"
        at = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord("*"), scanned.length, at, -1, can_open, can_close))
    state.pos += scanned.length
    return True


def _meant(state: StateInline, length: int, can_open: bool, can_close: bool) -> tuple[bool, bool]:
    """Return whether a run of stars opens and closes emphasis."""
    src, begin, end = state.src, state.pos, state.pos + length
    before = src[begin - 1] if begin else " "
    after = src[end] if end < len(src) else " "
    if length > _LONGEST or (can_open and can_close):
        return can_open, can_close
    if _is_open(state, length):
        if not can_close and (_ends_text(before, length) if after.isalnum() else length > 1 and before.isspace()):
            return False, True
        if length > 1 and before.isspace() and after.isalnum():
            if src[:begin].rstrip()[-1:] == ":":
                return False, True  # `**Hà Nội: **mở`
            in_one_line = "\n" not in src[src.rfind("*", 0, begin) : begin]
            if in_one_line and len(src) - end < _REST and src.count("*" * length, end) % 2 == 0:
                return False, True  # `**đậm **và`: all that follow are pairs
    elif not can_open:
        within_word = before.isalpha() and after in (_OPENING if length > 1 else "“‘«")
        text = src[end : end + _CONTEXT].lstrip()[:1]
        spaced = length > 1 and after.isspace() and before in _BEFORE and (text.isalpha() or text in _OPENING)
        if text and (within_word or spaced):
            return True, False
    return can_open, can_close


def _ends_text(character: str, length: int) -> bool:
    """Return whether what stands before a mark may end what was meant; one star among brackets may be code."""
    return character in (_SENTENCE if length == 1 else _PUNCTUATION)


def _is_open(state: StateInline, length: int) -> bool:
    """Return whether emphasis by as many stars began before and has not ended."""
    depth = 0
    at = max(len(state.delimiters) - _MARKS, 0)
    while at < len(state.delimiters):
        each = state.delimiters[at]
        at += 1
        if each.marker == ord("*") and each.length == length:
            at += length - 1  # one for each star of the run
            if each.open and not (each.close and depth):
                depth += 1
            elif each.close:
                depth = max(depth - 1, 0)
    return depth > 0
