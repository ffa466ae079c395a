"""The view of a feed: its articles with absolute URLs, as full text or summaries."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from html import escape

from msgspec.structs import asdict

from ssg.core.model import Audio, Picture
from ssg.core.text.formulas import as_source
from ssg.index.addresses import absolute
from ssg.index.layouts import SPONSORED
from ssg.index.targets import is_remote
from ssg.pages.feeds.ids import entry_id, tag_uri
from ssg.pages.feeds.plan import subject
from ssg.pages.model import Page
from ssg.pages.reader import Reader
from ssg.pages.texts import whole_text
from ssg.pages.views.feeds import EntryFacts, FeedAudio, FeedEntry, FeedPage, FeedPicture
from ssg.pages.views.shared import Link

# The time of a feed without articles: Atom requires one, and no clock may be read.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
}


def view(read: Reader, page: Page) -> FeedPage:
    """Return a feed."""
    about = subject(read, page)
    entries = tuple(entry(read, path) for path in about.paths)
    return FeedPage(
        kind=page.kind,
        id=tag_uri(read.config, page.url.rpartition("/")[0] + "/"),
        url=read.absolute_url(page.url),
        home=read.absolute_url(about.url),
        title=about.title,
        description=about.description,
        updated=max((one.updated for one in entries), default=_NEVER),
        language=about.language or read.config.language,
        hub=read.config.ping.hub,
        entries=entries,
    )


def entry(read: Reader, path: str) -> FeedEntry:
    """Return an article as feeds show it, cached for all of them."""
    return read.kept(f"entry {path}", partial(_make, read, path))


def _make(read: Reader, path: str) -> FeedEntry:
    content = content_of(read, path) if read.config.feeds.content == "full" else ""
    return FeedEntry(**asdict(facts_of(read, path)), content=content)


def facts_of(read: Reader, path: str) -> EntryFacts:
    """Return what lists for other programs say of an article."""
    article, filed = read.face(path), read.metadata(path)
    url, summary = read.absolute_url(read.address(path)), article.summary
    picture = _picture(read, path, article.picture)
    label = read.gettext("Sponsored content") if article.layout == SPONSORED else ""
    line = [read.category_of(slug).name for slug in read.line(filed.category)]
    return EntryFacts(
        id=entry_id(read.config, path, filed.id),
        url=url,
        title=f"{label}: {article.title}" if label else article.title,
        date=article.date,
        updated=article.updated or article.date,
        summary=summary,
        summary_html=escape(summary, quote=False),
        authors=tuple(Link(person.name, read.origin + person.url) for person in map(read.person, filed.authors)),
        categories=tuple(
            dict.fromkeys([*filter(None, [label]), *line, *(read.name("tag", slug) for slug in filed.tags)])
        ),
        picture=picture,
        language=filed.language if filed.language != read.config.language else "",
        audio=None if filed.access else _audio(read, path, article.audio),
        label=label,
    )


def content_of(read: Reader, path: str) -> str:
    """Return the lead picture and the text, as on the article's page, with absolute URLs."""
    article, url = read.article(path), read.absolute_url(read.address(path))
    text = absolute(as_source(whole_text(read, article, copies=False)), url)
    if article.guard:
        more = read.gettext_in(article.language, "Read on")
        text += f'<p><a href="{escape(url)}">{escape(more)}</a></p>\n'
    picture = read.picture(path, article.picture, own=False)
    if picture is None:
        return text
    said = " ".join(filter(None, (picture.caption, picture.credit)))
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width else ""
    image = f'<img src="{escape(read.whole_picture(picture))}" alt="{escape(picture.alt)}"{size}>'
    caption = f"<figcaption>{escape(said)}</figcaption>" if said else ""
    return f"<figure>{image}{caption}</figure>\n{text}"


def _audio(read: Reader, path: str, audio: Audio | None) -> FeedAudio | None:
    sound = read.sound(path, audio)
    if sound is None or audio is None:
        return None
    media = read.media_of(path, audio.src)
    url = sound.url if is_remote(sound.url) else read.origin + sound.url
    return FeedAudio(url, sound.type, media.size if media else 0, sound.seconds)


def _picture(read: Reader, path: str, picture: Picture | None) -> FeedPicture | None:
    shown = read.picture(path, picture, own=False)
    if shown is None or picture is None:
        return None
    media = read.media_of(path, picture.src)
    ending = shown.url.split("?", 1)[0].rpartition(".")[2].lower()
    return FeedPicture(
        url=read.whole_picture(shown),
        type=_TYPES.get(ending, "image/jpeg"),
        size=media.size if media else 0,
        width=shown.width,
        height=shown.height,
        alt=shown.alt,
        credit=shown.credit,
        regions=shown.regions,
    )
