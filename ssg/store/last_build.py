"""Records what became of the last build of each output folder, so that only a finished one is deployed.

A build that is killed leaves the record of its beginning. Decides nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from ssg.store.files import cannot_write_problem, write_whole
from ssg.store.open import read_regular
from ssg.store.outputs import journal_file
from ssg.store.seal import Damaged

State = Literal["begun", "published", "failed"]


class LastBuild(msgspec.Struct, frozen=True):
    """The last build of an output folder; `preview`: it shows what is not public."""

    state: State
    preview: bool = False


class OutputFile(NamedTuple):
    """A published file: its output path, what it is (`Entry.identity`), digest, size and time (nanoseconds)."""

    path: str
    identity: str
    digest: str
    size: int
    mtime_ns: int


_DECODER = msgspec.json.Decoder(LastBuild)


def note_build(state: Path, name: str, build: LastBuild) -> None:
    """Record a build of the output folder `name`.

    Raises SiteProblem if the disk refuses.
    """
    file = record_file(state, name)
    try:
        write_whole(file, msgspec.json.encode(build))
    except OSError as problem:
        raise cannot_write_problem(file, problem) from problem


def last_build(state: Path, name: str) -> LastBuild | None:
    """Return the last build of an output folder, if one is recorded."""
    try:
        return _DECODER.decode(read_regular(record_file(state, name), follow=False))
    except (OSError, msgspec.MsgspecError):
        return None


def record_file(state: Path, name: str) -> Path:
    """Return the file with the record of the last build of an output folder."""
    return journal_file(state, name).with_suffix(".built")


def output_files(memo: Path, name: str) -> Iterator[OutputFile]:
    """Yield every file that builds published into an output folder.

    Raises MemoryDamaged.
    """
    db = sqlite3.connect(f"{memo.absolute().as_uri()}?mode=ro", uri=True)
    statement = """select node.output, identity, digest, size, mtime_ns from node
        join edition on edition.id = node.edition where edition.output = ? and node.output is not null"""
    try:
        yield from map(OutputFile._make, db.execute(statement, (name,)))
    except UnicodeDecodeError as problem:
        raise Damaged("the file is damaged") from problem
    finally:
        db.close()
