"""Leaves out the indentation of HTML templates, which is for those who write them. Pure; it changes no expression."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

RawToken = tuple[int, str, str]
"""What jinja2's lexer yields first: a line number, a kind of token, and its text."""

_INDENT: Final = re.compile(r"\n[ \t\n]+")
# In these, spaces at the beginning of a line count; `trans` finds its words by them.
_AS_WRITTEN: Final = re.compile(r"<(?:pre|textarea|script|style)\b(?![^>]*\bsrc=)", re.IGNORECASE)
_WORDS: Final = "trans"
_OPEN_SCRIPT: Final = re.compile(r"<script\b[^>]*\Z", re.IGNORECASE)
_LOADS: Final = "script"
"""The function that prints the `src` of a `<script>`."""


def is_html(name: str | None) -> bool:
    """Return whether a template of this name prints HTML."""
    return (name or "").removesuffix(".j2").removesuffix(".jinja").endswith(".html")


def without_indentation(tokens: Iterable[RawToken]) -> Iterator[RawToken]:
    """Yield the tokens of an HTML template without spaces at the beginning of lines, and without empty lines.

    A template with a `<pre>`, a `<textarea>`, a script or a style in it, or with `{% trans %}`, stays as it is.
    """
    every = list(tokens)
    if any(_counts_spaces(every, place) for place in range(len(every))):
        yield from every
        return
    at_beginning = False  # of a line, as jinja2 leaves out the line feed after a tag or a comment
    for line, kind, text in every:
        if kind == "data":
            shown = _INDENT.sub("\n", text)
            yield line, kind, shown.lstrip(" \t") if at_beginning else shown
        else:
            yield line, kind, text
        at_beginning = text.endswith("\n")


def _counts_spaces(every: Sequence[RawToken], place: int) -> bool:
    """Return whether spaces count because of a token."""
    _, kind, text = every[place]
    if kind != "data":
        return (kind, text) == ("name", _WORDS)
    if (found := _OPEN_SCRIPT.search(text)) and any(
        one[1:] == ("name", _LOADS) for one in every[place + 1 : place + 4]
    ):
        text = text[: found.start()]
    return _AS_WRITTEN.search(text) is not None
