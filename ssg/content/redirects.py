"""Reads the redirect table: CSV → rows, each with its place, and the problems of single lines. Pure.

Old URL (a path, or a path with arguments: `/?p=12`), target, and (unless it is 301) a status. Separators are commas,
semicolons or tabs, as in the first line. A header line is recognised by its words; empty lines and those that begin
with `#` are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import quote, unquote, urlsplit

import msgspec

from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import NOTHING, Message, many, say
from ssg.core.text import control_characters, is_safe_url
from ssg.core.text.arguments import canonical
from ssg.core.text.normal import normalized

STATUSES: Final = (301, 302, 307, 308, 410)
GONE: Final = 410
_LARGEST: Final = 64_000_000
_HEADINGS: Final = frozenset(("from", "old", "source", "cu", "cũ", "từ", "url"))
# One field and what ends it. Possessive: a line of spaces that ends in a quotation mark is passed once (else: n³).
_FIELD: Final = r"[ ]*+(?:\"((?:[^\"]++|\"\")*+)\"|([^\"{0}]*+))[ ]*+({0}|$)"

# A target that is sent as it is written: a table may have 100,000 of these.
_PLAIN: Final = re.compile(r"(?:/[A-Za-z0-9._~-]+)*/?")


class Row(msgspec.Struct, frozen=True):
    """A line: the old path, decoded; its target (`/…`, `https://…`, `content/….md`, or "" if it is gone).

    `query`: the arguments of the old URL in canonical form, which are the end of `old` as well.
    """

    old: str
    new: str
    status: int
    place: Place
    new_place: Place
    query: str = ""


class Table(NamedTuple):
    """The valid rows, and the problems of the others."""

    rows: tuple[Row, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class _Field(NamedTuple):
    text: str
    column: int


def read_redirects(path: str, data: bytes, base_url: str) -> Table:
    """Read the table at `path`. Old URLs may be absolute URLs of this site, that is, begin with `base_url`."""
    if len(data) > _LARGEST:
        return Table(
            (), (error("E742", say("redirect table larger than {largest:,} bytes", largest=_LARGEST), Place(path)),)
        )
    try:
        text = normalized("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        hint = say("save it as “CSV UTF-8”")
        return Table((), (error("E742", say("redirect table is not UTF-8"), Place(path), hint),))
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
    """Split a line into its fields; a misplaced quotation mark produces an invalid field."""
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
    filled = [place for place, field in enumerate(fields) if field.text]
    fields = fields[: max(2, filled[-1] + 1 if filled else 0)]
    if wrong := _wrong(fields, base_url):
        field, message, hint = wrong
        return error("E743", message, Place(path, number, fields[field].column), hint)
    old, new = fields[0].text, fields[1].text
    status = fields[2].text if len(fields) == 3 else ""
    places = (Place(path, number, fields[0].column), Place(path, number, fields[1].column))
    path, mark, query = _own(old, base_url).partition("?")
    query = canonical(query)
    return Row(unquote(path) + mark + query, _encoded(new), int(status or (301 if new else GONE)), *places, query)


def _wrong(fields: tuple[_Field, ...], base_url: str) -> tuple[int, Message, Message] | None:
    """Return the invalid field of a line, its problem and a hint; None if all are valid."""
    broken = next((place for place, field in enumerate(fields) if control_characters(field.text)), None)
    if broken is not None:
        return broken, say("misplaced quotation mark or control character"), NOTHING
    if not 2 <= len(fields) <= 3:
        message = many("line has {n} field, not 2 or 3", "line has {n} fields, not 2 or 3", n=len(fields))
        return 0, message, say("write the old URL, the new URL and, unless it is 301, a status")
    old, new = fields[0].text, fields[1].text
    status = fields[2].text if len(fields) == 3 else ""
    if problem := old_problem(_own(old, base_url)):
        message = say("{old} {problem}", old=repr(old), problem=problem)
        return 0, message, say("write a path of this site, such as `/tin-tuc/bai-1.html`")
    if new and not (is_safe_url(new) and (new.startswith(("/", "content/")) or "://" in new) and _can_be_sent(new)):
        message = say("invalid target: {new}", new=repr(new))
        return 1, message, say("write `/a/path/`, `https://…`, or the article's file `content/….md`")
    return _wrong_status(new, status)


def _wrong_status(new: str, status: str) -> tuple[int, Message, Message] | None:
    if status and status not in map(str, STATUSES):
        allowed = ", ".join(map(str, STATUSES))
        return 2, say("{status} is not one of {allowed}", status=repr(status), allowed=allowed), NOTHING
    if bool(new) == (status == str(GONE)) and (new or status):
        return 1, say("status 410 (gone) must have no target; every other status needs one"), NOTHING
    return None


def _own(old: str, base_url: str) -> str:
    """Return the path of a possibly absolute URL of this site."""
    return old.removeprefix(base_url) if base_url and old.startswith(f"{base_url}/") else old


def old_problem(old: str) -> Message:
    """Return why a text cannot be the path of an old URL."""
    if not old.startswith("/") or old.startswith("//"):
        return say("is not a path of this site")
    if "#" in old:
        return say("contains `#`, which browsers do not send")
    path, mark, query = old.partition("?")
    parts = unquote(path).split("/")
    if control_characters(unquote(path)) or "\\" in path or ".." in parts or "." in parts or "" in parts[1:-1]:
        return say("is not a plain path")
    if path.endswith("*"):
        return say("ends with `*`, which is no pattern here: write a line for each old URL, and `%2A` for a star")
    if mark:
        return NOTHING if canonical(query) else say("has arguments that are not `name=value`, joined by `&`")
    return say("is the front page") if path == "/" else NOTHING


def _can_be_sent(new: str) -> bool:
    try:
        return _encoded(new).isascii() or new.startswith("content/")
    except ValueError:  # not a domain name
        return False


def _encoded(new: str) -> str:
    """Return a target for a header: ASCII, with other characters percent-encoded.

    A domain name with letters beyond ASCII is written as browsers ask for it: `thờisự.vn` is `xn--this-rz5a8e.vn`.
    Raises ValueError if that is impossible.
    """
    if new.startswith("content/") or _PLAIN.fullmatch(new):
        return new
    parts = urlsplit(new)
    safe = "-._~!$&'()*+,;=:@/%"
    path = quote(parts.path, safe=safe)
    return parts._replace(
        netloc=_ascii(parts.netloc),
        path=path,
        query=quote(parts.query, safe=f"{safe}?"),
        fragment=quote(parts.fragment, safe=f"{safe}?"),
    ).geturl()


def _ascii(netloc: str) -> str:
    """Return a host with its port in ASCII. Raises ValueError if it is not a domain name."""
    if netloc.isascii():
        return netloc
    host, colon, port = netloc.partition(":")
    return f"{host.encode('idna').decode('ascii').lower()}{colon}{port}"
