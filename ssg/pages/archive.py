"""The archive: all years, one year, and the articles of a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssg.pages.desk import Desk
from ssg.pages.lists import CONFIG, by_day, cards_of, list_key, numbered_title, plan_list
from ssg.pages.model import Page
from ssg.pages.paging import pager
from ssg.pages.stamps import Stamps
from ssg.pages.structured.lists import collection
from ssg.pages.views.lists import ArchivePage, Month, MonthPage, Year
from ssg.pages.views.shared import Link
from ssg.site import urls
from ssg.site.model import Site

OWNER = "the archive"


def plan_archive(site: Site) -> Iterator[Page]:
    """`/archive/`, and a page for each year."""
    yield Page("archive", urls.ARCHIVE, urls.output_path(urls.ARCHIVE), (0,), OWNER, CONFIG)
    for year in dict.fromkeys(int(month[:4]) for month in site.by_month):
        url = urls.year_url(year)
        yield Page("archive", url, urls.output_path(url), (year,), OWNER, CONFIG)


def plan_months(site: Site) -> Iterator[Page]:
    """A list for each month in which something was published."""
    for month, paths in site.by_month.items():
        url = urls.month_url(int(month[:4]), int(month[5:]))
        yield from plan_list("month", url, month, len(paths), site.config.per_page, OWNER)


ARCHIVE_PARTS = ("its months",)
MONTH_PARTS = ("its articles", "its pages")


def archive_key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """How many articles there are in each month."""
    wanted = str(page.subject[0] or "")
    months = stamps.desk.site.by_month.items()
    return (" ".join(f"{month} {len(paths)}" for month, paths in months if month.startswith(wanted)),)


def month_key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The articles of the month."""
    return list_key(stamps, page, stamps.desk.site.by_month[str(page.subject[0])])


def archive_view(desk: Desk, page: Page) -> ArchivePage:
    """Years and months, with the number of articles in each."""
    wanted = int(page.subject[0])
    months: dict[int, list[Month]] = {}
    for key, paths in desk.site.by_month.items():
        year, month = int(key[:4]), int(key[5:])
        if wanted in (0, year):
            url = desk.href(urls.month_url(year, month))
            months.setdefault(year, []).append(Month(date(year, month, 1), url, len(paths)))
    years = tuple(
        Year(y, desk.href(urls.year_url(y)), sum(m.count for m in found), tuple(found)) for y, found in months.items()
    )
    name = desk.gettext("Archive")
    title = f"{name} {wanted}" if wanted else name
    trail = desk.trail(Link(name, desk.href(urls.ARCHIVE)))
    if wanted:
        trail += (Link(str(wanted), desk.href(page.url)),)
    description = desk.gettext("All articles by month")
    return ArchivePage(
        head=desk.head(title, page.url, description, data=collection(desk, page.url, title, description, trail)),
        url=desk.href(page.url),
        breadcrumb=trail,
        title=title,
        years=years,
    )


def month_view(desk: Desk, page: Page) -> MonthPage:
    """One page of a month's articles."""
    key, number = str(page.subject[0]), int(page.subject[1])
    year, month = int(key[:4]), int(key[5:])
    paths = desk.site.by_month[key]
    url = urls.month_url(year, month)
    name = desk.gettext("Month {month}/{year}").format(month=month, year=year)
    title, cards = numbered_title(desk, name, number), cards_of(desk, paths, number)
    trail = desk.trail(
        Link(desk.gettext("Archive"), desk.href(urls.ARCHIVE)),
        Link(str(year), desk.href(urls.year_url(year))),
        Link(name, desk.href(url)),
    )
    description = desk.gettext("All articles of {month}").format(month=name)
    return MonthPage(
        head=desk.head(title, page.url, description, data=collection(desk, page.url, title, description, trail, cards)),
        url=desk.href(page.url),
        breadcrumb=trail,
        date=date(year, month, 1),
        days=by_day(cards),
        pager=pager(desk, url, number, len(paths)),
    )
