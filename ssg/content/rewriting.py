"""Rewrites lines of YAML front matter that were understood though written otherwise: dates, lists, types, keys. Pure.

Only values on one line are rewritten, each on its own, and only if the front matter says the same afterwards. Comments,
order and all other lines stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from ssg.content.frontmatter import FrontMatter, Split, read_front_matter
from ssg.content.frontmatter.keys import canonical
from ssg.content.frontmatter.quoting import quoted

_LINE: Final = re.compile(r"(?P<key>[^\s:#\-][^:\n]*?)(?P<colon>[ \t]*:[ \t]+)(?P<value>\S.*?)[ \t]*")
_COMMENT: Final = re.compile(r"\s#")
_CONTINUED: Final = re.compile(r"[ \t]+\S|- ")
_TIMES: Final = ("date", "updated", "expires", "breaking")
_PLAIN_TIME: Final = re.compile(
    r"[\"']?(?:\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?[\"']?"
)
"""The forms that the documentation teaches: they stay."""
_PLAIN_NAME: Final = re.compile(r"[^\W\d_][^\W_]*(?:[ .'’-]{1,2}[^\W_]+)*")
_WORDS_OF_YAML: Final = frozenset("y n yes no on off true false null none nan inf".split())
_KEPT_BACK: Final = "N136"
"""Said at a key of another system that is read as `draft: true`."""
_LISTS: Final = {"author": "authors", "authors": "authors", "tags": "tags"}


class Rewritten(NamedTuple):
    """Lines, each with the number of the line that it was made of."""

    lines: list[str]
    origins: list[int]


def rewritten(lines: list[str], path: str, zone: ZoneInfo) -> Rewritten:
    """Return the lines of front matter, without fences, as they were understood."""
    done = Rewritten(list(lines), list(range(len(lines))))
    split = _read(done.lines, path, zone)
    front = split.front
    if front is None:
        return done
    kept_back = {one.place.line - 2 for one in split.diagnostics if one.code == _KEPT_BACK}
    for number in reversed(range(len(lines))):  # from the end, so that numbers stay when a line goes
        found = _LINE.fullmatch(lines[number])
        if (
            found is None
            or _COMMENT.search(found["value"])
            or (number + 1 < len(lines) and _CONTINUED.match(lines[number + 1]))
        ):
            continue
        for new in _ways(front, found, zone, kept_back=number in kept_back):
            trial = [*done.lines[:number], *new, *done.lines[number + 1 :]]
            after = _read(trial, path, zone).front
            if after is not None and _said(after, found["key"]) == _said(front, found["key"]):
                done.lines[:] = trial
                done.origins[number : number + 1] = [number] * len(new)
                front = after
                break
    return done


def _ways(front: FrontMatter, found: re.Match[str], zone: ZoneInfo, *, kept_back: bool) -> Iterator[list[str]]:
    """Yield new lines for one, the best first; nothing if it is written as it should be."""
    written, value = found["key"], found["value"]
    key = canonical(written)
    for rule in _RULES:
        new = rule(front, key, value, zone)
        if new == "":
            yield []
        elif new is not None and new != value:
            yield [f"{written}{found['colon']}{new}"]
    if key in _TIMES:
        yield from ([f"{written}{found['colon']}{new}"] for new in _times(getattr(front, key), value, zone))
    if kept_back:
        yield [f"draft{found['colon']}true"]


def _times(moment: datetime | None, value: str, zone: ZoneInfo) -> Iterator[str]:
    """Yield a time in ISO 8601: as a day alone, if it may be one, or with its clock."""
    if moment is not None and not _PLAIN_TIME.fullmatch(value):
        local = moment.astimezone(zone)
        if not (local.hour or local.minute or local.second):
            yield local.strftime("%Y-%m-%d")
        yield local.strftime("%Y-%m-%d %H:%M:%S" if local.second else "%Y-%m-%d %H:%M")


def _names(front: FrontMatter, key: str, value: str, zone: ZoneInfo) -> str | None:
    """Return several names as a list."""
    names = getattr(front, _LISTS[key]) if key in _LISTS else ()
    if len(names) < 2 or value.startswith(("[", "*", "&", "!", "|", ">")):
        return None
    return f"[{', '.join(map(_name, names))}]"


def _switch(front: FrontMatter, key: str, value: str, zone: ZoneInfo) -> str | None:
    """Return `true` or `false` for another word."""
    is_other = key == "draft" and value not in ("true", "false")
    return str(front.draft).lower() if is_other else None


def _type(front: FrontMatter, key: str, value: str, zone: ZoneInfo) -> str | None:
    """Return the type or layout; "" where the line says only that the article is an ordinary one."""
    plain = value.strip("\"'")
    if key == "type" and plain.lower() != front.type:
        return "" if front.type == "article" else front.type
    return "" if key == "layout" and not front.layout else None


def _slug(front: FrontMatter, key: str, value: str, zone: ZoneInfo) -> str | None:
    """Return the slug in its usual letters."""
    return front.slug if key == "slug" and front.slug and "/" not in value else None


_RULES: Final[tuple[Callable[[FrontMatter, str, str, ZoneInfo], str | None], ...]] = (
    _names,
    _switch,
    _type,
    _slug,
)


def _name(text: str) -> str:
    """Return a name for a list in brackets, in quotation marks if YAML needs them."""
    is_plain = _PLAIN_NAME.fullmatch(text) and text.lower() not in _WORDS_OF_YAML
    return text if is_plain else quoted(text)


def _read(lines: list[str], path: str, zone: ZoneInfo) -> Split:
    return read_front_matter("\n".join(("---", *lines, "---", "")), path=path, zone=zone)


def _said(front: FrontMatter, key: str) -> dict[str, Any]:
    """Return all that front matter says; a `key` that has no meaning of its own is left out."""
    extra = {name: value for name, value in front.extra.items() if name != key}
    return {**msgspec.structs.asdict(front), "marks": None, "extra": extra}
