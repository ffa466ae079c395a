"""Problems that a command that stays has printed: each is printed once as long as it exists, and again when it changes.

Prints nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from ssg.core.errors import Diagnostic, Severity
from ssg.core.message import Message


class Reported:
    """The problems that exist, even if their line numbers change."""

    def __init__(self) -> None:
        """Start without problems."""
        self._known: frozenset[tuple[str, str, Message]] = frozenset()
        self._errors = False

    def take(self, said: Iterable[Diagnostic]) -> tuple[list[Diagnostic], bool]:
        """Return the problems that are new, and whether the last error has just gone."""
        named = {(one.code, one.place.path, one.message): one for one in said}
        news = [one for name, one in named.items() if name not in self._known]
        errors = any(one.severity is Severity.ERROR for one in named.values())
        over = self._errors and not errors
        self._known, self._errors = frozenset(named), errors
        return news, over
