"""Reasons of system errors as messages; catalogues translate the common ones. Pure."""

from __future__ import annotations

from typing import Final

from ssg.core.message import NOTHING, Message, say, verbatim

COMMON: Final = (
    say("Permission denied"),
    say("No such file or directory"),
    say("No space left on device"),
    say("Disk quota exceeded"),
    say("File exists"),
    say("File name too long"),
    say("Input/output error"),
    say("Is a directory"),
    say("Not a directory"),
    say("Directory not empty"),
    say("Read-only file system"),
    say("Too many levels of symbolic links"),
    say("Too many open files"),
    say("Operation not permitted"),
    say("Device or resource busy"),
    say("Cannot allocate memory"),
    say("Resource temporarily unavailable"),
    say("Connection refused"),
    # Our own messages in an OSError.
    say("not a regular file (a pipe, socket or device)"),
    say("it points outside the folder"),
    say("it is a link or a file, not a folder"),
    say("its folder is a symbolic link"),
    say("its folder is not ours alone"),
    say("it is not ours alone"),
    say("nobody reads from this pipe"),
)
"""The most common system errors, in the English of `strerror`."""


class Refused(OSError):
    """Raised where we refuse what the system would allow; `said` is the reason, `hint` what to do."""

    def __init__(self, said: Message, hint: Message = NOTHING) -> None:
        """Store the reason and the hint."""
        super().__init__(0, str(said))
        self.said = said
        self.hint = hint

    def __reduce__(self) -> tuple[type[Refused], tuple[Message, ...]]:
        """Restore the exception in another process."""
        return type(self), (self.said, self.hint) if self.hint else (self.said,)


def reason_of(problem: Exception) -> Message:
    """Return why something failed: the system's message, or ours."""
    if isinstance(problem, Refused):
        return problem.said
    said = (isinstance(problem, OSError) and problem.strerror) or str(problem)
    return verbatim(said) if "{" in said else Message(said)
