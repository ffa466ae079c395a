"""Validates TOML data against the types of the schema, key by key: one invalid value never hides the next.

The result contains only known keys with values of their types; invalid ones are omitted and reported. It knows types
and their bounds, and nothing about sites.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, Final

from msgspec import inspect

from ssg.core.config.layout import KeyPath
from ssg.core.config.report import Report, closest, dotted, shown
from ssg.core.message import NOTHING, Message, say
from ssg.core.text import clean, control_characters, is_safe_url
from ssg.core.text.paths import is_host

WRONG: Final = object()
"""Stands for a value that was reported."""

_LARGEST: Final = 2**63


def read_table(
    table: Mapping[str, Any], kind: inspect.StructType, path: KeyPath, report: Report, top: Iterable[str] = ()
) -> dict[str, Any]:
    """Return the keys of `table` that are valid for `kind`. `top`: top-level keys of the file, for a hint."""
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
            report.at_key(
                "E504",
                say("missing `{value}`", value=dotted((*path, name))),
                path,
                say("add a line `{name} = {example}`", name=name, example=example),
            )
    return good


def _read(value: Any, kind: inspect.Type, path: KeyPath, report: Report, top: Iterable[str]) -> Any:  # noqa: ANN401
    """Return one value as `kind` wants it, or WRONG."""
    if isinstance(kind, inspect.UnionType):  # of one type and none
        kind = kind.types[0]
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
        else NOTHING
    )
    report.at_value(
        "E505",
        say("`{path}` must be {kind}, not {value}", path=dotted(path), kind=_wanted(kind), value=shown(value)),
        path,
        hint,
    )
    return WRONG


def _wrong_type(value: object, kind: inspect.Type, path: KeyPath, report: Report) -> object:
    """Report that a value is of another type than `kind`."""
    hint = NOTHING
    name = str(path[-1])
    if isinstance(kind, inspect.StrType) and isinstance(value, (int, float, date, time)):
        written = (
            value.isoformat() if isinstance(value, (date, time)) else str(shown(value)).removeprefix("the number ")
        )
        hint = say('put it in quotes: `{name} = "{written}"`', name=name, written=written)
        if isinstance(path[-1], int):  # of a list
            hint = say('put it in quotes: `"{written}"`', written=written)
    elif isinstance(kind, inspect.VarTupleType) and isinstance(kind.item_type, inspect.StructType):
        hint = say("begin each entry with `[[{path}]]`", path=dotted(path))
    elif isinstance(kind, inspect.VarTupleType) and isinstance(value, str):
        hint = (
            say('put it in brackets: `{name} = ["{value}"]`', name=name, value=value)
            if value.isprintable() and len(value) <= 60
            else NOTHING
        )
    elif isinstance(kind, (inspect.StructType, inspect.DictType)) and isinstance(path[-1], str):
        hint = say("begin the table with `[{path}]`", path=dotted(path))
    report.at_value(
        "E502",
        say("`{path}` must be {kind}, not {value}", path=dotted(path), kind=_wanted(kind), value=shown(value)),
        path,
        hint,
    )
    return WRONG


def _wanted(kind: inspect.Type) -> Message:
    """Return the description of a schema type for a message."""
    words = say("text in quotes")
    match kind:
        case inspect.IntType():
            words = say("a whole number from {least} to {most}", least=kind.ge or 0, most=kind.le or 0)
        case inspect.BoolType():
            words = say("true or false")
        case inspect.LiteralType():
            words = say("one of {values}", values=", ".join(f'"{value}"' for value in kind.values))
        case inspect.VarTupleType():
            lists = {inspect.StructType: say("a list of tables"), inspect.IntType: say("a list of whole numbers")}
            words = lists.get(type(kind.item_type), say("a list of texts"))
        case inspect.StructType() | inspect.DictType():
            words = say("a table")
        case _:
            pass
    return words


def _report_unknown(key: str, fields: Iterable[str], path: KeyPath, report: Report, top: Iterable[str]) -> None:
    """Report an unknown key, with the likely one if it can be guessed."""
    hint = closest(key, fields)
    if not hint and key in top and len(path) > 1:
        # TOML's commonest trap: whatever follows a `[table]` belongs to it.
        hint = say("`{key}` is a setting of the whole site: move it above the first line in brackets", key=key)
    if not hint:
        hint = say("settings of a theme belong under `[params]`") if len(path) == 1 else NOTHING
    report.at_key("E503", say("unknown key `{path}`", path=dotted(path)), path, hint)


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
        report.at_value("E505", say("`{path}` must not be empty", path=dotted(path)), path)
        return WRONG
    if extra.get("url") and text and not is_safe_url(text):
        hint = say("write `https://…`, `mailto:…`, or a path of this site such as `/lien-he/`")
        report.at_value(
            "E507", say("`{path}` is not a safe URL: {text}", path=dotted(path), text=shown(text)), path, hint
        )
        return WRONG
    if extra.get("url") and path[0] in ("menu", "authors") and is_host(text):  # others say it in their own way
        hint = say("write `https://{text}`, or a path of this site from `/` on", text=text)
        message = say("`{path}` is a host without `https://`: {text}", path=dotted(path), text=shown(text))
        report.at_value("E507", message, path, hint)
        return WRONG
    return text


def _check_characters(text: str, path: KeyPath, report: Report) -> bool:
    """Report control characters in `text`; line ends and tabs are for text of several lines."""
    found = [text[place] for place in control_characters(text) if text[place] not in "\t\n\r"]
    if found:
        names = ", ".join(f"U+{ord(character):04X}" for character in sorted(set(found))[:5])
        report.at_value(
            "E506",
            say("`{path}` contains invisible control characters ({names})", path=dotted(path), names=names),
            path,
        )
    return not found


def _check_free(value: Any, path: KeyPath, report: Report) -> None:  # noqa: ANN401
    """Report, anywhere in free data, what no later stage could store or print. Depth is bounded by the layout."""
    match value:
        case str():
            _check_characters(value, path, report)
        case dict():
            for key, inner in value.items():
                if control_characters(key):
                    report.at_key(
                        "E506",
                        say("the name of `{value}` contains control characters", value=dotted((*path, key))),
                        (*path, key),
                    )
                _check_free(inner, (*path, key), report)
        case list():
            for place, inner in enumerate(value):
                _check_free(inner, (*path, place), report)
        case bool() | datetime() | date() | time():
            pass
        case int() if not -_LARGEST <= value < _LARGEST:
            report.at_value("E505", say("`{path}` does not fit into 64 bits", path=dotted(path)), path)
        case float() if not math.isfinite(value):
            report.at_value("E505", say("`{path}` is not a finite number", path=dotted(path)), path)
        case _:
            pass
