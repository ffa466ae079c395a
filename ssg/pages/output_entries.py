"""The articles of an output as it shows them; their texts are read only where a template asks for them.

An entry is made once for all outputs, and its details are read for each: it must never keep one.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Mapping
from typing import Any, Final

from msgspec.structs import asdict

from ssg.core.text.plain import plain_text
from ssg.pages.feeds.entries import content_of, facts_of
from ssg.pages.reader import Reader
from ssg.pages.texts import whole_text
from ssg.pages.views.outputs import OutputEntry

_COPY: Final = re.compile(r"(\S+) ([0-9]+)w")
_SMALL: Final = 600
"""Pixels: as wide as mail programs show a picture."""


class EntryText:
    """The details of the entry of one article."""

    __slots__ = ("_path", "_read")

    def __init__(self, read: Reader, path: str) -> None:
        """Read them from `read`, which has the entry: it must be a proxy, as a circle would keep a whole site alive."""
        self._read = read
        self._path = path

    def __repr__(self) -> str:
        """Return the same text in every process."""
        return "…"

    @property
    def content(self) -> str:
        """The lead picture and the text."""
        return content_of(self._read, self._path)

    @property
    def text(self) -> str:
        """The text."""
        return plain_text(whole_text(self._read, self._read.article(self._path), copies=False))

    @property
    def extra(self) -> Mapping[str, Any]:
        """The front matter that is no key of ours."""
        return self._read.front_matter(self._path)


def output_entry(read: Reader, path: str) -> OutputEntry:
    """Return an article as outputs show it."""
    return read.kept(f"output entry {path}", lambda: _make(read, path))


def _make(read: Reader, path: str) -> OutputEntry:
    found = facts_of(read, path)
    small = _small(read, path) or (found.picture.url if found.picture else "")
    return OutputEntry(**asdict(found), small=small, details=EntryText(weakref.proxy(read), path))


def _small(read: Reader, path: str) -> str:
    """Return the absolute URL of the narrowest copy of the lead picture that is wide enough for a mail."""
    picture = read.picture(path, read.face(path).picture, own=False)
    copies = sorted((int(width), url) for url, width in _COPY.findall(picture.srcset)) if picture else []
    url = next((url for width, url in copies if width >= _SMALL), "")
    return f"{read.origin}{url}" if url.startswith("/") else url
