"""The archive: all years, one year, and the articles of a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssg.core.message import say
from ssg.index import urls
from ssg.pages.lists import CONFIG, by_day, cards_of, list_pages, numbered_title
from ssg.pages.model import Page
from ssg.pages.paging import pager
from ssg.pages.reader import Planner, Reader
from ssg.pages.structured.lists import collection
from ssg.pages.views.lists import ArchivePage, Month, MonthPage, Year
from ssg.pages.views.shared import Link

OWNER = say("the archive")


def pages(read: Planner) -> Iterator[Page]:
    """Yield `/archive/`, and a page for each year."""
    yield Page("archive", urls.ARCHIVE, urls.output_path(urls.ARCHIVE), (0,), OWNER, CONFIG)
    for year in dict.fromkeys(int(month[:4]) for month in read.names("month")):
        url = urls.year_url(year)
        yield Page("archive", url, urls.output_path(url), (year,), OWNER, CONFIG)


def month_pages(read: Planner, month: str) -> Iterator[Page]:
    """Yield the list of a month in which something was published."""
    url = urls.month_url(int(month[:4]), int(month[5:]))
    yield from list_pages(read, "month", url, month, OWNER)


def view(read: Reader, page: Page) -> ArchivePage:
    """Years and months, with the number of articles in each."""
    wanted = int(page.subject[0])
    months: dict[int, list[Month]] = {}
    for key, count in read.query("counts", "month"):
        year, month = int(key[:4]), int(key[5:])
        if wanted in (0, year):
            url = read.href(urls.month_url(year, month))
            months.setdefault(year, []).append(Month(date(year, month, 1), url, count))
    years = tuple(
        Year(y, read.href(urls.year_url(y)), sum(m.count for m in found), tuple(found)) for y, found in months.items()
    )
    name = read.gettext("Archive")
    title = f"{name} {wanted}" if wanted else name
    trail = read.trail(Link(name, read.href(urls.ARCHIVE)))
    if wanted:
        trail += (Link(str(wanted), read.href(page.url)),)
    description = read.gettext("All articles by month")
    return ArchivePage(
        head=read.head(title, page.url, description, data=collection(read, page.url, title, description, trail)),
        url=read.href(page.url),
        breadcrumb=trail,
        title=title,
        years=years,
    )


def month_view(read: Reader, page: Page) -> MonthPage:
    """Return one page of a month's articles."""
    key, number = str(page.subject[0]), int(page.subject[1])
    year, month = int(key[:4]), int(key[5:])
    url = urls.month_url(year, month)
    name = read.gettext("Month {month}/{year}").format(month=month, year=year)
    title, cards = numbered_title(read, name, number), cards_of(read, f"month/{key}", number)
    trail = read.trail(
        Link(read.gettext("Archive"), read.href(urls.ARCHIVE)),
        Link(str(year), read.href(urls.year_url(year))),
        Link(name, read.href(url)),
    )
    description = read.gettext("All articles of {month}").format(month=name)
    return MonthPage(
        head=read.head(title, page.url, description, data=collection(read, page.url, title, description, trail, cards)),
        url=read.href(page.url),
        breadcrumb=trail,
        date=date(year, month, 1),
        days=by_day(cards),
        pager=pager(read, f"month/{key}", url, number),
    )
