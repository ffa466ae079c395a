"""The XML of sitemaps. Text in, bytes out; it does not know the site."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from html import escape

_escape = partial(escape, quote=False)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
XHTML = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"'
NEWS = ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def url_set(entries: Iterable[str], namespaces: str = "") -> bytes:
    """Return a sitemap of `<url>` elements."""
    return _whole("urlset", entries, namespaces)


def index(entries: Iterable[str]) -> bytes:
    """Return an index of `<sitemap>` elements."""
    return _whole("sitemapindex", entries, "")


def element(name: str, text: str) -> str:
    """Return `<name>text</name>`."""
    return f"<{name}>{_escape(text)}</{name}>"


def alternate(language: str, url: str) -> str:
    """`<xhtml:link>`: the page in a language."""
    quoted = _escape(url).replace('"', "&quot;")
    return f'<xhtml:link rel="alternate" hreflang="{_escape(language)}" href="{quoted}"/>'


def _whole(name: str, entries: Iterable[str], namespaces: str) -> bytes:
    lines = [f'{_HEAD}<{name} xmlns="{_SITEMAP}"{namespaces}>', *entries, f"</{name}>\n"]
    return "\n".join(lines).encode()
