"""Checks which category of `site.toml` stands for which other one in another language. It resolves nothing else."""

from __future__ import annotations

from collections.abc import Collection

from ssg.core.config.layout import KeyPath
from ssg.core.config.report import Report
from ssg.core.config.sections import Tables, find_category
from ssg.core.message import say


def check_versions(tables: Tables, called: dict[str, str], language: str, report: Report) -> None:
    """Make `translation_of` of each category a slug; report those that cannot be. `language` is that of the site.

    An empty one is not known, and nothing is said of the languages.
    """
    by_slug = {table["slug"]: table for _, table in tables if "slug" in table}
    linked = [(path, table) for path, table in tables if table.get("translation_of")]
    for path, table in linked:
        reference, where = table["translation_of"], (*path, "translation_of")
        table["translation_of"] = find_category(reference, called, "E519", where, report)
    unknown = {table.get("slug") for path, table in tables if report.has((*path, "language"))}
    taken: dict[tuple[str, str], KeyPath] = {}
    for path, table in linked:
        where, original = (*path, "translation_of"), table["translation_of"]
        if not original or "slug" not in table:
            continue  # reported
        if original == table["slug"]:
            report.at_value("E519", say("category given as a translation of itself"), where, say("name the other one"))
            continue
        if further := by_slug[original].get("translation_of"):
            message = say("translation of a translation: `{original}`", original=original)
            report.at_value("E519", message, where, say("name the original: `{original}`", original=further))
            continue
        own, other = (_language(one, by_slug, language, unknown) for one in (table["slug"], original))
        if not (own and other):
            continue  # reported
        if own == other:
            message = say("`{original}` is in the same language (`{language}`)", original=original, language=own)
            report.at_value("E519", message, where, say("add `language`, such as `en`, to one of them"))
        elif first := taken.get((original, own)):
            message = say("second translation of `{original}` in `{language}`", original=original, language=own)
            report.at_value("E519", message, where, say("keep one"), also=(first,))
        else:
            taken[original, own] = where


def _language(slug: str, by_slug: dict[str, dict[str, object]], usual: str, unknown: Collection[object]) -> str:
    """Return the language of a category: its own, or that of the nearest one above it that has one.

    It is empty where it is not known: those of the categories `unknown`.
    """
    passed: set[str] = set()
    while slug in by_slug and slug not in passed:
        passed.add(slug)
        if slug in unknown:
            return ""
        if own := by_slug[slug].get("language"):
            return str(own)
        slug = str(by_slug[slug].get("parent", ""))
    return usual
