"""The category tree: those of `site.toml` in its order, then those that only articles name, with a notice. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ssg.core.config import CategoryConfig
from ssg.core.errors import Diagnostic, Place, Severity, notice
from ssg.core.model import Brief
from ssg.core.text.collate import collation_key
from ssg.core.text.slug import identity, slugify
from ssg.site.model import Category


class Tree(NamedTuple):
    """Categories by slug, in order; the category slug of each article by path; what there is to say."""

    categories: dict[str, Category]
    of: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]


def plant(
    configured: tuple[CategoryConfig, ...],
    briefs: Iterable[Brief],
    fallback: str,
    place: Callable[[str, str], Place],
    *,
    strict: bool,
) -> Tree:
    """Give each article its category: by name or slug, else by its first folder, else the one named `fallback`.

    Those that only articles name come last, in dictionary order, so that no article changes the order of the menu.
    A category that `site.toml` does not know is made from its name, with a notice where it is first named; under
    `strict` that is an error. `place` says where an article's file has a value.
    """
    configured_slugs = [c.slug for c in configured]
    names = {c.slug: c.name for c in configured}
    known = {identity(c.name): c.slug for c in configured} | {c.slug: c.slug for c in configured}
    of: dict[str, str] = {}
    slugs: dict[str, str] = {}
    said: list[Diagnostic] = []
    for brief in briefs:
        written = brief.category or (brief.path.partition("/")[0] if "/" in brief.path else "")
        slug = slugs.get(written)
        if slug is None:
            key = identity(written)
            slug = known.get(key, "")
            if not slug:
                slug = slugify(written) or slugify(fallback)
                if slug not in names:
                    names[slug] = written if slugify(written) else fallback
                    if configured or not written:
                        at = place(brief.path, "category")
                        said.append(_unknown(at, names[slug], slug, written, strict=strict and bool(configured)))
                known[key] = slug
            slugs[written] = slug
        of[brief.path] = slug
    made = sorted((slug for slug in names if slug not in configured_slugs), key=lambda slug: collation_key(names[slug]))
    return Tree(_link(configured, {slug: names[slug] for slug in (*configured_slugs, *made)}), of, tuple(said))


def _unknown(place: Place, name: str, slug: str, written: str, *, strict: bool) -> Diagnostic:
    if not written:
        return notice("N404", f"this article has no category: it is filed under “{name}”", place, "Add `category:`.")
    hint = f'Add it to site.toml: [[categories]] name = "{name}" – or use one that is there.'
    found = notice(
        "N403", f"site.toml does not know the category “{name}”: it is made, with the URL /{slug}/", place, hint
    )
    if not strict:
        return found
    return Diagnostic("E403", Severity.ERROR, f"site.toml does not know the category “{name}”", place, hint)


def _link(configured: tuple[CategoryConfig, ...], names: dict[str, str]) -> dict[str, Category]:
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
        )
    return tree


def _section(slug: str, by_slug: dict[str, CategoryConfig]) -> str:
    while slug in by_slug and by_slug[slug].parent:
        slug = by_slug[slug].parent
    return slug


def ancestors(categories: dict[str, Category], slug: str) -> tuple[str, ...]:
    """Give the slugs from the main category down to `slug` itself."""
    line = [slug]
    while parent := categories[line[0]].parent:
        line.insert(0, parent)
    return tuple(line)
