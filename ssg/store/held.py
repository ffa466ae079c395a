"""What a process that stays holds of the state between publications, so that it is not read and compared each time.

A value counts only for the state that it was held with: by the number of the build that committed it. Whoever takes a
value may change it; if that build fails, nothing is held. Never decides whether the state is still the same file.
"""

from __future__ import annotations

from typing import Any


class Held:
    """Values by name, and the number of the build whose state has the same."""

    def __init__(self) -> None:
        """Hold nothing."""
        self._build = 0
        self._values: dict[str, Any] = {}

    def clear(self) -> None:
        """Forget everything."""
        self._values = {}

    def take(self, build: int) -> dict[str, Any]:
        """Return what is held of the state that a build has left; nothing is held then."""
        found, self._values = self._values, {}
        return found if build == self._build else {}

    def give(self, build: int, values: dict[str, Any]) -> None:
        """Hold values of the state that a build has committed."""
        self._build, self._values = build, values
