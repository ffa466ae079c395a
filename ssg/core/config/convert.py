"""Checks TOML data against the types of the schema, key by key: one wrong value never hides the next.

What comes out holds only keys that the schema knows, with values of its types; what was wrong is left out of it and
reported. It knows types and their bounds, and nothing of what a site is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, Final

from msgspec import inspect

from ssg.core.config.layout import KeyPath
from ssg.core.config.report import Report, closest, dotted, shown
from ssg.core.text import clean, control_characters, is_safe_url

WRONG: Final = object()
"""Stands for a value that was reported."""

_LARGEST: Final = 2**63


def read_table(
    table: Mapping[str, Any], kind: inspect.StructType, path: KeyPath, report: Report, top: Iterable[str] = ()
) -> dict[str, Any]:
    """Return the keys of `table` that are right for `kind`. `top`: keys of the file's beginning, for a hint."""
    fields = {field.encode_name: field for field in kind.fields}
    good: dict[str, Any] = {}
    for key, value in table.items():
        where = (*path, key)
        if key not in fields:
            _report_unknown(key, fields, where, report, top)
            continue
        read = _read(value, fields[key].type, where, report, top)
        if read is not WRONG:
            good[key] = read
    for name, field in fields.items():
        if field.required and name not in table:
            example = "5" if isinstance(field.type, inspect.IntType) else '"…"'
            report.at_key("E504", f"`{dotted((*path, name))}` is missing", path, f"add a line `{name} = {example}`")
    return good


def _read(value: Any, kind: inspect.Type, path: KeyPath, report: Report, top: Iterable[str]) -> Any:  # noqa: ANN401
    """Return one value as `kind` wants it, or WRONG."""
    if isinstance(kind, inspect.Metadata):
        return _read_text(value, path, report, kind.extra or {}, empty=True)
    good: Any
    match kind, value:
        case inspect.StrType(), str():
            good = _read_text(value, path, report, {}, empty=not kind.min_length)
        case inspect.StructType(), dict():
            good = read_table(value, kind, path, report, top)
        case inspect.VarTupleType(), list():
            good = [_read(item, kind.item_type, (*path, place), report, top) for place, item in enumerate(value)]
            # A wrong table keeps its place in the list, by which the others are found in the file.
            if not isinstance(kind.item_type, inspect.StructType):
                good = [item for item in good if item is not WRONG]
        case inspect.DictType(), dict():
            good = _read_dict(value, kind, path, report, top)
        case inspect.BoolType(), bool():
            good = value
        case inspect.IntType(), int() if not isinstance(value, bool):
            good = _within((kind.ge or 0) <= value <= (kind.le or _LARGEST), value, kind, path, report)
        case inspect.LiteralType(), str():
            good = _within(value in kind.values, value, kind, path, report)
        case _:
            good = _wrong_type(value, kind, path, report)
    return good


def _within(right: bool, value: object, kind: inspect.Type, path: KeyPath, report: Report) -> object:
    """Return a value of the right type, or WRONG if it was not one of those that are allowed."""
    if right:
        return value
    hint = (
        closest(value, map(str, kind.values))
        if isinstance(kind, inspect.LiteralType) and isinstance(value, str)
        else ""
    )
    report.at_value("E505", f"`{dotted(path)}` must be {_wanted(kind)}, not {shown(value)}", path, hint)
    return WRONG


def _wrong_type(value: object, kind: inspect.Type, path: KeyPath, report: Report) -> object:
    """Report that a value is of another type than `kind`."""
    hint = ""
    name = str(path[-1])
    if isinstance(kind, inspect.StrType) and isinstance(value, (int, float, date, time)):
        written = value.isoformat() if isinstance(value, (date, time)) else shown(value).removeprefix("the number ")
        hint = f'put it in quotes: `{name} = "{written}"`'
    elif isinstance(kind, inspect.VarTupleType) and isinstance(kind.item_type, inspect.StructType):
        hint = f"begin each entry with `[[{dotted(path)}]]`"
    elif isinstance(kind, inspect.VarTupleType) and isinstance(value, str):
        hint = f'put it in brackets: `{name} = ["{value}"]`' if value.isprintable() and len(value) <= 60 else ""
    elif isinstance(kind, (inspect.StructType, inspect.DictType)) and isinstance(path[-1], str):
        hint = f"begin the table with `[{dotted(path)}]`"
    report.at_value("E502", f"`{dotted(path)}` must be {_wanted(kind)}, not {shown(value)}", path, hint)
    return WRONG


