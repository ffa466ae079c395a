"""Makes of what tomllib says of a broken file a problem that an editor can find and mend."""

from __future__ import annotations

import re
from typing import Final

from ssg.core.config.layout import Layout
from ssg.core.config.report import dotted
from ssg.core.errors import Diagnostic, Place, error

_PLACE: Final = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)$")
_HUGE_NUMBER: Final = re.compile(r"[0-9_]{4300}")
# tomllib names the place after the second of two; where both are is known from the layout.
_TWICE: Final = ("Cannot overwrite", "Cannot declare", "Duplicate inline table key", "Cannot mutate")
_HINTS: Final = (
    ("Found invalid character", "a text ends on the line where it begins; several lines stand between three quotes"),
    ("Unescaped", "write a backslash twice, or put the text between single quotes"),
    ("Expected '=' after a key", "a line is `key = value`, or a table's name in brackets"),
    ("Expected ']'", "close the bracket"),
    (("Cannot declare", "Cannot overwrite"), "the name has been used above: give it once"),
    ("Invalid date or datetime", "there is no such day or time; text stands in quotes"),
)


def syntax_error(message: str, text: str, layout: Layout, path: str) -> Diagnostic:
    """Return the diagnostic for a message of tomllib's about `text`, the file at `path`."""
    if message.startswith(_TWICE) and layout.repeated:
        key, second, first = layout.repeated
        also = (Place(path, *layout.position(first)),)
        return error("E501", f"`{dotted(key)}` stands twice", Place(path, *layout.position(second)), "keep one", also)
    if message.startswith("Exceeds the limit"):
        found = _HUGE_NUMBER.search(text)
        place = Place(path, *layout.position(found.start())) if found else Place(path)
        return error("E501", "a number has thousands of digits", place)
    line, column = layout.position(len(text))
    found = _PLACE.search(message)
    if found and found[1]:
        line, column = int(found[1]), int(found[2])
    if message.startswith("Unescaped"):  # tomllib has passed the backslash, maybe the line
        line, column = layout.position(text.rfind("\\", 0, layout.offset(line, column)))
    plain = _PLACE.sub(", and there the file ends" if found and not found[1] else "", message)
    return error("E501", f"not valid TOML: {plain}", Place(path, line, column), _hint(message, text, line, column))


def _hint(message: str, text: str, line: int, column: int) -> str:
    """Say what to do about the commonest mistakes."""
    for beginning, hint in _HINTS:
        if message.startswith(beginning):
            return hint
    if not message.startswith("Invalid value"):
        return ""
    rest = text.split("\n")[line - 1][column - 1 :]
    if rest[:1] in tuple("“”‘’„«"):
        return 'use straight quotes: `"`'
    return 'text stands in quotes: `key = "value"`' if rest[:1].isalpha() else ""
