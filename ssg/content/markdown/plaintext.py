"""The article as plain text: the excerpt, and all that there is to read, for counting words and for search.

Plain means: no markup, entities decoded, no footnote marks, no descriptions of pictures. A formula is its source.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ssg.content.markdown.notes import notes_of
from ssg.content.markdown.tags import parts_words

_WORDS = frozenset(("text", "code_inline", "math_inline"))
_BREAKS = frozenset(("softbreak", "hardbreak"))
_CODE = frozenset(("fence", "code_block", "math_block"))


def install(md: MarkdownIt) -> None:
    """Gather the text after all other rules have had their say."""
    md.core.ruler.push("plain_text", _gather)


def plain(children: Sequence[Token]) -> str:
    """Return what inline tokens say, on one line."""
    if len(children) == 1 and children[0].type == "text":
        return children[0].content.strip()
    text = "".join([child.content if child.type in _WORDS else _between(child) for child in children]).strip()
    return " ".join(text.split()) if "  " in text else text


def _between(child: Token) -> str:
    """Return what stands for a token that has no words: a space where it parts two."""
    parts = child.type in _BREAKS or (child.type == "html_inline" and parts_words(child.content))
    return " " if parts else ""


def text_of(tokens: Sequence[Token]) -> str:
    """Return all that there is to read in a part of a text."""
    pieces: list[str] = []
    for token in tokens:
        if token.type == "inline":
            pieces.append(plain(token.children or ()))
        elif token.type in _CODE:
            pieces.append(token.content.strip())
        elif token.type == "html_block":
            pieces.append(token.meta.get("text", ""))
    return "\n".join(filter(None, pieces))


def _gather(state: StateCore) -> None:
    notes = notes_of(state.env)
    pieces: list[str] = []
    paragraph = False
    for token in state.tokens:
        kind = token.type
        if kind == "inline":
            piece = plain(token.children or ())
            if piece:
                pieces.append(piece)
                if paragraph and not notes.excerpt:
                    notes.excerpt = piece
        elif kind in _CODE:
            pieces.append(token.content.strip())
        elif kind == "html_block":
            pieces.append(token.meta.get("text", ""))
        paragraph = kind == "paragraph_open" and token.level == 0
    notes.text = "\n".join(filter(None, pieces))
