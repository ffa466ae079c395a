"""What the list of an article shows in the end: what its editor picked, then what was found. Pure."""

from __future__ import annotations

from ssg.site.model import Site


def picks(site: Site, path: str) -> tuple[str, ...]:
    """Give the public articles that an editor has picked for one, in their order."""
    return tuple([pick for pick in site.briefs[path].picks if pick in site.briefs and pick != path])


def related(site: Site, path: str, count: int) -> tuple[str, ...]:
    """Give the paths of up to `count` related articles: fewer rather than filler."""
    return (*picks(site, path), *site.related.of(path))[:count]
