"""The lists that articles name themselves into, of which an archive has tens of thousands, in parts for sitemaps. Pure.

A part has all URLs whose checksums begin with its bits. A full part becomes two, and no other changes: sorted by name,
each new one would move all that follow it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from zlib import crc32

from ssg.index.model import Site
from ssg.index.queries import PUBLIC, names
from ssg.index.urls import author_url, series_url, tag_url, topic_url

ENOUGH: Final = 3
"""Search engines must not index the page of a tag with fewer articles: it adds nothing to them, and sites with many
such pages are rated lower."""
MOST: Final = 1_000
"""URLs of a part. A new name rewrites one: 100 KB at most, where the protocol would allow 50 MB."""
PARTS: Final = "parts"
"""In the key of a fact: which parts there are."""
_BITS: Final = 32


def listed(site: Site, *, public: bool, most: int = 0) -> Mapping[str, Sequence[str]]:
    """Return the URLs of all topics, series, authors and tags that are indexed, by part; one of few is named ""."""
    parts: dict[str, Sequence[str]] = {}
    urls = [(crc32(url.encode()), url) for url in _urls(site, PUBLIC if public else "")]
    _divide("", urls, most or MOST, parts)
    return parts


def _divide(bits: str, urls: list[tuple[int, str]], most: int, parts: dict[str, Sequence[str]]) -> None:
    if len(urls) <= most or len(bits) == _BITS:
        parts[bits] = [url for _, url in urls]
        return
    mask = 1 << (_BITS - 1 - len(bits))
    _divide(f"{bits}0", [one for one in urls if not one[0] & mask], most, parts)
    _divide(f"{bits}1", [one for one in urls if one[0] & mask], most, parts)


def _urls(site: Site, before: str) -> Iterator[str]:
    kinds = (("topic", 1, topic_url), ("series", 1, series_url), ("author", 1, author_url), ("tag", ENOUGH, tag_url))
    for kind, least, url_of in kinds:
        yield from map(url_of, sorted(names(site, f"{before}{kind}", least)))
