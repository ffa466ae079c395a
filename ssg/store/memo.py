"""The memory of builds: what was made of each file, in one SQLite file that may be deleted at any time.

Holds plain data only (msgpack and JSON), never a pickle. A file that is missing, damaged or of another version is
replaced by an empty one: the next build then does everything anew, with the same result. This module never decides what
is stale: a key that is not there is computed, and what no recent build has used is dropped.
"""

from __future__ import annotations

import shutil
import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from ssg.core.model import Brief
from ssg.store.cabinet import SCHEMA as _SHEETS
from ssg.store.cabinet import StoredCabinet
from ssg.store.seal import Damaged, MemoryDamaged, seal, unseal

_FORMAT = 5
_SCHEMA = (
    "create table about (name text primary key, value blob)",
    # The files of the last build, a row for each month of publication: read whole in one query, written in part.
    "create table month (name text primary key, records blob)",
    # What was made of files by content, read one at a time. A row that no file has any more can be revived for a while.
    "create table text (key text primary key, article blob, body blob, said blob, vector blob, gone int)",
    "create table template (key text primary key, data blob)",
    "create table media (path text primary key, size int, mtime_ns int, inode int, media blob)",
    _SHEETS,
)
_TABLES = ("month", "text", "media", "template", "sheet")
# How many builds something is kept that none of them used: who switches branches back and forth parses nothing twice.
_KEPT_BUILDS = 8


class Record(msgspec.Struct, frozen=True, array_like=True):
    """A file of the last build: how it was when it was read, the key of what was made of it, and its article's brief.

    `said` holds what there is to say of the file (as msgpack). `good` is empty unless the file has errors: then it is
    the key of what was made of it when it last had none.
    """

    path: str
    size: int
    mtime_ns: int
    inode: int
    key: str
    brief: Brief | None = None
    said: bytes = b""
    good: str = ""


class TextRow(NamedTuple):
    """What was made of a file of some content: article and body as JSON, messages as msgpack; empty where none.

    `vector` says what the article is like.
    """

    key: str
    article: bytes
    body: bytes
    said: bytes
    vector: bytes


_RECORDS = msgspec.msgpack.Decoder(list[Record])
_ENCODER = msgspec.msgpack.Encoder()


class TextReader:
    """Reads articles and bodies that another process has kept; writes nothing."""

    def __init__(self, file: Path) -> None:
        """Open the file for reading.

        Raises MemoryDamaged.
        """
        address = f"{file.absolute().as_uri()}?mode=ro"
        self._db = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
        # A connection knows itself in a circle (its cache of statements): without this it would stay open for long.
        weakref.finalize(self, self._db.close)

    def article(self, key: str) -> bytes:
        """Give an article that was remembered."""
        return _text(self._db, "article", key)

    def body(self, key: str) -> bytes:
        """Give a body that was remembered."""
        return _text(self._db, "body", key)

    def vector(self, key: str) -> bytes:
        """Give the vector of an article."""
        return _text(self._db, "vector", key)

    def template(self, key: str) -> bytes | None:
        """Give a compiled template."""
        return _template(self._db, key)

    def cabinet(self) -> StoredCabinet:
        """Give the sheets of this memory."""
        return StoredCabinet(self._db)


def _text(db: sqlite3.Connection, column: Literal["article", "body", "vector"], key: str) -> bytes:
    row = db.execute(f"select {column} from text where key = ?", (key,)).fetchone()  # noqa: S608 - one of our own
    if row is None:
        raise Damaged(f"there is no text {key}")
    return unseal(row[0])


def _template(db: sqlite3.Connection, key: str) -> bytes | None:
    """Give a template; a damaged one is as good as none, and is compiled anew.

    This is asked for in the midst of rendering, where a damaged memory would be taken for a broken template.
    """
    try:
        row = db.execute("select data from template where key = ?", (key,)).fetchone()
        return None if row is None else unseal(row[0])
    except (MemoryDamaged, UnicodeDecodeError):
        return None


