"""Reads `data/most-read.*`: a list of URLs or article paths, the most read first. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from ssg.core.text.paths import parts_of


def most_read(data: object, urls: Mapping[str, str]) -> tuple[str, ...]:
    """Return the paths of the public articles that `data` names; entries that name none (an old URL) are ignored.

    `urls` has the URL of each public article by path. `data` is a list, or a table with a list `items`; an entry is
    text or a table with `url` or `path`.
    """
    if isinstance(data, dict):
        data = data.get("items")
    if not isinstance(data, list):
        return ()
    by_url = {url: path for path, url in urls.items()} if data else {}
    found: dict[str, None] = {}
    for entry in data:
        named = (entry.get("url") or entry.get("path")) if isinstance(entry, dict) else entry
        if not isinstance(named, str):
            continue
        path = named.removeprefix("content/").lstrip("/")
        if path not in urls:
            parts = parts_of(named)
            path = by_url.get(parts.path, "") if parts else ""
        if path:
            found[path] = None
    return tuple(found)
