"""The frozen types that travel down the pipeline: article, brief, body. Plain data only: immutable, quick to store."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from ssg.core.errors import Diagnostic
from ssg.core.message import NOTHING, Message
from ssg.core.picture_rights import Grant, Permit, Rights

PAGE, SECTION = "page", "section"
PLAIN = (PAGE, SECTION)
"""The types of texts that are no articles: plain pages, and the texts of sections. They stand in no list."""
USUAL_LAYOUTS = ("standard", "default")
"""What asks for the usual template: also where the category of an article has another layout."""


class Picture(msgspec.Struct, frozen=True, array_like=True):
    """A picture as an editor names it: `src` as written (a relative path or an absolute URL).

    `licence` and `acquire` are URLs: of the licence, and of the page where one is sold.
    """

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    focus: str = ""
    creator: str = ""
    copyright: str = ""
    licence: str = ""
    acquire: str = ""
    rights: Grant | None = None


class Credit(msgspec.Struct, frozen=True, array_like=True):
    """Where a text comes from (`source` in front matter): a name, and a URL if there is one."""

    name: str
    url: str = ""


class Installment(msgspec.Struct, frozen=True, array_like=True):
    """Which series an article is a part of, by its name as written, and which part (0: not said)."""

    name: str
    part: int = 0


class Audio(msgspec.Struct, frozen=True, array_like=True):
    """An article to listen to (`audio` in front matter): `src` as written, a title, and its length in seconds or 0."""

    src: str
    title: str = ""
    duration: int = 0


class Assistance(msgspec.Struct, frozen=True, array_like=True):
    """How artificial intelligence helped to make an article (`ai` in front matter), in a sentence, or ""."""

    how: str = ""


class Correction(msgspec.Struct, frozen=True, array_like=True):
    """A published correction: its date and its text."""

    date: datetime
    text: str


class Ref(msgspec.Struct, frozen=True, array_like=True):
    """A reference in an article's text: to a file (`link`, `image` or `file`), a `box`, or a `related` article.

    `related` is an article in a box of its text; without a target, one that is chosen when the page is made.
    `target` is as written, with its fragment; of a box, all that is written from its name on; `line` and
    `column` are those in the article's file.
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

    `format` (`jpeg`, `png`, `webp`) is that of a picture that can be resized; `fixed` says why it cannot, for unusual
    reasons. `lost` names damaged parts, which are not published. URL, digest and size are those of the published file,
    which omits camera metadata; a file of `static/` is published unchanged. `copies` is the URL that names of copies
    are derived from, if it is not its own. `rights` is what the file's own notes say; `credentials` says that it has
    Content Credentials (C2PA). `permit` is what the newsroom may do with it.
    """

    path: str
    url: str
    digest: str
    size: int
    width: int = 0
    height: int = 0
    format: str = ""
    fixed: Message = NOTHING
    lost: Message = NOTHING
    copies: str = ""
    rights: Rights = Rights()
    credentials: bool = False
    permit: Permit = Permit()


class Mark(msgspec.Struct, frozen=True):
    """The place of the value of a front matter key in the article's file (line and column from 1)."""

    line: int
    column: int


class Article(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What pages may know of an article: what its own file says, nothing of other articles.

    Times are aware, in the site's time zone. `category`, `topic`, `authors` and `tags` are as written. `lede` stands in
    for a missing summary. `has_time` is false if `date` was written as a day alone. `face` is a digest of all that
    other pages show of the article. `marks` is text (`title 2 8`, a line for each key): only a diagnostic asks for
    places. `photos` counts the pictures in its text, `shows` says whether that has a `video` or a `gallery`,
    `galleries` counts the pictures in the latter. `extra` is a digest of other front matter, if there is some.
    `language_inherited` says that its `language` is that of its category. `ended` is when a live article is over: what
    it says, or else some hours after its newest entry. `access` is what it says, `guard` what comes of that and of its
    category (`paid 2`, or ""; see `ssg/content/access.py`). A plain page (`type` is `page`) and the text of a section
    (`section`) have no date: theirs is the epoch.
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
    has_time: bool = True
    layout: str = ""
    permalink: str = ""
    withdrawn: datetime | None = None
    series: Installment | None = None
    translation_of: str = ""
    language: str = ""
    embeds: tuple[str, ...] = ()
    featured_until: datetime | None = None
    audio: Audio | None = None
    photos: int = 0
    shows: tuple[str, ...] = ()
    galleries: int = 0
    extra: str = ""
    language_inherited: bool = False
    ended: datetime | None = None
    corrections: tuple[Correction, ...] = ()
    access: str = ""
    guard: str = ""
    translations: tuple[str, ...] = ()


class Brief(msgspec.Struct, frozen=True, array_like=True):
    """What planning must know of an article; the article itself stays in the state until something shows it.

    `key` names the file's path and bytes. `time`, `expires`, `breaking`, `updated`, `withdrawn`, `ended` and
    `featured_until` are microseconds since 1970 (0: none), `day` is the day in the site's time zone (20261124). What
    the article points to are paths below `content/` (empty: leads out of it): `picture` is its own, `files` are all
    pictures and documents, `links` the articles that its text links to, `picks` the hand-picked ones. `illustrated`: it
    has a lead picture, be it elsewhere on the web; `focus` of that must stay visible. `permalink` is its own URL, or a
    pattern for it. Plain pages and texts of sections have no `time` and `day`. `part` is its number in a series (0: not
    said). `original` is the article that it translates, `language` that of the text or its category
    (`language_inherited`); empty: the site's. `embeds` are providers of what its text embeds, `boxes` what it writes of
    boxes of the site's own, to whose files and links `files` and `links` may point. `photos` counts its pictures,
    `summary` is a digest of its summary or lede, `boxed` are the articles in boxes of its text ("": one chosen with the
    page). `has`: which of `picture`, `video`, `audio`, `gallery`, `correction`. `corrected` are the times of its
    corrections, `corrections` is a digest of them. `elsewhere`: URLs at other sites, the original's (or "") first.
    `rights` are those to its own picture, as it says."""

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
    layout: str = ""
    permalink: str = ""
    withdrawn: int = 0
    series: str = ""
    part: int = 0
    original: str = ""
    language: str = ""
    embeds: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    featured_until: int = 0
    photos: int = 0
    boxed: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    galleries: int = 0
    extra: str = ""
    language_inherited: bool = False
    ended: int = 0
    summary: int = 0
    corrected: tuple[int, ...] = ()
    corrections: int = 0
    access: str = ""
    guard: str = ""
    elsewhere: tuple[str, ...] = ()
    rights: Grant | None = None


class Body(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What only the article's own page shows; read when that page is rendered.

    `html` has a marker `NUL number NUL` wherever the URL of `Article.refs[number]` belongs; so have `intro` and the
    `entries` of a live article, which are also in `html`, from the newest. `uses` names the extensions of Markdown
    in it whose markup needs styles of its own. `rest` is what only some may read; only the guarded page reads it.
    """

    html: str
    words: int = 0
    headings: tuple[Heading, ...] = ()
    source: Credit | None = None
    extra: dict[str, Any] = {}
    intro: str = ""
    entries: tuple[Entry, ...] = ()
    uses: tuple[str, ...] = ()
    ai: Assistance | None = None
    rest: str = ""


class Parsed(msgspec.Struct, frozen=True):
    """The result of parsing one file: an article and its body (both or neither), and diagnostics.

    `vector` is for finding related articles.
    """

    article: Article | None
    body: Body | None
    diagnostics: tuple[Diagnostic, ...] = ()
    vector: bytes = b""