class Memo:
    """The memory during one build. All writing is one transaction, ended by `keep`; a killed build leaves no trace."""

    def __init__(self, file: Path | None, salt: str) -> None:
        """Open or make the file; without one, remember for this build only.

        `salt` names our code and its libraries: with another one the memory is emptied. Raises MemoryDamaged where the
        file is not one that we can use, OSError where the folder cannot be written.
        """
        self.file = file
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
        self._open(salt)

    def _open(self, salt: str) -> None:
        self._db = sqlite3.connect(":memory:" if self.file is None else self.file, timeout=1.0, isolation_level=None)
        self._run("pragma journal_mode = wal")
        # A power failure may lose the last build's memory, never the file: SQLite's word for WAL with `normal`.
        self._run("pragma synchronous = normal")
        self._run("pragma cache_size = -16000")
        version = self._run("pragma user_version").fetchone()[0]
        self._run("begin immediate")
        if version == 0 and not self._run("select 1 from sqlite_master").fetchone():
            for statement in _SCHEMA:
                self._run(statement)
            self._run(f"pragma user_version = {_FORMAT}")
        elif version != _FORMAT:
            raise Damaged(f"format {version}")
        if self.recall("salt") != salt.encode():
            for table in _TABLES:
                self._run(f"delete from {table}")  # noqa: S608 - names of our own
            self.note("salt", salt.encode())
        self.build = int(self.recall("build") or 0) + 1
        self.note("build", b"%d" % self.build)

    def _run(self, statement: str, values: tuple[str | int | bytes | None, ...] = ()) -> sqlite3.Cursor:
        """Run one statement. Of a damaged file SQLite's own messages may be damaged, and then fail to be text."""
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
        """Give the one value noted under a name."""
        row = self._run("select value from about where name = ?", (name,)).fetchone()
        return None if row is None else unseal(row[0])

    def note(self, name: str, value: bytes) -> None:
        """Note one value under a name."""
        self._run("insert or replace into about values (?, ?)", (name, seal(value)))

    @property
    def generation(self) -> int:
        """Count the states of what is remembered of the site, whoever has changed it: a build, or the preview."""
        return int(self.recall("generation") or 0)

    def advance(self) -> None:
        """Note that what is remembered of the site is in another state now."""
        self.note("generation", b"%d" % (self.generation + 1))

    def months(self) -> Iterator[tuple[str, list[Record]]]:
        """Give all files of the last build, by month.

        Raises MemoryDamaged where the memory is damaged, as every method does.
        """
        for name, records in self._run("select name, records from month order by name"):
            try:
                yield name, _RECORDS.decode(unseal(records))
            except msgspec.MsgspecError as problem:
                raise Damaged(str(problem)) from problem

    def change_month(self, name: str, records: Sequence[Record]) -> None:
        """Put these in the place of a month's files; none of them: forget the month."""
        if records:
            self._run("insert or replace into month values (?, ?)", (name, seal(_ENCODER.encode(records))))
        else:
            self._run("delete from month where name = ?", (name,))

    def revive(self, key: str) -> tuple[bytes, bytes] | None:
        """Give article and messages of content that some build has seen; it counts as used from now on."""
        row = self._run("select article, said from text where key = ?", (key,)).fetchone()
        if row is None:
            return None
        self._run("update text set gone = null where key = ?", (key,))
        return unseal(row[0]), unseal(row[1])

    def article(self, key: str) -> bytes:
        """Give an article that was remembered."""
        return _text(self._db, "article", key)

    def body(self, key: str) -> bytes:
        """Give a body that was remembered."""
        return _text(self._db, "body", key)

    def vector(self, key: str) -> bytes:
        """Give the vector of an article."""
        return _text(self._db, "vector", key)

    def template(self, key: str) -> bytes | None:
        """Give a compiled template."""
        return _template(self._db, key)

    def add_texts(self, rows: Iterable[TextRow]) -> None:
        """Remember what was made of files."""
        sealed = ((r.key, seal(r.article), seal(r.body), seal(r.said), seal(r.vector)) for r in rows)
        self._run_many("insert or replace into text (key, article, body, said, vector) values (?, ?, ?, ?, ?)", sealed)

    def leave(self, keys: Iterable[str]) -> None:
        """Take leave of content that no file has any more; for some builds it can be revived."""
        self._run_many("update text set gone = ? where key = ?", ((self.build, key) for key in keys))

    def has_left(self) -> bool:
        """Say whether there is anything to revive."""
        return self._run("select 1 from text where gone is not null limit 1").fetchone() is not None

    def add_template(self, key: str, data: bytes) -> None:
        """Remember a compiled template, if the memory is whole; what is wrong with it shows when it is kept."""
        with suppress(MemoryDamaged):
            self._run("insert or replace into template values (?, ?)", (key, seal(data)))

    def media(self) -> dict[str, tuple[int, int, int, bytes]]:
        """Give what is remembered of pictures, by path: size, time, inode, and the value."""
        rows = self._run("select path, size, mtime_ns, inode, media from media")
        return {path: (size, mtime, inode, unseal(value)) for path, size, mtime, inode, value in rows}

    def add_media(self, rows: Iterable[tuple[str, int, int, int, bytes]]) -> None:
        """Remember pictures."""
        sealed = ((*row[:4], seal(row[4])) for row in rows)
        self._run_many("insert or replace into media values (?, ?, ?, ?, ?)", sealed)

    def drop_media(self, paths: Iterable[str]) -> None:
        """Forget pictures."""
        self._run_many("delete from media where path = ?", ((path,) for path in paths))

    def cabinet(self) -> StoredCabinet:
        """Give the sheets of this memory."""
        return StoredCabinet(self._db)

    def keep(self) -> None:
        """Make all changes last, and drop what has not been used for some builds."""
        self._run("delete from text where gone < ?", (self.build - _KEPT_BUILDS,))
        self.save()

    def save(self) -> None:
        """Make all changes so far last, and be seen by other processes."""
        self._run("commit")
        self._run("begin immediate")

    def close(self) -> None:
        """End without keeping what `keep` has not kept."""
        self._db.close()


def forget(file: Path) -> None:
    """Throw a memory away.

    Raises OSError.
    """
    for end in ("", "-wal", "-shm"):
        found = file.with_name(file.name + end)
        if found.is_dir():
            shutil.rmtree(found)
        found.unlink(missing_ok=True)
