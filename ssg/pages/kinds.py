"""`PAGE_KINDS`: every kind of page that a site has, in the order in which they are published.

Pages come before the lists that link to them. To add a kind, write a module with `plan` and `view`, and a line here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ssg.pages import archive, article, author, category, home, not_found, redirect, tag, topic
from ssg.pages.model import Page, PageKind
from ssg.site.model import Site

PAGE_KINDS: tuple[PageKind, ...] = (
    PageKind(
        *("article", "article.html", article.plan, article.view, article.PARTS, article.key),
        showing=article.showing,
    ),
    PageKind("redirect", "redirect.html", redirect.plan, redirect.view, redirect.PARTS, redirect.key),
    PageKind("topic", "topic.html", topic.plan, topic.view, topic.PARTS, topic.key),
    PageKind("tag", "tag.html", tag.plan, tag.view, tag.PARTS, tag.key),
    PageKind("author", "author.html", author.plan, author.view, author.PARTS, author.key),
    PageKind("month", "month.html", archive.plan_months, archive.month_view, archive.MONTH_PARTS, archive.month_key),
    PageKind(
        "archive",
        "archive.html",
        archive.plan_archive,
        archive.archive_view,
        archive.ARCHIVE_PARTS,
        archive.archive_key,
    ),
    PageKind("category", "category.html", category.plan, category.view, category.PARTS, category.key),
    PageKind("404", "404.html", not_found.plan, not_found.view, not_found.PARTS, not_found.key),
    PageKind("home", "home.html", home.plan, home.view, home.PARTS, home.key),
)

KINDS: dict[str, PageKind] = {kind.name: kind for kind in PAGE_KINDS}


def pages_showing(site: Site, paths: Iterable[str]) -> Iterator[Page]:
    """Give every page that shows the text of one of these articles, in the order of publication."""
    paths = tuple(paths)
    for kind in PAGE_KINDS:
        if kind.showing is not None:
            found = {page.output: page for path in paths for page in kind.showing(site, path)}
            yield from found.values()


def plan_pages(site: Site) -> Iterator[Page]:
    """Give every page of the site, in the order of publication."""
    for kind in PAGE_KINDS:
        yield from kind.plan(site)
