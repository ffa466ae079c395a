"""The final list of an article: hand-picked articles, then those that were found. Pure."""

from __future__ import annotations

from ssg.index.model import Site


def picks(site: Site, path: str) -> tuple[str, ...]:
    """Return the public articles that an editor has picked for one, in their order."""
    articles = site.places.categories
    return tuple([pick for pick in site.briefs[path].picks if pick in articles and pick != path])


def related(site: Site, path: str, count: int) -> tuple[str, ...]:
    """Return the paths of up to `count` related articles: fewer rather than filler."""
    return (*picks(site, path), *site.related.of(path))[:count]
