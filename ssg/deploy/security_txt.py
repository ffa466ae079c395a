"""Whether `security.txt` (RFC 9116) is still valid: after its `Expires` nobody may rely on the contact. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from ssg.core.errors import Diagnostic, Place, warning
from ssg.core.message import say
from ssg.core.text.dates import iso

NAMES: Final = (".well-known/security.txt", "security.txt")
"""Its paths below `static/`."""
_EXPIRES: Final = re.compile(r"^Expires:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)


def check_security_txt(path: str, text: str, now: datetime) -> Diagnostic | None:
    """Return a warning if a file of that name, below the site's folder, has expired, or does not say when it does."""
    found = _EXPIRES.search(text)
    hint = say("write a time within the next year, such as `Expires: {time}`", time=_in_a_year(now))
    try:
        expires = datetime.fromisoformat(found[1]) if found else None
    except ValueError:
        expires = None
    if found is None or expires is None:
        return warning("W767", say("security.txt does not say when it expires"), Place(path), hint)
    if expires.tzinfo is None:
        expires = expires.replace(tzinfo=UTC)
    if expires > now:
        return None
    line = text.count("\n", 0, found.start()) + 1
    message = say("security.txt expired on {time}: nobody may rely on it", time=iso(expires))
    return warning("W767", message, Place(path, line, found.start(1) - found.start() + 1), hint)


def _in_a_year(now: datetime) -> str:
    """Return midnight (UTC) of a day in eleven months."""
    day = datetime.fromtimestamp(int(now.timestamp()) + 330 * 86_400, UTC)
    return f"{day:%Y-%m-%d}T00:00:00Z"
