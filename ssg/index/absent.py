"""Removes pictures and players whose files are missing from the HTML of a text, with their figures. Pure.

The result is what the writer would have written without them. Links to missing files become plain text elsewhere. The
HTML is that of `ssg/content/markdown`, with its markers.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

_GONE: Final = "\0-\0"
"""Marks a removed element until it is known what is left of its figure."""
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_SOURCE: Final = re.compile(r'\ssrc="\0(\d+)\0"')
_CAPTION: Final = re.compile(r"<figcaption\b[^<>]*>.*?</figcaption>", re.DOTALL)
_EMPTY_LINK: Final = re.compile(rf"<a(?:\s[^<>]*)?>\s*{_GONE}\s*</a>")
_ALONE: Final = frozenset(("img", "source", "track", "embed"))
_PLAYERS: Final = frozenset(("video", "audio"))


def without(html: str, missing: Collection[int]) -> str:
    """Remove the elements that show the references numbered `missing`."""
    if not any(int(found[1]) in missing for found in _SOURCE.finditer(html)):
        return html
    return _figures(_marked(html, missing)).replace(_GONE, "")


def _marked(html: str, missing: Collection[int]) -> str:
    """Replace each picture and player without a file by a mark."""
    out: list[str] = []
    at, player = 0, ""
    for found in _TAG.finditer(html):
        closing, name = found[1] == "/", found[2].lower()
        if player:  # its contents are removed with it
            if closing and name == player:
                out.append(_GONE)
                at, player = found.end(), ""
            continue
        source = None if closing else _SOURCE.search(found[3])
        if source is None or int(source[1]) not in missing or name not in _ALONE | _PLAYERS:
            continue
        out.append(html[at : found.start()])
        at = found.end()
        if name in _PLAYERS:
            player = name
        else:
            out.append(_GONE)
    return "".join([*out, html[at:]])


def _figures(html: str) -> str:
    """Remove the figures of which only a caption is left, the inner ones first."""
    stack: list[list[str]] = [[]]
    at = 0
    for found in _TAG.finditer(html):
        if found[2].lower() != "figure":
            continue
        stack[-1].append(html[at : found.start()])
        at = found.end()
        if not found[1]:
            stack.append([found[0]])
        elif len(stack) > 1:
            inside = "".join(stack[-1][1:])
            whole = f"{stack.pop()[0]}{inside}{found[0]}"
            stack[-1].append(_GONE if _GONE in inside and _is_empty(inside) else whole)
        else:
            stack[-1].append(found[0])
    return "".join(part for level in stack for part in level) + html[at:]


def _is_empty(inside: str) -> bool:
    left = _CAPTION.sub("", inside)
    return not _EMPTY_LINK.sub("", left).replace(_GONE, "").strip()
