"""Turns tomllib's message about an invalid file into a problem that an editor can find and fix."""

from __future__ import annotations

import re
from typing import Final

from ssg.core.config.layout import Layout
from ssg.core.config.report import dotted
from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import NOTHING, Message, say, verbatim

_PLACE: Final = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)$")
_HUGE_NUMBER: Final = re.compile(r"[0-9_]{4300}")
# tomllib names the place after the second of two; where both are is known from the layout.
_TWICE: Final = ("Cannot overwrite", "Cannot declare", "Duplicate inline table key", "Cannot mutate")
_HINTS: Final = (
    ("Found invalid character", say("close the text on the same line, or put three quotes around several lines")),
    ("Unescaped", say("double the backslash, or put the text in single quotes")),
    ("Expected '=' after a key", say("write `key = value`, or the name of a table in brackets")),
    ("Expected ']'", say("close the bracket")),
    (("Cannot declare", "Cannot overwrite"), say("the name is already used above: keep one")),
    ("Invalid date or datetime", say("check the date; put text in quotes")),
)


# Words for true and false that TOML does not know.
_SWITCHES: Final = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}


def syntax_error(message: str, text: str, layout: Layout, path: str) -> Diagnostic:
    """Return the diagnostic for a message of tomllib's about `text`, the file at `path`."""
    if message.startswith(_TWICE) and layout.repeated:
        key, second, first = layout.repeated
        also = (Place(path, *layout.position(first)),)
        return error(
            "E501",
            say("duplicate key `{key}`", key=dotted(key)),
            Place(path, *layout.position(second)),
            say("keep one"),
            also,
        )
    if message.startswith("Exceeds the limit"):
        found = _HUGE_NUMBER.search(text)
        place = Place(path, *layout.position(found.start())) if found else Place(path)
        return error("E501", say("number with thousands of digits"), place)
    line, column = layout.position(len(text))
    found = _PLACE.search(message)
    if found and found[1]:
        line, column = int(found[1]), int(found[2])
    if message.startswith("Unescaped"):  # tomllib has passed the backslash, maybe the line
        line, column = layout.position(text.rfind("\\", 0, layout.offset(line, column)))
    plain = verbatim(_PLACE.sub("", message))
    if found and not found[1]:
        plain = say("{reason} at the end of the file", reason=plain)
    return error(
        "E501", say("invalid TOML: {plain}", plain=plain), Place(path, line, column), _hint(message, text, line, column)
    )


def _hint(message: str, text: str, line: int, column: int) -> Message:
    """Return a hint for the commonest mistakes."""
    for beginning, hint in _HINTS:
        if message.startswith(beginning):
            return hint
    if not message.startswith("Invalid value"):
        return NOTHING
    rest = text.split("\n")[line - 1][column - 1 :]
    if rest[:1] in tuple("“”‘’„«"):
        return say('use straight quotes: `"`')
    if word := _SWITCHES.get(rest.partition("#")[0].strip().lower()):
        return say("write `{word}`", word=word)
    return say('put text in quotes: `key = "value"`') if rest[:1].isalpha() else NOTHING
