"""Reads the table of old addresses: CSV → rows, each with its place, and all that is wrong with single lines. Pure.

Old address, new address, and (unless it is 301) a status. Separators are commas, semicolons or tabs: what the first
line has. A heading is known by its words; empty lines and those that begin with `#` are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import quote, unquote, urlsplit

import msgspec

from ssg.core.errors import Diagnostic, Place, error
from ssg.core.text import control_characters, is_safe_url
from ssg.core.text.normal import normalized

STATUSES: Final = (301, 302, 307, 308, 410)
GONE: Final = 410
_LARGEST: Final = 20_000_000
_HEADINGS: Final = frozenset(("from", "old", "source", "cu", "cũ", "từ", "url"))
# One field and what ends it. Possessive: a line of spaces that ends in a quotation mark is passed once (else: n³).
_FIELD: Final = r"[ ]*+(?:\"((?:[^\"]++|\"\")*+)\"|([^\"{0}]*+))[ ]*+({0}|$)"


class Row(msgspec.Struct, frozen=True):
    """A line: the old path, decoded; where it leads (`/…`, `https://…`, `content/….md`, or "" where it is gone)."""

    old: str
    new: str
    status: int
    place: Place
    new_place: Place


class Table(NamedTuple):
    """The rows that can be understood, and what is wrong with the others."""

    rows: tuple[Row, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class _Field(NamedTuple):
    text: str
    column: int


def read_redirects(path: str, data: bytes, base_url: str) -> Table:
    """Read the table at `path`. Old addresses may be whole ones of this site, that is, begin with `base_url`."""
    if len(data) > _LARGEST:
        return Table((), (error("E742", f"this table is larger than {_LARGEST:,} bytes", Place(path)),))
    try:
        text = normalized("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        hint = "Save it as “CSV UTF-8”."
        return Table((), (error("E742", "this table is not UTF-8", Place(path), hint),))
    rows: list[Row] = []
    said: list[Diagnostic] = []
    lines = text.splitlines()
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    separator = next((mark for mark in "\t;," if mark in first), ",")
    pattern = re.compile(_FIELD.format(separator))
    heading = True
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = tuple(_fields(line, pattern))
        if heading and fields and fields[0].text.lower() in _HEADINGS:
            heading = False
            continue
        heading = False
        row = _row(path, number, fields, base_url)
        (said if isinstance(row, Diagnostic) else rows).append(row)  # type: ignore[arg-type]
    return Table(tuple(rows), tuple(said))


def _fields(line: str, pattern: re.Pattern[str]) -> Iterator[_Field]:
    """Part a line into its fields; a quotation mark that is in the way gives a field that no row can have."""
    at = 0
    while True:
        found = pattern.match(line, at)
        if found is None:
            yield _Field("\0", at + 1)
            return
        quoted, plain, end = found.groups()
        begin = found.start(1) if quoted is not None else found.start(2)
        yield _Field(quoted.replace('""', '"') if quoted is not None else plain.strip(), begin + 1)
        if not end:
            return
        at = found.end()


def _row(path: str, number: int, fields: tuple[_Field, ...], base_url: str) -> Row | Diagnostic:
    while len(fields) > 2 and not fields[-1].text:
        fields = fields[:-1]
    if wrong := _wrong(fields, base_url):
        field, message, hint = wrong
        return error("E743", message, Place(path, number, fields[field].column), hint)
    old, new = fields[0].text, fields[1].text
    status = fields[2].text if len(fields) == 3 else ""
    places = (Place(path, number, fields[0].column), Place(path, number, fields[1].column))
    return Row(unquote(_own(old, base_url)), _encoded(new), int(status or (301 if new else GONE)), *places)


def _wrong(fields: tuple[_Field, ...], base_url: str) -> tuple[int, str, str] | None:
    """Say which field of a line is wrong, why, and what to do; None if all are right."""
    broken = next((place for place, field in enumerate(fields) if control_characters(field.text)), None)
    if broken is not None:
        return broken, "a quotation mark or a control character is in the wrong place", ""
    if not 2 <= len(fields) <= 3:
        parts = "1 part" if len(fields) == 1 else f"{len(fields)} parts"
        hint = "A line is: old address, new address and, unless it is 301, a status."
        return 0, f"this line has {parts}, not 2 or 3", hint
    old, new = fields[0].text, fields[1].text
    status = fields[2].text if len(fields) == 3 else ""
    if problem := _old_problem(_own(old, base_url)):
        return 0, f"{old!r} {problem}", "An old address is a path of this site, such as /tin-tuc/bai-1.html."
    if new and not (is_safe_url(new) and (new.startswith(("/", "content/")) or "://" in new)):
        return 1, f"{new!r} is no address", "Write /a/path/, https://…, or the article's file: content/….md."
    return _wrong_status(new, status)


def _wrong_status(new: str, status: str) -> tuple[int, str, str] | None:
    if status and status not in map(str, STATUSES):
        return 2, f"{status!r} is not one of {', '.join(map(str, STATUSES))}", ""
    if bool(new) == (status == str(GONE)) and (new or status):
        return 1, "410 (gone) leads nowhere; every other status leads somewhere", ""
    return None


def _own(old: str, base_url: str) -> str:
    """Give the path within the site of an address that may be a whole one of this site."""
    return old.removeprefix(base_url) if base_url and old.startswith(f"{base_url}/") else old


def _old_problem(old: str) -> str:
    """Say why a text cannot be the path of an old address."""
    if not old.startswith("/") or old.startswith("//"):
        return "is not a path of this site"
    if "?" in old or "#" in old:
        return "has a `?` or `#`: servers tell addresses apart by their path alone"
    parts = unquote(old).split("/")
    if control_characters(unquote(old)) or "\\" in old or ".." in parts or "." in parts or "" in parts[1:-1]:
        return "is no plain path"
    return "is the front page" if old == "/" else ""


def _encoded(new: str) -> str:
    """Write a target as it stands in a header: ASCII, with what may not stand there percent-encoded."""
    if new.startswith("content/"):
        return new
    parts = urlsplit(new)
    safe = "-._~!$&'()*+,;=:@/%"
    path = quote(parts.path, safe=safe)
    return parts._replace(
        path=path, query=quote(parts.query, safe=f"{safe}?"), fragment=quote(parts.fragment, safe=f"{safe}?")
    ).geturl()
