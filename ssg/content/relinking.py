"""Writes present addresses into links of one article that lead to moved ones. Pure; `ssg fix --links` writes them.

Only targets change, each on its own: text, titles and code stay, and so do bare addresses, which readers see.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from ssg.content.fixing import LINE, in_bytes
from ssg.content.frontmatter import decode
from ssg.content.frontmatter.fences import Fences, find_fences
from ssg.content.markdown import MarkdownOptions, render

_TARGET: Final = re.compile(
    r"(?:\]\([ \t]*<?|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?|\bhref=[\"'])(?P<url>(?:https?://|/)[^\s\"'<>()]+)", re.MULTILINE
)


def relinked(data: bytes, path: str, options: MarkdownOptions, new_of: Callable[[str], str]) -> bytes:
    """Return an article's bytes with new targets; the same bytes if no link has one.

    `new_of` returns the present address for a target as it is written; "" for one that is not moved.
    """
    text, _ = decode(data, path)
    fences = find_fences(text) if text is not None else None
    if text is None or not isinstance(fences, Fences) or not text.endswith(fences.body):
        return data
    body, before = fences.body, ""
    for found in reversed(list(_TARGET.finditer(body))):
        new = new_of(found["url"])
        if new:
            before = before or _words(body, path, options)
            trial = body[: found.start("url")] + new + body[found.end("url") :]
            body = trial if _words(trial, path, options) == before else body
    if body == fences.body:
        return data
    old = text.split("\n")
    lines = [*old[: fences.body_line - 1], *body.split("\n")]
    return in_bytes(lines, range(len(old)), old, LINE.findall(data))


def _words(body: str, path: str, options: MarkdownOptions) -> str:
    """Return what readers see of a text."""
    return render(body, path=path, first_line=1, options=options).text
