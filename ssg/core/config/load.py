"""Reads `site.toml`: text → Config, or all that is wrong with it. The story of this folder, in one function."""

from __future__ import annotations

import tomllib
from typing import Any, Final

import msgspec
from msgspec import inspect

from ssg.core.config.convert import WRONG, read_table
from ssg.core.config.deploy import check_deploy
from ssg.core.config.layout import Layout, TooDeep
from ssg.core.config.report import Report, closest, dotted, shown
from ssg.core.config.rules import RULES
from ssg.core.config.schema import BLOCK_COUNTS, OF_BLOCKS, Config
from ssg.core.config.sections import (
    Tables,
    check_translations,
    fill_slugs,
    refuse_namesakes,
    resolve_categories,
    resolve_menu,
)
from ssg.core.config.syntax import syntax_error
from ssg.core.errors import Diagnostic, Place, error
from ssg.core.text.normal import normalized

# A newspaper's file is a few KB; tomllib takes about a second for this many characters.
_LONGEST: Final = 1_000_000


def load_config(text: str, path: str = "site.toml") -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """Read the text of `site.toml`. Returns the Config and (), or None and every problem, in the order of the file.

    A byte order mark and CRLF are tolerated; text is brought into NFC. `path` is what diagnostics say.
    """
    text = normalized("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n"))
    if len(text) > _LONGEST:
        return None, (error("E501", f"is longer than {_LONGEST:,} characters", Place(path)),)
    try:
        layout = Layout(text)
    except TooDeep as problem:
        return None, (error("E501", str(problem), Place(path, problem.line, problem.column)),)
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        return None, (syntax_error(str(problem), text, layout, path),)
    report = Report(path, layout)
    distinct = _take_distinct(data, report)
    kind = inspect.type_info(Config)
    assert isinstance(kind, inspect.StructType)  # noqa: S101 - narrows the type
    good = read_table(data, kind, (), report, top=tuple(field.encode_name for field in kind.fields))
    good |= distinct
    _apply_rules(good, report)
    _complete_sections(good, report)
    check_deploy(good, report)
    if report.problems:
        return None, tuple(sorted(report.problems, key=lambda problem: problem.place))
    return msgspec.convert(good, Config), ()


def _take_distinct(data: dict[str, Any], report: Report) -> dict[str, bool]:
    """Take out what stands in `[blocks]` beside the tables of the blocks: a switch that concerns them all."""
    if "distinct" in data:
        hint = "write it below [blocks]: `distinct = false`"
        report.at_key("E503", "unknown key `distinct`", ("distinct",), hint)
        del data["distinct"]
    blocks = data.get("blocks")
    if not isinstance(blocks, dict) or "distinct" not in blocks:
        return {}
    value = blocks.pop("distinct")
    if isinstance(value, bool):
        return {"distinct": value}
    report.at_value("E502", f"`blocks.distinct` must be true or false, not {shown(value)}", ("blocks", "distinct"))
    return {}


def _apply_rules(good: dict[str, Any], report: Report) -> None:
    """Check, and write in the form that is kept, the values whose form their type does not settle."""
    for name, code, rule, hint in RULES:
        *within, key = name.split(".")
        table = good.get(within[0], {}) if within else good
        if table is not WRONG and key in table:
            try:
                table[key] = rule(table[key])
            except ValueError as problem:
                report.at_value(code, f"`{name}` {problem}", (*within, key), hint(table[key]))


def _complete_sections(good: dict[str, Any], report: Report) -> None:
    """Resolve what parts of the file say of each other: categories, menu, authors, topics, blocks."""
    called = resolve_categories(_tables(good, "categories"), report)
    resolve_menu(_tables(good, "menu"), called, report)
    fill_slugs(_tables(good, "topics"), report)
    check_translations(_tables(good, "translations"), report)
    refuse_namesakes(_tables(good, "authors"), report)
    blocks = good.get("blocks", {})
    for name in blocks.keys() - BLOCK_COUNTS.keys():
        hint = closest(name, BLOCK_COUNTS) or f"there are {', '.join(BLOCK_COUNTS)}"
        report.at_key("E503", f"unknown block `{dotted((name,))}`", ("blocks", name), hint)
    for name, table in blocks.items():
        for key, those in OF_BLOCKS.items():
            if name in BLOCK_COUNTS and name not in those and key in table:
                hint = f"only {' and '.join(those)} has it"
                report.at_key("E503", f"the block `{name}` has no `{key}`", ("blocks", name, key), hint)
    good["blocks"] = {name: {"count": count, **blocks.get(name, {})} for name, count in BLOCK_COUNTS.items()}


def _tables(good: dict[str, Any], key: str) -> Tables:
    """Return the tables of a list with their places in the file, leaving out those that were reported."""
    return [((key, place), table) for place, table in enumerate(good.get(key, ())) if table is not WRONG]
