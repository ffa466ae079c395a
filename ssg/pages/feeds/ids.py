"""The ids of feeds and entries: tag URIs (RFC 4151), which no new title, address or host of the site changes."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from ssg.core.config import Config
from ssg.core.model import Article
from ssg.site.places import CONTENT

# The year that stands for a site whose `feeds.tag` is not set. It must be the same for ever, hence no clock.
_YEAR = "2026"


def tag_uri(config: Config, specific: str) -> str:
    """`tag:example.vn,2026:` and what is `specific` to a thing; for a site without any host, of `localhost`."""
    entity = config.feeds.tag or f"{urlsplit(config.base_url).hostname or 'localhost'},{_YEAR}"
    return f"tag:{entity}:{quote(specific, safe='-._~/')}"


def entry_id(config: Config, article: Article) -> str:
    """Name an article by its `id`, else by its file: an article that may be moved to another folder needs an `id`."""
    return tag_uri(config, f"id/{article.id}" if article.id else f"{CONTENT}/{article.path}")
