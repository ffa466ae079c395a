"""The tables of an export of Ghost, and its items. An export does not say where the site was."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from sys import intern
from typing import Any, Final

import msgspec

from ssg.core.errors import Place, SiteProblem, error
from ssg.core.message import Message, many, say
from ssg.importing.ghost.documents import lexical, mobiledoc
from ssg.importing.ghost.gated import without_gated
from ssg.importing.ghost.rows import Rows
from ssg.importing.model import Export, Guard, Head, Item, Person, Picture, Status, Term
from ssg.importing.names import plain_of
from ssg.importing.newest import OLDER, Newest
from ssg.importing.notes import Notes
from ssg.importing.xml import refuse_packed
from ssg.store.open import open_named

_TABLES: Final = ("posts", "posts_meta", "tags", "users", "posts_tags", "posts_authors", "settings")
_META: Final = ("feature_image_alt", "feature_image_caption")
_HOST: Final = "__GHOST_URL__"
_PUBLIC: Final = frozenset(("published", "scheduled", "sent"))
# Not `tiers`, nor a filter by labels: ssg has no readers of some subscriptions alone, and must not let in the others.
_GUARDS: Final[dict[str, Guard]] = {"members": "registered", "paid": "paid"}

Row = dict[str, Any]


class _Stamp(msgspec.Struct, frozen=True):
    """What tells which copy of a post counts."""

    id: str | int = ""
    uuid: str | None = None
    updated_at: str | int | float | None = None

    @property
    def name(self) -> str:
        return self.uuid or str(self.id)

    @property
    def stamp(self) -> int:
        found = _time(self.updated_at)
        return int(found.timestamp()) if found is not None else 0


class Tables:
    """What an export says beside its texts, and where in the file each text is."""

    def __init__(self) -> None:
        """Begin empty."""
        self.posts = array("Q")
        """First byte and length of each post."""
        self.meta: dict[str, Row] = {}
        self.tags: dict[str, Row] = {}
        self.users: dict[str, Row] = {}
        self.tags_of: dict[str, list[tuple[int, str]]] = {}
        self.authors_of: dict[str, list[tuple[int, str]]] = {}
        self.settings: dict[str, str] = {}

    def add(self, table: str, row: Row) -> None:
        """Take a row."""
        if table == "posts_meta":
            kept = {name: row[name] for name in _META if row.get(name)}
            if kept:
                self.meta[_text(row, "post_id")] = kept
        elif table == "tags":
            self.tags[_text(row, "id")] = {name: row.get(name) for name in ("name", "slug")}
        elif table == "users":
            self.users[_text(row, "id")] = {name: row.get(name) for name in ("name", "slug", "bio")}
        elif table == "settings":
            self.settings[_text(row, "key")] = _text(row, "value")
        else:
            of, name = (self.tags_of, "tag_id") if table == "posts_tags" else (self.authors_of, "author_id")
            order = row.get("sort_order")
            place = order if isinstance(order, int) else 0
            of.setdefault(_text(row, "post_id"), []).append((place, intern(_text(row, name))))


def read(paths: Sequence[Path], notes: Notes) -> Export:
    """Open exports. Raises SiteProblem if a file is none, OSError."""
    newest = Newest()
    tables = [(path, _tables(path, newest, notes)) for path in paths]
    items = chain.from_iterable(_Items(path, found, newest, notes).all() for path, found in tables)
    return Export(_head([found for _, found in tables]), items)


def _tables(path: Path, newest: Newest, notes: Notes) -> Tables:
    """Read a file once: everything but its texts."""
    found = Tables()
    with open_named(path) as file, open_named(path) as again:
        refuse_packed(path, again.read(8))
        rows = Rows(file, _TABLES)
        try:
            for span in rows:
                again.seek(span.begin)
                data = again.read(span.length)
                if span.table == "posts":
                    found.posts.extend((span.begin, span.length))
                    post = msgspec.json.decode(data, type=_Stamp)
                    newest.note(post.name, post.stamp)
                else:
                    found.add(span.table, msgspec.json.decode(data, type=Row))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError) as problem:
            raise _no_export(path, say("file cannot be read: {reason}", reason=str(problem))) from problem
    if not found.posts:
        raise _no_export(path, say("file cannot be read: {reason}", reason=say("it has no posts")))
    if not rows.is_whole:
        said = many(
            "file ends in the middle: {n:,} item could be read",
            "file ends in the middle: {n:,} items could be read",
            n=len(found.posts) // 2,
        )
        hint = say("export it again; the import can be repeated")
        notes.problem(error("E804", said, Place(str(path)), hint))
    return found


def _no_export(path: Path, said: Message) -> SiteProblem:
    return SiteProblem(error("E803", said, Place(str(path))))


def _head(exports: Sequence[Tables]) -> Head:
    """Return what all exports say of the site; the settings of the first count."""
    settings = {key: value for tables in reversed(exports) for key, value in tables.settings.items()}
    tags = {_text(row, "slug"): row for tables in exports for row in tables.tags.values()}
    users = {_text(row, "slug"): row for tables in exports for row in tables.users.values()}
    language = next((settings[key] for key in ("locale", "lang", "default_locale") if settings.get(key)), "")
    public = [row for row in tags.values() if not _text(row, "name").startswith("#")]
    return Head(
        title=settings.get("title", ""),
        tagline=settings.get("description", ""),
        language=language.partition("-")[0],
        timezone=settings.get("timezone") or settings.get("active_timezone") or "",
        tags=tuple(Term(_text(row, "name"), url=f"/tag/{_text(row, 'slug')}/") for row in public),
        people=tuple(map(_person, users.values())),
        feeds=("{list}/rss/",),
        redirects=(("/rss/", "/rss.xml"),),
    )


def _person(row: Row) -> Person:
    return Person(name=_text(row, "name"), bio=_text(row, "bio"), url=f"/author/{_text(row, 'slug')}/")


class _Items:
    """The posts and pages of one export."""

    def __init__(self, path: Path, tables: Tables, newest: Newest, notes: Notes) -> None:
        self._path, self._tables, self._newest, self._notes = path, tables, newest, notes

    def all(self) -> Iterator[Item]:
        spans = self._tables.posts
        with open_named(self._path) as file:
            for at in range(0, len(spans), 2):
                file.seek(spans[at])
                row: Row = msgspec.json.decode(file.read(spans[at + 1]), type=Row)
                self._notes.place = f"{self._path.name}: {_text(row, 'slug')}"
                stamp = msgspec.convert(row, _Stamp, strict=False)
                if self._newest.is_newer(stamp.name, stamp.stamp):
                    self._notes.count(OLDER, _text(row, "title"))
                else:
                    yield self._item(row)

    def _item(self, row: Row) -> Item:
        number = _text(row, "id")
        tables = self._tables
        meta = tables.meta.get(number, row)
        tags = [tables.tags[one] for _, one in sorted(tables.tags_of.get(number, ()), key=_order) if one in tables.tags]
        names = [name for name in (_text(tag, "name") for tag in tags) if name and not name.startswith("#")]
        signed = [one for _, one in sorted(tables.authors_of.get(number, ()), key=_order)] or [_text(row, "author_id")]
        authors = [_text(tables.users[one], "name") for one in signed if one in tables.users]
        is_page = _text(row, "type") == "page" or row.get("page") in (1, True)
        picture = _address(_text(row, "feature_image") or _text(row, "image"))
        return Item(
            id=_text(row, "uuid") or number,
            kind="page" if is_page else "article",
            status=_status(row),
            guard="" if _is_letter(row) else _GUARDS.get(_text(row, "visibility"), ""),
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
        may_be_public = _status(row) == "public" or _text(row, "visibility") in _GUARDS
        return _address(without_gated(html, self._notes) if may_be_public else html)


def _order(given: tuple[int, str]) -> int:
    return given[0]


def _is_letter(row: Row) -> bool:
    """Return whether a post was only sent by mail, and never on the site."""
    return _text(row, "status") == "sent" or row.get("email_only") in (1, True)


def _status(row: Row) -> Status:
    """Return who may read a post: everybody only if it says so."""
    if _text(row, "status") not in _PUBLIC:
        return "draft"
    if _is_letter(row):
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
