"""Says what is wrong with the text of a data file, and where: TOML, JSON or YAML that is none. Pure."""

from __future__ import annotations

import re
from typing import Final

from ssg.content.frontmatter import BadYaml
from ssg.content.toml_files import Unreadable, read_toml
from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import NOTHING, Message, say, verbatim

UNREADABLE: Final = "E712"
_BYTE: Final = re.compile(r"(?:JSON is malformed: )?(.*?)(?: \(byte (\d+)\))?", re.DOTALL)
_ENDS_EARLY: Final = "Input data was truncated"
_HUGE: Final = re.compile(rb"\d{19,}")
_JSON: Final = {
    _ENDS_EARLY: (say("the file ends too early"), say("close every bracket, brace and quotation mark")),
    "trailing comma in array": (say("comma before `]`"), say("remove the comma")),
    "trailing comma in object": (say("comma before `}}`"), say("remove the comma")),
    "expected ',' or ']'": (
        say("`,` or `]` is missing"),
        say("write numbers with a point, and a comma between two values"),
    ),
    "expected ',' or '}'": (say("`,` or `}}` is missing"), say("write a comma between two values")),
    "expected ':'": (say("`:` is missing"), NOTHING),
    "object keys must be strings": (
        say("name without quotation marks"),
        say("write numbers with a point, and names in straight double quotation marks"),
    ),
    "invalid number": (say("invalid number"), say("write it as `1234.5`")),
    "invalid character": (
        say("character that stands for no value"),
        say("put text in straight double quotation marks; write `null` for a missing number"),
    ),
    "trailing characters": (say("text after the end of the data"), say("put several values into a list: `[…, …]`")),
}
"""What is said for the messages of msgspec, and the hints."""


def unreadable(problem: Exception, raw: bytes, file: str) -> Diagnostic:
    """Return the error for a data file, given as bytes and its path from the site's folder, that raised a problem."""
    place, why, hint, also = _fault(problem, raw, file)
    return error(UNREADABLE, say("cannot read data file: {problem}", problem=why), place, hint, also)


def _fault(problem: Exception, raw: bytes, file: str) -> tuple[Place, Message, Message, tuple[Place, ...]]:
    if isinstance(problem, BadYaml):
        return Place(file, problem.line, problem.column), problem.why, NOTHING, ()
    if isinstance(problem, UnicodeDecodeError):
        line = problem.object.count(b"\n", 0, problem.start) + 1
        return Place(file, line), say("not UTF-8"), say("save it as UTF-8"), ()
    if file.lower().endswith(".toml"):
        try:
            read_toml(raw, file, len(raw))
        except Unreadable as found:
            return found.place, found.why, found.hint, found.also
    if isinstance(problem, RecursionError):
        return Place(file, 1), say("it is nested too deeply"), NOTHING, ()
    return (*_of_json(str(problem), raw.removeprefix(b"\xef\xbb\xbf"), file), ())


def _of_json(said: str, raw: bytes, file: str) -> tuple[Place, Message, Message]:
    """Return the place that msgspec has counted in bytes, and what it says in words of ours."""
    if not raw.strip():
        return Place(file, 1), say("it is empty"), NOTHING
    if said.startswith(("Integer value out of range", "Number out of range")) and (huge := _HUGE.search(raw)):
        return _place(raw, huge.start(), file), say("number that is too large"), NOTHING
    found = _BYTE.fullmatch(said)
    reason = found[1] if found else said
    at = int(found[2]) if found and found[2] else len(raw.rstrip()) if reason == _ENDS_EARLY else 0
    why, hint = _JSON.get(reason, (verbatim(said), NOTHING))
    return _place(raw, at, file), why, hint


def _place(raw: bytes, at: int, file: str) -> Place:
    """Return the place of a byte, for which line breaks are those of editors."""
    before = raw[:at].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
