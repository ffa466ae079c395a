"""The frozen types that travel down the pipeline: source file, article, card. Plain data only, no behaviour.

Every type is a msgspec struct, so it is immutable, quick to make and can be stored as plain data.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from ssg.core.errors import Diagnostic


class SourceFile(msgspec.Struct, frozen=True):
    """A file of `content/` as it was read: `path` is posix, relative to `content/`, NFC; `data` its bytes."""

    path: str
    data: bytes


class Picture(msgspec.Struct, frozen=True):
    """A picture as an editor names it: `src` as written (a relative path or an absolute URL)."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    focus: str = ""


class Credit(msgspec.Struct, frozen=True):
    """Where a text comes from (`source` in front matter): a name, and a URL if there is one."""

    name: str
    url: str = ""


class Correction(msgspec.Struct, frozen=True):
    """A correction that the newsroom owes its readers: when it was made and what it says."""

    date: datetime
    text: str


class Ref(msgspec.Struct, frozen=True):
    """Something that an article's text points to by file: kind is `link`, `image` or `file`.

    `target` is as written, with its fragment; `line` and `column` are those in the article's file.
    """

    kind: str
    target: str
    line: int = 0
    column: int = 0


class Heading(msgspec.Struct, frozen=True):
    """A heading of an article's text, for a table of contents: level 2 to 6, its id and its plain text."""

    level: int
    id: str
    text: str


class MediaFile(msgspec.Struct, frozen=True):
    """A picture or other file beside the articles: URL (site-relative), digest, bytes, and size in pixels (0: none)."""

    path: str
    url: str
    digest: str
    size: int
    width: int = 0
    height: int = 0


class Mark(msgspec.Struct, frozen=True):
    """Where in the article's file the value of a front matter key stands (line and column from 1)."""

    line: int
    column: int


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of one article but its body: what its own file says, nothing of other articles.

    Times are aware, in the site's time zone. `category`, `topic`, `authors` and `tags` are as written.
    """

    path: str
    digest: str
    title: str
    date: datetime
    category: str = ""
    summary: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    picture: Picture | None = None
    updated: datetime | None = None
    slug: str = ""
    id: str = ""
    aliases: tuple[str, ...] = ()
    featured: int = 0
    related: tuple[str, ...] = ()
    topic: str = ""
    source: Credit | None = None
    draft: bool = False
    expires: datetime | None = None
    type: str = "article"
    corrections: tuple[Correction, ...] = ()
    breaking: datetime | None = None
    extra: dict[str, Any] = {}
    marks: dict[str, Mark] = {}
    excerpt: str = ""
    words: int = 0
    refs: tuple[Ref, ...] = ()
    headings: tuple[Heading, ...] = ()


class Body(msgspec.Struct, frozen=True):
    """An article's text as HTML, with a marker `NUL number NUL` wherever the URL of `Article.refs[number]` belongs."""

    html: str


class Parsed(msgspec.Struct, frozen=True):
    """What one file became: an article and its body (both or neither), and what there is to say about the file."""

    article: Article | None
    body: Body | None
    diagnostics: tuple[Diagnostic, ...] = ()
