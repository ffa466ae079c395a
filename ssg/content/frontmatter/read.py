"""Splits a file's text into front matter and body, and reads the front matter. The one way in from outside."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

import frontmatter

from ssg.content.frontmatter.fences import Unfenced
from ssg.content.frontmatter.handler import NewsHandler
from ssg.content.frontmatter.schema import FrontMatter, Split
from ssg.core.errors import Diagnostic, Severity


def read_front_matter(text: str, *, path: str, zone: ZoneInfo, default_date: datetime | None = None) -> Split:
    """Return the front matter and the body of `text` (as `decode` gives it), with all that is wrong with it.

    `path` is the place to name in diagnostics; times are returned in `zone`. `default_date`
    (aware) is that of an article that does not say its own, such as that in its file's name. Never raises.
    """
    handler = NewsHandler(text, path, zone, default_date)
    values, _ = frontmatter.parse(text, handler=handler)
    diagnostics = tuple(sorted(handler.diagnostics, key=_order))
    if isinstance(handler.fences, Unfenced):
        return Split(None, text, 1, diagnostics)
    broken = any(one.severity is Severity.ERROR for one in diagnostics)
    # The table FIELDS and the schema have the same names and types; a test compares them.
    front = None if broken else FrontMatter(**cast(dict[str, Any], values))
    return Split(front, handler.fences.body, handler.fences.body_line, diagnostics)


def _order(found: Diagnostic) -> tuple[int, int]:
    """Return what diagnostics are sorted by: their place."""
    return found.place.line, found.place.column
