"""Reads one article: bytes → front matter and body → `Parsed`. Pure; knows no other file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from ssg.content.access import AccessRules, Parted, guard_of, lede_in, omits, parted, said_of, with_own_refs
from ssg.content.frontmatter import FrontMatter, decode, read_front_matter
from ssg.content.frontmatter.loader import LONGEST_BLOCK
from ssg.content.frontmatter.standing import still_public
from ssg.content.labels import labels
from ssg.content.languages import LanguageRules, language_by_category
from ssg.content.likeness import CHARACTERS, Content, category_label, vectors
from ssg.content.markdown import MarkdownOptions, Rendered, render
from ssg.content.markdown.limits import MOST_BYTES
from ssg.content.markdown.reserved import GALLERY, PHOTO, VIDEO
from ssg.core.digest import digest_of
from ssg.core.errors import Diagnostic, Place, error, warning
from ssg.core.message import NOTHING, say
from ssg.core.model import PLAIN, Article, Body, Parsed
from ssg.core.silence import silence_faults
from ssg.core.text.dates import parse_time
from ssg.core.text.kinds import count_words
from ssg.core.text.scripts import SlugStyle, slug_of
from ssg.core.text.words import excerpt

CONTENT = "content"
# Posts of other generators carry their day in the name of the file: `2026-11-24-tieu-de.md`.
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})-")
_FIGURE: Final = re.compile(r"<(/?)figure\b")
_LEDE = 240  # characters of the first paragraph that stand in for a missing summary

_DIGEST: Final = 16  # characters: collisions do not occur in practice
# After so long without a new entry, a live article that does not say when it ended is over.
_LIVE_FOR: Final = timedelta(hours=12)
_NEVER: Final = datetime(9999, 12, 28, tzinfo=UTC)
_SHOWS: Final = {"video": VIDEO, "gallery": GALLERY}

# Larger files are not even decoded: front matter in letters of up to four bytes, and the longest text.
LARGEST: Final = 4 * LONGEST_BLOCK + MOST_BYTES


class ParseOptions(msgspec.Struct, frozen=True):
    """The configuration that parsing an article depends on. Plain data."""

    timezone: str
    markdown: MarkdownOptions
    language: str
    language_rules: LanguageRules = LanguageRules()
    slugs: SlugStyle = "auto"
    access_rules: AccessRules = AccessRules()

    @property
    def name(self) -> str:
        """The digest of what every article depends on; what follows from its category is told for each."""
        return digest_of((self.timezone, self.markdown, self.language, self.slugs))


def parse_articles(files: Iterable[tuple[str, bytes]], options: ParseOptions) -> list[Parsed]:
    """Read some articles by path (posix, in `content/`, NFC) and content; each depends on its own file alone."""
    found = [_parse(path, data, options) for path, data in files]
    made = iter(vectors([content for _, content in found if content is not None]))
    return [
        parsed if content is None else msgspec.structs.replace(parsed, vector=next(made)) for parsed, content in found
    ]


def parse_article(path: str, data: bytes, options: ParseOptions) -> Parsed:
    """Read the article at `path` (posix, in `content/`, NFC); without usable front matter, only diagnostics."""
    (parsed,) = parse_articles([(path, data)], options)
    return parsed


def _parse(path: str, data: bytes, options: ParseOptions) -> tuple[Parsed, Content | None]:
    """Read an article; its vector is made of the content."""
    place, zone = f"{CONTENT}/{path}", ZoneInfo(options.timezone)
    if len(data) > LARGEST:
        return Parsed(None, None, (_too_large(len(data), place),)), None
    text, said = decode(data, place)
    if text is None:
        return Parsed(None, None, said), None
    split = read_front_matter(text, path=place, zone=zone, default_date=_date_in_name(path, zone))
    said = (*said, *silence_faults(text, place, split.body_line)) if "ssg" in text else said
    front = split.front
    live = front.date if front is not None and front.type == "live" else None
    rules = options.language_rules
    may_inherit = front is not None and not front.language and rules.categories
    inherited = language_by_category(rules, path, front.category, front.type) if front and may_inherit else ""
    language = inherited or (front.language if front else "")
    markdown = _labelled(language, options) if language else options.markdown
    rendered = render(split.body, path=place, first_line=split.body_line, options=markdown, live=live)
    diagnostics = (*said, *split.diagnostics, *rendered.diagnostics)
    if front is not None and front.layout and front.type not in PLAIN:
        diagnostics = (*diagnostics, *_has_nothing_to_show(front, rendered.html, place))
    if front is None or front.withdrawn is not None:
        diagnostics = (*diagnostics, *still_public(split, diagnostics, place))
    if front is None:
        return Parsed(None, None, diagnostics), None
    article, body = _article(path, front, rendered, inherited, options.slugs), _body(front, rendered)
    limits = options.access_rules
    if (limits.known or front.access) and (guard := guard_of(limits, path, front.category, front.type, front.access)):
        article, body = _guarded(article, body, rendered, guard)
        diagnostics = (*diagnostics, *said_of(front, rendered, guard, place, split.body_line))
    content = Content(
        *(front.title, front.summary, rendered.text[:CHARACTERS]),
        *(front.tags, front.topic, category_label(path, front.category)),
        language or options.language,
    )
    return Parsed(article, body, diagnostics), content


def _guarded(article: Article, body: Body, rendered: Rendered, guard: str) -> tuple[Article, Body]:
    """Return an article and its body with nothing of what is guarded, except in `Body.rest`."""
    two = parted(rendered, guard)
    headings = tuple(one for one in body.headings if f'id="{one.id}"' in two.teaser)
    lede = lede_in(two.teaser, rendered.excerpt) and article.lede
    face = digest_of((article.face, guard, lede))[:_DIGEST]
    article = msgspec.structs.replace(article, lede=lede, guard=guard, face=face)
    if omits(guard):
        teaser, refs = with_own_refs(two.teaser, rendered.refs)
        two, article = Parted(teaser, ""), msgspec.structs.replace(article, refs=refs, audio=None)
    hidden = {"html": two.teaser, "rest": two.rest, "intro": "", "entries": (), "headings": headings}
    return article, msgspec.structs.replace(body, **hidden)


def _article(path: str, front: FrontMatter, rendered: Rendered, inherited: str, slugs: SlugStyle) -> Article:
    """Return what pages may know of an article, except its body. `inherited`: the language of its category."""
    lede = "" if front.summary else excerpt(rendered.excerpt, _LEDE)
    updated, face = _changed_and_shown(front, rendered, lede)
    return Article(
        path=path,
        title=front.title,
        date=front.date,
        category=front.category,
        summary=front.summary,
        lede=lede,
        authors=front.authors,
        tags=front.tags,
        picture=front.image,
        updated=updated,
        slug=front.slug or ("" if front.type in PLAIN else slug_of(front.title, slugs)),
        id=front.id,
        aliases=front.aliases,
        featured=front.featured,
        related=front.related,
        topic=front.topic,
        draft=front.draft,
        expires=front.expires,
        type=front.type,
        has_time=front.has_time,
        breaking=front.breaking,
        refs=rendered.refs,
        face=face,
        marks=_marks(front),
        layout=front.layout,
        permalink=front.permalink,
        withdrawn=front.withdrawn,
        series=front.series,
        translation_of=front.translation_of,
        translations=front.translations,
        language=front.language or inherited,
        language_inherited=inherited != "",
        embeds=rendered.embeds,
        featured_until=front.featured_until,
        audio=front.audio,
        photos=rendered.html.count(PHOTO),
        shows=tuple(name for name, mark in _SHOWS.items() if mark in rendered.html),
        galleries=_in_galleries(rendered.html),
        extra=digest_of(front.extra)[:_DIGEST] if front.extra else "",
        ended=_ended(front, rendered) if front.type == "live" else None,
        corrections=front.corrections,
        access=front.access,
    )


def _ended(front: FrontMatter, rendered: Rendered) -> datetime | None:
    """Return when a live article is over: at the time that it says, or some hours after its newest entry."""
    if front.ended is not None:
        return front.ended
    newest = rendered.entries[0].time if rendered.entries else front.date
    return (newest.astimezone(UTC) + _LIVE_FOR).astimezone(newest.tzinfo) if newest < _NEVER else None


def _in_galleries(html: str) -> int:
    """Count the pictures in the galleries of a text."""
    count = 0
    for part in html.split(GALLERY)[1:]:
        depth = 1
        for tag in _FIGURE.finditer(part):
            depth += -1 if tag[1] else 1
            if not depth:
                break
            count += part.startswith(PHOTO, tag.start())
    return count


def _has_nothing_to_show(front: FrontMatter, html: str, place: str) -> Iterator[Diagnostic]:
    """Report that an article lacks what its layout puts first."""
    lacks = {
        "photo": (PHOTO in html, say("layout `photo` without a picture in the text")),
        "video": (VIDEO in html, say("layout `video` without a video in the text")),
        "opinion": (bool(front.authors), say("layout `opinion` without an author")),
    }
    there, message = lacks.get(front.layout, (True, NOTHING))
    if not there:
        hints = {
            "photo": say("add pictures: `![…](anh.jpg)`"),
            "video": say("add one: `::: video https://…`"),
            "opinion": say("add `author:`"),
        }
        mark = front.marks["layout"]
        yield warning("W472", message, Place(place, mark.line, mark.column), hints[front.layout])


def pointing(path: str, data: bytes, options: ParseOptions) -> Article | None:
    """Return the references of an article with errors, which are checked together with those; None without any text."""
    place = f"{CONTENT}/{path}"
    text, _ = decode(data, place) if len(data) <= LARGEST else (None, ())
    if text is None:
        return None
    zone = ZoneInfo(options.timezone)
    split = read_front_matter(text, path=place, zone=zone)
    found = {"title": "", "date": datetime.fromtimestamp(0, zone), **split.found}
    front = split.front or FrontMatter(**found)
    rendered = render(split.body, path=place, first_line=split.body_line, options=options.markdown)
    return Article(
        path=path,
        title=front.title,
        date=front.date,
        picture=front.image,
        related=front.related,
        audio=front.audio,
        refs=rendered.refs,
        marks=_marks(front),
    )


def _labelled(language: str, options: ParseOptions) -> MarkdownOptions:
    """Return the options for an article in a language."""
    if language == options.language:
        return options.markdown
    return msgspec.structs.replace(options.markdown, labels=labels(language))


def _marks(front: FrontMatter) -> str:
    return "\n".join(f"{key} {mark.line} {mark.column}" for key, mark in front.marks.items())


def _too_large(size: int, place: str) -> Diagnostic:
    message = say(
        "file too large: {number:,} bytes; an article may have at most {largest:,}",
        number=size,
        largest=LARGEST,
    )
    hint = say("split the article, or save pictures that are embedded as `data:` URLs as files")
    return error("E201", message, Place(place, 1), hint)


def _body(front: FrontMatter, rendered: Rendered) -> Body:
    """Return the part of an article that only its own page shows."""
    return Body(
        html=rendered.html,
        words=count_words(rendered.text),
        headings=rendered.headings,
        source=front.source,
        extra=front.extra,
        intro=rendered.intro,
        entries=rendered.entries,
        uses=rendered.uses,
        ai=front.ai,
    )


def _changed_and_shown(front: FrontMatter, rendered: Rendered, lede: str) -> tuple[datetime | None, str]:
    """Return the last change (`updated`, or a later entry of a live article), and a digest of all that others show."""
    newest = rendered.entries[0].time if rendered.entries else None
    later = newest is not None and newest > (front.updated or front.date)
    updated = newest if later else front.updated
    shown = (front.title, front.date, front.summary, lede, front.image, updated, front.type, front.has_time)
    return updated, digest_of((*shown, front.audio))[:_DIGEST]


def _date_in_name(path: str, zone: ZoneInfo) -> datetime | None:
    """Return the day that a file name begins with, at midnight; None if there is no valid one."""
    found = _DATED.match(posixpath.basename(path))
    if found is None:
        return None
    try:
        return parse_time(found[1], zone)
    except ValueError:
        return None
