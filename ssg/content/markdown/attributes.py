"""Attributes in braces: `{.wide #id}` on a line of its own before a block, or behind a heading or a picture.

Classes and ids only, whatever else is asked for is named in a warning. Not mdit-py-plugins' attributes: there a line
such as `{% include %}` or `{}` vanishes without a word, and its tokens are taken out in quadratic time.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ssg.content.markdown.notes import Notes, notes_of
from ssg.content.markdown.reserved import CLASSES
from ssg.core.errors import Place, warning
from ssg.core.message import say

# Each alternative begins differently and takes all that it can, so there is one way to match and no backtracking.
_NAME: Final = r"[^\W_](?:[\w:-])*+"
_ITEM: Final = rf"(?:\.{_NAME}|\#{_NAME}|{_NAME}=(?:\"[^\"{{}}]*+\"|[^\s\"'{{}}]++))"
ATTRIBUTES: Final = re.compile(rf"\{{[ \t]*+{_ITEM}(?:[ \t]++{_ITEM})*+[ \t]*+\}}")
_PART: Final = re.compile(rf"([.#])({_NAME})|({_NAME})=(?:\"([^\"]*)\"|([^\s\"'{{}}]+))")
_AT_END: Final = re.compile(r"[ \t]+(\{[^{}\n]*\})$")


def install(md: MarkdownIt) -> None:
    """Read attribute lines as blocks, attributes right behind a picture inline, and those at a heading's end."""
    md.block.ruler.before("fence", "attributes", _line, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.core.ruler.after("block", "attributes", _hand_over)
    md.inline.ruler.push("attributes", _behind_picture)
    md.core.ruler.push("heading_attributes", _behind_headings)


def give(token: Token, text: str, notes: Notes, where: Place) -> None:
    """Set the classes and the id in `text` (in braces) on `token`; warn about anything else."""
    refused = []
    for mark, name, key, quoted, bare in _PART.findall(text):
        value = name or quoted or bare
        if mark == "." or key == "class":
            refused += [f".{each}" for each in value.split() if each in CLASSES]
            free = " ".join([each for each in value.split() if each not in CLASSES])
            if free:
                token.attrJoin("class", free)
        elif mark == "#" or key == "id":
            if "id" in token.attrs:
                message = say(
                    "id {value} ignored: the block already has the id {attrs}",
                    value=repr(value),
                    attrs=repr(token.attrs["id"]),
                )
                notes.diagnostics.append(warning("W213", message, where, say("keep one id")))
            elif notes.claim_id(value, where):
                token.attrSet("id", value)
        else:
            refused.append(key)
    if refused:
        notes.diagnostics.append(
            warning(
                "W211",
                say(
                    "ignored: {refused} (braces may contain an id and classes, except reserved ones)",
                    refused=", ".join(refused),
                ),
                where,
                say("write `{{.name}}` for a class and `{{#name}}` for an id; everything else belongs into the theme"),
            )
        )


def _line(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    """Match a line that is nothing but attributes in braces."""
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("{", begin) or state.is_code_block(line):
        return False
    text = state.src[begin : state.eMarks[line]].rstrip()
    if not ATTRIBUTES.fullmatch(text):
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.hidden = True
        token.content = text
        token.map = [line, line + 1]
        state.line = line + 1
    return True


def _hand_over(state: StateCore) -> None:
    """Move the attributes of each attribute line to the block that follows it."""
    if not any(token.type == "attributes" for token in state.tokens):
        return
    notes = notes_of(state.env)
    waiting: list[Token] = []
    kept: list[Token] = []
    for index, token in enumerate(state.tokens):
        if token.type == "attributes":
            waiting.append(token)
            continue
        if waiting:
            takes = token.nesting >= 0 and token.type not in ("html_block", "footnote_reference_open")
            for line in waiting:
                _give_line(line, token if takes else None, notes)
            waiting.clear()
            if takes and token.type == "paragraph_open":
                # In a tight list it would be printed without its tags, and the attributes would be lost.
                token.hidden = state.tokens[index + 2].hidden = False
        kept.append(token)
    for line in waiting:
        _give_line(line, None, notes)
    state.tokens = kept


def _give_line(line: Token, block: Token | None, notes: Notes) -> None:
    where = notes.find(line.content, line.map)
    if block:
        give(block, line.content, notes, where)
        return
    notes.diagnostics.append(
        warning(
            "W212",
            say("{content} is ignored: no block follows", content=line.content),
            where,
            say("move it to the line before a block"),
        )
    )


def _behind_picture(state: StateInline, silent: bool) -> bool:
    """Match attributes right behind a picture: `![…](anh.jpg){.wide}`."""
    if silent or state.src[state.pos] != "{" or state.pending or not state.tokens or state.tokens[-1].type != "image":
        return False
    found = ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    notes = notes_of(state.env)
    give(state.tokens[-1], found.group(), notes, notes.find(found.group(), None))
    state.pos = found.end()
    return True


def _behind_headings(state: StateCore) -> None:
    """Move the attributes at the end of a heading to it: `## Toàn văn {#toan-van}`."""
    for index, token in enumerate(state.tokens):
        if token.type != "heading_open":
            continue
        inline = state.tokens[index + 1]
        last = inline.children[-1] if inline.children else None
        if last is None or last.type != "text" or not last.content.endswith("}"):
            continue
        found = _AT_END.search(last.content)
        if found and ATTRIBUTES.fullmatch(found.group(1)):
            notes = notes_of(state.env)
            give(token, found.group(1), notes, notes.find(found.group(1), inline.map))
            last.content = last.content[: found.start()]
