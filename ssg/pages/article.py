"""The page of one article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from ssg.core.errors import Place
from ssg.core.model import Body
from ssg.core.text.words import reading_minutes
from ssg.pages.desk import Desk
from ssg.pages.model import Page
from ssg.pages.stamps import Stamps
from ssg.pages.structured import site as structured
from ssg.pages.structured.article import LiveEntry, live_article, news_article
from ssg.pages.structured.types import NewsArticle
from ssg.pages.views.article import ArticlePage, CorrectionView, EntryView, HeadingView
from ssg.pages.views.shared import Link
from ssg.site import urls
from ssg.site.categories import ancestors
from ssg.site.model import Site
from ssg.site.places import CONTENT
from ssg.site.targets import resolve_body


def plan(site: Site) -> Iterator[Page]:
    """One page for each public article."""
    for path, url in site.places.urls.items():
        yield _page(path, url)


def showing(site: Site, path: str) -> Iterator[Page]:
    """The article's own page."""
    if path in site.briefs:
        yield _page(path, site.places.urls[path])


def _page(path: str, url: str) -> Page:
    owner = f"{CONTENT}/{path}"
    return Page("article", url, urls.output_path(url), (path,), owner, Place(owner, 1))


PARTS = (
    "the article",
    "its address",
    "its category",
    "authors, tags, topic",
    "neighbours",
    "links",
    "picture",
    "status",
)


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The article itself, and what its page shows of others."""
    path = str(page.subject[0])
    site = stamps.desk.site
    brief = site.briefs[path]
    newer, older = site.neighbours[path]
    return (
        brief.key,
        page.url,
        stamps.line(site.places.categories[path]),
        stamps.names(brief),
        f"{stamps.link(newer)}\n{stamps.link(older)}",
        stamps.references(brief),
        stamps.media(brief.picture),
        stamps.desk.status(path),
    )


def view(desk: Desk, page: Page) -> ArticlePage:
    """Everything that the article's page shows, but its blocks."""
    path = str(page.subject[0])
    story = desk.site.stories[path]
    article, body = story.article, desk.bodies(path)
    picture = desk.picture(path, article.picture)
    summary = desk.summary(story)
    newer, older = desk.site.neighbours[path]
    shared = desk.pictures_to_share(path, picture)
    category, text = desk.category(story.category), desk.text(story)
    trail = desk.trail(*(desk.category(slug) for slug in ancestors(desk.site.categories, story.category)))
    values = desk.references(story)
    return ArticlePage(
        head=desk.head(
            article.title,
            story.url,
            summary,
            shared[0] if shared else None,
            kind="article",
            feeds=desk.feeds(urls.category_url(story.category), category.name)[:1],
            data=structured.graph(
                desk,
                _for_search_engines(news_article(desk, story, body, text, shared), body),
                structured.breadcrumb(desk, trail),
            ),
        ),
        url=desk.href(story.url),
        section=story.section,
        breadcrumb=trail,
        category=category,
        title=article.title,
        date=article.date,
        updated=article.updated,
        summary=article.summary,
        picture=picture,
        body=Markup(text),  # noqa: S704 - sanitised in content/
        intro=html_of(body.intro, values),
        entries=entries_of(body, values),
        live=desk.href(urls.live_url(story.url)) if article.type == "live" else "",
        authors=tuple(desk.person(slug) for slug in story.authors),
        source=Link(body.source.name, body.source.url) if body.source else None,
        tags=tuple(desk.tag(slug) for slug in story.tags),
        topic=desk.topic(story.topic) if story.topic else None,
        corrections=tuple(CorrectionView(c.date, c.text) for c in body.corrections),
        headings=tuple(HeadingView(h.level, h.id, h.text) for h in body.headings),
        words=body.words,
        minutes=reading_minutes(body.words),
        type=article.type,
        newer=_neighbour(desk, newer),
        older=_neighbour(desk, older),
        status=desk.status(path),
        extra=body.extra,
    )


def _for_search_engines(article: NewsArticle, body: Body) -> NewsArticle:
    """A live article tells of its entries as well."""
    if not body.entries:
        return article
    entries = [LiveEntry(entry.time, entry.title, entry.text, f"#{entry.anchor}") for entry in body.entries]
    return live_article(article, entries, None)


def html_of(html: str, values: Mapping[int, str | None]) -> Markup:
    """Put the addresses of what it points to into a part of an article's text."""
    return Markup(resolve_body(html, values))  # noqa: S704 - sanitised in content/


def entries_of(body: Body, values: Mapping[int, str | None]) -> tuple[EntryView, ...]:
    """Give the entries of a live article, the newest first; none of any other."""
    return tuple(
        EntryView(
            time=entry.time,
            anchor=entry.anchor,
            title=entry.title,
            heading=html_of(entry.heading, values),
            body=html_of(entry.html, values),
            text=entry.text,
            key=entry.key,
        )
        for entry in body.entries
    )


def _neighbour(desk: Desk, path: str) -> Link | None:
    if not path:
        return None
    return Link(desk.site.briefs[path].title, desk.href(desk.site.places.urls[path]))
