"""Says of a picture's bytes whether a build would publish them, before they come into a site. Reads no file."""

from __future__ import annotations

from ssg.core.errors import SiteProblem
from ssg.core.message import NOTHING, Message
from ssg.store.media import published_bytes
from ssg.store.svg import read_svg


def unusable(path: str, data: bytes) -> Message:
    """Return why a build would not publish a picture; nothing for one that it would, or for any other file.

    A drawing with scripts would run in the name of the new site: it is never usable.
    """
    if path.lower().endswith(".svg"):
        drawn = read_svg(data)
        return drawn.active or drawn.broken
    try:
        published_bytes(path, data)
    except SiteProblem as problem:
        return problem.diagnostics[0].message
    return NOTHING
