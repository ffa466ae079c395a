"""Sheets of bytes by kind and number, in a table of the memory. What is in them is for others to know."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final, Literal

from ssg.store.seal import Damaged, seal, unseal

Kind = Literal["columns", "postings", "lists"]
SCHEMA: Final = "create table sheet (id integer primary key, data blob)"
# The high bits of a row's number say which kind it is of: one integer is the quickest key there is.
_KINDS: Final[dict[Kind, int]] = {"columns": 0, "postings": 1 << 40, "lists": 2 << 40}


class StoredCabinet:
    """The sheets of a memory. Writing is part of the memory's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Use a memory that is open."""
        self._db = db

    def sheet(self, kind: Kind, number: int) -> bytes:
        """Give a sheet; one that is not there is empty.

        Raises MemoryDamaged.
        """
        try:
            row = self._db.execute("select data from sheet where id = ?", (_KINDS[kind] + number,)).fetchone()
        except UnicodeDecodeError as problem:
            raise Damaged("the file is damaged") from problem
        return b"" if row is None else unseal(row[0])

    def put_sheets(self, kind: Kind, sheets: Iterable[tuple[int, bytes]]) -> None:
        """Keep sheets, in the place of those that were there."""
        rows = ((_KINDS[kind] + number, seal(data)) for number, data in sheets)
        self._db.executemany("insert or replace into sheet values (?, ?)", rows)

    def clear_sheets(self) -> None:
        """Forget all sheets."""
        self._db.execute("delete from sheet")
