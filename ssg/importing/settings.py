"""What an import adds to `site.toml` and the redirect table. Pure: text in, text out; nothing that is there changes.

A site without `site.toml` gets one. To an existing one, only categories, authors and the name of the redirect table are
added, as text at its beginning and its end: comments and order stay.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from ssg.core.text.scripts import slug_of
from ssg.core.text.slug import clean
from ssg.importing.document import line_of
from ssg.importing.model import Head, Person, Term
from ssg.importing.packed import Packed

REDIRECTS: Final = "redirects.csv"
_VIETNAM: Final = "Asia/Ho_Chi_Minh"


def site_text(head: Head, zone: str) -> str:
    """Return a new `site.toml`, without categories and authors."""
    language = head.language or "vi"
    zone = head.timezone or zone or (_VIETNAM if language == "vi" else "UTC")
    lines = [f"title = {_text(head.title or head.base_url or 'Tòa soạn')}"]
    if head.tagline:
        lines.append(f"tagline = {_text(head.tagline)}")
    lines += [
        f"base_url = {_text(head.base_url or 'https://example.vn')}",
        f"language = {_text(language)}",
        f"timezone = {_text(zone)}",
    ]
    return "\n".join(lines) + "\n"


def with_entries(text: str, categories: Sequence[Term], people: Sequence[Person], redirects: bool) -> str | None:
    """Return the text of `site.toml` with what it lacks; None if it cannot be added as text."""
    data = tomllib.loads(text)
    if redirects and "redirects" not in data:
        text = f"redirects = {_text(REDIRECTS)}\n" + text
    tables = [*_categories(data, categories), *_people(data, people)]
    if tables:
        text = text.rstrip("\n") + "\n\n" + "\n\n".join(tables) + "\n"
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    return text


def _categories(data: dict[str, Any], terms: Sequence[Term]) -> Iterable[str]:
    """Yield the tables of categories that the site does not have. `parent` is a slug; circles are cut."""
    slugs = {str(one.get("slug") or slug_of(str(one.get("name", "")))) for one in _tables(data, "categories")}
    parents = {term.slug: term.parent for term in terms}
    for term in terms:
        if term.slug in slugs:
            continue
        lines = ["[[categories]]", f"name = {_text(term.name)}"]
        if term.slug != slug_of(term.name):
            lines.append(f"slug = {_text(term.slug)}")
        if term.parent in parents and not _circular(term.slug, parents):
            lines.append(f"parent = {_text(term.parent)}")
        if line_of(term.description):
            lines.append(f"description = {_text(term.description)}")
        yield "\n".join(lines)


def _circular(slug: str, parents: Mapping[str, str]) -> bool:
    met: set[str] = set()
    while slug:
        if slug in met:
            return True
        met.add(slug)
        slug = parents.get(slug, "")
    return False


def _people(data: dict[str, Any], people: Sequence[Person]) -> Iterable[str]:
    """Yield the tables of authors that the site does not have."""
    slugs = {slug_of(str(one.get("name", ""))) for one in _tables(data, "authors")}
    for person in people:
        slug = slug_of(person.name)
        if not slug or slug in slugs:
            continue
        slugs.add(slug)
        lines = ["[[authors]]", f"name = {_text(person.name)}"]
        for key, value in (("bio", person.bio), ("email", person.email), ("url", person.website)):
            if line_of(value):
                lines.append(f"{key} = {_text(value)}")
        yield "\n".join(lines)


def _tables(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = data.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def with_redirects(data: bytes, rows: Iterable[tuple[str, str]]) -> bytes | None:
    """Return the redirect table with lines for old paths that it does not have; None if there are no rows.

    There may be 100,000: neither rows nor lines are in memory as objects.
    """
    had = Packed()
    for line in csv.reader(io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", "replace", newline="")) if data else ():
        if line:
            had.put(line[0].strip(), 1)
    out = _Bytes(data)
    if not data.strip():
        out.write("from,to\n")
    elif not data.endswith(b"\n"):
        out.write("\n")
    writer = csv.writer(out, lineterminator="\n")
    has_rows = False
    for old, new in rows:
        has_rows = True
        if old not in had:
            had.put(old, 1)
            writer.writerow((old, new))
    return bytes(out.data) if has_rows else None


class _Bytes:
    """A file in memory that is written as text."""

    def __init__(self, data: bytes) -> None:
        self.data = bytearray(data)

    def write(self, text: str) -> None:
        self.data += text.encode()


def _text(value: str) -> str:
    """Return a basic string of TOML on one line."""
    return json.dumps(line_of(clean(value)), ensure_ascii=False)
