"""Numbers of facts, articles and shared traces of one edition. New ones wait as rows until `store` writes them.

So pages can be recorded while others are still being made, and nothing is written of a build that fails. Knows no
nodes.
"""

from __future__ import annotations

import sqlite3
import sys
from typing import Final, TypeVar

from ssg.core.digest import digest_bytes
from ssg.core.trace import Fact
from ssg.store.tables import first

_FACT: Final = "kind", "key"
_ARTICLE: Final = ("path",)
_TRACE: Final = ("name",)
_Key = TypeVar("_Key", Fact, str)


class Numbers(dict[_Key, int]):
    """The numbers of the rows of a table, by what they are found by; each is looked up, or given, when first asked for.

    While it is used, nothing else adds rows to the table.
    """

    def __init__(self, db: sqlite3.Connection, table: str, columns: tuple[str, ...], edition: int) -> None:
        """Read from a state file that is open. `columns` are what rows are found by, besides the edition."""
        super().__init__()
        self._db = db
        self._edition = edition
        marks = ", ?" * len(columns)
        self.insert = f"insert into {table} (id, edition, {', '.join(columns)}) values (?, ?{marks})"  # noqa: S608
        where = " = ? and ".join(("edition", *columns))
        self._select = f"select id from {table} where {where} = ?"  # noqa: S608 - names of our own, here and below
        last = first(db, f"select max(id) from {table}", ())  # noqa: S608
        self._last = int(last[0] or 0) if last else 0
        any_row = f"select 1 from {table} where edition = ? limit 1"  # noqa: S608
        self._is_empty = first(db, any_row, (edition,)) is None  # as in a first build, which then asks nothing
        self.new: set[_Key] = set()
        """What had no row before."""
        self.rows: list[tuple[int | str, ...]] = []
        """The rows of these that are not stored, for the statement `insert`."""

    def __missing__(self, key: _Key) -> int:
        """Look up a row, or make one. Paths are the same objects as in other lists: a worker has sent its own."""
        key = sys.intern(key) if isinstance(key, str) else key
        values: tuple[int | str, ...] = (self._edition, key) if isinstance(key, str) else (self._edition, *key)
        row = None if self._is_empty else first(self._db, self._select, values)
        if row is None:
            self._last += 1
            row = (self._last, *values)
            self.rows.append(row)
            self.new.add(key)
        found = self[key] = int(row[0])
        return found


class Numbering:
    """The numbers of one edition, until they are stored."""

    def __init__(self, db: sqlite3.Connection, edition: int) -> None:
        """Read from a state file that is open."""
        self._db = db
        self.facts: Numbers[Fact] = Numbers(db, "fact", _FACT, edition)
        self.articles: Numbers[str] = Numbers(db, "article", _ARTICLE, edition)
        self._traces: Numbers[str] = Numbers(db, "trace", _TRACE, edition)
        self.shared: dict[frozenset[Fact], int] = {}
        """The numbers of the facts that several nodes share."""
        self._facts_of_traces: list[tuple[int, int]] = []

    def trace(self, shared: frozenset[Fact]) -> int:
        """Return the number of the facts that several nodes share."""
        found = self.shared.get(shared)
        if found is None:
            facts = sorted(map(self.facts.__getitem__, shared))
            name = digest_bytes(" ".join(map(str, facts)).encode())
            found = self.shared[shared] = self._traces[name]
            if name in self._traces.new:
                self._facts_of_traces += [(fact, found) for fact in facts]
        return found

    def store(self) -> None:
        """Write all new rows."""
        for numbers in (self.facts, self.articles, self._traces):
            self._db.executemany(numbers.insert, numbers.rows)
            numbers.rows.clear()
        self._db.executemany("insert into trace_fact values (?, ?)", self._facts_of_traces)
        self._facts_of_traces.clear()
