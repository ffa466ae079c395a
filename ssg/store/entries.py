"""Entries of files that are not stored yet, by path, kept small: a new site of 100,000 articles has more files.

Equal frames and reasons are one text, and the rest of an entry is bytes until it is asked for. Stores nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, MutableMapping
from typing import Final

import msgspec

from ssg.store.nodes import Entry


class _Row(msgspec.Struct, frozen=True, array_like=True):
    """What few entries share."""

    digest: str
    size: int
    mtime_ns: int
    identity: str
    state: str
    spots: bytes


_ENCODER: Final = msgspec.msgpack.Encoder()
_ROW: Final = msgspec.msgpack.Decoder(_Row)


class Entries(MutableMapping[str, Entry]):
    """Entries by path, in the order in which they were added."""

    def __init__(self) -> None:
        """Hold no entries."""
        self._rows: dict[str, tuple[bytes, str, str]] = {}

    def __setitem__(self, path: str, entry: Entry) -> None:
        """Add an entry, or replace it."""
        row = _Row(entry.digest, entry.size, entry.mtime_ns, entry.identity, entry.state, entry.spots)
        self._rows[path] = _ENCODER.encode(row), sys.intern(entry.frame), sys.intern(entry.why)

    def __getitem__(self, path: str) -> Entry:
        """Return an entry.

        Raises KeyError if there is none.
        """
        data, frame, why = self._rows[path]
        row = _ROW.decode(data)
        return Entry(row.digest, row.size, row.mtime_ns, row.identity, frame, row.state, row.spots, why)

    def __delitem__(self, path: str) -> None:
        """Remove an entry.

        Raises KeyError if there is none.
        """
        del self._rows[path]

    def __contains__(self, path: object) -> bool:
        """Return whether there is an entry."""
        return path in self._rows

    def __iter__(self) -> Iterator[str]:
        """Yield the paths."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._rows)
