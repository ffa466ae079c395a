"""The categories of `site.toml` as a whole, and what names them: slugs filled in, parents and menu resolved.

It works on tables whose types are right. A table that is WRONG keeps its place in the list and is passed over.
"""

from __future__ import annotations

import re
from typing import Any, Final

from ssg.core.config.layout import KeyPath
from ssg.core.config.report import Report, closest
from ssg.core.config.rules import check_language
from ssg.core.text import identity, slugify
from ssg.core.text.slug import DEVICE_NAMES

Tables = list[tuple[KeyPath, dict[str, Any]]]

_SLUG: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
# First folders of a site's other pages: a category of that name would be written over them.
_TAKEN: Final = frozenset({"tag", "author", "topic", "archive", "search", "page", "share", "icons"})


def resolve_categories(tables: Tables, report: Report) -> dict[str, str]:
    """Fill in slug, parent (always a slug) and panel of each category.

    Returns the slug for each thing that a category may be called: its slug, or the identity of its name ("" where two
    have that name).
    """
    fill_slugs(tables, report, taken=_TAKEN)
    called: dict[str, str] = {}
    for _, table in tables:
        if "slug" in table and "name" in table:
            name = identity(table["name"])
            called[name] = "" if name in called else table["slug"]
    called.update({table["slug"]: table["slug"] for _, table in tables if "slug" in table})
    for path, table in tables:
        table["parent"] = _find(table.get("parent", ""), called, "E512", (*path, "parent"), report)
        table.setdefault("panel", not table["parent"])
    _report_cycles(tables, report)
    return called


def _find(reference: str, called: dict[str, str], code: str, path: KeyPath, report: Report) -> str:
    """Return the slug of the category that `reference` means; "" if that was empty, or was reported."""
    slug = called.get(reference) or called.get(identity(reference), "")
    if reference and not slug:
        if identity(reference) in called:
            report.at_value(
                code, f"two categories are called `{reference}`", path, "write the slug of the one that is meant"
            )
        else:
            hint = closest(reference, called) or "write the slug or the name of one of the [[categories]]"
            report.at_value(code, f"there is no category `{reference}`", path, hint)
    return slug


def fill_slugs(tables: Tables, report: Report, taken: frozenset[str] = frozenset()) -> None:
    """Give each table the slug that it asks for or that its name makes; report those that cannot be or are twice."""
    first: dict[str, KeyPath] = {}
    for path, table in tables:
        given = table.pop("slug", "")
        if not given and "name" not in table:
            continue  # the missing name has been reported
        where = (*path, "slug" if given else "name")
        slug = given or slugify(table["name"])
        if not slug:
            report.at_value("E514", f"no slug can be made of `{table['name']}`", where, 'add a line `slug = "…"`')
        elif not _SLUG.fullmatch(slug) or slug in DEVICE_NAMES:
            hint = f"write `{slugify(given)}`" if slugify(given) else ""
            report.at_value("E514", f"`{slug}` cannot be a slug (a-z, 0-9 and single hyphens)", where, hint)
        elif slug in taken:
            hint = f'write for example `slug = "{slug}-1"`'
            report.at_value("E514", f"the slug `{slug}` is taken: /{slug}/ has pages of its own", where, hint)
        elif slug in first:
            message = f"the slug `{slug}` is used twice"
            report.at_value("E511", message, where, "give one of them another `slug`", also=(first[slug],))
        else:
            first[slug] = where
            table["slug"] = slug


def _report_cycles(tables: Tables, report: Report) -> None:
    """Report each circle of parents once, at its first category in the file."""
    parents = {table["slug"]: table["parent"] for _, table in tables if "slug" in table}
    paths = {table["slug"]: path for path, table in tables if "slug" in table}
    settled: set[str] = {""}
    for start in parents:
        slug = start
        trail: list[str] = []
        walked: set[str] = set()
        while slug not in settled and slug not in walked:
            trail.append(slug)
            walked.add(slug)
            slug = parents[slug]
        if slug in walked:
            members = trail[trail.index(slug) :]
            first = members.index(min(members, key=paths.__getitem__))
            circle = " → ".join([*members[first:], *members[: first + 1]])
            where = (*paths[members[first]], "parent")
            report.at_value("E513", f"categories are each other's parents: {circle}", where, "take one `parent` out")
        settled |= walked


def resolve_menu(tables: Tables, called: dict[str, str], report: Report) -> None:
    """Make each entry's category a slug; report entries that lead nowhere or to two places."""
    for path, table in tables:
        category, url = table.get("category", ""), table.get("url", "")
        if category and url:
            report.at_value("E515", "a menu entry has either `category` or `url`, not both", (*path, "url"))
        elif category:
            table["category"] = _find(category, called, "E515", (*path, "category"), report)
        elif not url:
            report.at_key("E515", "a menu entry needs a `category` or a `url`", path)


def refuse_namesakes(tables: Tables, report: Report) -> None:
    """Report authors who are there twice: one name has one page."""
    first: dict[str, KeyPath] = {}
    for path, table in tables:
        if "name" not in table:
            continue
        where = (*path, "name")
        name = slugify(table["name"]) or identity(table["name"])
        if name in first:
            report.at_value(
                "E511", f"the author `{table['name']}` is there twice", where, "keep one", also=(first[name],)
            )
        first.setdefault(name, where)


def check_translations(tables: Tables, report: Report) -> None:
    """Report a translation that is in no language, elsewhere than on the web, or there twice."""
    seen: dict[str, KeyPath] = {}
    for path, table in tables:
        language, url = table.get("language"), table.get("url")
        if language is not None:
            try:
                check_language(language)
            except ValueError as problem:
                report.at_value("E758", f"`language` {problem}", (*path, "language"))
            if language in seen:
                report.at_value("E758", f"there are two translations in `{language}`", (*path, "language"))
            seen.setdefault(language, path)
        if url is not None and not url.startswith(("https://", "http://")):
            report.at_value(
                "E758", f"`url` is no whole address: `{url}`", (*path, "url"), "as in `https://en.example.vn/`"
            )
