"""`PAGE_KINDS`: every kind of page that a site has, in the order in which they are published.

Pages come before the lists that link to them. To add a kind, write a module with `plan` and `view`, and a line here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ssg.pages import archive, article, author, category, home, live, not_found, redirect, tag, topic
from ssg.pages.drawn import cards, icons, pictures
from ssg.pages.feeds import entries, json, plan
from ssg.pages.model import Page, PageKind
from ssg.pages.search import manifest as search_manifest
from ssg.pages.search import page as search_page
from ssg.pages.search import parts as search_parts
from ssg.pages.search import rows as search_rows
from ssg.pages.sitemaps import index, lists, months, news
from ssg.site.model import Site

PAGE_KINDS: tuple[PageKind, ...] = (
    PageKind("picture", "", pictures.plan, pictures.view, pictures.PARTS, pictures.key, together=True, drawn=True),
    PageKind("icon", "", icons.plan, icons.view, icons.PARTS, icons.key, drawn=True),
    PageKind("manifest", "", icons.plan_manifest, icons.manifest_view, icons.MANIFEST_PARTS, icons.manifest_key),
    PageKind("share-picture", "", cards.plan, cards.view, cards.PARTS, cards.key, drawn=True),
    PageKind(
        *("article", "article.html", article.plan, article.view, article.PARTS, article.key),
        showing=article.showing,
        about="article",
    ),
    PageKind("live", "live.html", live.plan, live.view, live.PARTS, live.key, showing=live.showing),
    PageKind("redirect", "redirect.html", redirect.plan, redirect.view, redirect.PARTS, redirect.key),
    PageKind("topic", "topic.html", topic.plan, topic.view, topic.PARTS, topic.key, about="topic"),
    PageKind("tag", "tag.html", tag.plan, tag.view, tag.PARTS, tag.key, about="tag"),
    PageKind("author", "author.html", author.plan, author.view, author.PARTS, author.key, about="author"),
    PageKind(
        *("month", "month.html", archive.plan_months, archive.month_view, archive.MONTH_PARTS, archive.month_key),
        about="month",
    ),
    PageKind(
        "archive",
        "archive.html",
        archive.plan_archive,
        archive.archive_view,
        archive.ARCHIVE_PARTS,
        archive.archive_key,
    ),
    PageKind("category", "category.html", category.plan, category.view, category.PARTS, category.key, about="category"),
    PageKind("search-rows", "", search_rows.plan, search_rows.view, search_rows.PARTS, search_rows.key, about="month"),
    PageKind(
        *("search-part", "", search_parts.plan, search_parts.view, search_parts.PARTS, search_parts.key),
        showing=search_parts.showing,
        together=True,
    ),
    PageKind(
        *("search-index", "", search_manifest.plan, search_manifest.view, search_manifest.PARTS, search_manifest.key),
        showing=search_manifest.showing,
    ),
    PageKind("search", "search.html", search_page.plan, search_page.view, search_page.PARTS, search_page.key),
    PageKind("atom", "feeds/atom.xml", plan.plan_atom, entries.view, plan.PARTS, plan.key, showing=plan.showing_atom),
    PageKind("rss", "feeds/rss.xml", plan.plan_rss, entries.view, plan.PARTS, plan.key, showing=plan.showing_rss),
    PageKind(
        *("json-feed", "", plan.plan_json, json.view, plan.CONFIG_PARTS, plan.key_with_config),
        showing=plan.showing_json,
    ),
    PageKind("404", "404.html", not_found.plan, not_found.view, not_found.PARTS, not_found.key),
    PageKind("home", "home.html", home.plan, home.view, home.PARTS, home.key),
    PageKind("sitemap", "", months.plan, months.view, months.PARTS, months.key, about="month"),
    PageKind("sitemap-lists", "", lists.plan, lists.view, lists.PARTS, lists.key),
    PageKind("news-sitemap", "", news.plan, news.view, news.PARTS, news.key),
    PageKind("sitemap-index", "", index.plan, index.view, index.PARTS, index.key),
    PageKind("robots", "", index.plan_robots, index.robots_view, index.ROBOTS_PARTS, index.robots_key),
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
