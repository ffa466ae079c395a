"""Describes which facts have changed: the reason why a page is rendered. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from ssg.core.message import Message, joined, say, verbatim
from ssg.core.trace import BETWEEN, BITS, Fact
from ssg.index.facts import WORDS
from ssg.store.readers import Changed

_MOST: Final = 3
"""The most facts that are named; of more, only the number is."""


def reasons(changed: Changed, facts: Iterable[Fact]) -> Message:
    """Name those of `facts` that have changed; nothing if none has."""
    found = list(dict.fromkeys(named(fact) for fact in facts if changed.has(fact)))
    more = len(found) - _MOST
    first = joined(found[:_MOST])
    return say("{facts} and {more} more", facts=first, more=more) if more > 0 else first


def named(fact: Fact) -> Message:
    """Return the name of a fact: `what lists show of content/thu-do/a.md`."""
    kind, key = fact
    words = WORDS.get(kind) or verbatim(kind.lower())
    if kind in BITS:
        return say("{what} of content/{path}", what=words, path=key)
    parts = [part for part in key.split(BETWEEN) if part]
    return joined((words, " ".join(parts)), " ") if parts else words


def noted(reason: Message) -> str:
    """Return a reason as the state stores it: as a template, so that it can be shown in any language."""
    return msgspec.json.encode(reason).decode()


def of_note(note: str) -> Message:
    """Return the stored reason; other text is returned verbatim."""
    try:
        return msgspec.json.decode(note, type=Message)
    except msgspec.MsgspecError:
        return verbatim(note)
