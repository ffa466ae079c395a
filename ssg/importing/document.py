"""The Markdown file of an item: front matter that a build reads without a word, then the text. Pure.

It never decides an address or a file's name: both are given to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from ssg.content.frontmatter import quoted
from ssg.core.licences import licence_page
from ssg.core.text.control import FORBIDDEN_CLASS
from ssg.core.text.dates import iso
from ssg.core.text.normal import normalized
from ssg.core.text.paths import is_web_address
from ssg.core.text.slug import clean
from ssg.importing.model import Item, Picture
from ssg.importing.place import Where

_CONTROL: Final = re.compile(f"[{FORBIDDEN_CLASS}]")
_IN_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_DEEPEST: Final = 16  # a build reads 32 levels


def line_of(text: str) -> str:
    """Return a text as one line of metadata: without control characters, white space as single spaces."""
    if text.isprintable() and "  " not in text:  # neither a control character nor a space of another kind
        return normalized("NFC", text).strip(" ")
    return clean(_CONTROL.sub(" ", text))


def document(item: Item, where: Where, body: str, picture: Picture | None) -> str:
    """Return the text of an item's file."""
    front = "\n".join(_front(item, where, picture))
    text = body.replace("\r\n", "\n").replace("\r", "\n") if "\r" in body else body
    text = (text if text.replace("\n", "").isprintable() else _IN_TEXT.sub("", text)).strip("\n")
    return f"---\n{front}\n---\n\n{text}\n" if text else f"---\n{front}\n---\n"


def _front(item: Item, where: Where, picture: Picture | None) -> Iterator[str]:
    if item.kind == "page":
        yield "type: page"
    yield f"title: {quoted(where.title)}"
    if item.kind == "article" and where.date is not None:
        yield f"date: {iso(where.date)}"
    yield from _times(item)
    if where.slug:
        yield f"slug: {where.slug}"
    if where.permalink:
        yield f"permalink: {quoted(where.permalink)}"
    yield from _list("aliases", where.aliases)
    if item.kind == "article":
        yield from _names(item, where)
    if summary := line_of(item.summary):
        yield f"summary: {quoted(summary)}"
    if picture is not None:
        yield from _picture(picture)
    if item.featured and item.kind == "article":
        yield "featured: true"
    if item.language:
        yield f"language: {quoted(item.language)}"
    if item.guard:
        yield f"access: {item.guard}"
    if item.status != "public":
        yield f"# status in the old system: {item.status}"
        yield "draft: true"
    if item.extra:
        yield "imported: " + json.dumps(_plain(item.extra), ensure_ascii=False)


def _times(item: Item) -> Iterator[str]:
    if item.updated is not None and (item.date is None or item.updated > item.date):
        yield f"updated: {iso(item.updated)}"
    if item.expires is not None:
        yield f"expires: {iso(item.expires)}"


def _names(item: Item, where: Where) -> Iterator[str]:
    if where.category:
        yield f"category: {quoted(where.category)}"
    yield from _list("authors", _once(item.authors))
    yield from _list("tags", _once((*item.tags, *where.others)))


def _list(key: str, values: Sequence[str]) -> Iterator[str]:
    if values:
        yield f"{key}: [{', '.join(quoted(value) for value in values)}]"


def _once(names: Sequence[str]) -> tuple[str, ...]:
    found = {name.casefold(): name for name in map(line_of, reversed(names)) if name}
    return tuple(reversed(found.values()))


def _picture(picture: Picture) -> Iterator[str]:
    yield "image:"
    yield f"  src: {quoted(picture.src)}"
    for key in ("alt", "caption", "credit", "creator", "copyright"):
        if line := line_of(getattr(picture, key)):
            yield f"  {key}: {quoted(line)}"
    for key in ("licence", "acquire"):  # as metadata has them: often no URL
        line = line_of(getattr(picture, key))
        if is_web_address(line) or (key == "licence" and licence_page(line)):
            yield f"  {key}: {quoted(line)}"


def _plain(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 - any value of another system's front matter
    """Return a value as JSON can hold it, without control characters; what is nested too deeply becomes text."""
    if isinstance(value, bool | int | float) or value is None:
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple) and depth < _DEEPEST:
        return [_plain(one, depth + 1) for one in value]
    if hasattr(value, "items") and depth < _DEEPEST:
        return {line_of(str(key)): _plain(one, depth + 1) for key, one in value.items()}
    return _CONTROL.sub(" ", str(value))
