"""An article for search engines: NewsArticle, or LiveBlogPosting where it has entries, and its breadcrumb."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from ssg.core.model import Body
from ssg.core.text.dates import iso
from ssg.pages.desk import Desk
from ssg.pages.structured import site
from ssg.pages.structured.types import BlogPosting, CorrectionComment, LiveBlogPosting, NewsArticle
from ssg.pages.structured.videos import videos_of
from ssg.pages.views.shared import PictureView
from ssg.site.stories import Story


def news_article(desk: Desk, story: Story, body: Body, text: str, pictures: tuple[PictureView, ...]) -> NewsArticle:
    """An article; `text` is its HTML with all references resolved, `pictures` are those that it is shared with.

    Without authors the newspaper is the author.
    """
    article, url = story.article, desk.whole(story.url)
    published = iso(article.date)
    return NewsArticle(
        id=f"{url}#article",
        headline=article.title,
        description=desk.summary(story),
        url=url,
        main_entity_of_page=url,
        in_language=desk.config.language,
        date_published=published,
        date_modified=iso(article.updated or article.date),
        article_section=desk.site.categories[story.category].name,
        keywords=tuple(desk.site.tags[slug].name for slug in story.tags),
        word_count=body.words,
        image=tuple(site.image(desk, picture) for picture in pictures),
        author=tuple(site.person(desk, desk.person(slug)) for slug in story.authors) or (site.publisher(desk),),
        publisher=site.organization(desk),
        is_part_of=site.site(desk),
        is_accessible_for_free=True,
        correction=tuple(CorrectionComment(text=c.text, date_published=iso(c.date)) for c in body.corrections),
        video=videos_of(text, desk, url, article.title, published, pictures[0] if pictures else None),
    )


class LiveEntry(msgspec.Struct, frozen=True):
    """An entry of a live article: when, under which heading (or none), its plain text, its fragment (`#luc-0824`)."""

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
            url=article.url + entry.fragment,
        )
        for entry in entries
    )
    begin = min((iso(entry.date) for entry in entries[-1:]), default=article.date_published)
    return LiveBlogPosting(
        **fields, coverage_start_time=begin, coverage_end_time=iso(end) if end else "", live_blog_update=updates
    )
