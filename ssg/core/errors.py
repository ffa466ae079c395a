"""Problems with a place in a file: the one way in which any stage says that something is wrong.

Stages *return* diagnostics, so that a build can gather all of them; `SiteProblem` is raised only where
nothing further can be done. This module never prints and never reads a file.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """How much a problem weighs: an error stops publication, a warning and a notice do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Place(msgspec.Struct, frozen=True, order=True):
    """Where in the site's files: a posix path relative to the site's folder, line and column from 1 (0: unknown).

    Columns count characters of the line after byte order mark and carriage returns are gone and the line is NFC.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Write it as `path:line:column`, leaving out what is not known."""
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


class Diagnostic(msgspec.Struct, frozen=True):
    """One problem: a code of `core/codes.py`, what is wrong, where, and what to do about it."""

    code: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""
    also: tuple[Place, ...] = ()


def error(code: str, message: str, place: Place, hint: str = "", also: tuple[Place, ...] = ()) -> Diagnostic:
    """Make a diagnostic that stops publication."""
    return Diagnostic(code, Severity.ERROR, message, place, hint, also)


def warning(code: str, message: str, place: Place, hint: str = "", also: tuple[Place, ...] = ()) -> Diagnostic:
    """Make a diagnostic that a careful editor acts upon; publication goes on."""
    return Diagnostic(code, Severity.WARNING, message, place, hint, also)


def notice(code: str, message: str, place: Place, hint: str = "", also: tuple[Place, ...] = ()) -> Diagnostic:
    """Make a diagnostic that says how something was understood; publication goes on."""
    return Diagnostic(code, Severity.NOTICE, message, place, hint, also)


class SiteProblem(Exception):
    """Raised where a stage cannot go on at all; carries the diagnostics that say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        """Carry `diagnostics`, at least one of them an error."""
        super().__init__("; ".join(f"{d.place}: {d.message}" for d in diagnostics))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[SiteProblem], tuple[Diagnostic, ...]]:
        """Come from a worker process as it was."""
        return SiteProblem, self.diagnostics
