"""Puts the house advertisements that run now into an edition, and the times at which that changes. Pure."""

from __future__ import annotations

import msgspec

from ssg.core.errors import Diagnostic
from ssg.index.ads import AdChange, Ads, running
from ssg.index.briefs import microseconds
from ssg.index.files import Files
from ssg.inputs import Inputs
from ssg.steps.edition import Edition


def with_ads(edition: Edition, inputs: Inputs) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """Return an edition with its advertisements, and what is said of them."""
    found = _running(edition, inputs)
    site = msgspec.structs.replace(edition.site, ads=found.slots)
    changes = tuple(sorted({*edition.front_ends, *(change.time for change in found.changes)}))
    return edition._replace(site=site, front_ends=changes), found.diagnostics


def ad_changes(edition: Edition, inputs: Inputs) -> tuple[AdChange, ...]:
    """Return when advertisements begin and end after the time of an edition, the first one first."""
    return _running(edition, inputs).changes


def _running(edition: Edition, inputs: Inputs) -> Ads:
    known = Files(inputs.files, {entry.path for entry in inputs.static})
    return running(inputs.ads, inputs.config, known, microseconds(edition.site.now))
