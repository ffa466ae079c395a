"""Small makers of inline tokens, shared by the rules that build markup of the site's own."""

from __future__ import annotations

from collections.abc import Callable

from markdown_it.rules_core import StateCore
from markdown_it.token import Token


def children_of(inline: Token) -> list[Token]:
    """Return an inline token's children; none if it has none."""
    return inline.children or []


def text_token(text: str) -> Token:
    """Return a token of plain text, which the renderer escapes."""
    return Token("text", "", 0, content=text)


def span(*inner: Token, **attrs: str) -> list[Token]:
    """Return a `span` around `inner` (`class_` means `class`, `aria_hidden` means `aria-hidden`)."""
    named: dict[str, str | int | float] = {key.rstrip("_").replace("_", "-"): value for key, value in attrs.items()}
    return [Token("span_open", "span", 1, attrs=named), *inner, Token("span_close", "span", -1)]


def where(mark: str, rule: Callable[[StateCore], None]) -> Callable[[StateCore], None]:
    """Return a core rule that looks only at texts with a mark in them: most have none."""

    def look(state: StateCore) -> None:
        if mark in state.src:
            rule(state)

    return look
