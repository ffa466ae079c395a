"""Checks the newspaper in other languages, at other addresses: `[[translations]]` of `site.toml`. No network."""

from __future__ import annotations

from typing import Any

from ssg.core.config.layout import KeyPath
from ssg.core.config.report import Report
from ssg.core.config.rules import check_language
from ssg.core.config.sections import Tables
from ssg.core.message import Invalid, say


def check_editions(tables: Tables, good: dict[str, Any], report: Report) -> None:
    """Report an edition without a valid language or absolute URL, a duplicate, or one that is this site.

    `good` are the values of the file that are right.
    """
    seen: dict[str, KeyPath] = {}
    first: KeyPath = ()
    for path, table in tables:
        language, url = table.get("language"), table.get("url")
        if language is not None:
            language = table["language"] = _tag(language, seen, (*path, "language"), report)
            if language == good.get("language"):
                message = say("translation in the language of this site: `{language}`", language=language)
                report.at_value("E758", message, (*path, "language"), say("name only the other sites"))
            seen.setdefault(language, (*path, "language"))
        if url is not None and not url.startswith(("https://", "http://")):
            report.at_value(
                "E758",
                say("`url` is not an absolute URL: `{url}`", url=url),
                (*path, "url"),
                say("for example `https://en.example.vn/`"),
            )
        elif url is not None and url.rstrip("/") == good.get("base_url"):
            report.at_value("E758", say("`url` is that of this site"), (*path, "url"), say("name only the other sites"))
        if table.get("default"):
            if first:
                message = say("two translations with `default`")
                report.at_value("E758", message, (*path, "default"), say("keep one"), also=(first,))
            first = first or (*path, "default")


def _tag(language: str, seen: dict[str, KeyPath], where: KeyPath, report: Report) -> str:
    """Return a language tag in its one form; report one that is none, or that another edition has."""
    try:
        language = check_language(language)
    except Invalid as problem:
        report.at_value("E758", say("`language` {problem}", problem=problem.message), where)
    if language in seen:
        report.at_value(
            "E758", say("duplicate translation in `{language}`", language=language), where, also=(seen[language],)
        )
    return language
