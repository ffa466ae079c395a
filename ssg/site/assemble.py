"""Puts the public articles together into a `Site`: categories, order, names in common, neighbours, picks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from ssg.core.config import Config
from ssg.core.errors import Diagnostic
from ssg.core.model import Article, MediaFile
from ssg.core.text.slug import slugify
from ssg.site.categories import Tree, ancestors, plant
from ssg.site.model import Assembled, LeftOut, Site, Story
from ssg.site.most_read import most_read
from ssg.site.places import place_of
from ssg.site.taxonomy import Unified, Use, same_name, unify
from ssg.site.urls import article_url


def assemble(
    public: Iterable[Article],
    config: Config,
    *,
    now: datetime,
    left_out: LeftOut,
    media: dict[str, MediaFile],
    data: Mapping[str, object],
    fallback_category: str,
    strict: bool,
) -> Assembled:
    """Order the public articles by time, then path, and work out all that they have in common."""
    articles = sorted(public, key=lambda a: (a.date, a.path), reverse=True)
    tree = plant(config.categories, articles, fallback_category, strict=strict)
    by_path = {article.path: article for article in articles}

    def unified(key: str, kind: str, fixed: dict[str, str]) -> Unified:
        return unify(_uses(articles, key), kind, fixed, lambda path: place_of(by_path[path], key))

    tags = unified("tags", "tag", {})
    authors = unified("authors", "author", {})
    topics = unified("topic", "topic", {same_name(t.name): t.slug or slugify(t.name) for t in config.topics})
    stories = {
        article.path: Story(
            article=article,
            url=article_url(article, tree.of[article.path], config),
            category=tree.of[article.path],
            section=tree.categories[tree.of[article.path]].section,
            authors=_slugs(article.authors, authors.slugs),
            tags=_slugs(article.tags, tags.slugs),
            topic=topics.slugs[article.topic] if article.topic else "",
        )
        for article in articles
    }
    said: list[Diagnostic] = [*tree.diagnostics, *tags.diagnostics, *authors.diagnostics, *topics.diagnostics]
    by_category = _by_category(articles, tree)
    site = Site(
        config=config,
        now=now,
        stories=stories,
        order=tuple(stories),
        categories=tree.categories,
        by_category=by_category,
        by_month=_by_month(articles),
        tags=tags.groups,
        authors=authors.groups,
        topics=topics.groups,
        neighbours=_neighbours(articles, tree),
        picks=_picks(articles),
        most_read=most_read(data.get("most-read"), stories),
        media=media,
        left_out=left_out,
    )
    return Assembled(site, tuple(said))


def _uses(articles: Iterable[Article], key: str) -> list[Use]:
    uses: list[Use] = []
    for article in articles:
        value = getattr(article, key)
        names = (value,) if isinstance(value, str) else value
        if names:
            time = article.date.timestamp()
            uses.extend([Use(time, article.path, name) for name in names if name])
    return uses


def _slugs(names: tuple[str, ...], slugs: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([slugs[name] for name in names]))


def _by_category(articles: Iterable[Article], tree: Tree) -> dict[str, tuple[str, ...]]:
    """List each category's articles, its children's included, from the newest."""
    lines = {slug: ancestors(tree.categories, slug) for slug in tree.categories}
    found: dict[str, list[str]] = {slug: [] for slug in tree.categories}
    for article in articles:
        for slug in lines[tree.of[article.path]]:
            found[slug].append(article.path)
    return {slug: tuple(paths) for slug, paths in found.items()}


def _by_month(articles: Iterable[Article]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for article in articles:
        found.setdefault(f"{article.date.year:04d}-{article.date.month:02d}", []).append(article.path)
    return {month: tuple(paths) for month, paths in found.items()}


def _neighbours(articles: Iterable[Article], tree: Tree) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    newer: dict[str, str] = {}
    for article in articles:
        category = tree.of[article.path]
        before = newer.get(category, "")
        found[article.path] = (before, "")
        if before:
            found[before] = (found[before][0], article.path)
        newer[category] = article.path
    return found


def _picks(articles: Iterable[Article]) -> tuple[str, ...]:
    """Editors' picks: the higher number first, then the newest."""
    featured = [a for a in articles if a.featured > 0]
    featured.sort(key=lambda a: -a.featured)
    return tuple(a.path for a in featured)
