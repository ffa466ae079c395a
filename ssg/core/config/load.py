"""Reads `site.toml`: text → Config, or all problems. The entry point of this folder."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any, Final

import msgspec
from msgspec import inspect

from ssg.core.config.access_keys import check_access
from ssg.core.config.ads_keys import check_ads
from ssg.core.config.block_keys import check_blocks
from ssg.core.config.convert import WRONG, read_table
from ssg.core.config.deploy import check_deploy
from ssg.core.config.edition_keys import check_editions
from ssg.core.config.embed_keys import check_embeds, spell_out
from ssg.core.config.layout import Layout, TooDeep
from ssg.core.config.outputs import check_outputs
from ssg.core.config.page_keys import check_pages
from ssg.core.config.provider_keys import check_providers
from ssg.core.config.report import Report, shown
from ssg.core.config.robot_keys import check_robots
from ssg.core.config.rules import RULES
from ssg.core.config.schema import Config
from ssg.core.config.section_keys import check_versions
from ssg.core.config.sections import (
    Tables,
    check_colours,
    check_languages,
    check_layouts,
    check_permalinks,
    fill_slugs,
    refuse_namesakes,
    resolve_categories,
    resolve_menu,
)
from ssg.core.config.syntax import syntax_error
from ssg.core.config.target import refuse_secrets
from ssg.core.config.words import check_words
from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import Invalid, say
from ssg.core.text.normal import normalized

# A newspaper's file is a few KB; tomllib takes about a second for this many characters.
LONGEST: Final = 1_000_000
"""Characters of a `site.toml`, at most."""


@lru_cache(maxsize=2)  # the time zone, the output folder and the build each want it: 20 ms a time
def load_config(text: str, path: str = "site.toml") -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """Read the text of `site.toml`. Returns the Config and (), or None and every problem, in the order of the file.

    A byte order mark and CRLF are tolerated; text is brought into NFC. `path` is what diagnostics say.
    """
    text = normalized("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n"))
    if len(text) > LONGEST:
        return None, (error("E501", say("file longer than {longest:,} characters", longest=LONGEST), Place(path)),)
    try:
        layout = Layout(text)
    except TooDeep as problem:
        return None, (error("E501", problem.message, Place(path, problem.line, problem.column)),)
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        return None, (syntax_error(str(problem), text, layout, path),)
    report = Report(path, layout)
    good = _read(data, report)
    if report.problems:
        return None, tuple(sorted(report.problems, key=lambda problem: problem.place))
    return msgspec.convert(good, Config), ()


def parsed(text: str) -> tuple[dict[str, Any], frozenset[str]] | None:
    """Return the values of a `site.toml` that are right, and the keys of the first level with others.

    None if it is no TOML.
    """
    try:
        report = Report("", Layout(text))
        good = _read(tomllib.loads(text), report)
    except (ValueError, RecursionError, TooDeep):
        return None
    return good, frozenset(report.wrong)


def _read(data: dict[str, Any], report: Report) -> dict[str, Any]:
    """Return all values that are right, completed and checked; whatever is not is reported."""
    distinct = _take_distinct(data, report)
    if "boxes" in data:
        spell_out(data)
    refuse_secrets(data, report)
    kind = inspect.type_info(Config)
    assert isinstance(kind, inspect.StructType)  # noqa: S101 - narrows the type
    good = read_table(data, kind, (), report, top=tuple(field.encode_name for field in kind.fields))
    good |= distinct
    _apply_rules(good, report)
    _complete_sections(good, report)
    check_deploy(good, report)
    if good.keys() & {"providers", "ads", "deploy"}:
        check_providers(good, report)
    return good


def _take_distinct(data: dict[str, Any], report: Report) -> dict[str, bool]:
    """Remove the switch for all blocks from `[blocks]`, and return it."""
    if "distinct" in data:
        hint = say("write `distinct = false` below `[blocks]`")
        report.at_key("E503", say("unknown key `distinct`"), ("distinct",), hint)
        del data["distinct"]
    blocks = data.get("blocks")
    if not isinstance(blocks, dict) or "distinct" not in blocks:
        return {}
    value = blocks.pop("distinct")
    if isinstance(value, bool):
        return {"distinct": value}
    report.at_value(
        "E502", say("`blocks.distinct` must be true or false, not {value}", value=shown(value)), ("blocks", "distinct")
    )
    return {}


def _apply_rules(good: dict[str, Any], report: Report) -> None:
    """Check and normalise the values whose form their type does not determine."""
    for name, code, rule, hint in RULES:
        *within, key = name.split(".")
        table = good.get(within[0], {}) if within else good
        if table is not WRONG and key in table:
            try:
                table[key] = rule(table[key])
            except Invalid as problem:
                report.at_value(
                    code,
                    say("`{name}` {problem}", name=name, problem=problem.message),
                    (*within, key),
                    hint(table[key]),
                )
                del table[key]


def _complete_sections(good: dict[str, Any], report: Report) -> None:
    """Resolve references between parts of the file: categories, menu, authors, topics, blocks."""
    called = resolve_categories(_tables(good, "categories"), report)
    resolve_menu(_tables(good, "menu"), called, report)
    by_type = good.get("permalinks", {})
    check_permalinks(_tables(good, "categories"), {} if by_type is WRONG else by_type, report)
    usual = "" if "language" in report.wrong else good.get("language", Config(title="").language)
    check_languages(_tables(good, "categories"), report)
    check_editions(_tables(good, "translations"), {"language": usual} | good, report)
    check_versions(_tables(good, "categories"), called, usual, good, report)
    by_type = good.get("layouts", {})
    check_layouts({} if by_type is WRONG else by_type, report)
    fill_slugs(_tables(good, "topics"), report)
    check_pages(_tables(good, "pages"), report)
    check_outputs(_tables(good, "outputs"), report)
    check_colours(good, report)
    check_words(good, report)
    check_robots(good, report)
    check_access(_tables(good, "categories"), good, report)
    if "ads" in good:
        check_ads(good, report)
    if "embeds" in good:
        check_embeds(_tables(good, "embeds"), report)
    refuse_namesakes(_tables(good, "authors"), report)
    good["blocks"] = check_blocks(good, report)


def _tables(good: dict[str, Any], key: str) -> Tables:
    """Return the tables of a list with their positions in the file, without those that were reported."""
    return [((key, place), table) for place, table in enumerate(good.get(key, ())) if table is not WRONG]
