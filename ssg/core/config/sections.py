"""The categories of `site.toml` as a whole, and what names them: slugs filled in, parents and menu resolved.

It works on tables whose types are right. A table that is WRONG keeps its place in the list and is passed over.
"""

from __future__ import annotations

import posixpath
import re
from typing import Any, Final

from ssg.core.config.convert import WRONG
from ssg.core.config.layout import KeyPath
from ssg.core.config.layout_keys import LAYOUT_TYPES
from ssg.core.config.lengths import slug_fault
from ssg.core.config.report import Report, closest, dotted
from ssg.core.config.rules import PERMALINK_HINT, check_colour, check_language
from ssg.core.message import NOTHING, Invalid, both, say
from ssg.core.permalinks import TYPES, check_pattern
from ssg.core.reserved import RESERVED, free
from ssg.core.text import identity
from ssg.core.text.paths import is_markdown
from ssg.core.text.scripts import slug_of
from ssg.core.text.slug import DEVICE_NAMES

Tables = list[tuple[KeyPath, dict[str, Any]]]

_SLUG: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def resolve_categories(tables: Tables, report: Report) -> dict[str, str]:
    """Fill in slug, parent (always a slug) and panel of each category.

    Returns the slug for each thing that a category may be called: its slug, or the identity of its name ("" where two
    have that name).
    """
    fill_slugs(tables, report, taken=frozenset(RESERVED))
    called: dict[str, str] = {}
    for _, table in tables:
        if "slug" in table and "name" in table:
            name = identity(table["name"])
            called[name] = "" if name in called else table["slug"]
    called.update({table["slug"]: table["slug"] for _, table in tables if "slug" in table})
    for path, table in tables:
        table["parent"] = find_category(table.get("parent", ""), called, "E512", (*path, "parent"), report)
        table.setdefault("panel", not table["parent"])
    _report_cycles(tables, report)
    return called


def find_category(reference: str, called: dict[str, str], code: str, path: KeyPath, report: Report) -> str:
    """Return the slug of the category that `reference` means; "" if that was empty, or was reported."""
    slug = called.get(reference) or called.get(identity(reference), "")
    if reference and not slug:
        if identity(reference) in called:
            report.at_value(
                code,
                say("ambiguous category name `{reference}`", reference=reference),
                path,
                say("write the slug of the category"),
            )
        else:
            hint = closest(reference, called) or say("write the slug or the name of an entry of `[[categories]]`")
            report.at_value(code, say("unknown category `{reference}`", reference=reference), path, hint)
    return slug


def fill_slugs(tables: Tables, report: Report, taken: frozenset[str] = frozenset()) -> None:
    """Set the slug of each table: the written one, or one derived from its name; report invalid and duplicate ones."""
    first: dict[str, KeyPath] = {}
    for path, table in tables:
        given = table.pop("slug", "")
        if not given and "name" not in table:
            continue  # the missing name has been reported
        where = (*path, "slug" if given else "name")
        slug = given or slug_of(table["name"])
        if not slug:
            report.at_value(
                "E514",
                say("cannot derive a slug from `{table}`", table=table["name"]),
                where,
                say('add a line `slug = "…"`'),
            )
        elif slug in DEVICE_NAMES or not (_SLUG.fullmatch(slug) or slug == slug_of(slug, "letters")):
            written = slug_of(given, "letters")
            hint = say("write `{given}`", given=written) if written else NOTHING
            report.at_value(
                "E514", say("invalid slug `{slug}` (use a-z, 0-9 and single hyphens)", slug=slug), where, hint
            )
        elif fault := slug_fault(slug):
            report.at_value("E514", fault, where, say("write a shorter one"))
        elif slug in taken:
            hint = say('for example `slug = "{slug}"`', slug=free(slug))
            report.at_value(
                "E514",
                say("slug `{slug}` is reserved: ssg publishes its own pages in /{slug}/", slug=slug),
                where,
                hint,
            )
        elif slug in first:
            message = say("duplicate slug `{slug}`", slug=slug)
            report.at_value("E511", message, where, say("give one of them a different `slug`"), also=(first[slug],))
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
            report.at_value(
                "E513", say("circular category parents: {circle}", circle=circle), where, say("remove one `parent`")
            )
        settled |= walked


