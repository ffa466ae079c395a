"""The view of a feed: its articles with absolute addresses, whole or in short."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from ssg.core.model import Picture
from ssg.pages.desk import Desk
from ssg.pages.feeds.ids import entry_id, tag_uri
from ssg.pages.feeds.plan import subject
from ssg.pages.model import Page
from ssg.pages.views.feeds import FeedEntry, FeedPage, FeedPicture
from ssg.pages.views.shared import Link
from ssg.site.addresses import absolute
from ssg.site.categories import ancestors
from ssg.site.stories import Story

# When a feed without articles was last changed: Atom wants a time, and no clock may give it.
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


def view(desk: Desk, page: Page) -> FeedPage:
    """A feed."""
    about = subject(desk, page)
    entries = tuple(entry(desk, path) for path in about.paths)
    return FeedPage(
        kind=page.kind,
        id=tag_uri(desk.config, page.url.rpartition("/")[0] + "/"),
        url=desk.whole(page.url),
        home=desk.whole(about.url),
        title=about.title,
        description=about.description,
        updated=max((one.updated for one in entries), default=_NEVER),
        hub=desk.config.ping.hub,
        entries=entries,
    )


def entry(desk: Desk, path: str) -> FeedEntry:
    """An article as feeds show it. Three formats and several feeds ask for the same."""
    found = desk.entries.get(path)
    if found is None:
        if len(desk.entries) >= 200:  # those of a few feeds; with their texts they are some MB
            desk.entries.clear()
        found = desk.entries[path] = _make(desk, path)
    return found


def _make(desk: Desk, path: str) -> FeedEntry:
    story = desk.site.stories[path]
    article, site = story.article, desk.site
    url, summary = desk.whole(story.url), desk.summary(story)
    picture = _picture(desk, path, article.picture)
    line = [site.categories[slug].name for slug in ancestors(site.categories, story.category)]
    return FeedEntry(
        id=entry_id(desk.config, article),
        url=url,
        title=article.title,
        date=article.date,
        updated=article.updated or article.date,
        summary=summary,
        summary_html=escape(summary, quote=False),
        content=_content(desk, story, url) if desk.config.feeds.content == "full" else "",
        authors=tuple(Link(site.authors[slug].name, desk.origin + desk.person(slug).url) for slug in story.authors),
        categories=tuple(dict.fromkeys([*line, *(site.tags[slug].name for slug in story.tags)])),
        picture=picture,
    )


def _content(desk: Desk, story: Story, url: str) -> str:
    """The lead picture and the text, as they stand on the article's page."""
    text = absolute(desk.text(story, copies=False), url)
    picture = desk.picture(story.path, story.article.picture)
    if picture is None:
        return text
    said = " ".join(filter(None, (picture.caption, picture.credit)))
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width else ""
    image = f'<img src="{escape(desk.whole_picture(picture))}" alt="{escape(picture.alt)}"{size}>'
    caption = f"<figcaption>{escape(said)}</figcaption>" if said else ""
    return f"<figure>{image}{caption}</figure>\n{text}"


def _picture(desk: Desk, path: str, picture: Picture | None) -> FeedPicture | None:
    shown = desk.picture(path, picture)
    if shown is None or picture is None:
        return None
    media = desk.media_of(path, picture.src)
    ending = shown.url.split("?", 1)[0].rpartition(".")[2].lower()
    return FeedPicture(
        url=desk.whole_picture(shown),
        type=_TYPES.get(ending, "image/jpeg"),
        size=media.size if media else 0,
        width=shown.width,
        height=shown.height,
        alt=shown.alt,
        credit=shown.credit,
    )
