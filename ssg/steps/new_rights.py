"""Rights that a stored plan can take in: those of new articles to pictures that nobody has shown or spoken of.

Everything else that an article says of rights may bring a picture back, or take it out of other articles: then
everything is planned.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from ssg.content.permits import Permitted
from ssg.core.model import Brief, MediaFile
from ssg.core.picture_rights import Grant, Permit
from ssg.core.shown import file_of
from ssg.index.briefs import microseconds
from ssg.index.grants import says
from ssg.index.permits import row_of


class Known(NamedTuple):
    """What a stored plan knows of pictures: those of which something is said, and those that are shown."""

    granted: Collection[str]
    shown: Collection[str]
    rows: Mapping[str, Permitted]


class NewRights(NamedTuple):
    """What new articles say of their pictures, by picture."""

    said: Mapping[str, Grant]

    def permitted(self, media: Mapping[str, MediaFile]) -> dict[str, Permit]:
        """Return what may be done with those files of which something is said."""
        return {path: _permit(self.said[path]) for path in media if path in self.said}

    def times(self) -> list[int]:
        """Return the times at which rights end, in microseconds."""
        return [microseconds(grant.until) for grant in self.said.values() if grant.until is not None]

    def ends(self, media: Collection[str]) -> list[tuple[int, str]]:
        """Return the times at which rights to these files end, each with its file."""
        found = ((microseconds(grant.until), file_of(path)) for path, grant in self.said.items() if path in media)
        return [one for one in found if one[0]]


NO_RIGHTS = NewRights({})


def new_rights(
    changes: Iterable[tuple[Brief | None, Brief | None]], files: Collection[str], known: Known, now: int
) -> NewRights | None:
    """Return what changed articles say of rights and did not say before; None if a plan cannot take it in.

    `files` are the paths of all files beside the articles.
    """
    found: dict[str, Grant] = {}
    for old, new in changes:
        before, after = says(old), says(new)
        if before == after:
            continue
        if before is not None or after is None:
            return None
        path, grant = after
        is_told = path in known.granted or path in found or row_of(known.rows, path) is not None
        if is_told or path in known.shown or path not in files or 0 < microseconds(grant.until) <= now:
            return None
        found[path] = grant
    return NewRights(found) if found else NO_RIGHTS


def _permit(grant: Grant) -> Permit:
    return Permit(grant.regions, grant.partners is not False)
