"""From YAML nodes to plain data by our own rules: YAML 1.2's core, and less. It never reads text as a time.

`no`, `0777`, `12:30:45` and dates stay text. So do numbers that could not come back unchanged from JSON or
MessagePack: whole ones of more than 64 bits, infinite ones, those with a leading zero.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final
from unicodedata import is_normalized

import yaml

from ssg.content.frontmatter.notes import Notes
from ssg.core.text.control import control_characters
from ssg.core.text.slug import clean

_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE: Final = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,18})")
_FRACTION: Final = re.compile(
    r"[+-]?(?:(?:0|[1-9][0-9]*)?\.[0-9]+(?:[eE][+-]?[0-9]+)?|(?:0|[1-9][0-9]*)[eE][+-]?[0-9]+)"
)
_OTHER_BASE: Final = re.compile(r"0x[0-9A-Fa-f]{1,15}|0o[0-7]{1,20}")
_ESCAPE: Final = re.compile(r"\\(?:x(..)|u(....)|U(........)|([0abefvNLP])|.)", re.DOTALL)
_SHORT: Final = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "f": "\f",
    "v": "\v",
    "N": "\x85",
    "L": "\u2028",
    "P": "\u2029",
}


def is_absent(node: yaml.Node) -> bool:
    """Say whether nothing is written: an empty text, or `~` or `null` without quotation marks."""
    return isinstance(node, yaml.ScalarNode) and (not node.value or (not node.style and node.value in ("~", "null")))


def kind_of(node: yaml.Node) -> str:
    """Say in an editor's words what a node is."""
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "a mapping" if isinstance(node, yaml.MappingNode) else "text"


def tidy(value: str) -> str:
    """Return `clean(value)`, in a third of its time for the text that needs no cleaning: nearly all."""
    in_order = value.isprintable() and "  " not in value and value[:1] != " " and value[-1:] != " "
    return value if in_order and (value.isascii() or is_normalized("NFC", value)) else clean(value)


def literal(notes: Notes, node: yaml.Node, subject: str) -> str | None:
    """Return a scalar's text as written, clean, on one line; None after saying why there is none."""
    if not isinstance(node, yaml.ScalarNode):
        notes.error("E114", node, f"{subject} must be text, not {kind_of(node)}")
        return None
    value = tidy(node.value)
    # Those that stand in the file itself were refused before; YAML's escapes are between double quotation marks.
    if node.style == '"' and control_characters(value):
        _refuse_controls(notes, node, subject)
        return None
    return value


def pairs(
    notes: Notes, found: list[tuple[yaml.Node, yaml.Node]], spelling: Callable[[str], str] = str
) -> list[tuple[str, yaml.Node, yaml.Node]]:
    """Return the keys of a mapping as text, with their nodes and values; each key once, the first time.

    Keys are the same if `spelling` makes the same of them.
    """
    seen: dict[str, yaml.Node] = {}
    result: list[tuple[str, yaml.Node, yaml.Node]] = []
    for key_node, value in found:
        if not isinstance(key_node, yaml.ScalarNode):
            notes.error("E113", key_node, f"a key must be text, not {kind_of(key_node)}")
            continue
        key = literal(notes, key_node, "a key")
        if not key:
            if key == "":
                notes.error("E113", key_node, "a key is missing before the colon", "write key: value")
            continue
        known = spelling(key)
        if known in seen:
            first = notes.place(seen[known])
            message = f"`{key}` stands here a second time; the first is in line {first.line}"
            notes.error("E111", key_node, message, "keep one of them", (first,))
            continue
        seen[known] = key_node
        result.append((key, key_node, value))
    return result


def plain(notes: Notes, node: yaml.Node) -> Any:  # noqa: ANN401 - plain data of any shape
    """Return a node as plain data."""
    if isinstance(node, yaml.MappingNode):
        return {key: plain(notes, value) for key, _, value in pairs(notes, node.value)}
    if isinstance(node, yaml.SequenceNode):
        return [plain(notes, item) for item in node.value]
    if not isinstance(node, yaml.ScalarNode):
        return None
    value: str = node.value
    if node.style == '"' and control_characters(value.replace("\n", " ").replace("\t", " ")):
        _refuse_controls(notes, node, "a value")
        return ""
    return value if node.style or node.tag else resolved(value)


def resolved(value: str) -> bool | int | float | str | None:
    """Return what a plain scalar means."""
    if value in _WORDS:
        return _WORDS[value]
    if value[0] not in "+-.0123456789":
        return value
    if _WHOLE.fullmatch(value):
        number = int(value)
        return number if -(2**63) <= number < 2**63 else value
    if _FRACTION.fullmatch(value):
        fraction = float(value)
        return value if fraction in (float("inf"), float("-inf")) else fraction
    return int(value, 0) if _OTHER_BASE.fullmatch(value) else value


def _refuse_controls(notes: Notes, node: yaml.Node, subject: str) -> None:
    """Say that a scalar holds a control character, which it can only by an escape; point at the escape."""
    start, end = node.start_mark, node.end_mark
    lines = notes.mended.lines[start.line : end.line + 1]
    lines[-1] = lines[-1][: end.column]
    raw = "\n".join(lines)
    for found in _ESCAPE.finditer(raw, start.column):
        digits = found[1] or found[2] or found[3]
        character = chr(int(digits, 16)) if digits else _SHORT.get(found[4] or "", " ")
        if control_characters(clean(f"({character})")):
            before = raw[: found.start()]
            place = notes.mended.place(start.line + before.count("\n"), found.start() - before.rfind("\n") - 1)
            message = f"{subject} holds the control character U+{ord(character):04X}, written as `{found[0]}`"
            notes.error("E109", place, message, "take it away")
            return
    notes.error("E109", node, f"{subject} holds a control character", "take it away")
