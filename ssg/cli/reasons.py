"""Why each related article of a page is listed, and what the rights to its pictures are, for `ssg explain`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from ssg.core.message import Message, joined, say
from ssg.core.shown import file_of
from ssg.core.text.dates import stamp
from ssg.core.vector import unpack
from ssg.index.briefs import microseconds, moment
from ssg.index.files import Files
from ssg.index.grants import grants
from ssg.index.permits import Permits, Said, said_of
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


def rights_lines(planned: Plan, path: str) -> Iterator[Message]:
    """Yield a line for each place that says what may be done with a picture of an article."""
    inputs, texts, edition = planned.inputs, planned.texts, planned.edition
    if not (inputs.permits or edition.granted):
        return
    files = Files(inputs.files, {entry.path: entry for entry in inputs.static})
    permits = Permits(inputs.permits, grants(texts.briefs.values(), files, texts.article))
    now, zone = microseconds(edition.site.now), edition.site.config.zone
    for named in edition.site.briefs[path].files:
        shown = edition.site.named.get(named)
        file = shown.path if shown else files.find(named)
        for said in said_of(permits, file) if file else ():
            place = said.place("until")
            what = joined(_limits(said, now, zone)) or say("no limits")
            yield say(
                "{file}: {what} ({place}:{line})", file=file_of(file), what=what, place=place.path, line=place.line
            )


def _limits(said: Said, now: int, zone: tzinfo) -> Iterator[Message]:
    """Yield what a place says of the rights to a picture."""
    if said.until:
        until = stamp(moment(said.until).astimezone(zone))
        yield say("ended on {time}", time=until) if said.until <= now else say("until {time}", time=until)
    if said.regions:
        yield say("only in {regions}", regions=", ".join(said.regions))
    if said.partners is False:
        yield say("not for partners")
