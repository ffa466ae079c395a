"""The category tree: those of `site.toml` in its order, then those that only articles name, with a notice. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

import msgspec

from ssg.core.config import CategoryConfig, Config
from ssg.core.config.meant import (
    Versions,
    category_versions,
    known_categories,
    meant_category,
    near_category,
    written_category,
)
from ssg.core.errors import Diagnostic, Place, Severity, notice, warning
from ssg.core.message import NOTHING, say
from ssg.core.model import Brief
from ssg.core.reserved import RESERVED, free
from ssg.core.text.collate import collation_key
from ssg.core.text.scripts import slug_of
from ssg.core.text.slug import identity
from ssg.index.model import Category

_FOLDERS = frozenset("post posts _posts blog article articles news content drafts".split())
"""Names of folders in which other systems keep articles of all categories."""
_PLACES = 20  # of the articles that name a misspelt category: a folder of that name may hold thousands


class Tree(NamedTuple):
    """Categories by slug, in order; the category slug of each article by path; diagnostics."""

    categories: dict[str, Category]
    of: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]


def category_written(brief: Brief) -> str:
    """Return the category as an article's file or its first folder names it; empty: neither does."""
    return written_category(brief.path, brief.category)


def likely_category(brief: Brief, configured: Collection[CategoryConfig], fallback: str) -> str:
    """Return the slug of the category that an article would have if it were public, by itself and `site.toml`."""
    written = category_written(brief)
    return meant_category(written, configured, fallback) or free(slug_of(written) or slug_of(fallback))


def plant(
    config: Config, briefs: Iterable[Brief], fallback: str, place: Callable[[str, str], Place], *, strict: bool
) -> Tree:
    """Assign each article its category: by name or slug, else by its first folder, else the one named `fallback`.

    Those that only articles name come last, in dictionary order, so that no article changes the order of the menu.
    A category one or two letters from one of `site.toml` is read as that, with a warning. Any other that `site.toml`
    does not know is made from its name, with a notice where it is first named. Under `strict` both are errors.
    `place` says where an article's file has a value.
    """
    configured = config.categories
    configured_slugs = [c.slug for c in configured]
    names = {c.slug: c.name for c in configured}
    known = known_categories(configured)
    of: dict[str, str] = {}
    slugs: dict[str, str] = {}
    said: list[Diagnostic] = []
    misspelt: dict[str, list[str]] = {}
    for brief in briefs:
        written = category_written(brief)
        slug = slugs.get(written)
        if slug is None:
            key = identity(written)
            slug = known.get(key, "")
            if not slug:
                wanted = slug_of(written) or slug_of(fallback)
                slug = free(wanted)
                meant = "" if slug in names else near_category(written, configured)
                if meant and not strict:
                    slug = known[identity(meant)]
                    misspelt[written] = []
                elif slug not in names:
                    names[slug] = written if slug_of(written) else fallback
                    at = place(brief.path, "category")
                    if slug != wanted and not (strict and configured):
                        said.append(_reserved(at, names[slug], wanted, slug))
                    elif configured or not written:
                        said.append(_unknown(at, names[slug], slug, written, meant, strict=strict and bool(configured)))
                known[key] = slug
            slugs[written] = slug
        of[brief.path] = slug
        if misspelt and written in misspelt:
            misspelt[written].append(brief.path)
    said.extend(_misspelt(written, names[slugs[written]], paths, place) for written, paths in misspelt.items())
    made = sorted((slug for slug in names if slug not in configured_slugs), key=lambda slug: collation_key(names[slug]))
    if strict and configured:
        said = [_with_others(found, of, place) for found in said]
    tree = _link(configured, {slug: names[slug] for slug in (*configured_slugs, *made)}, category_versions(config))
    return Tree(tree, of, tuple(said))


def _reserved(place: Place, name: str, wanted: str, slug: str) -> Diagnostic:
    message = say(
        "/{wanted}/ is reserved for {reserved}; category “{name}” was created with the URL /{slug}/",
        wanted=wanted,
        reserved=RESERVED[wanted],
        name=name,
        slug=slug,
    )
    hint = say(
        'choose another category, or add it to site.toml (`[[categories]] name = "{name}"`) with a `slug`', name=name
    )
    return warning("W405", message, place, hint)


def _with_others(found: Diagnostic, of: Mapping[str, str], place: Callable[[str, str], Place]) -> Diagnostic:
    """Add to an error of an unknown category all other articles that name it: without them it would be no error."""
    first = found.place.path.partition("/")[2]
    others = (path for path, slug in of.items() if slug == of[first] and path != first)
    if found.severity is not Severity.ERROR:
        return found
    return msgspec.structs.replace(found, also=tuple(place(path, "category") for path in others))


def _misspelt(written: str, name: str, paths: list[str], place: Callable[[str, str], Place]) -> Diagnostic:
    """Report a category that is a slip from one of `site.toml`, at the first articles that name it."""
    first, *also = (place(path, "category") for path in paths[:_PLACES])
    more = say(", as in {number:,} more articles", number=len(paths) - 1) if len(paths) > _PLACES else NOTHING
    message = say("unknown category “{written}”{more}; read as “{name}”", written=written, more=more, name=name)
    hint = say(
        'did you mean “{meant}”? if it is another category, add it to site.toml (`[[categories]] name = "{name}"`)',
        meant=name,
        name=written,
    )
    return warning("W406", message, first, hint, tuple(also))


def _unknown(place: Place, name: str, slug: str, written: str, meant: str, *, strict: bool) -> Diagnostic:
    if not written:
        return notice("N404", say("missing category; “{name}” is used", name=name), place, say("add `category:`"))
    hint = say('add it to site.toml (`[[categories]] name = "{name}"`), or use an existing category', name=name)
    if slug.isdecimal() or slug in _FOLDERS:
        hint = say("name the category in the article: `category: …`; this is the name of its folder")
    if meant:
        hint = say(
            'did you mean “{meant}”? if it is another category, add it to site.toml (`[[categories]] name = "{name}"`)',
            meant=meant,
            name=name,
        )
    found = notice(
        "N403",
        say("category “{name}” is not in site.toml; created with the URL /{slug}/", name=name, slug=slug),
        place,
        hint,
    )
    if not strict:
        return found
    return Diagnostic("E403", Severity.ERROR, say("category “{name}” is not in site.toml", name=name), place, hint)


def _link(
    configured: tuple[CategoryConfig, ...], names: dict[str, str], versions: Mapping[str, Versions]
) -> dict[str, Category]:
    by_slug = {c.slug: c for c in configured}
    children: dict[str, list[str]] = {}
    for category in configured:
        if category.parent:
            children.setdefault(category.parent, []).append(category.slug)
    tree: dict[str, Category] = {}
    for slug, name in names.items():
        config = by_slug.get(slug)
        tree[slug] = Category(
            slug=slug,
            name=name,
            description=config.description if config else "",
            parent=config.parent if config else "",
            section=_section(slug, by_slug),
            children=tuple(children.get(slug, ())),
            listed=config is not None or not configured,
            versions=versions.get(slug, ()),
        )
    return tree


def _section(slug: str, by_slug: dict[str, CategoryConfig]) -> str:
    while slug in by_slug and by_slug[slug].parent:
        slug = by_slug[slug].parent
    return slug


def ancestors(categories: dict[str, Category], slug: str) -> tuple[str, ...]:
    """Return the slugs from the main category down to `slug` itself."""
    line = [slug]
    while parent := categories[line[0]].parent:
        line.insert(0, parent)
    return tuple(line)
