"""Makes a link of each bare `https://…` in running text, in linear time.

Not markdown-it's linkify, which is quadratic. The sentence's own punctuation stays outside the link, and so does a
closing bracket that none in the address opens.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ssg.content.markdown.tokens import children_of, text_token

_URL: Final = re.compile(r"(?<![\w/])https?://[^\s<>\"“”‘’«»…|\\`]++", re.IGNORECASE)
_HOST: Final = re.compile(r"https?://(?:[\w-]+\.)+[\w-]+|https?://localhost\b", re.IGNORECASE)
_TAIL: Final = frozenset(".,;:!?*_~'–—")
_CLOSING: Final = {")": "(", "]": "[", "}": "{"}


def install(md: MarkdownIt) -> None:
    """Look for addresses once inline text is parsed."""
    md.core.ruler.push("autolinks", _autolinks)


def _autolinks(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and "://" in token.content:
            token.children = _linked(children_of(token))


def _linked(children: list[Token]) -> list[Token]:
    """Return `children` with links in the text that is not within a link already."""
    kept: list[Token] = []
    depth = 0
    for child in children:
        if child.type == "text" and not depth and "://" in child.content:
            kept += _split(child)
            continue
        if child.type == "html_inline":
            tag = child.content[:3].lower()
            depth += (tag in ("<a ", "<a>", "<a\n")) - (tag == "</a")
        elif child.type in ("link_open", "link_close"):
            depth += child.nesting
        depth = max(depth, 0)
        kept.append(child)
    return kept


def _split(child: Token) -> list[Token]:
    pieces: list[Token] = []
    text, at = child.content, 0
    for found in _URL.finditer(text):
        end = found.start() + address_length(found.group())
        if not _HOST.match(text, found.start(), end):
            continue
        url = text[found.start() : end]
        if found.start() > at:
            pieces.append(text_token(text[at : found.start()]))
        pieces += [
            Token("link_open", "a", 1, attrs={"href": url}, info="auto", markup="linkify"),
            text_token(url),
            Token("link_close", "a", -1, info="auto", markup="linkify"),
        ]
        at = end
    if at < len(text):
        pieces.append(text_token(text[at:]))
    return pieces


def address_length(candidate: str) -> int:
    """Return how many characters of `candidate` are the address, without what ends the sentence around it."""
    surplus = {close: candidate.count(close) - candidate.count(opening) for close, opening in _CLOSING.items()}
    end = len(candidate)
    while end:
        last = candidate[end - 1]
        if last in _CLOSING and surplus[last] > 0:
            surplus[last] -= 1
        elif last not in _TAIL:
            break
        end -= 1
    return end
