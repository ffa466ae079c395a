"""Which category of `site.toml` a text means by what it writes, and what categories have of those above. Pure.

It knows `site.toml` alone: categories that only articles name are those of `ssg/index/categories.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from ssg.core.config.schema import CategoryConfig, Config, TranslationConfig
from ssg.core.reserved import free
from ssg.core.text.near import nearest
from ssg.core.text.paths import is_elsewhere
from ssg.core.text.scripts import slug_of
from ssg.core.text.slug import identity


def known_categories(configured: Collection[CategoryConfig]) -> dict[str, str]:
    """Return the slugs of the categories of `site.toml`, by `identity` of their names, and by themselves."""
    return {identity(c.name): c.slug for c in configured} | {c.slug: c.slug for c in configured}


def written_category(path: str, category: str) -> str:
    """Return the category as an article's file or its first folder names it; empty: neither does."""
    return category or (path.partition("/")[0] if "/" in path else "")


def near_category(written: str, configured: Collection[CategoryConfig]) -> str:
    """Return the name or the slug of `site.toml` that is one or two letters from what is written; empty: none."""
    return nearest(written, (c.name for c in configured)) or nearest(written, [c.slug for c in configured])


def meant_category(written: str, configured: Collection[CategoryConfig], fallback: str) -> str:
    """Return the slug of the category of `site.toml` that is written, or misspelt; empty: none.

    `fallback` is the name of the category of articles that write none.
    """
    known = known_categories(configured)
    slug = known.get(identity(written)) or known.get(free(slug_of(written) or slug_of(fallback)), "")
    if slug:
        return slug
    near = near_category(written, configured)
    return known.get(identity(near), "") if near else ""


def inherited(configured: Collection[CategoryConfig], of: Callable[[CategoryConfig], str]) -> dict[str, str]:
    """Return what each category has, or the nearest one above it, by slug; those without are not there."""
    found: dict[str, str] = {}
    if not any(map(of, configured)):
        return found
    by_slug = {category.slug: category for category in configured}
    for slug in by_slug:
        above = slug
        while above in by_slug and not of(by_slug[above]):
            above = by_slug[above].parent
        if above in by_slug:
            found[slug] = of(by_slug[above])
    return found


Versions = tuple[tuple[str, str], ...]
"""The languages of a section with the slug of its category in each, or its URL at another site; the original first."""


def category_versions(config: Config) -> dict[str, Versions]:
    """Return the versions of each category that has several, by slug."""
    configured, language, editions = config.categories, config.language, config.translations
    if not any(category.translation_of or category.translations for category in configured):
        return {}
    own = category_languages(configured, language)
    found: dict[str, list[tuple[str, str]]] = {}
    for category in sorted(configured, key=lambda one: bool(one.translations)):
        original, slug = category.translation_of, category.slug
        root = slug if is_elsewhere(original) else original or slug
        known = found.setdefault(root, [(own.get(root, language), root)])
        if root != slug:
            known.append((own.get(slug, language), slug))
        elif original:
            known.insert(0, (edition_at(original, editions), original))
        known += [(edition_at(url, editions), url) for url in category.translations]
    every = (versions for versions in found.values() if len(versions) > 1)
    return {slug: tuple(versions) for versions in every for _, slug in versions}


def edition_at(url: str, editions: Iterable[TranslationConfig]) -> str:
    """Return the language of the newspaper's edition at whose address a URL is; empty: it is at none."""
    bases = {edition.url.rstrip("/"): edition.language for edition in editions}
    near = [base for base in bases if f"{url}/".startswith(f"{base}/")]
    return bases[max(near, key=len)] if near else ""


def category_languages(configured: Collection[CategoryConfig], language: str) -> dict[str, str]:
    """Return the language of each category, by slug, where it is not that of the site, which is `language`."""
    found = inherited(configured, lambda category: category.language)
    return {slug: own for slug, own in found.items() if own != language}
