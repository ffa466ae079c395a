"""The home page: a frame that is filled with blocks, so that the frame itself rarely changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ssg.core.message import say
from ssg.index import urls
from ssg.pages.blocks.arrangement import panels, topics
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.section import text_of
from ssg.pages.structured.site import graph
from ssg.pages.views.singles import HomePage, Row

_TOGETHER: Final = {
    "front": ("lead", "opinion", "latest", "topic"),
    "choice": ("picks", "most-read"),
    "media": ("photos", "videos"),
}
"""Sections that share a row where they follow one another."""


def pages(read: Planner) -> Iterator[Page]:
    """Yield the home page."""
    yield Page("home", urls.HOME, urls.output_path(urls.HOME), (), say("the home page"), CONFIG)


def view(read: Reader, page: Page) -> HomePage:
    """Return the sections in their rows, and what the panels and the running stories are about."""
    text = text_of(read, "")
    about = text.summary if text and text.summary else read.config.tagline
    return HomePage(
        head=read.head(read.config.title, page.url, about, text.picture if text else None, data=graph(read)),
        url=read.href(page.url),
        rows=tuple(_rows(read.config.home.sections)),
        panels=tuple(map(read.nav_item, panels(read))),
        topics=tuple(map(read.topic, topics(read))),
        text=text,
    )


def _rows(sections: Iterable[str]) -> Iterator[Row]:
    """Put sections that follow one another and belong together into one row."""
    row: list[str] = []
    name = ""
    for section in dict.fromkeys(sections):
        its = next((row for row, together in _TOGETHER.items() if section in together), section)
        if its != name and row:
            yield _row(name, row)
            row = []
        name = its
        row.append(section)
    if row:
        yield _row(name, row)


def _row(name: str, row: list[str]) -> Row:
    """Return a row; opinions alone make one of their own."""
    return Row("opinion" if row == ["opinion"] else name, tuple(row))
