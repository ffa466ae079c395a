"""The ids of feeds and entries: tag URIs (RFC 4151), which do not change with title, URL or host of the site."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from ssg.core.config import Config
from ssg.index.places import CONTENT

# The year for a site without `feeds.tag`. It must never change, hence no clock.
_YEAR = "2026"


def tag_uri(config: Config, specific: str) -> str:
    """Return `tag:example.vn,2026:` and the `specific` part; without a host, with `localhost`."""
    entity = config.feeds.tag or f"{urlsplit(config.base_url).hostname or 'localhost'},{_YEAR}"
    return f"tag:{entity}:{quote(specific, safe='-._~/')}"


def entry_id(config: Config, path: str, number: str) -> str:
    """Return the id of an article by its `id` (`number`), else by its file: one that may be moved needs an `id`."""
    return tag_uri(config, f"id/{number}" if number else f"{CONTENT}/{path}")
