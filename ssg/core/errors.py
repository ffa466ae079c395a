"""Problems with a place in a file: how every stage reports them.

Stages *return* diagnostics, so that a build can collect all of them; `SiteProblem` is raised only if a stage cannot
continue. This module never prints and never reads a file.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from ssg.core.message import NOTHING, Message


class Severity(StrEnum):
    """The severity of a problem: an error stops publication, a warning and a notice do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Place(msgspec.Struct, frozen=True, order=True):
    """A place in the site's files: a posix path relative to the site's folder, line and column from 1 (0: unknown).

    Columns count characters of the line in NFC, without byte order mark and carriage returns.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return `path:line:column`, without the unknown parts."""
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


class Diagnostic(msgspec.Struct, frozen=True):
    """One problem: a code of `core/codes.py`, a message, its place, and a hint."""

    code: str
    severity: Severity
    message: Message
    place: Place
    hint: Message = NOTHING
    also: tuple[Place, ...] = ()


def error(
    code: str, message: Message, place: Place, hint: Message = NOTHING, also: tuple[Place, ...] = ()
) -> Diagnostic:
    """Create a diagnostic that stops publication."""
    return Diagnostic(code, Severity.ERROR, message, place, hint, also)


def warning(
    code: str, message: Message, place: Place, hint: Message = NOTHING, also: tuple[Place, ...] = ()
) -> Diagnostic:
    """Create a diagnostic that an editor should check; publication continues."""
    return Diagnostic(code, Severity.WARNING, message, place, hint, also)


def notice(
    code: str, message: Message, place: Place, hint: Message = NOTHING, also: tuple[Place, ...] = ()
) -> Diagnostic:
    """Create a diagnostic that says how something was interpreted; publication continues."""
    return Diagnostic(code, Severity.NOTICE, message, place, hint, also)


class SiteProblem(Exception):
    """Raised if a stage cannot continue; carries the diagnostics that say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        """Carry `diagnostics`, at least one of them an error."""
        super().__init__("; ".join(f"{d.place}: {d.message}" for d in diagnostics))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[SiteProblem], tuple[Diagnostic, ...]]:
        """Restore the exception in another process."""
        return SiteProblem, self.diagnostics
