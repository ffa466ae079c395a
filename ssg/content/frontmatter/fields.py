"""Reads the fields of front matter. It does not stop at the first mistake."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, NamedTuple

import msgspec
import yaml

from ssg.content.frontmatter import elsewhere, lists, parts, pictures, places, readers
from ssg.content.frontmatter.forms import Form
from ssg.content.frontmatter.keys import FORMS, canonical, slip, spelled, suggestion
from ssg.content.frontmatter.markup import MARKED, report
from ssg.content.frontmatter.nodes import Pairs
from ssg.content.frontmatter.notes import Notes
from ssg.content.frontmatter.plain import is_absent, pairs, plain
from ssg.content.frontmatter.plain_pages import is_section, settle
from ssg.core.errors import Place
from ssg.core.message import Message, say, verbatim
from ssg.core.model import PAGE, PLAIN, SECTION

Reader = Callable[[Notes, str, Message, yaml.Node], Any]

# The reader of each form of a value.
_READERS: Final[dict[Form, Reader]] = {
    Form.HEADLINE: readers.headline,
    Form.TEXT: readers.text,
    Form.SLUG: readers.slug,
    Form.ID: readers.ident,
    Form.TYPE: readers.kind,
    Form.PERMALINK: places.permalink,
    Form.NAMES: lists.names,
    Form.PEOPLE: lists.people,
    Form.OLD_URLS: lists.old_paths,
    Form.REFERENCES: lists.references,
    Form.PICTURE: pictures.picture,
    Form.CREDIT: parts.credit,
    Form.TIME: readers.moment,
    Form.SWITCH: readers.flag,
    Form.RANK: parts.pick,
    Form.CORRECTIONS: parts.corrections,
    Form.WITHDRAWAL: parts.withdrawal,
    Form.SERIES: parts.series,
    Form.ORIGINAL: places.original,
    Form.VERSIONS: lists.addresses,
    Form.LANGUAGE: places.language,
    Form.LAYOUT: readers.layout,
    Form.AUDIO: parts.audio,
    Form.ASSISTANCE: parts.assistance,
    Form.ACCESS: places.access,
}
_ENDS: Final = ("expires", "withdrawn")
_READER_OF: Final = {name: _READERS[form] for name, form in FORMS.items()}


class _Seen(NamedTuple):
    """A key that was read: how it was written, where, and what came of it."""

    written: str
    place: Place
    value: Any


class _Other(NamedTuple):
    """A key that is not one of ours."""

    written: str
    key: yaml.Node
    node: yaml.Node


def read_fields(notes: Notes, found: Pairs, fence: Place, default_date: datetime | None) -> dict[str, Any]:
    """Return the values that could be read, by the names of FrontMatter. `fence` is the place of the opening one."""
    seen: dict[str, _Seen] = {}
    extra: dict[str, Any] = {}
    tried = set(found.failed)
    others: list[_Other] = []
    for written, key_node, node in pairs(notes, found.pairs, spelled):
        name = canonical(written)
        if not name or (name == "permalink" and elsewhere.is_off(node)):
            extra[written] = plain(notes, node)
            notes.mark(written, node)
            others.append(_Other(written, key_node, node))
            continue
        if is_absent(node):
            continue
        tried.add(name)
        _read(notes, seen, name, written, key_node, node)
    values = {name: field.value for name, field in seen.items() if field.value is not None}
    kind = SECTION if is_section(notes.mended.path) and values.get("type") != PAGE else values.get("type", "")
    if default_date is not None and "date" not in tried and kind not in PLAIN:
        values["date"] = default_date
        notes.days.add("date")
        tried.add("date")
    if kind in PLAIN:
        tried.add("date")
        settle(notes, values, kind, {name: field.written for name, field in seen.items()})
    _heed(notes, values, tried, others)
    _require(notes, values, tried, fence, may_lack_title=kind == SECTION)
    _compare_times(notes, values)
    for name in ("title", "summary"):
        if MARKED.search(values.get(name) or ""):
            report(notes, name, values)
    if values.get("draft"):
        pictures.check_draft(notes, values)
    if isinstance(found_pick := values.get("featured"), parts.Pick):
        values |= {"featured": found_pick.rank, "featured_until": found_pick.until}
    values["has_time"] = "date" not in notes.days and kind not in PLAIN
    return {**values, "extra": extra, "marks": notes.marks}


def _read(notes: Notes, seen: dict[str, _Seen], name: str, written: str, key_node: yaml.Node, node: yaml.Node) -> None:
    """Read the value of a known key; if two of its names are used, both must have the same value."""
    marks = notes.marks
    if name in seen:
        notes.marks = {}
    else:
        notes.mark(name, node)
    value = _READER_OF[name](notes, name, verbatim(f"`{written}`"), node)
    notes.marks = marks
    first = seen.setdefault(name, _Seen(written, notes.place(key_node), value))
    if first.value != value and value is not None and first.value is not None:
        message = say(
            "`{written}` and `{written2}` (line {line}) name the same key but have different values",
            written=written,
            written2=first.written,
            line=first.place.line,
        )
        notes.error("E112", key_node, message, say("keep one"), (first.place,))


def _heed(notes: Notes, values: dict[str, Any], tried: set[str], others: list[_Other]) -> None:
    """Read unknown keys that other systems use; suggest the likely one of ours."""
    for written, key_node, node in others:
        said = elsewhere.read(notes, written, key_node, node)
        if said is None or (said.until is not None and "date" not in tried):
            _unknown(notes, written, key_node, node, tried)
        elif said.back:
            values["draft"] = True
        elif said.until is not None and "date" in values and said.until > values["date"]:
            message = say(
                "`{written}` is used as `date` because it is later: the article is published at that time",
                written=written,
            )
            notes.notice("N136", key_node, message, say("write `date:`"))
            values["date"] = said.until
            notes.days.discard("date")


def _unknown(notes: Notes, written: str, key_node: yaml.Node, node: yaml.Node, tried: set[str]) -> None:
    """Report a key that has another name here, or is a misspelt known one."""
    if elsewhere.is_table(written, node):
        for inner_node, _ in node.value:
            inner = str(inner_node.value)
            ours = canonical(inner) or elsewhere.meant(inner)
            if ours and ours not in tried:
                message = say(
                    "`{inner}` of `{written}` is ignored: it is a key of another system", inner=inner, written=written
                )
                notes.warning("W129", inner_node, message, say("write it as `{ours}` on the first level", ours=ours))
        return
    if elsewhere.is_unlike(written) or pictures.is_misplaced(notes, written, key_node, node):
        return
    sure, ours = suggestion(written), elsewhere.meant(written)
    if elsewhere.redirects(written):
        message = say("`{written}` is ignored: it is a key of another system", written=written)
        notes.warning("W129", key_node, message, say("remove the file, and add its URL to the redirect table"))
        return
    if elsewhere.names_more_authors(written):
        message = say("`{written}` is ignored: it is a key of another system", written=written)
        notes.warning("W129", key_node, message, say("write all names as a list in `authors`"))
        return
    if ours and (canonical(sure) != ours or ours == "summary"):
        if ours not in tried and not is_absent(node):
            message = say("`{written}` is ignored: the key of another system for `{ours}`", written=written, ours=ours)
            if ours in _ENDS:
                message = say(
                    "`{written}` is ignored and does not take the article down: the key of another system for `{ours}`",
                    written=written,
                    ours=ours,
                )
            notes.warning("W129", key_node, message, _renamed(written, ours, node))
        return
    meant = sure or slip(written)
    if meant and (sure or canonical(meant) not in tried):
        message = say("unknown key `{written}`", written=written)
        if canonical(meant) in _ENDS:
            message = say("unknown key `{written}`: it does not take the article down", written=written)
        elif canonical(meant) == "draft":
            message = say("unknown key `{written}`: it does not keep the article back", written=written)
        notes.warning("W120", key_node, message, say("did you mean `{meant}`?", meant=meant))


def _renamed(written: str, ours: str, node: yaml.Node) -> Message:
    """Return how a key of another system is written here."""
    if ours == "aliases":
        return say("if readers know this URL, write it as `aliases`, from `/` on")
    if ours == "category" and _are_several(node):
        return say("an article has one category: write it as `category`, the others as `tags`")
    if ours == "withdrawn" and elsewhere.switch(node):
        return say("write since when, in place of it: {example}", example=parts.WITHDRAWN)
    return say("write `{ours}` in place of `{written}`", ours=ours, written=written)


def _are_several(node: yaml.Node) -> bool:
    """Return whether a value of `categories` names several: a list, or slugs between spaces, as Jekyll has them."""
    if isinstance(node, yaml.SequenceNode):
        return len(node.value) > 1
    words = str(node.value).split()
    return len(words) > 1 and all(word.isascii() and word.islower() for word in words)


def _require(notes: Notes, values: dict[str, Any], tried: set[str], fence: Place, *, may_lack_title: bool) -> None:
    """Report which of the two required keys are missing."""
    if not (values.get("title") or may_lack_title or ("title" in tried and values.get("title") is None)):
        notes.error("E102", fence, say("missing `title`"), say('write `title: "Tiêu đề của bài"`'))
    if "date" not in tried:
        hint = say("write `date: 2026-11-24 08:24`, or `type: page` for a page that is no news, such as “Liên hệ”")
        notes.error("E103", fence, say("missing `date`"), hint)


def _compare_times(notes: Notes, values: dict[str, Any]) -> None:
    """Report implausible times. `updated: 2026-11-24`, the day of `date`, says that it is not before it."""
    date: datetime | None = values.get("date")
    if date is None:
        return
    updated: datetime | None = values.get("updated")
    if updated is not None and updated < date and "updated" in notes.days:
        same_day = updated.date() == date.astimezone(updated.tzinfo).date()
        values["updated"] = date if same_day else updated
    for name, code, trouble in (
        ("expires", "W122", say("`expires` ({time}) is not after `date` ({date}): the article would never be public")),
        ("updated", "W123", say("`updated` ({time}) is before `date` ({date})")),
    ):
        time: datetime | None = values.get(name)
        if time is not None and (time < date or (name == "expires" and time == date)):
            mark = notes.marks[name]
            times = (("time", f"{time:%Y-%m-%d %H:%M}"), ("date", f"{date:%Y-%m-%d %H:%M}"))
            message = msgspec.structs.replace(trouble, values=times)
            notes.warning(code, Place(notes.mended.path, mark.line, mark.column), message)
