"""The tables of nodes: their schema and queries. Never interprets their contents."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from ssg.store.seal import Damaged

SCHEMA: Final = (
    "create table edition (id integer primary key, output text unique)",
    "create table frame (id integer primary key, text text unique)",
    """create table node (id integer primary key, edition int, output text, identity text, subject text,
        rendered int, spliced int, own int, digest text, size int, mtime_ns int, frame int, state text, spots blob,
        why text)""",
    "create unique index node_output on node (edition, output) where output is not null",
    "create unique index node_block on node (edition, identity) where output is null",
    # Holds all that is asked of every file: a row of `node` is read only for files that change.
    "create index node_stat on node (edition, output, size, mtime_ns) where output is not null",
    "create index node_subject on node (edition, subject) where subject <> ''",
    "create index node_rendered on node (rendered)",
    "create index node_spliced on node (spliced)",
    "create index node_own on node (own)",
    "create table trace (id integer primary key, edition int, name text, unique (edition, name))",
    "create table trace_fact (fact int, trace int, primary key (fact, trace)) without rowid",
    "create index fact_of_trace on trace_fact (trace)",
    """create table fact (id integer primary key, edition int, kind text, key text, stamp text,
        unique (edition, kind, key))""",
    "create table reading (fact int, node int, bits int, primary key (fact, node)) without rowid",
    "create index reading_node on reading (node)",
    # Articles that nodes have read facts of; those that are not public have no stamps.
    # `sign`: the signature by which the next build finds the articles that may have changed (`Signatures`).
    """create table article (id integer primary key, edition int, path text, stamps blob, sign int,
        unique (edition, path))""",
    "create table about (article int, node int, bits int, primary key (article, node)) without rowid",
    "create index about_node on about (node)",
    # The signatures of lists.
    "create table signed (edition int, what text, data blob, primary key (edition, what))",
    # The stored plan: parts by name, and each page by its output.
    "create table plan (edition int, part text, data blob, primary key (edition, part))",
    "create table page (edition int, output text, data blob, folded text, primary key (edition, output)) without rowid",
    # Outputs that another disk may take for others: few sites have any.
    "create index page_folded on page (edition, folded) where folded is not null",
    # The register of the stored plan: its articles by number.
    "create table place (edition int, number int, path text, url text, primary key (edition, number)) without rowid",
    "create unique index place_path on place (edition, path)",
    "create table front (edition int, list text, depth int, paths text, primary key (edition, list, depth))",
)
SHIFT: Final = 16
COLUMNS: Final = {"rendered": 0, "spliced": SHIFT, "own": 2 * SHIFT}
"""The traces of a node, and the shift of the bits of each in `about`: the facts read while rendering it, while deciding
which blocks it shows, and while making the blocks that no other page shows."""
MASK: Final = 0xFFFF
FACT: Final = "select id, stamp from fact where edition = ? and kind = ? and key = ?"


class Tables:
    """The tables of one edition, which is published into one output folder."""

    def __init__(self, db: sqlite3.Connection, output: str) -> None:
        """Use the tables of a state file that is open. `output` names the folder, relative to the site."""
        self._db = db
        row = self._one("select id from edition where output = ?", (output,))
        number = row[0] if row else db.execute("insert into edition (output) values (?)", (output,)).lastrowid
        self.edition = int(number or 0)

    def stats(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Yield each published file with its recorded size and time (nanoseconds)."""
        return published(self._db, self.edition)

    def totals(self) -> tuple[int, int, int, str]:
        """Return the number of published files, their bytes, those of the largest, and its path."""
        where = "from node where edition = ? and output is not null"
        row = self._one(f"select count(*), coalesce(sum(size), 0) {where}", (self.edition,)) or (0, 0)
        largest = self._one(f"select size, output {where} order by size desc limit 1", (self.edition,)) or (0, "")
        return int(row[0]), int(row[1]), int(largest[0]), str(largest[1])

    def outputs(self) -> set[str]:
        """Return the paths of all published files."""
        rows = self._all("select output from node where edition = ? and output is not null", (self.edition,))
        return {str(path) for (path,) in rows}

    def count_outputs(self) -> int:
        """Return the number of published files."""
        row = self._one("select count(*) from node where edition = ? and output is not null", (self.edition,))
        return int(row[0]) if row else 0

    def _one(self, statement: str, values: tuple[str | int | None, ...]) -> tuple[str | int, ...] | None:
        return first(self._db, statement, values)

    def _all(self, statement: str, values: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
        try:
            yield from self._db.execute(statement, values)
        except UnicodeDecodeError as problem:
            raise Damaged("the file is damaged") from problem


def first(db: sqlite3.Connection, statement: str, values: tuple[str | int | None, ...]) -> tuple[str | int, ...] | None:
    """Return the first row of a query, if there is one.

    Raises MemoryDamaged.
    """
    try:
        row = db.execute(statement, values).fetchone()
    except UnicodeDecodeError as problem:
        raise Damaged("the file is damaged") from problem
    return None if row is None else tuple(row)


def stats_of(db: sqlite3.Connection, output: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield every file published into an output folder, if known, with its size and time (nanoseconds)."""
    row = db.execute("select id from edition where output = ?", (output,)).fetchone()
    return published(db, int(row[0])) if row else iter(())


def published(db: sqlite3.Connection, edition: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield every file of an edition with its size and time (nanoseconds)."""
    statement = "select output, size, mtime_ns from node where edition = ? and output is not null"
    try:
        yield from ((path, (size, time)) for path, size, time in db.execute(statement, (edition,)))
    except UnicodeDecodeError as problem:
        raise Damaged("the file is damaged") from problem
