"""An article for search engines: NewsArticle, or LiveBlogPosting if it has entries, and its breadcrumb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Final

import msgspec

from ssg.core.model import Article, Body
from ssg.core.text.dates import iso
from ssg.core.text.sound import iso_duration
from ssg.index.briefs import shows_lead
from ssg.index.layouts import PHOTO, SPONSORED
from ssg.index.targets import is_remote
from ssg.index.urls import series_url
from ssg.pages.reader import Reader
from ssg.pages.structured import site
from ssg.pages.structured.photos import pictures_of, whose_of
from ssg.pages.structured.types import (
    AdvertiserContentArticle,
    AudioObject,
    BlogPosting,
    CorrectionComment,
    CreativeWorkSeries,
    ImageGallery,
    LiveBlogPosting,
    NewsArticle,
    OpinionNewsArticle,
    Ref,
    WebPageElement,
)
from ssg.pages.structured.videos import videos_of
from ssg.pages.versions import absolute
from ssg.pages.views.shared import PictureView

_KINDS: Final[dict[str, type[NewsArticle]]] = {"opinion": OpinionNewsArticle, SPONSORED: AdvertiserContentArticle}
"""What articles of a layout are for search engines."""
_GUARDED: Final = (WebPageElement(is_accessible_for_free=False, css_selector=".paywall"),)
"""Where the guarded part of a text stands on its page: `templates/partials/gate.html`."""


def news_article(
    read: Reader, article: Article, body: Body, text: str, pictures: tuple[PictureView, ...]
) -> NewsArticle:
    """Return an article; `text` is its HTML with all references resolved, `pictures` are those that it is shared with.

    Without authors the newspaper is the author.
    """
    filed, url = read.metadata(article.path), read.absolute_url(read.address(article.path))
    published = iso(article.date)
    original = bool(filed.versions) and filed.versions[0][1] != article.path
    return _KINDS.get(filed.layout, NewsArticle)(
        id=f"{url}#article" if filed.versions or filed.layout == PHOTO else "",
        headline=article.title,
        main_entity_of_page=url,
        in_language=filed.language or read.config.language,
        date_published=published,
        date_modified=iso(article.updated or article.date),
        article_section=read.category_of(filed.category).name,
        keywords=tuple([read.name("tag", slug) for slug in filed.tags]),
        word_count=body.words,
        image=tuple(site.image(read, picture) for picture in pictures),
        author=tuple(site.person(read, read.person(slug)) for slug in filed.authors) or (site.publisher(read),),
        publisher=read.kept("organization", partial(site.organization, read)),
        is_part_of=(site.site(read), series(read, filed.series)) if filed.series else site.site(read),
        position=filed.part,
        is_accessible_for_free=not filed.access,
        has_part=_GUARDED if filed.access else (),
        correction=tuple(CorrectionComment(text=c.text, date_published=iso(c.date)) for c in article.corrections),
        translation_of_work=_work(read, filed.versions[0][1]) if original else None,
        work_translation=() if original else tuple(_work(read, other) for _, other in filed.versions[1:]),
        video=videos_of(text, read, url, article.title, published, pictures[0] if pictures else None),
        audio=_audio(read, article) if article.audio and not filed.access else None,
    )


def _work(read: Reader, path: str) -> Ref:
    """Return the same article in another language, which its own page describes."""
    return Ref(id=f"{absolute(read, path)}#article")


def series(read: Reader, slug: str) -> CreativeWorkSeries:
    """Return a series for search engines."""
    url = read.absolute_url(series_url(slug))
    return CreativeWorkSeries(id=f"{url}#series", name=read.name("series", slug), url=url)


def _audio(read: Reader, article: Article) -> AudioObject | None:
    """Return what there is to listen to."""
    sound = read.sound(article.path, article.audio)
    if sound is None:
        return None
    return AudioObject(
        name=sound.title or article.title,
        content_url=sound.url if is_remote(sound.url) else read.origin + sound.url,
        encoding_format=sound.type,
        duration=iso_duration(sound.seconds),
        upload_date=iso(article.date),
    )


def galleries(read: Reader, article: Article, text: str, pictures: tuple[PictureView, ...]) -> Iterator[ImageGallery]:
    """Return the pictures of an article with the layout `photo`, as one thing."""
    url = read.absolute_url(read.address(article.path))
    shown = tuple(site.image(read, picture) for picture in pictures[:1] if shows_lead(article))
    shown += tuple(pictures_of(text, url, whose_of(read, article)))
    if shown:
        yield ImageGallery(
            id=f"{url}#gallery",
            name=article.title,
            url=url,
            description=read.summary(article),
            associated_media=shown,
            is_part_of=Ref(id=f"{url}#article"),
        )


class LiveEntry(msgspec.Struct, frozen=True):
    """An entry of a live article: time, heading (or none), plain text, fragment (`#luc-0824`)."""

    date: datetime
    headline: str
    text: str
    fragment: str


def live_article(article: NewsArticle, entries: Sequence[LiveEntry], end: datetime | None) -> LiveBlogPosting:
    """Make a live article of an article; `entries` are newest first, and `end` is when it is over, if it is."""
    fields = {name: getattr(article, name) for name in article.__struct_fields__}
    updates = tuple(
        BlogPosting(
            headline=entry.headline,
            date_published=iso(entry.date),
            article_body=entry.text,
            url=article.main_entity_of_page + entry.fragment,
        )
        for entry in entries
    )
    begin = min((iso(entry.date) for entry in entries[-1:]), default=article.date_published)
    return LiveBlogPosting(
        **fields, coverage_start_time=begin, coverage_end_time=iso(end) if end else "", live_blog_update=updates
    )
