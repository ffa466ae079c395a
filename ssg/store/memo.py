"""The cache of builds: the result of each file, in one SQLite file that may be deleted at any time.

Holds plain data only (msgpack and JSON), never a pickle. A file that is missing, damaged or of another version is
replaced by an empty one: the next build then rebuilds everything, with the same result. This module never decides what
is stale: a missing key is computed, and what no recent build has used is dropped.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from ssg.store import checksums, tables
from ssg.store.blobs import SCHEMA as _BLOBS
from ssg.store.blobs import StoredBlobs
from ssg.store.editions import copy_edition, drop_edition
from ssg.store.files import make_shared, refuse_foreign
from ssg.store.held import Held
from ssg.store.nodes import Nodes
from ssg.store.plans import Plans
from ssg.store.records import BRIEFS, FILES, RECORDS, MonthFiles, ReadText, Record, stamps_of
from ssg.store.seal import Damaged, MemoryDamaged, seal, unseal
from ssg.store.text_reader import TextReader, Texts

_FORMAT = 13
_SCHEMA = (
    "create table note (name text primary key, value blob)",
    # The files of the last build, a row for each period of publication: unchanged ones are not decoded.
    "create table month (name text primary key, files blob, records blob)",
    # Parsed files by content, read one at a time. A row that no file uses any more can be revived for a while.
    "create table text (key text primary key, article blob, body blob, said blob, vector blob, gone int)",
    # `gone` is stored behind the texts: without an index, a query of it reads all of them.
    "create index text_gone on text (gone) where gone is not null",
    "create table media (path text primary key, size int, mtime_ns int, inode int, media blob)",
    _BLOBS,
    *tables.SCHEMA,
)
_TABLES = ("month", "text", "media", "blob")
# The number of builds for which unused results are kept: switching branches back and forth parses nothing twice.
_KEPT_BUILDS = 8


_ENCODER = msgspec.msgpack.Encoder()


class Memo(Texts):
    """The state during one build. All writing is one transaction, ended by `keep`; a killed build leaves no trace.

    `held` are values of the state as it was opened, `to_hold` those of what this build will commit (`Held`).
    """

    def __init__(self, file: Path | None, salt: str | None, held: Held | None = None, *, clean: bool = False) -> None:
        """Open or create the file; without one, the state lasts for this build only.

        With `clean`, drop all results; which files were written is still known.

        `salt` is the digest of our code and its libraries: a different one discards the texts (None: any salt will do).
        `held` has values of the state that the last build of this process has left.
        Raises MemoryDamaged if the file is unusable, OSError if the folder cannot be written.
        """
        self.file = file
        self._saved = False
        self._held = held
        self.to_hold: dict[str, Any] = {}
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
            if not os.path.lexists(file):
                checksums.forget(file)
            make_shared(file)
            if not stat.S_ISREG(file.lstat().st_mode):  # SQLite would follow a link and change its target
                raise Damaged("it is not a regular file")
            sums = f"{file}-sums"
            if not os.access(file, os.R_OK | os.W_OK) or (os.path.exists(sums) and not os.access(sums, os.R_OK)):  # noqa: PTH110
                refuse_foreign(file)
            checksums.verify(file)
        self._open(salt)
        if clean:
            self._distrust()

    def _open(self, salt: str | None) -> None:
        self._db = sqlite3.connect(":memory:" if self.file is None else self.file, timeout=1.0, isolation_level=None)
        self._run("pragma journal_mode = wal")
        self._run("pragma wal_autocheckpoint = 0")  # see `close`
        # A power failure may lose the last transaction, never the file: SQLite guarantees that for WAL with `normal`.
        self._run("pragma synchronous = normal")
        self._run("pragma cache_size = -16000")
        version = self._run("pragma user_version").fetchone()[0]
        self._run("begin immediate")
        same_salt = True
        if version == 0 and not self._run("select 1 from sqlite_master").fetchone():
            for statement in _SCHEMA:
                self._run(statement)
            self._run(f"pragma user_version = {_FORMAT}")
        elif version != _FORMAT:
            raise Damaged(f"format {version}")
        if salt is not None and self.recall("salt") != salt.encode():
            self._drop_results()
            self.note("salt", salt.encode())
            same_salt = False
        self.build = int(self.recall("build") or 0) + 1
        had = self._held.take(self.build - 1) if self._held is not None else {}
        self.held = had if same_salt else {}
        self.note("build", b"%d" % self.build)

    def _drop_results(self) -> None:
        """Drop what files gave. Which articles were published is still known."""
        for table in (*_TABLES, "signed"):
            self._run(f"delete from {table}")  # noqa: S608 - names of our own

    def _distrust(self) -> None:
        self._drop_results()
        self._run("update fact set stamp = '' where stamp is not null")
        self.held = {}

    def _run(self, statement: str, values: tuple[str | int | bytes | None, ...] = ()) -> sqlite3.Cursor:
        """Run one statement. SQLite's own messages about a damaged file may be damaged too, and not be UTF-8."""
        try:
            return self._db.execute(statement, values)
        except UnicodeDecodeError as problem:
            raise Damaged("the file is damaged") from problem

    def _run_many(self, statement: str, values: Iterable[tuple[str | int | bytes | None, ...]]) -> None:
        try:
            self._db.executemany(statement, values)
        except UnicodeDecodeError as problem:
            raise Damaged("the file is damaged") from problem

    def recall(self, name: str) -> bytes | None:
        """Return the value stored under a name."""
        row = self._run("select value from note where name = ?", (name,)).fetchone()
        return None if row is None else unseal(row[0])

    def note(self, name: str, value: bytes) -> None:
        """Store a value under a name."""
        self._run("insert or replace into note values (?, ?)", (name, seal(value)))

    def months(self, names: Iterable[str] | None = None) -> Iterator[tuple[str, MonthFiles]]:
        """Yield the files of the last build, by month: all, or those of some months.

        Raises MemoryDamaged if the state is damaged, as every method does.
        """
        statement = "select name, files from month"
        if names is None:
            rows: Iterable[tuple[str, bytes]] = self._run(f"{statement} order by name")
        else:
            rows = (row for name in names for row in self._run(f"{statement} where name = ?", (name,)).fetchall())
        for name, files in rows:
            try:
                yield name, FILES.decode(unseal(files))
            except msgspec.MsgspecError as problem:
                raise Damaged(str(problem)) from problem

    def records(self, month: str) -> list[Record]:
        """Return the records of the files of a month."""
        row = self._run("select records from month where name = ?", (month,)).fetchone()
        try:
            return RECORDS.decode(unseal(row[0])) if row else []
        except msgspec.MsgspecError as problem:
            raise Damaged(str(problem)) from problem

    def packed_briefs(self, month: str) -> dict[str, msgspec.Raw]:
        """Return the briefs of the files of a month by path, as msgpack; None of a file that has errors."""
        row = self._run("select records from month where name = ?", (month,)).fetchone()
        try:
            return {one.path: one.brief for one in BRIEFS.decode(unseal(row[0]))} if row else {}
        except msgspec.MsgspecError as problem:
            raise Damaged(str(problem)) from problem

    @property
    def texts_revision(self) -> int:
        """How many times builds and previews have changed the records of files."""
        return int(self.recall("texts") or 0)

    def change_month(self, name: str, records: Sequence[Record]) -> None:
        """Replace the records of a month; without records, delete the month."""
        self.note("texts", b"%d" % (self.texts_revision + 1))
        if records:
            is_plain = all(record.brief is not None and not record.said and not record.good for record in records)
            files = MonthFiles(tuple(record.path for record in records), stamps_of(records), is_plain)
            values = (name, seal(_ENCODER.encode(files)), seal(_ENCODER.encode(records)))
            self._run("insert or replace into month values (?, ?, ?)", values)
        else:
            self._run("delete from month where name = ?", (name,))

    def revive(self, key: str) -> tuple[bytes, bytes] | None:
        """Return article and messages of content that an earlier build has parsed; it counts as used from now on."""
        row = self._run("select article, said from text where key = ?", (key,)).fetchone()
        if row is None:
            return None
        self._run("update text set gone = null where key = ?", (key,))
        return unseal(row[0]), unseal(row[1])

    def add_texts(self, texts: Iterable[ReadText]) -> None:
        """Store parsed files."""
        sealed = ((r.key, seal(r.article), seal(r.body), seal(r.said), seal(r.vector)) for r in texts)
        self._run_many("insert or replace into text (key, article, body, said, vector) values (?, ?, ?, ?, ?)", sealed)

    def leave(self, keys: Iterable[str]) -> None:
        """Mark content that no file has any more; it can be revived for some builds."""
        self._run_many("update text set gone = ? where key = ?", ((self.build, key) for key in keys))

    def has_left(self) -> bool:
        """Return whether there is anything to revive."""
        return self._run("select 1 from text where gone is not null limit 1").fetchone() is not None

    def media(self) -> dict[str, tuple[int, int, int, bytes]]:
        """Return the records of pictures, by path: size, time, inode and value."""
        rows = self._run("select path, size, mtime_ns, inode, media from media")
        return {path: (size, mtime, inode, unseal(value)) for path, size, mtime, inode, value in rows}

    def add_media(self, rows: Iterable[tuple[str, int, int, int, bytes]]) -> None:
        """Store records of pictures."""
        sealed = ((*row[:4], seal(row[4])) for row in rows)
        self._run_many("insert or replace into media values (?, ?, ?, ?, ?)", sealed)

    def drop_media(self, paths: Iterable[str]) -> None:
        """Delete records of pictures."""
        self._run_many("delete from media where path = ?", ((path,) for path in paths))

    def blobs(self) -> StoredBlobs:
        """Return the blobs of this state."""
        return StoredBlobs(self._db)

    def plans(self, output: str) -> Plans:
        """Return the stored plan of an output folder, named relative to the site."""
        return Plans(self._db, output)

    def nodes(self, output: str) -> Nodes:
        """Return the nodes of an output folder, named relative to the site."""
        return Nodes(self._db, output)

    def copy_edition(self, output: str, to: str) -> None:
        """Copy all that is known of an output folder for another one that gets the same files."""
        copy_edition(self._db, output, to)

    def drop_edition(self, output: str) -> None:
        """Drop all that is known of an output folder."""
        drop_edition(self._db, output)

    def tables(self) -> frozenset[str | None]:
        """Return the statements that create tables and indexes."""
        return frozenset(row[0] for row in self._run("select sql from sqlite_master"))

    def keep(self) -> None:
        """Commit all changes, and drop what has not been used for some builds."""
        self._run("delete from text where gone < ?", (self.build - _KEPT_BUILDS,))
        self.save()
        if self._held is not None:
            self._held.give(self.build, self.to_hold)

    def save(self) -> None:
        """Commit all changes so far, so that other processes see them."""
        self._run("commit")
        self._saved = True
        self._run("begin immediate")

    def close(self) -> None:
        """Close the file without what was not committed."""
        if self.file is None or not self._saved:
            self._db.close()
            return
        try:
            self._db.rollback()
            checksums.update(self.file)
            busy, logged, done = self._run("pragma wal_checkpoint(truncate)").fetchone()
        except (OSError, MemoryDamaged):
            # The checksums are those from before, so the file must stay as it was: with one more reader, who may not
            # write, SQLite leaves its log alone.
            with suppress(MemoryDamaged):
                reader = TextReader(self.file)
                reader.recall("salt")
                self._db.close()
                reader.close()
            self._db.close()
            return
        self._db.close()
        if not busy and logged == done:
            with suppress(OSError):
                checksums.select(self.file)


def forget(file: Path) -> None:
    """Delete a state.

    Raises OSError.
    """
    for end in ("", "-wal", "-shm", "-sums"):
        found = file.with_name(file.name + end)
        if found.is_dir():
            shutil.rmtree(found)
        found.unlink(missing_ok=True)
