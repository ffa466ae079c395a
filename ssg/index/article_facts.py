"""`ARTICLE_FACTS`: every kind of fact about one article, each with its stamp. Pure.

A stamp is made of the article's brief and row alone, so `ssg/index/rows.py` can tell by a signature that none changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from ssg.core.digest import digest_of
from ssg.core.model import Brief
from ssg.core.trace import BETWEEN
from ssg.index.layouts import photos_shown
from ssg.index.metadata import metadata
from ssg.index.rows import Row
from ssg.index.stamps import link_stamp
from ssg.index.stamps import named as _named
from ssg.index.stamps import short as _short


class ArticleFact(NamedTuple):
    """A kind of fact whose key is an article's path. Its stamp is made of the article's brief and row alone."""

    name: str
    stamp: Callable[[Brief, Row], str]
    words: str


def _card(brief: Brief, row: Row) -> str:
    sign = f"{row.layout} {photos_shown(brief, row.layout) if row.layout else 0}{' ended' * row.ended}"
    return _named(f"{row.url} {brief.face} {row.filed.category} {row.picture} {sign}")


ARTICLE_FACTS: Final = (
    ArticleFact("TEXT", lambda brief, row: _short(row.key), "the text"),
    ArticleFact("CARD", _card, "what lists show"),
    ArticleFact(
        "METADATA",
        lambda brief, row: _short(digest_of(metadata(brief, row.filed, row.layout))),
        "category, authors, tags, topic, times",
    ),
    ArticleFact("LINK", lambda brief, row: link_stamp(row.url, brief.title), "title or address"),
    ArticleFact("ADDRESS", lambda brief, row: _named(row.url), "the address"),
    ArticleFact("STATUS", lambda brief, row: row.status or "public", "draft, scheduled or expired"),
    ArticleFact(
        "NEIGHBOURS", lambda brief, row: _named(BETWEEN.join(row.neighbours)), "the articles before and after it"
    ),
    ArticleFact("RELATED", lambda brief, row: _named(BETWEEN.join(row.related)), "the related articles"),
)
"""Every kind of fact about one article, in the order of `ARTICLE_KINDS`."""
