"""Puts the public articles together into a `Site`: categories, order, names in common, neighbours, picks. Pure.

It goes by briefs alone, at a few microseconds an article.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

from ssg.core.config import Config
from ssg.core.errors import Diagnostic, Place
from ssg.core.model import Brief, MediaFile
from ssg.core.text.slug import slugify
from ssg.site.briefs import microseconds
from ssg.site.categories import Tree, ancestors, plant
from ssg.site.library import Library
from ssg.site.model import Assembled, LeftOut, Site
from ssg.site.most_read import most_read
from ssg.site.places import place_of
from ssg.site.stories import Places, Stories
from ssg.site.taxonomy import Unified, same_name, unify
from ssg.site.urls import permalinks


def assemble(
    public: Iterable[Brief],
    config: Config,
    library: Library,
    *,
    now: datetime,
    left_out: LeftOut,
    media: dict[str, MediaFile],
    data: Mapping[str, object],
    fallback_category: str,
    strict: bool,
) -> Assembled:
    """Order the public articles by time, then path, and work out all that they have in common."""
    at = microseconds(now)
    ordered = sorted(public, key=_by_time, reverse=True)
    briefs = {brief.path: brief for brief in ordered}

    def place(path: str, key: str) -> Place:
        return place_of(library.article(briefs[path]), key)

    tree = plant(config.categories, ordered, fallback_category, place, strict=strict)

    def unified(uses: dict[str, list[str]], key: str, kind: str, fixed: dict[str, str]) -> Unified:
        return unify(uses, kind, fixed, lambda path: briefs[path].time, lambda path: place(path, key))

    tags = unified(_uses(ordered, "tags"), "tags", "tag", {})
    authors = unified(_uses(ordered, "authors"), "authors", "author", {})
    fixed = {same_name(t.name): t.slug or slugify(t.name) for t in config.topics}
    topics = unified(_topics(ordered), "topic", "topic", fixed)
    link = permalinks(config)
    places = Places(
        urls={brief.path: link(brief, tree.of[brief.path]) for brief in ordered},
        categories=tree.of,
        sections={slug: category.section for slug, category in tree.categories.items()},
        tags=tags.slugs,
        authors=authors.slugs,
        topics=topics.slugs,
    )
    said: list[Diagnostic] = [*tree.diagnostics, *tags.diagnostics, *authors.diagnostics, *topics.diagnostics]
    site = Site(
        config=config,
        now=now,
        briefs=briefs,
        places=places,
        stories=Stories(briefs, places, library),
        order=tuple(briefs),
        categories=tree.categories,
        by_category=_by_category(ordered, tree),
        by_month=_by_month(ordered),
        tags=tags.groups,
        authors=authors.groups,
        topics=topics.groups,
        neighbours=_neighbours(ordered, tree),
        picks=_picks(ordered),
        most_read=most_read(data.get("most-read"), places.urls),
        breaking=tuple(brief.path for brief in ordered if brief.breaking > at),
        media=media,
        left_out=left_out,
    )
    return Assembled(site, tuple(said))


def _by_time(brief: Brief) -> tuple[int, str]:
    return brief.time, brief.path


def _uses(ordered: Iterable[Brief], key: Literal["tags", "authors"]) -> dict[str, list[str]]:
    """The articles that use each name as it is written, newest first."""
    found: dict[str, list[str]] = {}
    for brief in ordered:
        for name in brief.tags if key == "tags" else brief.authors:
            uses = found.get(name)
            if uses is None:
                found[name] = [brief.path]
            else:
                uses.append(brief.path)
    return found


def _topics(ordered: Iterable[Brief]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for brief in ordered:
        if brief.topic:
            found.setdefault(brief.topic, []).append(brief.path)
    return found


def _by_category(ordered: Iterable[Brief], tree: Tree) -> dict[str, tuple[str, ...]]:
    """List each category's articles, its children's included, from the newest."""
    found: dict[str, list[str]] = {slug: [] for slug in tree.categories}
    into = {slug: [found[above] for above in ancestors(tree.categories, slug)] for slug in tree.categories}
    of = tree.of
    for brief in ordered:
        for paths in into[of[brief.path]]:
            paths.append(brief.path)
    return {slug: tuple(paths) for slug, paths in found.items()}


def _by_month(ordered: Iterable[Brief]) -> dict[str, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for brief in ordered:
        paths = found.get(month := brief.day // 100)
        if paths is None:
            paths = found[month] = []
        paths.append(brief.path)
    return {f"{month // 100:04d}-{month % 100:02d}": tuple(paths) for month, paths in found.items()}


def _neighbours(ordered: Iterable[Brief], tree: Tree) -> dict[str, tuple[str, str]]:
    """The next newer and the next older article of the same category."""
    own: dict[str, list[str]] = {}
    for brief in ordered:
        own.setdefault(tree.of[brief.path], [""]).append(brief.path)
    return {
        path: (newer, older)
        for paths in own.values()
        for newer, path, older in zip(paths, paths[1:], [*paths[2:], ""], strict=False)
    }


def _picks(ordered: Iterable[Brief]) -> tuple[str, ...]:
    """Editors' picks: the higher number first, then the newest."""
    featured = [brief for brief in ordered if brief.featured > 0]
    featured.sort(key=lambda brief: -brief.featured)
    return tuple(brief.path for brief in featured)
