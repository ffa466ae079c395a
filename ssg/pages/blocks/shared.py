"""The newest of a list but the article that is being read: the key that almost all pages of a list share. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ssg.pages.desk import Desk
from ssg.pages.views.shared import Card


def excluded(paths: Sequence[str], path: str, wanted: int) -> str:
    """Give `path` if it would be shown and so must be left out, else nothing: then the page shares the common block."""
    return path if path in paths[:wanted] else ""


def newest_but(desk: Desk, paths: Sequence[str], path: str, wanted: int) -> tuple[Card, ...]:
    """The cards of the first `wanted` of `paths` without `path`."""
    return tuple(desk.card(p) for p in [p for p in paths[: wanted + 1] if p != path][:wanted])
