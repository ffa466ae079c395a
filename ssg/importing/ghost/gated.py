"""Parts of a post of Ghost that not everybody sees, in a post that everybody does: they are left out. Pure.

Ghost marks them with comments in the HTML; in a document, the card says it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from ssg.core.message import Message, say
from ssg.importing.notes import Notes

GATED: Final[Message] = say("part of a post that only members saw; it is left out")
_BEGIN: Final = re.compile(r"<!--\s*kg-gated-block:begin\s([^\n>]*?)-->")
_END: Final = re.compile(r"<!--\s*kg-gated-block:end\s*-->")
_FOR_ALL: Final = re.compile(r"\bnonMember:[\"']?true\b")


def without_gated(html: str, notes: Notes) -> str:
    """Return a text without the parts that readers who were not signed in did not see; each is counted."""
    if "kg-gated-block" not in html:
        return html
    out: list[str] = []
    at = 0
    while begin := _BEGIN.search(html, at):
        out.append(html[at : begin.start()])
        end = _END.search(html, begin.end())
        inner = html[begin.end() : end.start() if end is not None else len(html)]
        at = end.end() if end is not None else len(html)
        if _FOR_ALL.search(begin[1]):
            out.append(inner)
        else:
            notes.count(GATED, inner)
    return "".join(out) + html[at:]


def is_gated(node: Mapping[str, Any]) -> bool:
    """Return whether a card of a document is not for everybody."""
    visibility = node.get("visibility")
    web = visibility.get("web") if isinstance(visibility, dict) else None
    return isinstance(web, dict) and web.get("nonMember") is False
