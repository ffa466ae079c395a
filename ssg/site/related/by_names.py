"""Which articles a reader of one may like next: hand-picked ones, then those of its topic and its tags. Pure."""

from __future__ import annotations

from ssg.site.model import Site
from ssg.site.stories import slugs

# The newest articles of a group that are looked at: a tag of 20,000 articles must not cost 20,000 steps a page.
NEWEST = 100


def related(site: Site, path: str, count: int) -> tuple[str, ...]:
    """Give up to `count` paths: `related` of the front matter in its order, then by shared topic and tags.

    A shared topic weighs as much as three tags; of equal weight the newest comes first. Fewer rather than filler.
    """
    brief, places = site.briefs[path], site.places
    chosen = dict.fromkeys(p for p in brief.picks if p in site.briefs and p != path)
    weights: dict[str, int] = {}
    if brief.topic:
        for other in site.topics[places.topics[brief.topic]].paths[:NEWEST]:
            weights[other] = weights.get(other, 0) + 3
    for tag in slugs(brief.tags, places.tags):
        for other in site.tags[tag].paths[:NEWEST]:
            weights[other] = weights.get(other, 0) + 1
    weights.pop(path, None)
    ranked = sorted(weights, key=lambda p: (site.briefs[p].time, p), reverse=True)
    ranked.sort(key=weights.__getitem__, reverse=True)
    chosen.update(dict.fromkeys(ranked))
    return tuple(chosen)[:count]