def _wanted(kind: inspect.Type) -> str:
    """Say in words what a type of the schema holds."""
    words = "text in quotes"
    match kind:
        case inspect.IntType():
            words = f"a whole number from {kind.ge} to {kind.le}"
        case inspect.BoolType():
            words = "true or false"
        case inspect.LiteralType():
            words = "one of " + ", ".join(f'"{value}"' for value in kind.values)
        case inspect.VarTupleType():
            items = {inspect.StructType: "tables", inspect.IntType: "whole numbers"}
            words = f"a list of {items.get(type(kind.item_type), 'texts')}"
        case inspect.StructType() | inspect.DictType():
            words = "a table"
        case _:
            pass
    return words


def _report_unknown(key: str, fields: Iterable[str], path: KeyPath, report: Report, top: Iterable[str]) -> None:
    """Report a key that the schema does not know, with what was meant if that can be guessed."""
    hint = closest(key, fields)
    if not hint and key in top and len(path) > 1:
        # TOML's commonest trap: whatever follows a `[table]` belongs to it.
        hint = f"`{key}` belongs to the whole site: move it up, before the first line in brackets"
    if not hint:
        hint = "settings of a theme's own belong under `[params]`" if len(path) == 1 else ""
    report.at_key("E503", f"unknown key `{dotted(path)}`", path, hint)


def _read_dict(
    table: dict[str, Any], kind: inspect.DictType, path: KeyPath, report: Report, top: Iterable[str]
) -> dict[str, Any]:
    """Read a table whose keys are free: each value of one type, or (params) of any."""
    if isinstance(kind.value_type, inspect.AnyType):
        _check_free(table, path, report)
        return table
    read = {key: _read(value, kind.value_type, (*path, key), report, top) for key, value in table.items()}
    return {key: value for key, value in read.items() if value is not WRONG}


def _read_text(value: Any, path: KeyPath, report: Report, extra: Mapping[str, Any], *, empty: bool) -> Any:  # noqa: ANN401
    """Return text in one line (or lines, if `extra` says so), or WRONG."""
    if not isinstance(value, str):
        return _wrong_type(value, inspect.StrType(), path, report)
    text = value.strip() if extra.get("lines") else clean(value)
    if not _check_characters(text, path, report):
        return WRONG
    if not text and not empty:
        report.at_value("E505", f"`{dotted(path)}` must not be empty", path)
        return WRONG
    if extra.get("url") and text and not is_safe_url(text):
        hint = "write `https://…`, `mailto:…`, or a path of the site such as `/lien-he/`"
        report.at_value("E507", f"`{dotted(path)}` is not a URL that can be printed: {shown(text)}", path, hint)
        return WRONG
    return text


def _check_characters(text: str, path: KeyPath, report: Report) -> bool:
    """Report control characters in `text`; line ends and tabs are for text of several lines."""
    found = [text[place] for place in control_characters(text) if text[place] not in "\t\n\r"]
    if found:
        names = ", ".join(f"U+{ord(character):04X}" for character in sorted(set(found))[:5])
        report.at_value("E506", f"`{dotted(path)}` holds invisible control characters ({names})", path)
    return not found


def _check_free(value: Any, path: KeyPath, report: Report) -> None:  # noqa: ANN401
    """Report, anywhere in free data, what no later stage could store or print. Depth is bounded by the layout."""
    match value:
        case str():
            _check_characters(value, path, report)
        case dict():
            for key, inner in value.items():
                if control_characters(key):
                    report.at_key("E506", f"`{dotted((*path, key))}` has control characters in its name", (*path, key))
                _check_free(inner, (*path, key), report)
        case list():
            for place, inner in enumerate(value):
                _check_free(inner, (*path, place), report)
        case bool() | datetime() | date() | time():
            pass
        case int() if not -_LARGEST <= value < _LARGEST:
            report.at_value("E505", f"`{dotted(path)}` does not fit into 64 bits", path)
        case float() if not math.isfinite(value):
            report.at_value("E505", f"`{dotted(path)}` is not a finite number", path)
        case _:
            pass
