"""The first path segments that the site's own pages and files use: no category may have them. Data only.

It is the only list of them, for `site.toml` and for categories that articles create. `media` and `assets` are not here:
names of files there end with a digest and an extension, unlike pages.
"""

from __future__ import annotations

from typing import Final

from ssg.core.message import Message, say

RESERVED: Final[dict[str, Message]] = {
    "tag": say("the pages of tags"),
    "author": say("the pages of authors"),
    "topic": say("the pages of topics"),
    "series": say("the pages of series"),
    "archive": say("the archive"),
    "search": say("the search"),
    "page": say("the older pages of the front page"),
    "share": say("the pictures to share"),
    "icons": say("the site's icons"),
    "access": say("texts that only some readers may read"),
    "404": say("the page for missing addresses"),
    "index": say("the front page"),
}
"""The use of each, as shown to editors."""


def free(slug: str) -> str:
    """Return a slug that is not reserved: a different one for a reserved one."""
    return f"{slug}-1" if slug in RESERVED else slug
