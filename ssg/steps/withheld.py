"""Finds the articles whose rest is in no file of the site: what they showed before does not stay for a while."""

from __future__ import annotations

from ssg.content.access import omits
from ssg.index.urls import output_path
from ssg.steps.edition import Edition


def withheld(edition: Edition) -> frozenset[str]:
    """Return the outputs of the pages of articles whose rest is left out."""
    site, access = edition.site, edition.site.config.access
    if access is None or access.paid_body != "omit":
        return frozenset()
    guarded = (path for path, brief in site.briefs.items() if omits(brief.guard))
    return frozenset(output_path(site.places.urls[path]) for path in guarded)
