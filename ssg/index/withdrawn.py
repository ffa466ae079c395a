"""Withdrawn articles: the URLs at which they were public, for which servers answer 410. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import unquote

from ssg.content.redirects import GONE
from ssg.core.config import Config
from ssg.core.model import Brief
from ssg.index.permalinks import Permalinks
from ssg.index.plain_pages import likely_url
from ssg.index.redirects import Move, bare, spelled


def gone_moves(
    paths: Iterable[str],
    briefs: Mapping[str, Brief],
    config: Config,
    fallback: str,
    outputs: Collection[str],
    moves: Collection[Move],
) -> tuple[Move, ...]:
    """Return the moves of withdrawn articles, by path: those of their URLs and aliases.

    A page or file of the site, and a line of the redirect table (`moves`), take precedence. `fallback` is the name of
    the category of articles without one.
    """
    known = {bare(move.old) for move in moves}
    found: dict[str, Move] = {}
    link = Permalinks(config)
    for path in sorted(paths):
        brief = briefs[path]
        for url in _urls(brief, likely_url(brief, link, config.categories, fallback)):
            if bare(url) not in known:
                found.setdefault(bare(url), Move(url, "", GONE))
    return spelled(found.values(), outputs)


def _urls(brief: Brief, url: str) -> Iterator[str]:
    yield url
    yield from map(unquote, brief.aliases)
