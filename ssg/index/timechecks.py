"""Checks of times that readers see: what an article says to have happened must not be in the future. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ssg.core.errors import Diagnostic, warning
from ssg.core.message import say
from ssg.index.briefs import microseconds
from ssg.index.model import Site
from ssg.index.places import place_of

if TYPE_CHECKING:
    from ssg.index.checks import Surroundings


def times(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Articles that were updated, live reports with entries, and corrections that were made, after now."""
    now = microseconds(site.now)
    hint = say("readers and search engines see this time unchanged")
    for path, brief in site.briefs.items():
        article = site.stories[path].article
        if brief.updated > now:
            place = place_of(article, "updated")
            message = say("`updated` is in the future") if place.column else say("an entry is in the future")
            yield warning("W755", message, place, hint)
        for number, time in enumerate(brief.corrected):
            if time > now:
                place = place_of(article, f"corrections[{number}].date", "corrections")
                yield warning("W755", say("a correction is in the future"), place, hint)
