"""Blobs of bytes by kind and number, in a table of the state. Never interprets their contents."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from ssg.store.seal import Damaged, seal, unseal

Kind = Literal["columns", "postings", "lists"]
SCHEMA: Final = "create table blob (id integer primary key, data blob)"
# The high bits of a row's number are its kind: one integer is the fastest key.
_KINDS: Final[dict[Kind, int]] = {"columns": 0, "postings": 1 << 40, "lists": 2 << 40}


class StoredBlobs:
    """The blobs of a state. Writing is part of the transaction of the state."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Use an open state."""
        self._db = db

    def get(self, kind: Kind, number: int) -> bytes:
        """Return a blob; a missing one is empty.

        Raises MemoryDamaged.
        """
        try:
            row = self._db.execute("select data from blob where id = ?", (_KINDS[kind] + number,)).fetchone()
        except UnicodeDecodeError as problem:
            raise Damaged("the file is damaged") from problem
        return b"" if row is None else unseal(row[0])

    def put(self, kind: Kind, blobs: Iterable[tuple[int, bytes]]) -> None:
        """Store blobs, replacing those with the same numbers."""
        rows = ((_KINDS[kind] + number, seal(data)) for number, data in blobs)
        self._db.executemany("insert or replace into blob values (?, ?)", rows)

    def every(self) -> Iterator[tuple[tuple[str, int], bytes]]:
        """Yield all blobs but the lists, by kind and number.

        Raises MemoryDamaged.
        """
        for kind in ("columns", "postings"):
            least = _KINDS[kind]
            rows = self._db.execute("select id, data from blob where id >= ? and id < ?", (least, least + (1 << 40)))
            yield from (((kind, number - least), unseal(data)) for number, data in rows)

    def clear(self) -> None:
        """Delete all blobs."""
        self._db.execute("delete from blob")
