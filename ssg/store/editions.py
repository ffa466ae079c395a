"""Copies and drops what the state has of an output folder. Touches no output folder.

An edition is copied for a new folder that gets the same files: its next build is then as incremental as in the old one.
"""

from __future__ import annotations

import sqlite3
from typing import Final

_NOTES: Final = ("grace ", "shows all ", "moves ", "addresses ", "answered ", "still ")
"""The beginnings of the names of notes of one output folder, whose name follows."""
_UNCOPIED: Final = ("still ",)  # names files by the times that they had

_COPY: Final = (
    """insert into trace (id, edition, name) select id + :trace, :new, name from trace where edition = :old""",
    """insert into fact (id, edition, kind, key, stamp)
        select id + :fact, :new, kind, key, stamp from fact where edition = :old""",
    """insert into article (id, edition, path, stamps, sign)
        select id + :article, :new, path, stamps, sign from article where edition = :old""",
    """insert into node (id, edition, output, identity, subject, rendered, spliced, own, digest, size, mtime_ns, frame,
        state, spots, why) select id + :node, :new, output, identity, subject, rendered + :trace, spliced + :trace,
        own + :trace, digest, size, mtime_ns, frame, state, spots, why from node where edition = :old""",
    """insert into trace_fact (fact, trace) select t.fact + :fact, t.trace + :trace from trace_fact t
        join trace on trace.id = t.trace where trace.edition = :old""",
    """insert into reading (fact, node, bits) select r.fact + :fact, r.node + :node, r.bits from reading r
        join node on node.id = r.node where node.edition = :old""",
    """insert into about (article, node, bits) select a.article + :article, a.node + :node, a.bits from about a
        join node on node.id = a.node where node.edition = :old""",
    "insert or replace into signed select :new, what, data from signed where edition = :old",
    "insert or replace into plan select :new, part, data from plan where edition = :old",
    "insert or replace into page select :new, output, data, folded from page where edition = :old",
    "insert or replace into place select :new, number, path, url from place where edition = :old",
    "insert or replace into front select :new, list, depth, paths from front where edition = :old",
)
_DROP: Final = (
    "delete from about where node in (select id from node where edition = :old)",
    "delete from reading where node in (select id from node where edition = :old)",
    "delete from trace_fact where trace in (select id from trace where edition = :old)",
    "delete from node where edition = :old",
    "delete from trace where edition = :old",
    "delete from fact where edition = :old",
    "delete from article where edition = :old",
    "delete from signed where edition = :old",
    "delete from plan where edition = :old",
    "delete from page where edition = :old",
    "delete from place where edition = :old",
    "delete from front where edition = :old",
    "delete from edition where id = :old",
)
_KEYS: Final = ("trace", "fact", "article", "node")


def copy_edition(db: sqlite3.Connection, name: str, to: str) -> None:
    """Copy the edition of one output folder for another, replacing one that it may have. Raises MemoryDamaged."""
    old = _number(db, name)
    drop_edition(db, to)
    if old is None:
        return
    values = {"old": old, "new": db.execute("insert into edition (output) values (?)", (to,)).lastrowid}
    for key in _KEYS:
        values[key] = db.execute(f"select coalesce(max(id), 0) from {key}").fetchone()[0]  # noqa: S608 - one of ours
    for statement in _COPY:
        db.execute(statement, values)
    for kind in _NOTES:
        if kind not in _UNCOPIED:
            copied = "insert or replace into note select ?, value from note where name = ?"
            db.execute(copied, (f"{kind}{to}", f"{kind}{name}"))


def drop_edition(db: sqlite3.Connection, name: str) -> None:
    """Drop the edition of an output folder, with its notes. Raises MemoryDamaged."""
    old = _number(db, name)
    if old is not None:
        for statement in _DROP:
            db.execute(statement, {"old": old})
    db.executemany("delete from note where name = ?", ((f"{kind}{name}",) for kind in _NOTES))


def _number(db: sqlite3.Connection, name: str) -> int | None:
    row = db.execute("select id from edition where output = ?", (name,)).fetchone()
    return None if row is None else int(row[0])
