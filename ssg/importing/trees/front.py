"""From the text of a file of another generator to its front matter as plain data, and its body. It runs nothing.

YAML, TOML and JSON are read within the bounds of our own front matter. A line that YAML rejects is mended as in
articles of ssg.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from ssg.content.frontmatter import load_yaml
from ssg.content.frontmatter.fences import Fences, find_fences
from ssg.content.frontmatter.mend import mend
from ssg.core.errors import Place, error
from ssg.core.message import Invalid, Message, say, verbatim
from ssg.core.text.dates import parse_time
from ssg.importing.notes import Notes

_YES: Final = frozenset(("true", "yes", "on", "1"))
_NO: Final = frozenset(("false", "no", "off", "0"))
_DAY: Final = re.compile(r"\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_ANCHORS: Final = re.compile(r"(?m)(?<=: )[&][\w-]+\s+(?=\S)|(?<=- )[&][\w-]+\s+(?=\S)")


class Source(NamedTuple):
    """A file of a tree: its path, front matter with keys in lower case, body, and whether it has front matter."""

    path: str
    front: Mapping[str, Any]
    body: str
    has_front: bool = True


def source_of(path: str, text: str, notes: Notes) -> Source | None:
    """Return a file with its front matter; None if that cannot be read, which is reported."""
    fences = find_fences(text)
    if not isinstance(fences, Fences):
        return Source(path, {}, text, has_front=False)
    try:
        found = data_of(fences.block, fences.form, path)
    except Invalid as wrong:
        message = say("front matter that cannot be read: {reason}; the file is left out", reason=wrong.message)
        notes.problem(error("E811", message, Place(path, fences.block_line)))
        return None
    return Source(path, lowered(found), fences.body)


def data_of(text: str, form: str, path: str = "") -> Mapping[str, Any]:
    """Return a mapping in YAML, TOML or JSON; empty if it is none. Raises Invalid."""
    try:
        if form == "toml":
            found: Any = tomllib.loads(text)
        elif form == "json":
            found = json.loads(text)
        else:
            found = _yaml(text, path)
    except (ValueError, RecursionError) as wrong:
        if isinstance(wrong, Invalid):
            raise
        raise Invalid(_reason(wrong)) from None
    return found if isinstance(found, Mapping) else {}


def _yaml(text: str, path: str) -> Any:  # noqa: ANN401 - plain data of any shape
    text = "".join(one if one.isprintable() or one in "\n\t" else " " for one in text)
    try:
        return load_yaml(text)
    except Invalid as first:
        mended = "\n".join(mend(_ANCHORS.sub("", text), path, 1).lines)
        try:
            return load_yaml(mended)
        except Invalid:
            raise first from None


def _reason(wrong: Exception) -> Message:
    return verbatim(str(wrong)[:200] or type(wrong).__name__)


def lowered(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a mapping with its keys in lower case; of two that differ in case, the first counts."""
    found: dict[str, Any] = {}
    for key, value in data.items():
        found.setdefault(str(key).lower(), value)
    return found


def table(value: object) -> Mapping[str, Any]:
    """Return a value that is a mapping, with its keys in lower case; an empty one for all else."""
    return lowered(value) if isinstance(value, Mapping) else {}


def text(value: object) -> str:
    """Return a value as text: "" for nothing, for yes and no, and for lists and mappings."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def names(value: object, split: str = "") -> tuple[str, ...]:
    """Return a list of names; a text alone is one, or several if it contains one of the characters `split`."""
    if isinstance(value, str):
        parts = re.split(f"[{re.escape(split)}]+", value) if split else [value]
    elif isinstance(value, list | tuple):
        parts = [text(one.get("name") or one.get("title")) if isinstance(one, Mapping) else text(one) for one in value]
    else:
        parts = [text(value)]
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def is_yes(value: object) -> bool:
    """Return whether a value is a word for "yes"."""
    return value is True or text(value).lower() in _YES or value == 1


def is_no(value: object) -> bool:
    """Return whether a value is a word for "no"."""
    return value is False or (not isinstance(value, bool) and text(value).lower() in _NO)


def moment(value: object, zone: ZoneInfo, notes: Notes) -> datetime | None:
    """Return a time; None if there is none, or it cannot be read, which is counted."""
    if value is None or value == "" or isinstance(value, bool | time):
        return None
    given = value if isinstance(value, str | datetime | date) else text(value)
    if not given:
        return None
    try:
        return parse_time(given, zone)
    except (ValueError, OverflowError):
        notes.count(say("date that cannot be read"), str(value))
        return None


def day_of(value: object, moment: datetime) -> datetime:
    """Return a time with the day that was written: the zone of the site may move it to another one."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and (found := _DAY.match(value)) is not None:
        try:
            return moment.replace(year=int(found[1]), month=int(found[2]), day=int(found[3]))
        except ValueError:
            return moment
    return moment
