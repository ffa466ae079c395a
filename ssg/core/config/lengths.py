"""Whether a path of `site.toml` fits into file systems: what it names becomes folders of the output. Pure."""

from __future__ import annotations

from typing import Final

from ssg.core.message import NOTHING, Message, say
from ssg.core.text.paths import odd_name

_LONGEST: Final = 1000
"""Bytes of a whole path: macOS has 1,024, with the folders above the site."""
_LONGEST_NAME: Final = 255
_LONGEST_SLUG: Final = 180
"""Bytes of a slug, as of one that is derived from a name: some files have more in their names than the slug."""


def path_fault(path: str) -> Message:
    """Return why a path cannot be a folder on every system, or nothing."""
    name = odd_name(path) or ""
    return too_long(path) or (name and say("no file can be called `{name}` on every system", name=name)) or NOTHING


def too_long(path: str) -> Message:
    """Return that a path, or a name in it, is too long for file systems, or nothing."""
    if _size(path) > _LONGEST:
        return say("path of {size:,} bytes; at most {most:,} are possible", size=_size(path), most=_LONGEST)
    for name in path.split("/"):
        if _size(name) > _LONGEST_NAME:
            size, most = _size(name), _LONGEST_NAME
            return say("name of {size:,} bytes between slashes; at most {most:,} are possible", size=size, most=most)
    return NOTHING


def slug_fault(slug: str) -> Message:
    """Return that a slug is too long, or nothing."""
    if _size(slug) <= _LONGEST_SLUG:
        return NOTHING
    return say("slug of {size:,} bytes; at most {most:,} are possible", size=_size(slug), most=_LONGEST_SLUG)


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
