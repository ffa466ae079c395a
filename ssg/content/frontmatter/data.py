"""Reads and writes a whole file of YAML as plain data; reads by the bounds and rules of front matter's other keys."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import yaml

from ssg.content.frontmatter.complaints import complaint
from ssg.content.frontmatter.loader import Refusal, compose
from ssg.content.frontmatter.mended import Mended
from ssg.content.frontmatter.notes import Notes
from ssg.content.frontmatter.plain import plain
from ssg.core.errors import Place
from ssg.core.message import NOTHING, Invalid, Message, say
from ssg.core.text.control import control_characters


class BadYaml(Invalid):
    """Raised for a text that is no YAML, or none of ours: why, and where."""

    def __init__(self, line: int, column: int, why: Message) -> None:
        """Carry the parts of a diagnostic; the message has them all."""
        super().__init__(say("line {line}, column {column}: {message}", line=line, column=column, message=why))
        self.line = line
        self.column = column
        self.why = why

    def __reduce__(self) -> tuple[type[BadYaml], tuple[int, int, Message]]:  # type: ignore[override]
        """Restore the exception in another process."""
        return type(self), (self.line, self.column, self.why)


def load_yaml(text: str) -> Any:  # noqa: ANN401 - plain data of any shape
    """Return the data of a YAML text, None if it is empty. Raises BadYaml."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    mended = Mended("", 1, text.split("\n"), [], {}, {}, [])
    for at in control_characters(text):
        if text[at] not in "\n\t":
            before = text[:at]
            place = mended.place(before.count("\n"), at - before.rfind("\n") - 1)
            raise _wrong(place, say("control character U+{code:04X} is not allowed", code=ord(text[at])))
    try:
        node = compose(text)
    except yaml.YAMLError as problem:
        raise _unreadable(mended, problem) from None
    if isinstance(node, Refusal):
        raise _unreadable(mended, node)
    if node is None:
        return None
    notes = Notes(mended, ZoneInfo("UTC"))
    value = plain(notes, node)
    for found in notes.diagnostics:
        raise _wrong(found.place, found.message)
    return value


def dump_yaml(data: object) -> str:
    """Return plain data as YAML, in its order; what is in it twice is written once, with an alias."""
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100))


def _unreadable(mended: Mended, problem: yaml.YAMLError | Refusal) -> Invalid:
    """Return the error for a text that the parser rejects."""
    trouble = complaint(problem, mended.lines, where=NOTHING)
    return _wrong(
        mended.place(trouble.line, trouble.column),
        say("{message} ({hint})", message=trouble.message, hint=trouble.hint),
    )


def _wrong(place: Place, message: Message) -> BadYaml:
    return BadYaml(place.line, place.column, message)
