"""Task lists: `- [x]` and `- [ ]` begin an item with a mark that says whether it is done.

Not mdit-py-plugins' check boxes: nobody can tick them, and a reader of screens would announce a disabled field.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from ssg.content.markdown.notes import notes_of
from ssg.content.markdown.tokens import children_of, where

NAME: Final = "task-list"
_BEGINS: Final = re.compile(r"\[([ xX])\][ \t]+(?=\S)")


def install(md: MarkdownIt) -> None:
    """Look at the beginnings of list items once they are parsed."""
    md.core.ruler.push("tasks", where("[", _mark))
    md.add_render_rule("task_mark", _print)


def _mark(state: StateCore) -> None:
    tokens = state.tokens
    for at, token in enumerate(tokens):
        if token.type == "inline" and at > 1 and tokens[at - 2].type == "list_item_open":
            children = children_of(token)
            found = _BEGINS.match(children[0].content) if children and children[0].type == "text" else None
            if found is None:
                continue
            children[0].content = children[0].content[found.end() :]
            children.insert(0, Token("task_mark", "", 0, meta={"done": found[1] != " "}))
            tokens[at - 2].attrJoin("class", "task")
            notes_of(state.env).uses.add(NAME)


def _print(_renderer: RendererProtocol, tokens: list[Token], at: int, _options: OptionsDict, env: EnvType) -> str:
    labels = notes_of(env).options.labels
    done = tokens[at].meta["done"]
    label = escapeHtml(labels.done if done else labels.to_do)
    # U+FE0E: as text, not as the emoji that telephones would make of it.
    return f'<span class="task-mark" role="img" aria-label="{label}">{"☑" if done else "☐"}\ufe0e</span> '
