"""Series: the page of one, with its parts in their order, and what the page of a part shows of the others."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.message import say
from ssg.index.urls import output_path, series_url
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.structured.lists import collection
from ssg.pages.views.series import PartView, SeriesPage, SeriesPart, SeriesView
from ssg.pages.views.shared import Link

AROUND = 20
"""Parts before and after one that its page lists; the page of the series has all of them."""


def pages(read: Planner, slug: str) -> Iterator[Page]:
    """Yield the page of a series."""
    url = series_url(slug)
    yield Page("series", url, output_path(url), (slug,), say("series “{name}”", name=read.name("series", slug)), CONFIG)


def view(read: Reader, page: Page) -> SeriesPage:
    """Return all parts of a series, the first one first."""
    slug = str(page.subject[0])
    name = read.name("series", slug)
    parts = tuple(SeriesPart(number, read.card(path)) for path, number in read.query("parts", slug))
    description = read.gettext("All parts of {name}").format(name=name)
    trail = read.trail(Link(name, read.href(page.url)))
    cards = [part.card for part in parts]
    image = next((card.picture for card in cards if card.picture), None)
    data = collection(read, page.url, name, description, trail, cards)
    return SeriesPage(
        head=read.head(name, page.url, description, image, data=data),
        url=read.href(page.url),
        breadcrumb=trail,
        name=name,
        parts=parts,
    )


def around(read: Reader, path: str) -> SeriesView | None:
    """Return what the page of an article shows of its series; None of an article that belongs to none."""
    slug = read.metadata(path).series
    if not slug:
        return None
    parts = read.query("parts", slug)
    at = next(place for place, (other, _) in enumerate(parts) if other == path)
    first = max(0, min(at - AROUND, len(parts) - 2 * AROUND - 1))
    shown = tuple(
        PartView(number, read.title(other), read.href(read.address(other)), other == path)
        for other, number in parts[first : first + 2 * AROUND + 1]
    )
    here = at - first
    return SeriesView(
        name=read.name("series", slug),
        url=read.href(series_url(slug)),
        part=parts[at][1],
        total=len(parts),
        parts=shown,
        previous=shown[here - 1] if here else None,
        next=shown[here + 1] if here + 1 < len(shown) else None,
    )
