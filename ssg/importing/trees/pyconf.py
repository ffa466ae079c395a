"""Reads the settings of a Python file without running it: names with literal values. For Pelican and Nikola."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from ssg.core.message import say
from ssg.importing.notes import Notes
from ssg.importing.trees.folder import Tree

_LARGEST: Final = 500_000
_FIELD: Final = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_STRFTIME: Final = re.compile(r"%[-]?[a-zA-Z]")


def assigned(tree: Tree, paths: tuple[str, ...], notes: Notes) -> dict[str, Any]:
    """Return the settings of some files, the last one's counting; what is computed is counted and left out."""
    found: dict[str, Any] = {}
    for path in paths:
        text = tree.text(path, notes) if path in tree else None
        if text is None or len(text) > _LARGEST:
            continue
        try:
            module = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            notes.count(say("configuration that is not valid Python; defaults are used"), path)
            continue
        for statement in module.body:
            if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
                _assign(found, statement.targets[0], statement.value, notes)
            elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
                _assign(found, statement.target, statement.value, notes)
    return found


def _assign(found: dict[str, Any], target: ast.expr, value: ast.expr, notes: Notes) -> None:
    if not isinstance(target, ast.Name) or not target.id.isupper():
        return
    try:
        found[target.id] = ast.literal_eval(value)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        notes.count(say("setting that is computed; its default is used"), target.id)


def filled(pattern: str, values: Mapping[str, str], day: datetime | None) -> str:
    """Return a pattern with `{slug}` and `{date:%Y}` filled in; nothing else of Python's formats is known."""

    def field(found: re.Match[str]) -> str:
        if found[1] == "date" and day is not None:
            return _STRFTIME.sub(lambda one: _of_day(one[0], day), found[2] or "%Y-%m-%d %H:%M:%S")
        return values.get(found[1], found[0])

    return _FIELD.sub(field, pattern)


def _of_day(code: str, day: datetime) -> str:
    short = code[-1]
    values = {
        "Y": f"{day.year:04d}", "y": f"{day.year % 100:02d}", "m": f"{day.month:02d}", "d": f"{day.day:02d}",
        "H": f"{day.hour:02d}", "M": f"{day.minute:02d}", "S": f"{day.second:02d}",
        "j": f"{day.timetuple().tm_yday:03d}", "b": day.strftime("%b"), "B": day.strftime("%B"),
        "a": day.strftime("%a"), "A": day.strftime("%A"),
    }  # fmt: skip
    value = values.get(short, code)
    return value.lstrip("0") if code.startswith("%-") else value


def ascii_of(text: str) -> str:
    """Return text with Latin letters without their accents; letters of other scripts are left out."""
    apart = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D").replace("Ð", "D").replace("ß", "ss"))
    return apart.encode("ascii", "ignore").decode()


def slug_of(text: str) -> str:
    """Return a slug as Pelican and Nikola make it: unaccented, without signs, hyphens for spaces."""
    plain = re.sub(r"[^\w\s-]", "", ascii_of(text)).strip().lower()
    return re.sub(r"[-\s]+", "-", plain)
