"""JSON Feed 1.1 (jsonfeed.org), from the same view as the others. No template: JSON that one may break helps no one."""

from __future__ import annotations

from typing import Any

from ssg.core.text.dates import iso
from ssg.pages.desk import Desk
from ssg.pages.feeds import entries
from ssg.pages.json_text import to_json
from ssg.pages.model import Page
from ssg.pages.views.feeds import FeedEntry

VERSION = "https://jsonfeed.org/version/1.1"


def view(desk: Desk, page: Page) -> bytes:
    """A feed as JSON."""
    feed = entries.view(desk, page)
    whole = desk.config.feeds.content == "full"
    data = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": feed.description,
        "language": desk.config.language,
        "authors": [{"name": desk.config.publisher.name or desk.config.title, "url": desk.whole("/")}],
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
        "items": [_item(entry, whole=whole) for entry in feed.entries],
    }
    return f"{to_json(_filled(data, 'items'), 1)}\n".encode()


def _item(entry: FeedEntry, *, whole: bool) -> dict[str, Any]:
    picture = entry.picture
    sized = picture is not None and picture.size > 0
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html" if whole else "content_text": entry.content if whole else entry.summary,
        "summary": entry.summary,
        "image": picture.url if picture else "",
        "date_published": iso(entry.date),
        "date_modified": iso(entry.updated),
        "authors": [{"name": author.name, "url": author.url} for author in entry.authors],
        "tags": entry.categories,
        "attachments": [{"url": picture.url, "mime_type": picture.type, "size_in_bytes": picture.size}]
        if picture and sized
        else [],
    }
    return _filled(item, "content_html", "content_text")


def _filled(data: dict[str, Any], *needed: str) -> dict[str, Any]:
    """Leave out what says nothing, but not what the format needs."""
    return {name: value for name, value in data.items() if value or name in needed}
