"""Collects problems of rendering: a line that fails on thousands of pages is reported once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from ssg.core.errors import Diagnostic
from ssg.core.message import NOTHING, Message, many, say

_CIRCULAR: Final = "E622"
_FOLLOWS: Final = {"E617": ("E608",), "E618": ("E608",), "E619": ("E608", "E625")}
"""What a page fails by that uses what templates do not have."""


class Failures:
    """Failures of one build, each with the first page that showed it and the number of others."""

    def __init__(self, known: Iterable[Diagnostic] = ()) -> None:
        """Start empty; `known` problems of lines of templates, and what follows from them, are not reported again."""
        known = tuple(known)
        self._known = {
            (code, d.place.path, d.place.line) for d in known for code in (d.code, *_FOLLOWS.get(d.code, ()))
        }
        self._circular = any(d.code == _CIRCULAR for d in known)
        self._found: dict[Diagnostic, tuple[Diagnostic, str | Message, int]] = {}

    def add(self, said: Iterable[Diagnostic], owner: str | Message) -> None:
        """Add the problem of the page of `owner`."""
        for diagnostic in said:
            here = (diagnostic.code, diagnostic.place.path, diagnostic.place.line)
            if here in self._known or (diagnostic.code == _CIRCULAR and self._circular):
                continue
            same = msgspec.structs.replace(diagnostic, hint=NOTHING)  # it may name the page
            first, first_owner, others = self._found.get(same, (diagnostic, owner, -1))
            self._found[same] = (first, first_owner, others + 1)

    def diagnostics(self) -> list[Diagnostic]:
        """Return each failure once, with the page on which it was seen."""
        return [
            msgspec.structs.replace(d, message=_while(d.message, owner, others))
            for d, owner, others in self._found.values()
        ]


def _while(message: Message, owner: str | Message, others: int) -> Message:
    if not others:
        return say("{message}, while rendering {owner}", message=message, owner=owner)
    return many(
        "{message}, while rendering {owner} and one other page",
        "{message}, while rendering {owner} and {n:,} other pages",
        n=others,
        message=message,
        owner=owner,
    )
