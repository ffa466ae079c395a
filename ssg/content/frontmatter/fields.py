"""The fields of front matter in a table, and how all of them are read at once. It never stops at the first mistake."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, NamedTuple

import yaml

from ssg.content.frontmatter import lists, parts, readers
from ssg.content.frontmatter.keys import canonical, spelled, suggestion
from ssg.content.frontmatter.nodes import Pairs
from ssg.content.frontmatter.notes import Notes
from ssg.content.frontmatter.plain import is_absent, pairs, plain
from ssg.core.errors import Place

Reader = Callable[[Notes, str, str, yaml.Node], Any]

# Each key of the contract, which is a field of FrontMatter, and the reader of its value.
FIELDS: Final[dict[str, Reader]] = {
    "title": readers.headline,
    "date": readers.moment,
    "category": readers.text,
    "summary": readers.headline,
    "authors": lists.names,
    "tags": lists.names,
    "image": parts.picture,
    "updated": readers.moment,
    "slug": readers.slug,
    "id": readers.ident,
    "aliases": lists.old_paths,
    "featured": readers.rank,
    "related": lists.references,
    "topic": readers.text,
    "source": parts.credit,
    "draft": readers.flag,
    "expires": readers.moment,
    "type": readers.kind,
    "corrections": parts.corrections,
    "breaking": readers.moment,
}


class _Seen(NamedTuple):
    """A key that was read: how it was written, where, and what came of it."""

    written: str
    place: Place
    value: Any


def read_fields(notes: Notes, found: Pairs, fence: Place, default_date: datetime | None) -> dict[str, Any]:
    """Return the values that could be read, by the names of FrontMatter. `fence` is the place of the opening one."""
    seen: dict[str, _Seen] = {}
    extra: dict[str, Any] = {}
    tried = set(found.failed)
    for written, key_node, node in pairs(notes, found.pairs, spelled):
        name = canonical(written)
        if not name:
            _keep(notes, extra, written, key_node, node)
            continue
        if is_absent(node):
            continue
        tried.add(name)
        _read(notes, seen, name, written, key_node, node)
    values = {name: field.value for name, field in seen.items() if field.value is not None}
    if default_date is not None and "date" not in tried:
        values["date"] = default_date
        tried.add("date")
    _require(notes, values, tried, fence)
    _compare_times(notes, values)
    return {**values, "extra": extra, "marks": notes.marks}


def _read(notes: Notes, seen: dict[str, _Seen], name: str, written: str, key_node: yaml.Node, node: yaml.Node) -> None:
    """Read the value of a known key; one that has two names at once must have the same value under both."""
    marks = notes.marks
    if name in seen:
        notes.marks = {}
    else:
        notes.mark(name, node)
    value = FIELDS[name](notes, name, f"`{written}`", node)
    notes.marks = marks
    first = seen.setdefault(name, _Seen(written, notes.place(key_node), value))
    if first.value != value and value is not None and first.value is not None:
        message = (
            f"`{written}` and `{first.written}` (line {first.place.line}) are two names of one key, with two values"
        )
        notes.error("E112", key_node, message, "keep one of them", (first.place,))


def _keep(notes: Notes, extra: dict[str, Any], written: str, key_node: yaml.Node, node: yaml.Node) -> None:
    """Keep a key that is not ours as it is, and say so if it was perhaps meant to be."""
    extra[written] = plain(notes, node)
    notes.mark(written, node)
    meant = suggestion(written)
    if meant:
        notes.warning(
            "W120", key_node, f"`{written}` is no key that we know; did you mean `{meant}`?", f"write {meant}:"
        )


def _require(notes: Notes, values: dict[str, Any], tried: set[str], fence: Place) -> None:
    """Say which of the two keys that every article needs are missing."""
    if not values.get("title") and not ("title" in tried and values.get("title") is None):
        notes.error("E102", fence, "the article has no `title`", 'write title: "Tiêu đề của bài"')
    if "date" not in tried:
        notes.error("E103", fence, "the article has no `date`", "write date: 2026-11-24 08:24")


def _compare_times(notes: Notes, values: dict[str, Any]) -> None:
    """Say which times cannot be meant as they are."""
    date: datetime | None = values.get("date")
    if date is None:
        return
    for name, code, trouble in (
        ("expires", "W122", "is not after `date`: the article would never be seen"),
        ("updated", "W123", "is before `date`"),
    ):
        time: datetime | None = values.get(name)
        if time is not None and (time < date or (name == "expires" and time == date)):
            mark = notes.marks[name]
            place = Place(notes.mended.path, mark.line, mark.column)
            notes.warning(code, place, f"`{name}` ({time:%Y-%m-%d %H:%M}) {trouble} ({date:%Y-%m-%d %H:%M})")
