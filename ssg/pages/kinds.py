"""`PAGE_KINDS`: every kind of page that a site has, in the order in which they are published.

Pages come before the lists that link to them. To add a kind, write a module with `plan` and `view`, and a line here.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssg.pages import archive, article, author, category, home, not_found, redirect, tag, topic
from ssg.pages.model import Page, PageKind
from ssg.site.model import Site

PAGE_KINDS: tuple[PageKind, ...] = (
    PageKind("article", "article.html", article.plan, article.view),
    PageKind("redirect", "redirect.html", redirect.plan, redirect.view),
    PageKind("topic", "topic.html", topic.plan, topic.view),
    PageKind("tag", "tag.html", tag.plan, tag.view),
    PageKind("author", "author.html", author.plan, author.view),
    PageKind("month", "month.html", archive.plan_months, archive.month_view),
    PageKind("archive", "archive.html", archive.plan_archive, archive.archive_view),
    PageKind("category", "category.html", category.plan, category.view),
    PageKind("404", "404.html", not_found.plan, not_found.view),
    PageKind("home", "home.html", home.plan, home.view),
)

KINDS: dict[str, PageKind] = {kind.name: kind for kind in PAGE_KINDS}


def plan_pages(site: Site) -> Iterator[Page]:
    """Give every page of the site, in the order of publication."""
    for kind in PAGE_KINDS:
        yield from kind.plan(site)
