"""What earlier imports have written: a line of JSON for each item, in a file of the site. Never in memory as a whole.

It is what tells an article that nobody has edited from one that somebody has: the digest of the file as it was written.
The file is part of the site, not of its cache: without it, a second import would not know its own articles. A line from
a stranger can do no more than name a file below `content/`, which the store checks again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

import msgspec

from ssg.core.text.paths import is_markdown, odd_name
from ssg.importing.packed import Packed
from ssg.store.imported import SiteFolder

LEDGER: Final = "imported.jsonl"
"""The ledger's file, beside `site.toml`."""
_LONGEST: Final = 1_000_000
"""Bytes of a line; ssg writes none of a hundredth of it."""


class Known(msgspec.Struct, frozen=True):
    """An item of an earlier import: its file below `content/`, the digest of what was written, its old addresses.

    `date` is what an article without a date was given. With `begun`, the file was about to be written, and may not have
    been: it may still hold what has the digest `was`, or not exist.
    """

    file: str
    digest: str
    urls: tuple[str, ...] = ()
    begun: bool = False
    was: str = ""
    date: str = ""


class _Line(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    file: str
    digest: str
    urls: tuple[str, ...] = ()
    begun: bool = False
    was: str = ""
    date: str = ""


class Ledger:
    """The items of earlier imports, by id. Only where the line of each is in the file is kept in memory."""

    def __init__(self, site: SiteFolder) -> None:
        """Take the site. Raises OSError."""
        self._site = site
        self._file = site.reading(LEDGER)
        self._at = Packed()
        self._decode = msgspec.json.Decoder(_Line).decode
        self._ended = True
        self._neat = True

    def read(self) -> Iterator[tuple[str, Known]]:
        """Yield the items with their ids, in their order; the last line of an item counts. Bad lines are ignored."""
        for at, _, line in self._lines():
            self._neat = self._neat and line is not None and line.id not in self._at
            if line is not None:
                self._at.put(line.id, at)
                yield line.id, _known(line)

    def get(self, id: str) -> Known | None:
        """Return what is known of an item from earlier imports; None for a new one."""
        at = self._at.get(id)
        if at is None or self._file is None:
            return None
        self._file.seek(at)
        line = self._line(self._file.readline(_LONGEST))
        return _known(line) if line is not None and line.id == id else None

    def add(self, items: Iterable[tuple[str, Known]]) -> None:
        """Add lines to the file. Raises OSError."""
        lines = b"".join(_encoded(id, one) for id, one in items)
        if lines:
            self._site.append(LEDGER, lines if self._ended else b"\n" + lines)
            self._ended, self._neat = True, False

    def compact(self) -> None:
        """Write the file anew, a line for each item. Raises OSError."""
        if not self._neat:
            self.close()
            self._file, self._at = self._site.reading(LEDGER), Packed()
            for at, _, line in self._lines():
                if line is not None:
                    self._at.put(line.id, at)
            self._site.rewrite(LEDGER, self._last_lines())

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _last_lines(self) -> Iterator[bytes]:
        for at, raw, line in self._lines():
            if line is not None and self._at.get(line.id) == at:
                yield raw.rstrip(b"\n") + b"\n"

    def _lines(self) -> Iterator[tuple[int, bytes, _Line | None]]:
        """Yield where each line is, its bytes, and what it says; None if it cannot be used."""
        at = 0
        if self._file is None:
            return
        self._file.seek(0)
        while raw := self._file.readline(_LONGEST):
            self._ended = raw.endswith(b"\n")
            yield at, raw, self._line(raw)
            at += len(raw)

    def _line(self, raw: bytes) -> _Line | None:
        try:
            line = self._decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        return line if _usable(line.file) else None


def _encoded(id: str, known: Known) -> bytes:
    line = _Line(id, known.file, known.digest, known.urls, known.begun, known.was, known.date)
    return msgspec.json.encode(line) + b"\n"


def _known(line: _Line) -> Known:
    return Known(line.file, line.digest, line.urls, line.begun, line.was, line.date)


def _usable(file: str) -> bool:
    """Return whether a path names a Markdown file below a folder."""
    path = PurePosixPath(file)
    return not path.is_absolute() and path.as_posix() == file and is_markdown(file) and odd_name(file) is None
