"""The page of corrections: those of all articles, the newest first, on numbered pages. Absent while there are none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ssg.core.message import say
from ssg.index.corrections import CORRECTED
from ssg.index.parts import numbered_parts
from ssg.index.urls import numbered_url, output_path
from ssg.pages.lists import CONFIG, numbered_title
from ssg.pages.model import Page
from ssg.pages.paging import pager
from ssg.pages.reader import Planner, Reader
from ssg.pages.structured.lists import collection
from ssg.pages.views.lists import CorrectionDay, CorrectionEntry, CorrectionsPage
from ssg.pages.views.shared import Link


def pages(read: Planner) -> Iterator[Page]:
    """Yield the page and its numbered pages, if an article has corrections."""
    url = read.query("corrections-url", CORRECTED)
    for number in range(_numbered(read) + 1) if url else ():
        at = numbered_url(url, number)
        yield Page("corrections", at, output_path(at), (number,), say("the page of corrections"), CONFIG)


def view(read: Reader, page: Page) -> CorrectionsPage:
    """Return one page of all corrections."""
    number = int(page.subject[0])
    url, name = read.query("corrections-url", CORRECTED), title_of(read)
    listed = read.query("corrections", CORRECTED, str(number), str(read.config.per_page))
    found = [_entry(read, path, which) for path, which in listed]
    days = groupby(found, key=lambda one: one.date.astimezone(read.config.zone).date())
    title = numbered_title(read, name, number)
    description = read.gettext("The corrections of all articles, the newest first")
    trail = read.trail(Link(name, read.href(url)))
    return CorrectionsPage(
        head=read.head(title, page.url, description, data=collection(read, page.url, title, description, trail)),
        url=read.href(page.url),
        breadcrumb=trail,
        title=name,
        days=tuple(CorrectionDay(day, tuple(entries)) for day, entries in days),
        pager=pager(read, CORRECTED, url, number, 0 if number else _numbered(read)),
    )


def _numbered(read: Reader) -> int:
    return numbered_parts(read.query("corrections-count", CORRECTED), read.config.per_page)


def title_of(read: Reader) -> str:
    """Return the heading of the page."""
    return read.config.corrections.title or read.gettext("Corrections")


def _entry(read: Reader, path: str, number: int) -> CorrectionEntry:
    said = read.corrections(path)[number]
    return CorrectionEntry(said.date, said.text, Link(read.title(path), read.href(read.address(path))))
