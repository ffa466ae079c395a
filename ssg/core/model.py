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


class Picture(msgspec.Struct, frozen=True, array_like=True):
    """A picture as an editor names it: `src` as written (a relative path or an absolute URL)."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    focus: str = ""


class Credit(msgspec.Struct, frozen=True, array_like=True):
    """Where a text comes from (`source` in front matter): a name, and a URL if there is one."""

    name: str
    url: str = ""


class Correction(msgspec.Struct, frozen=True, array_like=True):
    """A correction that the newsroom owes its readers: when it was made and what it says."""

    date: datetime
    text: str


class Ref(msgspec.Struct, frozen=True, array_like=True):
    """Something that an article's text points to by file: kind is `link`, `image` or `file`.

    `target` is as written, with its fragment; `line` and `column` are those in the article's file.
    """

    kind: str
    target: str
    line: int = 0
    column: int = 0


class Heading(msgspec.Struct, frozen=True, array_like=True):
    """A heading of an article's text, for a table of contents: level 2 to 6, its id and its plain text."""

    level: int
    id: str
    text: str


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """An entry of a live article: its time, its anchor on the page, its title and text as HTML and as plain text.

    `title` is plain, `heading` the same as HTML; both may be empty. `key` marks a key moment.
    """

    time: datetime
    anchor: str
    title: str
    heading: str
    html: str
    text: str
    key: bool = False


class MediaFile(msgspec.Struct, frozen=True):
    """A picture or other file beside the articles: URL (site-relative), digest, bytes, and size in pixels (0: none).

    `format` (`jpeg`, `png`, `webp`) is that of a picture of which other sizes can be made; `fixed` says why not, where
    that is out of the common. `placed`: it tells where it was taken.
    """

    path: str
    url: str
    digest: str
    size: int
    width: int = 0
    height: int = 0
    format: str = ""
    fixed: str = ""
    placed: bool = False


class Mark(msgspec.Struct, frozen=True):
    """Where in the article's file the value of a front matter key stands (line and column from 1)."""

    line: int
    column: int


class Article(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What pages may know of an article: what its own file says, nothing of other articles.

    Times are aware, in the site's time zone. `category`, `topic`, `authors` and `tags` are as written. `lede` stands in
    for a missing summary. `face` is a digest of all that other pages show of the article. `marks` is text (`title 2 8`,
    a line for each key): only a diagnostic asks for places.
    """

    path: str
    title: str
    date: datetime
    category: str = ""
    summary: str = ""
    lede: str = ""
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
    draft: bool = False
    expires: datetime | None = None
    type: str = "article"
    breaking: datetime | None = None
    refs: tuple[Ref, ...] = ()
    face: str = ""
    marks: str = ""


class Brief(msgspec.Struct, frozen=True, array_like=True):
    """What planning must know of an article; the article itself stays in the memory until something shows it.

    `key` names the file's path and bytes. `time`, `expires`, `breaking` and `updated` are microseconds since 1970 (0:
    none), `day` is the day in the site's time zone (20261124). What the article points to is resolved to paths below
    `content/` (empty where a path leads out of it): `picture` is its own, `files` are all pictures and documents,
    `links` the articles linked to in its text, `picks` the hand-picked ones. `illustrated` says whether it has a lead
    picture, be it elsewhere on the web; `focus` is what of that must stay visible.
    """

    path: str
    key: str
    time: int
    day: int
    title: str
    face: str
    slug: str
    id: str
    category: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    topic: str = ""
    picture: str = ""
    files: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    picks: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    featured: int = 0
    draft: bool = False
    expires: int = 0
    type: str = "article"
    breaking: int = 0
    updated: int = 0
    illustrated: bool = False
    focus: str = ""


class Body(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What only the article's own page shows; read when that page is rendered.

    `html` has a marker `NUL number NUL` wherever the URL of `Article.refs[number]` belongs; so have `intro` and the
    `entries` of a live article, which are also in `html`, from the newest.
    """

    html: str
    words: int = 0
    headings: tuple[Heading, ...] = ()
    corrections: tuple[Correction, ...] = ()
    source: Credit | None = None
    extra: dict[str, Any] = {}
    intro: str = ""
    entries: tuple[Entry, ...] = ()


class Part(msgspec.Struct, frozen=True, array_like=True):
    """A part of a page that is put in after rendering: which block or asset, and what of it stands where (in bytes)."""

    kind: str
    name: str
    arguments: str
    digest: str
    start: int
    length: int


class Parsed(msgspec.Struct, frozen=True):
    """What one file became: an article and its body (both or neither), and what there is to say about the file.

    `vector` says what the article is like, for finding related ones.
    """

    article: Article | None
    body: Body | None
    diagnostics: tuple[Diagnostic, ...] = ()
    vector: bytes = b""
