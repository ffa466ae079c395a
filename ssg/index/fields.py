"""What cards show of an article only where a template reads it: each field is a fact of its own. Pure.

So an edit of tags remakes the pages that show tags, and no other list.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ssg.core.model import Brief
from ssg.index.model import Site
from ssg.index.stories import Filing, filing

FIELDS: Final[dict[str, Callable[[Brief, Filing], Any]]] = {
    "authors": lambda _, filed: filed.authors,
    "tags": lambda _, filed: filed.tags,
    "has_video": lambda brief, _: "video" in brief.has,
    "gallery_count": lambda brief, _: brief.galleries,
    "extra": lambda brief, _: brief.extra,
    "corrections": lambda brief, _: brief.corrections,
}
"""The fields by name. Those of `extra` and `corrections` are digests of them: what they say is in no index."""


def field_of(site: Site, path: str, name: str) -> Any:  # noqa: ANN401 - see FIELDS
    """Return a field of a public article.

    Raises KeyError for any other.
    """
    brief = site.briefs[path]
    return FIELDS[name](brief, filing(site.places, brief))
