"""`Row`: everything that the facts of one article are made of besides its file, and its signature. Pure.

The stamps of an article's facts (`ssg/index/article_facts.py`) are functions of its brief and its row, so an article
with an unchanged signature has no changed fact: nothing else has to be computed for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

from ssg.core.digest import digest_bytes
from ssg.core.model import Brief
from ssg.core.trace import BETWEEN
from ssg.index import queries
from ssg.index.layouts import layout_of
from ssg.index.model import Site
from ssg.index.publicity import has_ended, status
from ssg.index.queries import MOST_RELATED, media_stamp
from ssg.index.related.picked import picks, related
from ssg.index.stories import Filing, filing

_MARK: Final = 8  # bytes
MARKS: Final = f"<u{_MARK}"
_NOBODY = ("", "")


class Row(NamedTuple):
    """The input of an article's facts. `key` represents its file and so its brief.

    `picture` is the digest of its own picture's file (empty: none is published), `related` has the paths of related
    articles, the hand-picked ones first. `layout` is its own, or else that of its category or type. `ended` says that
    a live one is over.
    """

    key: str
    url: str
    filed: Filing
    status: str
    neighbours: tuple[str, str]
    picture: str
    related: tuple[str, ...]
    layout: str
    ended: bool


def row_of(site: Site, path: str, now: int) -> Row:
    """Return the row of a public article.

    Raises KeyError for any other.
    """
    brief = site.briefs[path]
    return Row(
        key=brief.key,
        url=site.places.urls[path],
        filed=filing(site.places, brief),
        status=status(brief, now),
        neighbours=site.neighbours.get(path, _NOBODY),
        picture=media_stamp(site, brief.picture),
        related=related(site, path, MOST_RELATED),
        layout=layout_of(site, brief),
        ended=has_ended(brief, now),
    )


def signatures(site: Site, now: int, paths: Collection[str]) -> dict[str, int]:
    """Return signatures of the rows of public articles, by path: 64 bits each. Equal signatures mean equal rows.

    Computed by columns, as a build may sign a whole archive. Whatever follows from an article's file, which `key`
    names, is omitted: the usual slugs of its tags, and that it is no draft.
    """
    places, briefs = site.places, [site.briefs[path] for path in paths]
    categories = [places.categories.get(path, "") for path in paths]
    columns = (
        [brief.key for brief in briefs],
        map(places.urls.__getitem__, paths),
        categories,
        [places.sections.get(category, "") for category in categories],
        [status(brief, now) if brief.draft or brief.expires or brief.time > now else "" for brief in briefs],
        [BETWEEN.join(site.neighbours.get(path, _NOBODY)) for path in paths],
        [f"{brief.picture} {media_stamp(site, brief.picture)}" if brief.picture else "" for brief in briefs],
        [_unusual(site, brief) for brief in briefs],
        [BETWEEN.join(map(" ".join, places.translations.get(brief.path, ()))) for brief in briefs],
        [BETWEEN.join(picks(site, brief.path)) if brief.picks else "" for brief in briefs],
        [layout_of(site, brief) for brief in briefs] if site.layouts or site.config.layouts else [""] * len(briefs),
        ["ended" if has_ended(brief, now) else "" for brief in briefs],
    )
    texts = map(BETWEEN.join, zip(*columns, strict=True))
    of_lists = site.related.signatures(paths).get
    return {
        path: int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()) ^ of_lists(path, 0)
        for path, text in zip(paths, texts, strict=True)
    }


def _unusual(site: Site, brief: Brief) -> str:
    """Return the slugs of an article's names if one of them does not follow from the name alone."""
    unusual = site.places.unusual
    if not unusual or unusual.isdisjoint((*brief.tags, *brief.authors, brief.topic, brief.series)):
        return ""
    filed = filing(site.places, brief)
    return " ".join((*filed.authors, *filed.tags, filed.topic, filed.series))


def mark_of(path: str) -> bytes:
    """Return the mark of a path: what stands for it in the signature of a list."""
    return blake2b(path.encode("utf-8", "surrogatepass"), digest_size=_MARK).digest()


def marks_of(paths: Iterable[str]) -> bytes:
    """Return the marks of paths, one after another."""
    return b"".join(map(mark_of, paths))


def list_signatures(site: Site, names: Iterable[str]) -> dict[str, str]:
    """Return the signatures of lists of articles by name: equal ones stand for the same articles in the same order."""
    known = _Marks()
    return {name: digest_bytes(_marks_in(site, queries.paths_of(site, name), known)) for name in names}


def _marks_in(site: Site, paths: Sequence[str], known: _Marks) -> bytes:
    if site.marks is not None and (rows := getattr(paths, "rows", None)) is not None:
        return bytes(site.marks[rows].tobytes())
    return b"".join(map(known.__getitem__, paths))


class _Marks(dict[str, bytes]):
    """Marks by path: an article is in six lists or so."""

    def __missing__(self, path: str) -> bytes:
        found = self[path] = mark_of(path)
        return found
