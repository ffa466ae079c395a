"""Checksums of the pages of the state: any file that nobody has touched is whole, one with a wrong bit is not."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from ssg.store import checksums
from ssg.store.seal import Damaged

GIGABYTE = 1 << 30


@pytest.mark.slow
def test_a_file_above_a_gigabyte_is_whole(tmp_path: Path) -> None:
    """SQLite never writes the page at the first gigabyte, where it locks: no log has a checksum of it."""
    file = tmp_path / "memo.sqlite"
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("pragma page_size=65536")
    assert db.execute("pragma journal_mode=wal").fetchone() == ("wal",)
    db.execute("pragma wal_autocheckpoint=0")  # as the state
    db.execute("create table value (data blob)")
    db.executemany("insert into value values (zeroblob(?))", [(1 << 26,)] * 17)
    db.execute("insert into value values (?)", ("cuối",))
    checksums.update(file)
    assert db.execute("pragma wal_checkpoint(truncate)").fetchone() == (0, 0, 0)
    db.close()
    assert file.stat().st_size > GIGABYTE
    checksums.verify(file)
    with file.open("r+b") as opened:
        opened.seek(-1, 2)
        last = opened.read(1)
        opened.seek(-1, 2)
        opened.write(bytes((last[0] ^ 1,)))
    with pytest.raises(Damaged):
        checksums.verify(file)
