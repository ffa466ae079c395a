"""Why each related article of a page is listed, for `ssg explain`."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.message import Message, say
from ssg.core.vector import unpack
from ssg.index.related.picked import picks, related
from ssg.index.related.reason import reason, terms_in_words
from ssg.plan import Plan
from ssg.steps.relations import BLOCK, rules_of


def related_lines(planned: Plan, path: str) -> Iterator[Message]:
    """Yield a line for each article that is listed as related to one.

    Raises MemoryDamaged if the bodies cannot be loaded.
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
        url = site.places.urls[other]
        if other in by_hand:
            yield say("{url} picked by hand; {why}", url=url, why=why)
        else:
            yield say("{url} {why}", url=url, why=why)
