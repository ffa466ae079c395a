"""Reader of Blogger's exports (Atom), of the old kind (Back up content) and of Google Takeout.

A feed has posts, pages, comments, settings and templates; only the first two are texts of the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from ssg.core.message import say
from ssg.core.text.paths import parts_of
from ssg.importing.model import Export, Head, Item, Person, Status, Term
from ssg.importing.newest import OLDER, Newest
from ssg.importing.notes import Notes
from ssg.importing.times import time_of
from ssg.importing.xml import Element, elements, local, text_of

_KIND: Final = "http://schemas.google.com/g/2005#kind"
_STATUSES: Final[dict[str, Status]] = {"LIVE": "public", "SCHEDULED": "public"}
_TRASHED: Final = frozenset(("SOFT_TRASHED", "TRASHED"))


def read(paths: Sequence[Path], notes: Notes) -> Export:
    """Open exports. Raises SiteProblem if a file is none, OSError."""
    newest = Newest()
    head = _head(paths, newest)
    items = (item for path in paths for item in _items(path, newest, notes))
    return Export(head, items)


def _head(paths: Sequence[Path], newest: Newest) -> Head:
    """Return what an export says of the site: its title, its address, labels and people, in a first pass."""
    title, base = "", ""
    labels: dict[str, None] = {}
    people: dict[str, None] = {}
    for path in paths:
        for element in elements(path, "entry", ("title",), Notes()):
            if local(element) == "title":
                title = title or text_of(element)
                continue
            kind, names = _filed(element)
            if kind in ("post", "page"):
                newest.note(*_copy(_fields(element)))
                labels.update(dict.fromkeys(names))
                people.update(dict.fromkeys(_authors(element)))
                parts = parts_of(_link(element))
                base = base or (f"{parts.scheme}://{parts.netloc}" if parts is not None and parts.netloc else "")
    feeds = (("/feeds/posts/default", "/feed.xml"), ("/atom.xml", "/feed.xml"))
    return Head(
        title=title,
        base_url=base,
        tags=tuple(Term(name, url=f"{base}/search/label/{name}") for name in labels),
        people=tuple(Person(name=name) for name in people),
        redirects=tuple((f"{base}{old}", new) for old, new in feeds) if base else (),
    )


def _fields(element: Element) -> dict[str, Element]:
    return {local(child): child for child in element if isinstance(child.tag, str)}


def _copy(fields: dict[str, Element]) -> tuple[str, int]:
    """Return the id of an entry, and when it was changed last."""
    changed = time_of(_text(fields, "updated"))
    return _text(fields, "id"), int(changed.timestamp()) if changed is not None else 0


def _items(path: Path, newest: Newest, notes: Notes) -> Iterator[Item]:
    for element in elements(path, "entry", (), notes):
        notes.place = f"{path.name}:{element.sourceline or 0}"
        kind, names = _filed(element)
        fields = _fields(element)
        if kind == "comment":
            notes.count(say("comment of a reader; none is imported"), _text(fields, "title"))
        elif kind in ("post", "page") and newest.is_newer(*_copy(fields)):
            notes.count(OLDER, _text(fields, "title"))
        elif kind in ("post", "page"):
            yield _item(element, kind, names, fields, notes.place)


def _item(element: Element, kind: str, names: list[str], fields: dict[str, Element], place: str) -> Item:
    drafted = any(local(one) == "draft" and text_of(one) == "yes" for one in element.iter())
    return Item(
        id=_text(fields, "id"),
        kind="page" if kind == "page" else "article",
        status=_status(fields, drafted=drafted),
        title=_text(fields, "title"),
        body=_text(fields, "content") or _text(fields, "summary"),
        url=_link(element),
        date=time_of(_text(fields, "published")),
        updated=time_of(_text(fields, "updated")),
        authors=tuple(_authors(element)),
        categories=tuple(names[:1]),
        tags=tuple(names[1:]),
        place=place,
    )


def _status(fields: dict[str, Element], *, drafted: bool) -> Status:
    status = _text(fields, "status")
    if status in _TRASHED or _text(fields, "trashed"):
        return "trash"
    return "draft" if drafted else _STATUSES.get(status, "draft") if status else "public"


def _filed(element: Element) -> tuple[str, list[str]]:
    """Return the kind of an entry and its labels."""
    kind, names = "", []
    for child in element:
        if local(child) == "category":
            term = child.get("term") or ""
            if child.get("scheme") == _KIND:
                kind = term.rpartition("#")[2]
            elif term:
                names.append(term)
        elif local(child) == "type" and not kind:
            kind = text_of(child).lower()
    return kind, names


def _link(element: Element) -> str:
    """Return the address of an entry; Takeout has only its path."""
    for child in element:
        if local(child) == "link" and child.get("rel") == "alternate":
            return child.get("href") or ""
    return next((text_of(child) for child in element if local(child) == "filename"), "")


def _authors(element: Element) -> list[str]:
    authors = (child for child in element if local(child) == "author")
    names = (text_of(one) for author in authors for one in author if local(one) == "name")
    return [name for name in names if name and name not in ("Unknown", "Anonymous")]


def _text(fields: dict[str, Element], name: str) -> str:
    return text_of(fields[name]) if name in fields else ""
