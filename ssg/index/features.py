"""The lists of articles by what they are: their layout, their type, what they show. Pure; it keeps no list.

What most articles have is listed by those that lack it, so that no list is as long as the archive.
"""

from __future__ import annotations

from typing import Final

from ssg.core.model import USUAL_LAYOUTS, Brief

FEATURE_KINDS: Final = frozenset(("layout", "type", "has", "lacks"))
"""What the names of these lists begin with."""
OTHER_LAYOUT: Final = "layout/*"
"""The list of all articles that have another layout than the usual one."""
NO_PICTURE: Final = "lacks/picture"
LIVE: Final = "type/live"
ALWAYS: Final = (
    *(f"layout/{name}" for name in ("opinion", "photo", "video")),
    *(OTHER_LAYOUT, LIVE, "has/audio", "has/correction", "has/gallery", "has/video", NO_PICTURE),
)
"""The lists that every site has; those of other layouts are there if an article is in them."""


def features(brief: Brief, layout: str) -> tuple[str, ...]:
    """Return the lists that an article with a layout belongs to."""
    found = [f"has/{name}" for name in brief.has if name != "picture"]
    if "picture" not in brief.has:
        found.append(NO_PICTURE)
    if layout and layout not in USUAL_LAYOUTS:
        found += [f"layout/{layout}", OTHER_LAYOUT]
    if brief.type == "live":
        found.append(LIVE)
    return tuple(found)
