"""JSON Feed 1.1 (jsonfeed.org), from the same view as the others. Without a template, which could only break it."""

from __future__ import annotations

from typing import Any

from ssg.core.text.dates import iso
from ssg.pages.feeds import entries
from ssg.pages.json_text import to_json
from ssg.pages.model import Page
from ssg.pages.reader import Reader
from ssg.pages.views.feeds import FeedAudio, FeedEntry

VERSION = "https://jsonfeed.org/version/1.1"


def view(read: Reader, page: Page) -> bytes:
    """Return a feed as JSON."""
    feed = entries.view(read, page)
    whole = read.config.feeds.content == "full"
    data = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": read.config.publisher.name or read.config.title, "url": read.absolute_url("/")}],
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
        "items": [_item(entry, _language(read, entry, feed.language), whole=whole) for entry in feed.entries],
    }
    return to_json(_filled(data, "items"), 1) + b"\n"


def _language(read: Reader, entry: FeedEntry, around: str) -> str:
    """Return the language of an entry where it is not that of the feed `around` it."""
    own = entry.language or read.config.language
    return own if own != around else ""


def _item(entry: FeedEntry, language: str, *, whole: bool) -> dict[str, Any]:
    picture = entry.picture
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html" if whole else "content_text": entry.content if whole else entry.summary,
        "summary": entry.summary,
        "language": language,
        "image": picture.url if picture else "",
        "date_published": iso(entry.date),
        "date_modified": iso(entry.updated),
        "authors": [{"name": author.name, "url": author.url} for author in entry.authors],
        "tags": entry.categories,
        "attachments": [
            *([_sound(entry.audio)] if entry.audio else []),
            *(
                [{"url": picture.url, "mime_type": picture.type, "size_in_bytes": picture.size}]
                if picture and picture.size
                else []
            ),
        ],
    }
    return _filled(item, "content_html", "content_text")


def _sound(audio: FeedAudio) -> dict[str, Any]:
    said = {"size_in_bytes": audio.size, "duration_in_seconds": audio.seconds}
    return {"url": audio.url, "mime_type": audio.type} | {name: number for name, number in said.items() if number}


def _filled(data: dict[str, Any], *needed: str) -> dict[str, Any]:
    """Return a value without empty entries, except those that the format requires."""
    return {name: value for name, value in data.items() if value or name in needed}
