"""The newest articles of a list without the page's own: the key that almost all pages of a list share."""

from __future__ import annotations

from ssg.pages.reader import Reader
from ssg.pages.views.shared import Card


def excluded(read: Reader, name: str, path: str, wanted: int) -> str:
    """Return `path` if it must be omitted, else "": then the page shares the common block."""
    return path if path and read.at_front(name, path, wanted) is not None else ""


def newest_but(read: Reader, name: str, path: str, wanted: int) -> tuple[Card, ...]:
    """Return the cards of the first `wanted` of a list without `path`."""
    return tuple(read.card(p) for p in [p for p in read.front(name, wanted + 1) if p != path][:wanted])
