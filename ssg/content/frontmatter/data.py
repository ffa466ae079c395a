"""Reads a whole file of YAML as plain data: within the bounds, and by the rules, of front matter's other keys."""

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
from ssg.core.text.control import control_characters


def load_yaml(text: str) -> Any:  # noqa: ANN401 - plain data of any shape
    """Return the data of a YAML text, None if it is empty. Raises ValueError, with line and column, for an editor."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    mended = Mended("", 1, text.split("\n"), [], {}, {}, [])
    for at in control_characters(text):
        if text[at] not in "\n\t":
            before = text[:at]
            place = mended.place(before.count("\n"), at - before.rfind("\n") - 1)
            raise _wrong(place, f"the control character U+{ord(text[at]):04X} cannot stand here")
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


def _unreadable(mended: Mended, problem: yaml.YAMLError | Refusal) -> ValueError:
    """Say what the parser could not read."""
    trouble = complaint(problem, mended.lines, where="")
    return _wrong(mended.place(trouble.line, trouble.column), f"{trouble.message} ({trouble.hint})")


def _wrong(place: Place, message: str) -> ValueError:
    """Say what is wrong, and where."""
    return ValueError(f"line {place.line}, column {place.column}: {message}")
