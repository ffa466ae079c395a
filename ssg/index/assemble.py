"""Puts the public articles together into a `Site`: categories, order, names in common, neighbours, picks. Pure.

It goes by briefs alone, at a few microseconds an article.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

import msgspec

from ssg.core.config import Config
from ssg.core.errors import Place
from ssg.core.model import PLAIN, Brief, MediaFile
from ssg.core.text.scripts import slug_of
from ssg.index.briefs import microseconds, month_name
from ssg.index.categories import Tree, ancestors, plant
from ssg.index.features import ALWAYS, features
from ssg.index.layouts import layout_in, may_show, of_categories
from ssg.index.library import Library
from ssg.index.model import Assembled, LeftOut, Site
from ssg.index.most_read import most_read
from ssg.index.permalinks import Permalinks
from ssg.index.places import place_of
from ssg.index.plain_pages import arrange
from ssg.index.publicity import is_pick
from ssg.index.queries import GROUPS
from ssg.index.series import check_series
from ssg.index.stories import Places, Stories
from ssg.index.taxonomy import Unified, same_name, unify
from ssg.index.translated import arrange as arrange_translations


def assemble(
    public: Collection[Brief],
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
    ordered = sorted((brief for brief in public if brief.type not in PLAIN), key=_by_time, reverse=True)
    briefs = {brief.path: brief for brief in ordered}

    def place(path: str, key: str) -> Place:
        return place_of(library.article(briefs[path]), key)

    tree = plant(config, ordered, fallback_category, place, strict=strict)
    named = _names(ordered, config, lambda path: briefs[path].time, place)
    places = _places(config, ordered, tree, named)
    by_category = of_categories(config)
    layouts = {b.path: layout_in(b, tree.of[b.path], by_category, config.layouts) for b in ordered}
    most = tuple(p for p in most_read(data.get("most-read"), places.urls) if may_show(config, "most-read", layouts[p]))
    plain = arrange((brief for brief in public if brief.type in PLAIN), config.categories, tree.categories)
    series = check_series(named.series.groups, briefs, library.article)
    said = [*tree.diagnostics, *(one for names in named for one in names.diagnostics), *series]
    translated = arrange_translations(every := briefs | plain.briefs, config, library.article)
    places = msgspec.structs.replace(places, urls={**places.urls, **plain.urls}, translations=translated.versions)
    site = Site(
        config=config,
        now=now,
        briefs=every,
        places=places,
        stories=Stories(every, places, library),
        order=tuple(briefs),
        pages=plain.pages,
        sections=plain.sections,
        times={brief.path: brief.time for brief in ordered},
        categories=tree.categories,
        by_category=_by_category(ordered, tree),
        by_month=_by_month(ordered),
        by_feature=_by_feature(ordered, layouts),
        tags=named.tags.groups,
        authors=named.authors.groups,
        topics=named.topics.groups,
        series=named.series.groups,
        names=dict(zip(GROUPS, [names.names for names in named], strict=True)),
        neighbours=_neighbours(ordered, tree),
        picks=_picks(b for b in ordered if is_pick(b, at) and may_show(config, "picks", layouts[b.path])),
        most_read=most,
        breaking=tuple(brief.path for brief in ordered if brief.breaking > at),
        media=media,
        left_out=left_out,
        embeds=_embeds(every.values()),
        layouts=by_category,
    )
    return Assembled(site, (*said, *plain.diagnostics), translated.diagnostics)


class _Names(NamedTuple):
    """The names that articles file themselves under, in the order of `GROUPS`."""

    tags: Unified
    authors: Unified
    topics: Unified
    series: Unified


def _names(
    ordered: Sequence[Brief],
    config: Config,
    when: Callable[[str], float],
    place: Callable[[str, str], Place],
) -> _Names:
    def unified(uses: dict[str, list[str]], key: str, kind: str, fixed: dict[str, str]) -> Unified:
        return unify(uses, kind, fixed, when, lambda path: place(path, key), config.slugs.style)

    fixed = {same_name(t.name): t.slug or slug_of(t.name, config.slugs.style) for t in config.topics}
    return _Names(
        unified(_uses(ordered, "tags"), "tags", "tag", {}),
        unified(_uses(ordered, "authors"), "authors", "author", {}),
        unified(_named(ordered, "topic"), "topic", "topic", fixed),
        unified(_named(ordered, "series"), "series", "series", {}),
    )


def _embeds(briefs: Iterable[Brief]) -> tuple[str, ...]:
    return tuple(sorted({name for brief in briefs for name in brief.embeds}))


def _places(config: Config, ordered: Iterable[Brief], tree: Tree, named: _Names) -> Places:
    link = Permalinks(config)
    return Places(
        urls={brief.path: link(brief, tree.of[brief.path]) for brief in ordered},
        categories=tree.of,
        sections={slug: category.section for slug, category in tree.categories.items()},
        tags=named.tags.slugs,
        authors=named.authors.slugs,
        topics=named.topics.slugs,
        series=named.series.slugs,
        unusual=frozenset().union(*(names.unusual for names in named)),
    )


def _by_time(brief: Brief) -> tuple[int, str]:
    return brief.time, brief.path


def _uses(ordered: Iterable[Brief], key: Literal["tags", "authors"]) -> dict[str, list[str]]:
    """Return the articles that use each name as it is written, newest first."""
    found: dict[str, list[str]] = {}
    for brief in ordered:
        for name in brief.tags if key == "tags" else brief.authors:
            uses = found.get(name)
            if uses is None:
                found[name] = [brief.path]
            else:
                uses.append(brief.path)
    return found


def _named(ordered: Iterable[Brief], key: Literal["topic", "series"]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for brief in ordered:
        if name := brief.topic if key == "topic" else brief.series:
            found.setdefault(name, []).append(brief.path)
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
    return {month_name(month): tuple(paths) for month, paths in found.items()}


def _by_feature(ordered: Iterable[Brief], layouts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {name: [] for name in ALWAYS}
    for brief in ordered:
        for name in features(brief, layouts[brief.path]):
            found.setdefault(name, []).append(brief.path)
    return {name: tuple(paths) for name, paths in found.items()}


def _neighbours(ordered: Iterable[Brief], tree: Tree) -> dict[str, tuple[str, str]]:
    """Return the next newer and the next older article of the same category."""
    own: dict[str, list[str]] = {}
    for brief in ordered:
        own.setdefault(tree.of[brief.path], [""]).append(brief.path)
    return {
        path: (newer, older)
        for paths in own.values()
        for newer, path, older in zip(paths, paths[1:], [*paths[2:], ""], strict=False)
    }


def _picks(featured: Iterable[Brief]) -> tuple[str, ...]:
    """Editors' picks: the higher number first, then the newest."""
    return tuple(brief.path for brief in sorted(featured, key=lambda brief: -brief.featured))
