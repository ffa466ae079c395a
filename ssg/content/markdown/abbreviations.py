"""Abbreviations: a line `*[HTML]: HyperText Markup Language` explains a word wherever the text has it.

The words of the text stay as they are, so nothing is counted or searched twice. A definition that explains nothing is
named in a notice: its line is not shown.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ssg.content.markdown.notes import Notes, notes_of
from ssg.content.markdown.tokens import children_of, text_token, where
from ssg.core.errors import notice, warning
from ssg.core.message import say

NAME: Final = "abbreviation"
MOST: Final = 200
"""Abbreviations of one text that are explained: each word is compared with one pattern of all of them."""
_DEFINITION: Final = re.compile(r"\*\[([^\[\]\n]{1,60})\]:[ \t]*(\S.*)$")


def install(md: MarkdownIt) -> None:
    """Take definitions before paragraphs, and mark the words once the text is parsed."""
    md.block.ruler.before("paragraph", "abbreviation", _define, {"alt": ["paragraph", "reference", "blockquote"]})
    md.core.ruler.push("abbreviations", where("*[", _mark))


def _define(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    """Match a line that is a definition."""
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("*[", begin) or state.is_code_block(line):
        return False
    found = _DEFINITION.match(state.src[begin : state.eMarks[line]].rstrip())
    if found is None or not found[1].strip():
        return False
    if not silent:
        _note(notes_of(state.env), found[1].strip(), found[2], line)
        state.line = line + 1
    return True


def _note(notes: Notes, name: str, meaning: str, line: int) -> None:
    known = notes.abbreviations.get(name)
    if known is not None:
        message = say("duplicate abbreviation *[{name}]: only the first one counts", name=name)
        first = (notes.place(known[1], 1),)
        notes.diagnostics.append(warning("W202", message, notes.place(line, 1), say("keep one"), first))
    elif len(notes.abbreviations) == MOST:
        message = say("abbreviation *[{name}] is not explained: a text may have at most {most}", name=name, most=MOST)
        notes.diagnostics.append(warning("W202", message, notes.place(line, 1)))
    else:
        notes.abbreviations[name] = (meaning, line)


def _mark(state: StateCore) -> None:
    notes = notes_of(state.env)
    if not notes.abbreviations:
        return
    # Longer ones first: of `GDP` and `GDP/người` the whole is meant.
    names = sorted(notes.abbreviations, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")
    used: set[str] = set()
    for token in state.tokens:
        if token.type == "inline" and pattern.search(token.content):
            token.children = _marked(children_of(token), pattern, notes, used)
    if used:
        notes.uses.add(NAME)
    for name, (_, line) in notes.abbreviations.items():
        if name not in used:
            message = say("abbreviation *[{name}] explains nothing: the text does not have the word", name=name)
            hint = say("write the word as it stands in the text, or remove the line; it is not shown")
            notes.diagnostics.append(notice("N200", message, notes.place(line, 1), hint))


def _marked(children: list[Token], pattern: re.Pattern[str], notes: Notes, used: set[str]) -> list[Token]:
    kept: list[Token] = []
    for child in children:
        at = 0
        if child.type != "text" or (kept and kept[-1].type == "link_open" and kept[-1].info == "auto"):
            kept.append(child)
            continue
        for found in pattern.finditer(child.content):
            name = found.group()
            used.add(name)
            if found.start() > at:
                kept.append(text_token(child.content[at : found.start()]))
            kept += [
                Token("abbr_open", "abbr", 1, attrs={"title": notes.abbreviations[name][0]}),
                text_token(name),
                Token("abbr_close", "abbr", -1),
            ]
            at = found.end()
        if at < len(child.content) or not at:
            kept.append(text_token(child.content[at:]) if at else child)
    return kept
