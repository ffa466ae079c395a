"""`PAGE_KINDS`: every kind of page that a site has, in the order in which they are published.

Pages come before the lists that link to them. To add a kind, write a module with `pages` and `view`, and a line here.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.trace import Touched
from ssg.pages import (
    archive,
    article,
    author,
    category,
    corrections,
    guarded,
    home,
    list_outputs,
    listing,
    live,
    not_found,
    outputs,
    redirect,
    robots,
    section,
    series,
    tag,
    topic,
)
from ssg.pages import page as plain_page
from ssg.pages.drawn import cards, icons, pictures
from ssg.pages.feeds import entries, json, plan
from ssg.pages.model import Each, Page, PageKind
from ssg.pages.reader import Planner, Reader
from ssg.pages.search import manifest as search_manifest
from ssg.pages.search import page as search_page
from ssg.pages.search import parts as search_parts
from ssg.pages.search import rows as search_rows
from ssg.pages.sitemaps import index, lists, months, news

PAGE_KINDS: tuple[PageKind, ...] = (
    PageKind("picture", "", Each("media", pictures.pages), pictures.view, together=True, drawn=True),
    PageKind("icon", "", icons.pages, icons.view, drawn=True),
    PageKind("manifest", "", icons.manifest_pages, icons.manifest_view),
    PageKind("site-picture", "", cards.site_pages, cards.view, drawn=True),
    PageKind("share-picture", "", Each("text", cards.pages), cards.view, drawn=True),
    PageKind(
        "article", "article.html", Each("article", article.pages), article.view, layout=article.layout, sort="article"
    ),
    PageKind("guarded", "guarded.html", Each("article", guarded.pages), guarded.view),
    PageKind("output", "article.json", Each("article", outputs.pages), article.view, layout=outputs.layout),
    PageKind("page", "page.html", plain_page.pages, plain_page.view, layout=plain_page.layout, sort="plain page"),
    PageKind("live", "live.html", Each("article", live.pages), live.view),
    PageKind("redirect", "redirect.html", Each("text", redirect.pages), redirect.view, sort="redirect"),
    PageKind("topic", "topic.html", Each("topic", topic.pages), topic.view, sort="list"),
    PageKind("series", "series.html", Each("series", series.pages), series.view, sort="list"),
    PageKind("tag", "tag.html", Each("tag", tag.pages), tag.view, sort="list"),
    PageKind("author", "author.html", Each("author", author.pages), author.view, sort="list"),
    PageKind("month", "month.html", Each("month", archive.month_pages), archive.month_view, sort="list"),
    PageKind("archive", "archive.html", archive.pages, archive.view, sort="list"),
    PageKind(
        "category",
        "category.html",
        Each("category", category.pages, least=0),
        category.view,
        layout=section.layout,
        sort="list",
    ),
    PageKind("corrections", "corrections.html", corrections.pages, corrections.view, sort="list"),
    PageKind("listing", "listing.html", listing.pages, listing.view, layout=listing.layout, sort="list"),
    PageKind("search-rows", "", Each("month", search_rows.pages), search_rows.view),
    PageKind("search-part", "", search_parts.pages, search_parts.view, together=True),
    PageKind("search-index", "", search_manifest.pages, search_manifest.view),
    PageKind("search", "search.html", search_page.pages, search_page.view),
    PageKind("atom", "feeds/atom.xml", plan.atom_pages, entries.view),
    PageKind("rss", "feeds/rss.xml", plan.rss_pages, entries.view),
    PageKind("json-feed", "", plan.json_pages, json.view),
    PageKind("list-output", "outputs/list.json", list_outputs.pages, list_outputs.view, layout=list_outputs.layout),
    PageKind("404", "404.html", not_found.pages, not_found.view),
    PageKind("home", "home.html", home.pages, home.view, layout=section.layout, sort="home page"),
    PageKind("sitemap", "", Each("month", months.pages), months.view),
    PageKind("sitemap-lists", "", lists.pages, lists.view),
    PageKind("news-sitemap", "", news.pages, news.view),
    PageKind("sitemap-index", "", index.pages, index.view),
    PageKind("robots", "", robots.pages, robots.view),
)

KINDS: dict[str, PageKind] = {kind.name: kind for kind in PAGE_KINDS}


def template_of(read: Reader, page: Page) -> str:
    """Return the template that a page is printed with; empty for a file for machines."""
    kind = KINDS[page.kind]
    return (kind.layout(read, page) if kind.layout else "") or kind.template


def plan_pages(read: Planner) -> Iterator[Page]:
    """Yield every page of the site, in the order of publication."""
    for kind in PAGE_KINDS:
        if isinstance(kind.pages, Each):
            for subject in read.subjects(kind.pages.about, kind.pages.least):
                yield from kind.pages.pages(read, subject)
        else:
            yield from kind.pages(read)


def plan_touched(read: Planner, touched: Touched) -> Iterator[Page]:
    """Yield the pages of subjects that may have changed, and all pages of kinds that are planned as a whole."""
    for kind in PAGE_KINDS:
        if isinstance(kind.pages, Each):
            for subject in touched.subjects(kind.pages.about):
                if read.has(kind.pages.about, subject, kind.pages.least):
                    yield from kind.pages.pages(read, subject)
        else:
            yield from kind.pages(read)
