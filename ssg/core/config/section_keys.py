"""Checks which category of `site.toml` stands for which other one in another language. It resolves nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from ssg.core.config.convert import WRONG
from ssg.core.config.layout import KeyPath
from ssg.core.config.meant import edition_at
from ssg.core.config.report import Report
from ssg.core.config.schema import TranslationConfig
from ssg.core.config.sections import Tables, find_category
from ssg.core.message import say
from ssg.core.text.paths import is_elsewhere, is_web_address

_EXAMPLE: Final = say("for example `https://en.example.vn/world/`")


def check_versions(
    tables: Tables, called: dict[str, str], language: str, good: Mapping[str, Any], report: Report
) -> None:
    """Make `translation_of` of each category a slug; report those that cannot be. `language` is that of the site.

    An empty one is not known, and nothing is said of the languages. `good` are the other values of the file.
    """
    by_slug = {table["slug"]: table for _, table in tables if "slug" in table}
    linked = [(path, table) for path, table in tables if table.get("translation_of")]
    for path, table in linked:
        reference, where = table["translation_of"], (*path, "translation_of")
        if not is_elsewhere(reference):
            table["translation_of"] = find_category(reference, called, "E519", where, report)
    unknown = {table.get("slug") for path, table in tables if report.has((*path, "language"))}
    taken: dict[tuple[str, str], KeyPath] = {}
    for path, table in linked:
        where, original = (*path, "translation_of"), table["translation_of"]
        if not original or is_elsewhere(original) or "slug" not in table:
            continue  # reported, or looked at below
        if original == table["slug"]:
            report.at_value("E519", say("category given as a translation of itself"), where, say("name the other one"))
            continue
        if (further := by_slug[original].get("translation_of")) and not is_elsewhere(str(further)):
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
    _check_elsewhere(tables, by_slug, language, taken, good, report)


def _check_elsewhere(
    tables: Tables,
    by_slug: dict[str, dict[str, Any]],
    usual: str,
    taken: dict[tuple[str, str], KeyPath],
    good: Mapping[str, Any],
    report: Report,
) -> None:
    """Report sections at other sites that are at the address of no edition, or second ones in a language."""
    listed = (one for one in good.get("translations", ()) if one is not WRONG and {"language", "url"} <= one.keys())
    editions = [TranslationConfig(language=one["language"], url=one["url"]) for one in listed]
    for path, table in tables:
        slug, original = table.get("slug", ""), table.get("translation_of", "")
        root = slug if is_elsewhere(original) else original or slug
        own = _language(root, by_slug, usual, ())
        given = [((*path, "translation_of"), original)] if is_elsewhere(original) else []
        given += [((*path, "translations", number), url) for number, url in enumerate(table.get("translations", ()))]
        for where, url in given:
            language = edition_at(url, editions)
            first = taken.setdefault((root, language), where)
            if not is_web_address(url):
                report.at_value("E519", say("not a whole URL: `{url}`", url=url), where, _EXAMPLE)
            elif not language:
                message = say("section at the address of no edition: `{url}`", url=url)
                hint = say("declare the site with its language in `[[translations]]`")
                if f"{url}/".startswith(f"{good.get('base_url')}/"):
                    hint = say("write `translation_of` with the name of the original in the other category")
                report.at_value("E519", message, where, hint)
            elif language == own or first != where:
                message = say("second translation of `{original}` in `{language}`", original=root, language=language)
                report.at_value("E519", message, where, say("keep one"), also=() if first == where else (first,))


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