def resolve_menu(tables: Tables, called: dict[str, str], report: Report) -> None:
    """Make each entry's category a slug, and its page a path; report entries that lead nowhere or to two places."""
    for path, table in tables:
        if is_markdown(table.get("url", "")) and "://" not in table["url"] and not table.get("page"):
            table["page"] = table.pop("url")  # a file, and no address
        given = [key for key in ("category", "page", "url") if table.get(key)]
        if len(given) > 1:
            message = say("menu entry with both {keys}: keep one", keys=both(f"`{key}`" for key in given))
            report.at_value("E515", message, (*path, given[-1]))
        elif not given and not any(report.has((*path, key)) for key in ("category", "page", "url")):
            report.at_key("E515", say("menu entry without `category`, `page` or `url`"), path)
        elif category := table.get("category"):
            table["category"] = find_category(category, called, "E515", (*path, "category"), report)
        elif page := table.get("page"):
            table["page"] = posixpath.normpath(page.lstrip("/")).removeprefix("content/")


def check_permalinks(tables: Tables, by_type: dict[str, Any], report: Report) -> None:
    """Check the patterns of categories and of types of articles. Those that cannot be used are removed."""
    for path, table in tables:
        if table.get("permalink") and not _is_pattern("permalink", table["permalink"], (*path, "permalink"), report):
            del table["permalink"]
    for name, pattern in tuple(by_type.items()):
        where = ("permalinks", name)
        if name not in TYPES:
            types = ", ".join(TYPES)
            hint = closest(name, TYPES) or say("types: {types}; `permalink` is for all other articles", types=types)
            report.at_key("E503", say("unknown type of articles `{key}`", key=dotted(where)), where, hint)
        elif pattern is WRONG or _is_pattern(dotted(where), pattern, where, report):
            continue
        del by_type[name]


def check_languages(tables: Tables, report: Report) -> None:
    """Make languages of categories language tags in their one form; report those that are none, and remove them."""
    for path, table in tables:
        try:
            if table.get("language"):
                table["language"] = check_language(table["language"])
        except Invalid as problem:
            where = (*path, "language")
            message = say("`{name}` {problem}", name="language", problem=problem.message)
            report.at_value("E505", message, where)
            del table["language"]


def check_layouts(by_type: dict[str, Any], report: Report) -> None:
    """Report layouts of what is no type of texts, and remove them."""
    for name in tuple(by_type):
        if name not in LAYOUT_TYPES:
            where = ("layouts", name)
            hint = closest(name, LAYOUT_TYPES) or say("types: {types}", types=", ".join(LAYOUT_TYPES))
            report.at_key("E503", say("unknown type `{key}`", key=dotted(where)), where, hint)
            del by_type[name]


def check_colours(good: dict[str, Any], report: Report) -> None:
    """Report colours of `[theme]` that are none, and remove them. Its accent is that of drawn pictures, too."""
    theme = good.get("theme")
    if not isinstance(theme, dict):
        return
    accents = theme.get("accents", {})
    for name in tuple(accents) if isinstance(accents, dict) else ():
        if not _SLUG.fullmatch(name):
            message = say("invalid name `{name}`", name=dotted(("theme", "accents", name)))
            report.at_key("E680", message, ("theme", "accents", name), say("write it with a-z, 0-9 and hyphens"))
            del accents[name]
    for mode in ("colours", "dark", "accents"):
        table = theme.get(mode, {})
        for name, written in tuple(table.items()) if isinstance(table, dict) else ():
            try:
                check_colour(written or "#000000")
            except Invalid as problem:
                where = ("theme", mode, name)
                message = say("`{name}` {problem}", name=dotted(where), problem=problem.message)
                report.at_value("E680", message, where, say("write `#` and six digits, each 0-9 or a-f"))
                del table[name]
    colours, share = theme.get("colours"), good.get("share", {})
    if isinstance(colours, dict) and isinstance(share, dict) and colours.get("accent"):
        good["share"] = {"accent": colours["accent"], **share}


def _is_pattern(name: str, pattern: str, path: KeyPath, report: Report) -> bool:
    """Return whether a text is a pattern; report one that is not."""
    try:
        check_pattern(pattern)
    except Invalid as problem:
        message = say("`{name}` {problem}", name=name, problem=problem.message)
        report.at_value("E510", message, path, PERMALINK_HINT)
        return False
    return True


def refuse_namesakes(tables: Tables, report: Report) -> None:
    """Report duplicate authors: one name has one page."""
    first: dict[str, KeyPath] = {}
    for path, table in tables:
        if "name" not in table:
            continue
        where = (*path, "name")
        name = slug_of(table["name"]) or identity(table["name"])
        if name in first:
            report.at_value(
                "E511",
                say("duplicate author `{table}`", table=table["name"]),
                where,
                say("keep one"),
                also=(first[name],),
            )
        first.setdefault(name, where)
