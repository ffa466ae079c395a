"""Gathers what goes wrong while pages are rendered: a line that fails on thousands of pages is said once."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ssg.core.errors import Diagnostic


class Failures:
    """Failures of one build, each with the first page that showed it and the number of others."""

    def __init__(self, known: Iterable[Diagnostic] = ()) -> None:
        """Begin with none; what is `known` already of a line of a template is not said again."""
        self._known = {(d.code, d.place) for d in known}
        self._found: dict[Diagnostic, tuple[str, int]] = {}

    def add(self, said: Iterable[Diagnostic], owner: str) -> None:
        """Take what went wrong on the page of `owner`."""
        for diagnostic in said:
            if (diagnostic.code, diagnostic.place) in self._known:
                continue
            first, others = self._found.get(diagnostic, (owner, -1))
            self._found[diagnostic] = (first, others + 1)

    def diagnostics(self) -> list[Diagnostic]:
        """Say each failure once, with the page on which it was seen."""
        return [
            msgspec.structs.replace(d, message=f"{d.message}, while rendering {owner}{_and_others(others)}")
            for d, (owner, others) in self._found.items()
        ]


def _and_others(number: int) -> str:
    if not number:
        return ""
    return " and one other page" if number == 1 else f" and {number:,} other pages"
