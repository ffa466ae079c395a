"""Definition lists: a term on a line of its own, and below it `: ` and what it means.

mdit-py-plugins reads them. Its second mark, `~ `, begins an approximate number in Vietnamese (`~ 5 triệu`) and opens no
list here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.deflist import deflist_plugin

from ssg.content.markdown.notes import notes_of

NAME: Final = "definition-list"
_RULE: Final = "deflist"


def install(md: MarkdownIt) -> None:
    """Read definition lists before paragraphs."""
    deflist_plugin(md)
    [theirs] = [rule for rule in md.block.ruler.getRules("") if rule.__name__ == _RULE]
    md.block.ruler.at(_RULE, _only_colons(theirs), {"alt": ["paragraph", "reference", "blockquote"]})


def _only_colons(theirs: Callable[[StateBlock, int, int, bool], bool]) -> Callable[[StateBlock, int, int, bool], bool]:
    def match(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        """Match as the plugin does if the first definition begins with a colon and a space."""
        first = line if silent else line + 1
        if first >= end or state.is_code_block(line):
            return False
        begin = state.bMarks[first] + state.tShift[first]
        if not state.src.startswith((": ", ":\t"), begin) or not theirs(state, line, end, silent):
            return False
        if not silent:
            notes_of(state.env).uses.add(NAME)
        return True

    return match
