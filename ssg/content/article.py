"""Reads one article: bytes → front matter and body → `Parsed`. Pure, and blind to every other file."""

from __future__ import annotations

import posixpath
import re
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from ssg.content.frontmatter import FrontMatter, decode, read_front_matter
from ssg.content.frontmatter.loader import LONGEST_BLOCK
from ssg.content.likeness import category_label, likeness
from ssg.content.markdown import MarkdownOptions, Rendered, render
from ssg.content.markdown.limits import MOST_BYTES
from ssg.core.digest import digest_of
from ssg.core.errors import Diagnostic, Place, error
from ssg.core.model import Article, Body, Parsed, SourceFile
from ssg.core.text.dates import parse_time
from ssg.core.text.slug import slugify
from ssg.core.text.words import count_words, excerpt

CONTENT = "content"
# Posts of other generators carry their day in the name of the file: `2026-11-24-tieu-de.md`.
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})-")
_LEDE = 240  # characters of the first paragraph that stand in for a missing summary


# What is larger is not even decoded: front matter in letters of up to four bytes, and the longest text.
LARGEST: Final = 4 * LONGEST_BLOCK + MOST_BYTES


class ParseOptions(msgspec.Struct, frozen=True):
    """All of the site's configuration that parsing one article may depend on. Plain data, so that it can be a key."""

    timezone: str
    markdown: MarkdownOptions
    language: str


def parse_article(source: SourceFile, options: ParseOptions) -> Parsed:
    """Read one article; without a usable front matter there is no article, only diagnostics."""
    place = f"{CONTENT}/{source.path}"
    if len(source.data) > LARGEST:
        return Parsed(None, None, (_too_large(source, place),))
    text, said = decode(source.data, place)
    if text is None:
        return Parsed(None, None, said)
    zone = ZoneInfo(options.timezone)
    split = read_front_matter(text, path=place, zone=zone, default_date=_date_in_name(source.path, zone))
    front = split.front
    live = front.date if front is not None and front.type == "live" else None
    rendered = render(split.body, path=place, first_line=split.body_line, options=options.markdown, live=live)
    diagnostics = (*said, *split.diagnostics, *rendered.diagnostics)
    if front is None:
        return Parsed(None, None, diagnostics)
    lede = "" if front.summary else excerpt(rendered.excerpt, _LEDE)
    updated = _updated(front, rendered)
    shown = (front.title, front.date, front.summary, lede, front.image, updated, front.type)
    article = Article(
        path=source.path,
        title=front.title,
        date=front.date,
        category=front.category,
        summary=front.summary,
        lede=lede,
        authors=front.authors,
        tags=front.tags,
        picture=front.image,
        updated=updated,
        slug=front.slug or slugify(front.title),
        id=front.id,
        aliases=front.aliases,
        featured=front.featured,
        related=front.related,
        topic=front.topic,
        draft=front.draft,
        expires=front.expires,
        type=front.type,
        breaking=front.breaking,
        refs=rendered.refs,
        face=digest_of(shown)[:16],
        marks="\n".join(f"{key} {mark.line} {mark.column}" for key, mark in front.marks.items()),
    )
    vector = likeness(
        front.title,
        front.summary,
        rendered.text,
        tags=front.tags,
        topic=front.topic,
        category=category_label(source.path, front.category),
        language=options.language,
    )
    return Parsed(article, _body(front, rendered), diagnostics, vector)


def _too_large(source: SourceFile, place: str) -> Diagnostic:
    message = f"the file is {len(source.data):,} bytes long, more than the {LARGEST:,} that an article may have"
    hint = "split it into several articles, or move pictures that were pasted as text (data:) into files"
    return error("E201", message, Place(place, 1), hint)


def _body(front: FrontMatter, rendered: Rendered) -> Body:
    """What only the article's own page shows."""
    return Body(
        html=rendered.html,
        words=count_words(rendered.text),
        headings=rendered.headings,
        corrections=front.corrections,
        source=front.source,
        extra=front.extra,
        intro=rendered.intro,
        entries=rendered.entries,
    )


def _updated(front: FrontMatter, rendered: Rendered) -> datetime | None:
    """The last change: what front matter says, or a later entry of a live article."""
    newest = rendered.entries[0].time if rendered.entries else None
    if newest is None or newest <= (front.updated or front.date):
        return front.updated
    return newest


def _date_in_name(path: str, zone: ZoneInfo) -> datetime | None:
    """Give the day that a file's name begins with, at midnight; None where there is none, or none such."""
    found = _DATED.match(posixpath.basename(path))
    if found is None:
        return None
    try:
        return parse_time(found[1], zone)
    except ValueError:
        return None
