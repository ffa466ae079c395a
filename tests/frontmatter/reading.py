"""Reads front matter for tests, and gives what is said of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ssg.content.frontmatter import Split, read_front_matter
from tests.documents import ZONE


def read(block: str, **more: Any) -> Split:
    return read_front_matter(f"---\n{block}\n---\n", path="a.md", zone=ZONE, **more)


def with_title(block: str) -> Split:
    """Read a block below a title and a date."""
    return read(f"title: T\ndate: 2026-11-24\n{block}")


def with_date(block: str) -> Split:
    """Read a block above a date."""
    return read(f"{block}\ndate: 2026-11-24")


def said(split: Split) -> list[tuple[str, int, int]]:
    return [(one.code, one.place.line, one.place.column) for one in split.diagnostics]


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)
