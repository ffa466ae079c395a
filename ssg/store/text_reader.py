"""Reads a state that another process has written: articles, bodies, notes, times of outputs. Never writes."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from ssg.store.blobs import StoredBlobs
from ssg.store.seal import Damaged, unseal
from ssg.store.tables import stats_of


class Texts:
    """The parsed files in the state `_db`."""

    _db: sqlite3.Connection

    def article(self, key: str) -> bytes:
        """Return a stored article."""
        return self._text("article", key)

    def body(self, key: str) -> bytes:
        """Return a stored body."""
        return self._text("body", key)

    def vector(self, key: str) -> bytes:
        """Return the stored vector of an article."""
        return self._text("vector", key)

    def _text(self, column: Literal["article", "body", "vector"], key: str) -> bytes:
        """Return a part of a parsed file, by its key.

        Raises Damaged if it is missing or not what was stored.
        """
        row = self._db.execute(f"select {column} from text where key = ?", (key,)).fetchone()  # noqa: S608 - one of ours
        if row is None:
            raise Damaged(f"there is no text {key}")
        return unseal(row[0])


class TextReader(Texts):
    """Reads articles and bodies that another process has stored; writes nothing."""

    def __init__(self, file: Path) -> None:
        """Open the file for reading.

        Raises MemoryDamaged.
        """
        address = f"{file.absolute().as_uri()}?mode=ro"
        self._db = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
        # A connection is in a reference cycle (its cache of statements): without this it would stay open for long.
        weakref.finalize(self, self._db.close)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def blobs(self) -> StoredBlobs:
        """Return the blobs of this state."""
        return StoredBlobs(self._db)

    def recall(self, name: str) -> bytes | None:
        """Return the value stored under a name."""
        row = self._db.execute("select value from note where name = ?", (name,)).fetchone()
        return None if row is None else unseal(row[0])

    def each_stat(self, output: str) -> Iterator[tuple[str, tuple[int, int]]]:
        """Yield every file that was published into an output folder, with its recorded size and time (nanoseconds)."""
        yield from stats_of(self._db, output)  # a generator: it holds the reader, which would close the file

    def has_outputs(self, output: str) -> bool:
        """Return whether any file was published into an output folder."""
        return next(self.each_stat(output), None) is not None
