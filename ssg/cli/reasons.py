"""Why each related article of a page is listed, for `ssg explain`."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.vector import unpack
from ssg.planned import Planned
from ssg.relate import BLOCK, rules_of
from ssg.site.related.picked import picks, related
from ssg.site.related.reason import reason, terms_in_words


def related_lines(planned: Planned, path: str) -> Iterator[str]:
    """Give a line for each article that is listed as related to one.

    Raises MemoryDamaged where the texts cannot be had.
    """
    site, texts = planned.edition.site, planned.texts
    brief = site.briefs[path]
    article = texts.article(brief)
    names = terms_in_words(article, texts.body(brief))
    own = unpack(texts.vector(brief))
    by_hand = picks(site, path)
    for other in related(site, path, site.config.blocks[BLOCK].count):
        its = site.briefs[other]
        seconds = brief.time // 1_000_000 - its.time // 1_000_000
        why = reason(article, names, own, unpack(texts.vector(its)), seconds, rules_of(site.config))
        yield f"{site.places.urls[other]} {'picked by hand; ' if other in by_hand else ''}{why}"
