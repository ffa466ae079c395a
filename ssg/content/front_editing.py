"""Changes the slots of a hand-made front page in its text: comments, unknown keys and order stay. Alone uses tomlkit.

Pure: text in, text out. Whether an article may stand in a slot is none of its business.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from ssg.core.config.layout import Layout, TooDeep

Value = str | datetime | None
"""A value of a slot; None removes the key."""


class Unreadable(Exception):
    """Raised where the text is no front page."""


def fill(text: str, slot: str, values: Mapping[str, Value]) -> str:
    """Set values of a slot, which is added at the end if it is not filled yet.

    Raises Unreadable, as the other functions do.
    """
    text = _plain(text)
    document, slots = _parsed(text)
    names = [one.get("name") for one in slots]
    new = {key: value for key, value in values.items() if value is not None}
    if slot not in names:
        before = f"{text}\n" if text.strip() else ""
        return f"{before}[[slot]]\n{_lines({'name': slot, **new})}"
    at = names.index(slot)
    for key, value in values.items():
        if key in slots[at]:
            new.pop(key, None)
            if value is None:
                slots[at].remove(key)
            else:
                slots[at][key] = value
    text = tomlkit.dumps(document)
    _, end = _span(text, at)
    return text[:end] + _lines(new) + text[end:]


def empty(text: str, slot: str) -> str:
    """Remove a slot with all that is written of it. A comment behind it belongs to what follows."""
    text = _plain(text)
    _, slots = _parsed(text)
    for at in range(len(slots) - 1, -1, -1):
        if slots[at].get("name") == slot:
            start, end = _span(text, at)
            rest = text[end:]
            text = text[:start] + (rest.removeprefix("\n") if not start or text[:start].endswith("\n\n") else rest)
    return text


def swap(text: str, one: str, other: str) -> str:
    """Exchange the names of two slots: what is written of each goes to the other."""
    document, slots = _parsed(_plain(text))
    names = {one: other, other: one}
    for table in slots:
        if (name := str(table.get("name", ""))) in names:
            table["name"] = names[name]
    return tomlkit.dumps(document)


def _plain(text: str) -> str:
    """Return a text that ends with its last line, without a byte order mark."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return text if text.endswith("\n") or not text else f"{text}\n"


def _parsed(text: str) -> tuple[tomlkit.TOMLDocument, AoT]:
    try:
        document = tomlkit.parse(text)
    except (TOMLKitError, ValueError, RecursionError) as problem:
        raise Unreadable(str(problem)) from problem
    slots = document.get("slot")
    if slots is None:
        return document, tomlkit.aot()
    if not isinstance(slots, AoT):
        raise Unreadable("slot")
    return document, slots


def _lines(values: Mapping[str, Value]) -> str:
    return "".join(f"{key} = {tomlkit.item(value).as_string()}\n" for key, value in values.items())


def _span(text: str, at: int) -> tuple[int, int]:
    """Return where a slot begins, and where its last key ends: blank lines and comments behind that are not its own."""
    try:
        keys = Layout(text).keys
    except TooDeep as problem:
        raise Unreadable(str(problem)) from problem
    start = keys["slot", at]
    own = (("slot",), ("slot", at))
    following = [offset for path, offset in keys.items() if offset > start and path[:2] not in own]
    lines = text[start : _line_start(text, min(following, default=len(text)))].splitlines(keepends=True)
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return start, start + len("".join(lines))


def _line_start(text: str, at: int) -> int:
    return at if at == len(text) else text.rfind("\n", 0, at) + 1
