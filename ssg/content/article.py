"""Reads one article: bytes → front matter and body → `Parsed`. Pure, and blind to every other file."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import msgspec

from ssg.content.frontmatter import decode, read_front_matter
from ssg.content.markdown import MarkdownOptions, render
from ssg.core.digest import digest_bytes
from ssg.core.model import Article, Body, Parsed, SourceFile
from ssg.core.text.words import count_words

CONTENT = "content"


class ParseOptions(msgspec.Struct, frozen=True):
    """All of the site's configuration that parsing one article may depend on. Plain data, so that it can be a key."""

    timezone: str
    markdown: MarkdownOptions


def parse_article(source: SourceFile, options: ParseOptions) -> Parsed:
    """Read one article; without a usable front matter there is no article, only diagnostics."""
    place = f"{CONTENT}/{source.path}"
    text, said = decode(source.data, place)
    if text is None:
        return Parsed(None, None, said)
    split = read_front_matter(text, path=place, zone=ZoneInfo(options.timezone))
    rendered = render(split.body, path=place, first_line=split.body_line, options=options.markdown)
    diagnostics = (*said, *split.diagnostics, *rendered.diagnostics)
    front = split.front
    if front is None:
        return Parsed(None, None, diagnostics)
    article = Article(
        path=source.path,
        digest=digest_bytes(source.data),
        title=front.title,
        date=front.date,
        category=front.category,
        summary=front.summary,
        authors=front.authors,
        tags=front.tags,
        picture=front.image,
        updated=front.updated,
        slug=front.slug,
        id=front.id,
        aliases=front.aliases,
        featured=front.featured,
        related=front.related,
        topic=front.topic,
        source=front.source,
        draft=front.draft,
        expires=front.expires,
        type=front.type,
        corrections=front.corrections,
        breaking=front.breaking,
        extra=front.extra,
        marks=front.marks,
        excerpt=rendered.excerpt,
        words=count_words(rendered.text),
        refs=rendered.refs,
        headings=rendered.headings,
    )
    return Parsed(article, Body(rendered.html), diagnostics)
