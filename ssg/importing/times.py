"""Times as feeds write them: ISO 8601, RFC 822, and what other tools make of it (`GMT+7`, `+07`, `8:20 PM`). Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

# The standard library reads `GMT+7` as UTC, `+07` as seven minutes, and no `PM`, all without a word.
_OFFSET: Final = re.compile(r"(?<=[0-9M])\s*(?:GMT|UTC?|Z)?\s*([+-])([0-9]{1,2})(?::?([0-9]{2}))?\s*(?:\(.*\))?\Z")
_HALF: Final = re.compile(r"\b([0-9]{1,2})(:[0-9]{2}(?::[0-9]{2})?)\s*([AP])\.?M\b\.?", re.IGNORECASE)
_ZONES: Final = {"ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "BST": 1, "CET": 1, "CEST": 2, "EET": 2}
_NAMED: Final = re.compile(rf"\b({'|'.join(_ZONES)})\s*\Z")
_NO_TIME: Final = re.compile(r"\b0000-00-00|\s-0001\b")


def time_of(text: str) -> datetime | None:
    """Return a time of RSS or Atom, in UTC if it names no zone; None if it is none."""
    if not text or _NO_TIME.search(text):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            found = parsedate_to_datetime(_regular(text))
        except ValueError:
            return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _regular(text: str) -> str:
    """Return a time with 24 hours and an offset of four digits."""
    text = _HALF.sub(lambda found: f"{int(found[1]) % 12 + 12 * (found[3] in 'Pp')}{found[2]}", text)
    text = _NAMED.sub(lambda found: f"+{_ZONES[found[1]]:02}00", text)
    date, colon, time = text.partition(":")
    return date + colon + _OFFSET.sub(lambda found: f" {found[1]}{int(found[2]):02}{found[3] or '00'}", time)
