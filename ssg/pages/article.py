"""The page of one article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from markupsafe import Markup

from ssg.core.errors import Place
from ssg.core.model import Article, Body
from ssg.core.text.words import reading_minutes
from ssg.index import urls
from ssg.index.layouts import PHOTO
from ssg.index.places import CONTENT
from ssg.pages.gate import gate_of
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.series import around
from ssg.pages.shapes import NONE, Shape, shaped
from ssg.pages.structured import site as structured
from ssg.pages.structured.article import LiveEntry, galleries, live_article, news_article
from ssg.pages.structured.photos import licensed
from ssg.pages.structured.types import Thing
from ssg.pages.texts import Values, filled, values_of, with_zoom
from ssg.pages.versions import alternates, section_versions, versions
from ssg.pages.views.article import ArticlePage, AssistanceView, CorrectionView, EntryView, HeadingView
from ssg.pages.views.shared import Link, PictureView
from ssg.pages.views.text import Text


def pages(read: Planner, path: str) -> Iterator[Page]:
    """Yield the page of a public article."""
    url, owner = read.url(path), f"{CONTENT}/{path}"
    yield Page("article", url, urls.output_path(url), (path,), owner, Place(owner, 1))


def layout(read: Reader, page: Page) -> str:
    """Return the template of the article's layout, if the theme has it."""
    name = read.metadata(str(page.subject[0])).layout
    return read.layout(name, page.kind) if name else ""


def view(read: Reader, page: Page) -> ArticlePage:
    """Return everything that the article's page shows, except its blocks."""
    path, is_own = str(page.subject[0]), page.kind != "output"
    article, body, filed = read.article(path), read.body(path), read.metadata(path)
    url, picture, summary = read.address(path), read.picture(path, article.picture, own=is_own), read.summary(article)
    shared, (newer, older) = read.pictures_to_share(path, picture), read.neighbours(path)
    category, values = read.category(filed.category), values_of(read, article, own=is_own)
    text, ended = filled(read, article, body.html, values), ended_of(read, article)
    trail = read.trail(*map(read.category, line := read.line(filed.category)), language=filed.language)
    shown = shaped(read, article, text, picture) if filed.layout else Shape(Text(with_zoom(text)), NONE, 0, picture)
    search = _for_search_engines(read, article, body, text, shared)
    return ArticlePage(
        head=read.head(
            *(article.title, url, summary, shared[0] if shared else None),
            of_type=article.type,
            language=filed.language,
            translations=alternates(read, path) if filed.versions else (),
            feeds=read.feeds(urls.category_url(filed.category), category.name)[:1],
            data=structured.graph(read, *search, structured.breadcrumb(read, trail)),
        ),
        url=read.href(url),
        section=filed.section,
        breadcrumb=trail,
        category=category,
        title=article.title,
        date=article.date,
        updated=article.updated,
        summary=article.summary,
        picture=shown.picture,
        body=shown.body,
        intro=html_of(read, article, body.intro, values),
        entries=entries_of(read, article, body, values),
        live=read.href(urls.live_url(url)) if article.type == "live" and not filed.access else "",
        ended=ended,
        authors=tuple(read.person(slug) for slug in filed.authors),
        source=Link(body.source.name, body.source.url) if body.source else None,
        tags=tuple(read.tag(slug) for slug in filed.tags),
        topic=read.topic(filed.topic) if filed.topic else None,
        series=around(read, path) if filed.series else None,
        corrections=tuple(CorrectionView(c.date, c.text) for c in article.corrections),
        headings=tuple(HeadingView(h.level, h.id, h.text) for h in body.headings),
        uses=body.uses,
        words=body.words,
        minutes=reading_minutes(body.words),
        type=article.type,
        layout=filed.layout,
        video=shown.video,
        photos=shown.photos,
        audio=read.sound(path, article.audio) if article.audio and not filed.access else None,
        has_time=article.has_time,
        newer=_neighbour(read, newer),
        older=_neighbour(read, older),
        versions=versions(read, path) if filed.versions else (),
        section_versions=section_versions(read, path) if any(read.category_of(s).versions for s in line) else (),
        status=read.status(path),
        comments_url=read.comments_url(path),
        ai=AssistanceView(body.ai.how) if body.ai else None,
        gate=gate_of(read, path, body) if filed.access else None,
        extra=body.extra,
    )


def ended_of(read: Reader, article: Article) -> datetime | None:
    """Return when a live article was over; None while it is not, and for any other."""
    return article.ended if article.type == "live" and read.face(article.path).ended else None


def _for_search_engines(
    read: Reader, article: Article, body: Body, text: str, pictures: tuple[PictureView, ...]
) -> Iterator[Thing]:
    """Yield structured data of an article; that of a live one includes its entries. Then its gallery and pictures."""
    found = news_article(read, article, body, text, pictures)
    if body.entries:
        entries = [LiveEntry(entry.time, entry.title, entry.text, f"#{entry.anchor}") for entry in body.entries]
        found = live_article(found, entries, ended_of(read, article))
    yield found
    named = found.image
    if read.metadata(article.path).layout == PHOTO:
        for gallery in galleries(read, article, text, pictures):
            named += gallery.associated_media
            yield gallery
    if "<img" in text:
        yield from licensed(read, article, text, named)


def html_of(read: Reader, article: Article, html: str, values: Values) -> Markup:
    """Put everything in its place in a part of an article's text."""
    return Markup(with_zoom(filled(read, article, html, values)))  # noqa: S704 - sanitised in content/


def entries_of(read: Reader, article: Article, body: Body, values: Values) -> tuple[EntryView, ...]:
    """Return the entries of a live article, the newest first; none of any other."""
    return tuple(
        EntryView(
            time=entry.time,
            anchor=entry.anchor,
            title=entry.title,
            heading=html_of(read, article, entry.heading, values),
            body=html_of(read, article, entry.html, values),
            text=entry.text,
            key=entry.key,
        )
        for entry in body.entries
    )


def _neighbour(read: Reader, path: str) -> Link | None:
    if not path:
        return None
    return Link(read.title(path), read.href(read.address(path)))
