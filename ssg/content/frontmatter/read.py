"""Splits a file's text into front matter and body, and reads the front matter. The entry point of this package."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

import frontmatter

from ssg.content.frontmatter.fences import Unfenced
from ssg.content.frontmatter.handler import NewsHandler
from ssg.content.frontmatter.plain_pages import is_section
from ssg.content.frontmatter.schema import FrontMatter, Split
from ssg.core.errors import Diagnostic, Severity
from ssg.core.model import SECTION


def read_front_matter(text: str, *, path: str, zone: ZoneInfo, default_date: datetime | None = None) -> Split:
    """Return the front matter and the body of `text` (from `decode`), with all problems.

    `path` is the place to name in diagnostics; times are returned in `zone`. `default_date` (aware) is the date of an
    article without one, such as that in its file's name. Never raises.
    """
    handler = NewsHandler(text, path, zone, default_date)
    values, _ = frontmatter.parse(text, handler=handler)
    diagnostics = tuple(sorted(handler.diagnostics, key=_order))
    if isinstance(handler.fences, Unfenced):
        if is_section(path) and handler.fences.reason == "none" and not handler.fences.block:
            return Split(FrontMatter(title="", date=datetime.fromtimestamp(0, zone), type=SECTION), text, 1)
        return Split(None, text, 1, diagnostics)
    broken = any(one.severity is Severity.ERROR for one in diagnostics)
    # FIELDS and the schema have the same names, and its readers their types; a test compares them.
    front = None if broken else FrontMatter(**cast(dict[str, Any], values))
    return Split(front, handler.fences.body, handler.fences.body_line, diagnostics, values if broken else {})


def _order(found: Diagnostic) -> tuple[int, int]:
    """Return the sort key of a diagnostic: its place."""
    return found.place.line, found.place.column
