"""Finds a slug for a new article whose URL no other article has or had. Writes nothing.

Drafts, scheduled and expired articles count as well: they will be public, or were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain, count
from typing import Final
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from ssg.content.frontmatter import decode, read_front_matter
from ssg.content.frontmatter.fences import Fences, find_fences
from ssg.core.errors import SiteProblem
from ssg.core.model import Article, Brief
from ssg.core.text.paths import clash_key
from ssg.core.text.scripts import slug_of
from ssg.core.text.slug import slugify
from ssg.index.briefs import brief_of
from ssg.index.permalinks import Permalinks
from ssg.index.plain_pages import likely_url
from ssg.index.urls import output_path
from ssg.inputs import CONTENT, Inputs
from ssg.request import Request
from ssg.steps.addresses import recalled
from ssg.store.memo import Memo
from ssg.store.outputs import name_of
from ssg.store.source import FileEntry, read_file

_LONGEST: Final = 80
_ROOM: Final = len("-24-11-2026-99")
_WHOLE: Final = 1_000_000


def free_slug(
    inputs: Inputs,
    request: Request,
    memo: Memo,
    base: str,
    brief_as: Callable[[str], Brief],
    has_file: Callable[[str], bool],
) -> str:
    """Return the first slug made of `base` that is free: as it is, with the day, with the day and a number.

    `brief_as` returns the new article with a slug, `has_file` whether its file exists. Raises MemoryDamaged.
    """
    config = inputs.config
    link = Permalinks(config)
    short = base if len(base) + _ROOM <= _LONGEST else slug_of(base, "letters", _LONGEST - _ROOM)

    def url(brief: Brief) -> str:
        return clash_key(output_path(likely_url(brief, link, config.categories, "")))

    taken: set[str] = set()
    for brief in _others(inputs, memo, short):
        taken.add(url(brief))
        taken.update(clash_key(output_path(unquote(alias))) for alias in brief.aliases)
    output = name_of(request.root, request.root / config.output)
    taken.update(clash_key(output_path(lost.url)) for lost in recalled(memo, output).lost)
    when = datetime.strptime(str(brief_as(base).day), "%Y%m%d")  # noqa: DTZ007 - a day alone
    day = f"{short}-{when:%d-%m}" + ("" if "{yyyy}" in config.permalink else f"-{when:%Y}")
    candidates = chain((base, day), (f"{day}-{number}" for number in count(2)))
    return next(slug for slug in candidates if not has_file(slug) and url(brief_as(slug)) not in taken)


def _others(inputs: Inputs, memo: Memo, words: str) -> Iterator[Brief]:
    """Yield the briefs of articles: all stored ones, and of the others those that contain the words of a slug."""
    entries = {entry.path: entry for entry in inputs.articles}
    for month, _ in memo.months():
        for record in memo.records(month):
            entry = entries.get(record.path)
            if entry and (record.size, record.mtime_ns, record.inode) == (entry.size, entry.mtime_ns, entry.inode):
                del entries[record.path]
                if record.brief is not None:
                    yield record.brief
    zone = inputs.config.zone
    for entry in entries.values():
        if (brief := _read(inputs, entry, words, zone)) is not None:
            yield brief


def _read(inputs: Inputs, entry: FileEntry, words: str, zone: ZoneInfo) -> Brief | None:
    """Read the front matter of a file; None if it lacks the words or has errors."""
    try:
        text, _ = decode(read_file(inputs.content, entry, CONTENT), entry.path)
    except SiteProblem:
        return None
    fences = find_fences(text) if text is not None else None
    if text is None or not isinstance(fences, Fences) or not _may_have(fences.block, words):
        return None
    front = read_front_matter(text, path=entry.path, zone=zone).front
    if front is None:
        return None
    article = Article(
        path=entry.path,
        title=front.title,
        date=front.date,
        category=front.category,
        slug=front.slug or slug_of(front.title, inputs.config.slugs.style),
        id=front.id,
        type=front.type,
        aliases=front.aliases,
        permalink=front.permalink,
    )
    return brief_of(article, "")


def _may_have(block: str, words: str) -> bool:
    """Return whether front matter may have the words of a slug; only slugs without other scripts tell it quickly."""
    return not words.isascii() or words in slugify(block, _WHOLE)


def brief_to_be(path: str, slug: str, date: datetime, category: str) -> Brief:
    """Return the brief of a new article."""
    return brief_of(Article(path=path, title=slug, date=date, category=category, slug=slug), "")
