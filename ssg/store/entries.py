"""Entries of files that are not stored yet, by path, kept small: a new site of 100,000 articles has more files.

Equal frames and reasons are one text, and the rest of an entry is packed until it is asked for. Stores nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Final

import msgspec

from ssg.store.nodes import Entry
from ssg.store.packed_rows import PackedRows


class _Row(msgspec.Struct, frozen=True, array_like=True):
    """What few entries share, and the number of the rest."""

    shared: int
    digest: str
    size: int
    mtime_ns: int
    identity: str
    state: str
    spots: bytes


_ENCODER: Final = msgspec.msgpack.Encoder()
_ROW: Final = msgspec.msgpack.Decoder(_Row)


@dataclass(eq=False)
class Entries(MutableMapping[str, Entry]):
    """Entries by path, in the order in which they were added."""

    _numbers: dict[str, int] = field(default_factory=dict)
    _rows: PackedRows = field(default_factory=PackedRows)
    _shared: dict[tuple[str, str], int] = field(default_factory=dict)
    _shared_list: list[tuple[str, str]] = field(default_factory=list)

    def __setitem__(self, path: str, entry: Entry) -> None:
        """Add an entry, or replace it."""
        shared = self._shared.setdefault((entry.frame, entry.why), len(self._shared_list))
        if shared == len(self._shared_list):
            self._shared_list.append((entry.frame, entry.why))
        row = _Row(shared, entry.digest, entry.size, entry.mtime_ns, entry.identity, entry.state, entry.spots)
        self._numbers[path] = self._rows.append(_ENCODER.encode(row))

    def __getitem__(self, path: str) -> Entry:
        """Return an entry.

        Raises KeyError if there is none.
        """
        row = _ROW.decode(self._rows[self._numbers[path]])
        frame, why = self._shared_list[row.shared]
        return Entry(row.digest, row.size, row.mtime_ns, row.identity, frame, row.state, row.spots, why)

    def __delitem__(self, path: str) -> None:
        """Remove an entry.

        Raises KeyError if there is none.
        """
        del self._numbers[path]

    def __contains__(self, path: object) -> bool:
        """Return whether there is an entry."""
        return path in self._numbers

    def __iter__(self) -> Iterator[str]:
        """Yield the paths."""
        return iter(self._numbers)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._numbers)
