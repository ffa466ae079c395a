"""The tables of an export of Ghost, and its items. An export does not say where the site was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, Final

import msgspec

from ssg.core.errors import Place, SiteProblem, error
from ssg.core.message import Message, say
from ssg.importing.ghost.documents import lexical, mobiledoc
from ssg.importing.model import Export, Head, Item, Person, Picture, Status, Term
from ssg.importing.names import plain_of
from ssg.importing.notes import Notes
from ssg.store.open import TooLarge, read_at_most

_LARGEST: Final = 1_000_000_000
_HOST: Final = "__GHOST_URL__"
_PUBLIC: Final = frozenset(("published", "scheduled", "sent"))

Row = dict[str, Any]


class Tables(msgspec.Struct, frozen=True):
    """The tables that are read; every other one is skipped while the file is decoded."""

    posts: list[Row] = []
    posts_meta: list[Row] = []
    tags: list[Row] = []
    users: list[Row] = []
    posts_tags: list[Row] = []
    posts_authors: list[Row] = []
    settings: list[Row] = []


class _Part(msgspec.Struct, frozen=True):
    data: Tables


class _File(msgspec.Struct, frozen=True):
    db: list[_Part] = []
    data: Tables | None = None


def read(paths: Sequence[Path], notes: Notes) -> Export:
    """Open exports. Raises SiteProblem if a file is none, OSError."""
    tables = [(path, found) for path in paths for found in _tables(path)]
    items = chain.from_iterable(_Items(path, found, notes).all() for path, found in tables)
    return Export(_head([found for _, found in tables]), items)


def _tables(path: Path) -> list[Tables]:
    try:
        found = msgspec.json.decode(read_at_most(path, _LARGEST), type=_File)
    except TooLarge:
        raise _no_export(path, say("file larger than {most:,} bytes", most=_LARGEST)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise _no_export(path, say("file cannot be read: {reason}", reason=str(problem))) from problem
    tables = [part.data for part in found.db] + ([found.data] if found.data is not None else [])
    if not any(one.posts for one in tables):
        raise _no_export(path, say("file cannot be read: {reason}", reason=say("it has no posts")))
    return tables


def _no_export(path: Path, said: Message) -> SiteProblem:
    return SiteProblem(error("E803", said, Place(str(path))))


def _head(exports: Sequence[Tables]) -> Head:
    """Return what all exports say of the site; the settings of the first count."""
    settings = {_text(row, "key"): _text(row, "value") for tables in reversed(exports) for row in tables.settings}
    tags = {_text(row, "slug"): row for tables in exports for row in tables.tags}
    users = {_text(row, "slug"): row for tables in exports for row in tables.users}
    language = next((settings[key] for key in ("locale", "lang", "default_locale") if settings.get(key)), "")
    public = [row for row in tags.values() if not _text(row, "name").startswith("#")]
    return Head(
        title=settings.get("title", ""),
        tagline=settings.get("description", ""),
        language=language.partition("-")[0],
        timezone=settings.get("timezone") or settings.get("active_timezone") or "",
        tags=tuple(Term(_text(row, "name"), url=f"/tag/{_text(row, 'slug')}/") for row in public),
        people=tuple(map(_person, users.values())),
        redirects=(("/rss/", "/rss.xml"),),
    )


def _person(row: Row) -> Person:
    return Person(name=_text(row, "name"), bio=_text(row, "bio"), url=f"/author/{_text(row, 'slug')}/")


class _Items:
    """The posts and pages of one export."""

    def __init__(self, path: Path, tables: Tables, notes: Notes) -> None:
        self._path, self._tables, self._notes = path, tables, notes
        self._meta = {_text(row, "post_id"): row for row in tables.posts_meta}
        self._tags = {_text(row, "id"): row for row in tables.tags}
        self._users = {_text(row, "id"): _text(row, "name") for row in tables.users}
        self._tags_of = _by_post(tables.posts_tags, "tag_id")
        self._authors_of = _by_post(tables.posts_authors, "author_id")

    def all(self) -> Iterator[Item]:
        for row in self._tables.posts:
            self._notes.place = f"{self._path.name}: {_text(row, 'slug')}"
            yield self._item(row)

    def _item(self, row: Row) -> Item:
        number = _text(row, "id")
        meta = self._meta.get(number, row)
        tags = [self._tags[one] for one in self._tags_of[number] if one in self._tags]
        names = [name for name in (_text(tag, "name") for tag in tags) if name and not name.startswith("#")]
        authors = [self._users.get(one, "") for one in self._authors_of[number] or [_text(row, "author_id")]]
        is_page = _text(row, "type") == "page" or row.get("page") in (1, True)
        picture = _address(_text(row, "feature_image") or _text(row, "image"))
        return Item(
            id=_text(row, "uuid") or number,
            kind="page" if is_page else "article",
            status=_status(row),
            title=_text(row, "title"),
            body=self._body(row),
            url=f"/{_text(row, 'slug')}/",
            slug=_text(row, "slug"),
            date=_time(row.get("published_at")) or _time(row.get("created_at")),
            updated=_time(row.get("updated_at")),
            summary=_text(row, "custom_excerpt"),
            authors=tuple(filter(None, authors)),
            categories=tuple(names[:1]),
            tags=tuple(names[1:]),
            picture=Picture(picture, _text(meta, "feature_image_alt"), plain_of(_text(meta, "feature_image_caption")))
            if picture
            else None,
            featured=row.get("featured") in (1, True),
            place=self._notes.place,
        )

    def _body(self, row: Row) -> str:
        html = _text(row, "html")
        if not html and (document := _text(row, "lexical")):
            html = lexical(document, self._notes)
        elif not html and (document := _text(row, "mobiledoc")):
            html = mobiledoc(document, self._notes)
        return _address(html)


def _by_post(rows: Sequence[Row], key: str) -> defaultdict[str, list[str]]:
    """Return the numbers of what belongs to each post, in the order that editors gave them."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: one.get("sort_order") or 0):
        found[_text(row, "post_id")].append(_text(row, key))
    return found


def _status(row: Row) -> Status:
    """Return who may read a post: everybody only if it says so."""
    if _text(row, "status") not in _PUBLIC:
        return "draft"
    if _text(row, "status") == "sent" or row.get("email_only") in (1, True):
        return "members"
    return "public" if (_text(row, "visibility") or "public") == "public" else "members"


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _address(text: str) -> str:
    return text.replace(_HOST, "")


def _time(value: object) -> datetime | None:
    """Return a time: ISO 8601, or milliseconds since 1970 in old exports."""
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value / 1000, UTC)
        found = datetime.fromisoformat(str(value)).replace(microsecond=0)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
