"""From YAML nodes to plain data by our own rules: YAML 1.2's core, and less. It never reads text as a time.

`no`, `0777`, `12:30:45` and dates stay text. So do numbers that JSON or MessagePack would not return unchanged:
integers of more than 64 bits, infinite ones, those with a leading zero.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final
from unicodedata import is_normalized

import yaml

from ssg.content.frontmatter.notes import Notes
from ssg.core.message import NOTHING, Message, say
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
    """Return whether a value is empty: an empty text, or `~` or `null` without quotation marks."""
    return isinstance(node, yaml.ScalarNode) and (not node.value or (not node.style and node.value in ("~", "null")))


def kind_of(node: yaml.Node) -> Message:
    """Return the kind of a node for a message."""
    if isinstance(node, yaml.SequenceNode):
        return say("a list")
    return say("a mapping") if isinstance(node, yaml.MappingNode) else say("text")


def tidy(value: str) -> str:
    """Return `clean(value)`, in a third of the time for text that needs no cleaning, as nearly all."""
    in_order = value.isprintable() and "  " not in value and value[:1] != " " and value[-1:] != " "
    return value if in_order and (value.isascii() or is_normalized("NFC", value)) else clean(value)


def as_text(subject: Message, node: yaml.Node) -> Message:
    """Return how a list of one text, or a mapping with a `name`, is written as text; nothing for any other value."""
    only: yaml.Node | None = None
    if isinstance(node, yaml.SequenceNode) and len(node.value) == 1:
        only = node.value[0]
    elif isinstance(node, yaml.MappingNode):
        only = next((value for key, value in node.value if key.value in ("name", "title")), None)
    if not isinstance(only, yaml.ScalarNode):
        return say("write one of them") if isinstance(node, yaml.SequenceNode) else NOTHING
    key = str(subject)
    if key.startswith("`") and " " not in key:
        return say("write `{key}: {value}`", key=key.strip("`"), value=only.value)
    return say("write `{written}`", written=only.value)


def literal(notes: Notes, node: yaml.Node, subject: Message) -> str | None:
    """Return a scalar's text as written, clean, on one line; None after saying why there is none."""
    if not isinstance(node, yaml.ScalarNode):
        message = say("{subject} must be text, not {node}", subject=subject, node=kind_of(node))
        notes.error("E114", node, message, as_text(subject, node))
        return None
    value = tidy(node.value)
    # Those in the file itself were rejected before; YAML's escapes are in double quotation marks.
    if node.style == '"' and control_characters(value):
        _refuse_controls(notes, node, subject)
        return None
    return value


def pairs(
    notes: Notes, found: list[tuple[yaml.Node, yaml.Node]], spelling: Callable[[str], str] = str
) -> list[tuple[str, yaml.Node, yaml.Node]]:
    """Return the keys of a mapping as text, with their nodes and values; of equal keys, the first.

    Keys are equal if `spelling` returns the same for them.
    """
    seen: dict[str, yaml.Node] = {}
    result: list[tuple[str, yaml.Node, yaml.Node]] = []
    for key_node, value in found:
        if not isinstance(key_node, yaml.ScalarNode):
            notes.error("E113", key_node, say("a key must be text, not {key_node}", key_node=kind_of(key_node)))
            continue
        key = literal(notes, key_node, say("a key"))
        if not key:
            if key == "":
                notes.error("E113", key_node, say("missing key before the colon"), say("write `key: value`"))
            continue
        known = spelling(key)
        if known in seen:
            first = notes.place(seen[known])
            message = say("duplicate key `{key}`; the first is on line {line}", key=key, line=first.line)
            notes.error("E111", key_node, message, say("keep one"), (first,))
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
        _refuse_controls(notes, node, say("a value"))
        return ""
    return value if node.style or node.tag else resolved(value)


def resolved(value: str) -> bool | int | float | str | None:
    """Return the value of a plain scalar."""
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


def _refuse_controls(notes: Notes, node: yaml.Node, subject: Message) -> None:
    """Report that a scalar contains a control character, which only an escape can produce; point at the escape."""
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
            message = say(
                "{subject} contains the control character U+{character:04X}, written as `{found}`",
                subject=subject,
                character=ord(character),
                found=found[0],
            )
            notes.error("E109", place, message, say("remove it"))
            return
    notes.error("E109", node, say("{subject} contains a control character", subject=subject), say("remove it"))
