"""The nodes of one output folder, their traces, and the stamps of facts.

A node is a published file, or a block that pages share. A build is stored in one transaction, or not at all. This
module never computes stamps, and never touches the output folder.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import Final

import msgspec

from ssg.core.parts import Part, unpacked
from ssg.core.trace import BETWEEN, OF_BLOCKS, SELF, Stamps, Trace
from ssg.store.new_nodes import Made, NewNodes, NodeRow
from ssg.store.numbering import Numbering
from ssg.store.readers import SIGN, Changed, Readers
from ssg.store.readings import BITS, NUMBERS, Readings
from ssg.store.seal import Damaged
from ssg.store.tables import COLUMNS, MASK, SHIFT

_STAMPS = msgspec.msgpack.Encoder()
_TRACES: Final = "select id, rendered, spliced, own from node where edition = ?"
_ABOUT: Final = """select output from node indexed by node_subject
    where edition = ? and subject = ? and subject <> '' and output is not null and identity glob ?"""
_BATCH: Final = 2000  # nodes whose rows are in memory at once
_NUMBER: Final = array(NUMBERS, [0]).tobytes()
_ONE: Final = array(BITS, [1]).tobytes()
_READ: Final = 16_000_000  # bytes of what they have read, ten times as many while rows are sorted
_Row = tuple[str | int | None, ...]
_COLUMNS: Final = ("digest", "size", "mtime_ns", "identity", "frame", "state", "spots", "why")


class Entry(msgspec.Struct, frozen=True):
    """A published file. An empty digest means that a publication was interrupted: the file itself decides.

    For a page, `identity` says what it is, and `why` what had changed when it was last written. `frame` lists the parts
    that were spliced (the same text on very many pages), `state` names the text of each, and `spots` has the position
    and length of each (`ssg/core/parts.py`).
    """

    digest: str
    size: int = 0
    mtime_ns: int = 0
    identity: str = ""
    frame: str = ""
    state: str = ""
    spots: bytes = b""
    why: str = ""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of a page, in order."""
        return unpacked(self.frame, self.state, self.spots)


class Nodes(Readers):
    """The nodes of one edition, which is published into one output folder."""

    def __init__(self, db: sqlite3.Connection, output: str) -> None:
        """Use the tables of a state file that is open. `output` names the folder, relative to the site."""
        super().__init__(db, output)
        self._frames: dict[str, int] = {}
        self.numbering = Numbering(db, self.edition)
        """The numbers of what nodes have read, for `NewNodes`."""

    def identities(self, kind: str = "") -> dict[str, str]:
        """Return the identity of every published page, or of those of one kind, by output."""
        statement = "select output, identity from node where edition = ? and output is not null"
        values: tuple[str | int, ...] = (self.edition,)
        if kind:
            statement, values = f"{statement} and identity glob ?", (self.edition, f"{kind}{BETWEEN}*")
        return {str(path): str(identity) for path, identity in self._all(statement, values)}

    def pages_about(self, subject: str, kind: str) -> list[str]:
        """Return the outputs of the pages of a kind whose subject this is."""
        rows = self._all(_ABOUT, (self.edition, subject, f"{kind}{BETWEEN}*"))
        return [str(output) for (output,) in rows]

    def identity(self, output: str) -> str | None:
        """Return the identity of a published file."""
        row = self._one("select identity from node where edition = ? and output = ?", (self.edition, output))
        return None if row is None else str(row[0])

    def entry(self, output: str) -> Entry | None:
        """Return the entry of a published file."""
        row = self._one(
            """select digest, size, mtime_ns, identity, coalesce(f.text, ''), state, spots, why
               from node left join frame f on f.id = node.frame where edition = ? and output = ?""",
            (self.edition, output),
        )
        try:
            return None if row is None else msgspec.convert(dict(zip(_COLUMNS, row, strict=True)), Entry)
        except msgspec.ValidationError as problem:
            raise Damaged(str(problem)) from problem

    def put(self, now: Mapping[str, Entry], gone: Iterable[str]) -> None:
        """Store the entries of files, and delete those of removed files."""
        for output in gone:
            row = self._one("select id from node where edition = ? and output = ?", (self.edition, output))
            if row is not None:
                self._forget(int(row[0]))
        at = self.edition
        rows = (  # one by one: a new site has more than a hundred thousand
            (at, path, e.identity, e.digest, e.size, e.mtime_ns, self._frame(e.frame), e.state, e.spots, e.why)
            for path, e in now.items()
        )
        self._db.executemany(
            """insert into node (edition, output, identity, subject, digest, size, mtime_ns, frame, state, spots, why)
               values (?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?)
               on conflict (edition, output) where output is not null do update set
               rendered = case when identity = excluded.identity then rendered end,
               identity = excluded.identity, digest = excluded.digest, size = excluded.size,
               mtime_ns = excluded.mtime_ns, frame = excluded.frame, state = excluded.state, spots = excluded.spots,
               why = excluded.why""",
            rows,
        )

    def doubt(self, notes: Mapping[str, str]) -> None:
        """Record that files are about to be replaced, and the digests that they may have until then."""
        self._db.executemany(
            """insert into node (edition, output, identity, subject, digest, size, mtime_ns, state, spots, why)
               values (?, ?, '', '', '', -1, 0, '', x'', ?)
               on conflict (edition, output) where output is not null
               do update set digest = '', size = -1, why = excluded.why""",
            ((self.edition, output, note) for output, note in notes.items()),
        )

    def _frame(self, text: str) -> int | None:
        if not text:
            return None
        found = self._frames.get(text)
        if found is None:
            self._db.execute("insert or ignore into frame (text) values (?)", (text,))
            row = self._one("select id from frame where text = ?", (text,))
            found = self._frames[text] = int(row[0]) if row else 0
        return found

    def _forget(self, node: int) -> None:
        self._db.execute("delete from about where node = ?", (node,))
        self._db.execute("delete from reading where node = ?", (node,))
        self._db.execute("delete from node where id = ?", (node,))

    def record(self, made: NewNodes, blocks: Mapping[str, tuple[str, Trace]]) -> None:
        """Store the traces of files by output, and those of blocks by identity with the digest of their text."""
        self._db.executemany(
            """insert into node (edition, identity, subject, digest) values (?, ?, '', ?)
               on conflict (edition, identity) where output is null do update set digest = excluded.digest""",
            ((self.edition, identity, digest) for identity, (digest, _) in blocks.items()),
        )
        about, alone = Readings(), Readings()
        named = f"{_TRACES} and output is null and identity = ?"
        shared = ((named, identity, made.row_of(Made(identity, "", trace))) for identity, (_, trace) in blocks.items())
        files = ((f"{_TRACES} and output = ?", output, row) for output, row in made.rows())
        made_now, left = chain(shared, files), True
        while left:
            batch = list(islice(made_now, _BATCH))
            left = bool(batch)
            rows = [row for one in batch if (row := self._row_of(about, alone, *one)) is not None]
            nodes = [(values[-1],) for values in rows]
            self._db.executemany("delete from about where node = ?", nodes)
            self._db.executemany("delete from reading where node = ?", nodes)
            statement = "update node set subject = ?, identity = ?, rendered = ?, spliced = ?, own = ? where id = ?"
            self._db.executemany(statement, rows)
            if not left or len(about.read) + len(alone.read) > _READ:
                self.numbering.store()
                self._db.executemany("insert into about values (?, ?, ?)", about)
                self._db.executemany("insert into reading values (?, ?, ?)", alone)
                about, alone = Readings(), Readings()

    def _row_of(self, about: Readings, alone: Readings, select: str, name: str, made: NodeRow) -> _Row | None:
        """Return the row of a node, if there is one, and note what it has read. A trace not recorded again is kept."""
        row = self._one(select, (self.edition, name))
        if row is None:
            return None
        node, *before = row
        now: list[str | int | None] = []
        for number, (trace, known) in enumerate(zip(made.traces, before, strict=True)):
            if trace is None:
                now.append(known)
                if known is not None:
                    self._take_over(int(node), number, about, alone)
                continue
            now.append(trace.shared)
            about.add(int(node), trace.about, trace.bits, number * SHIFT)
            alone.add(int(node), trace.alone, _ONE * (len(trace.alone) // len(_NUMBER)), number)
        return (made.subject, made.identity, *now, node)

    def _take_over(self, node: int, number: int, about: Readings, alone: Readings) -> None:
        """Keep one stored trace of a node."""
        for table, into, shift, mask in (("about", about, number * SHIFT, MASK), ("reading", alone, number, 1)):
            what = "article" if table == "about" else "fact"
            rows = self._all(f"select {what}, bits from {table} where node = ?", (node,))  # noqa: S608 - our own names
            kept = {int(read): bits for read, found in rows if (bits := int(found) >> shift & mask)}
            into.add(node, array(NUMBERS, kept).tobytes(), array(BITS, kept.values()).tobytes(), shift)

    def keep(self, changed: Changed, facts: Stamps, fronts: Iterable[tuple[str, int]]) -> None:
        """Store the current stamps of all facts. All nodes must have been recorded."""
        gone = [path for path, now in changed.stamps.items() if not now]
        self._sign(changed)
        stamps = dict(changed.facts)
        for fact in self.numbering.facts.new:
            if fact[1] != SELF and fact[0] not in OF_BLOCKS:
                stamps[fact] = facts.stamp(fact)
        update = "update fact set stamp = ? where edition = ? and kind = ? and key = ?"
        self._db.executemany(update, ((stamp, self.edition, *fact) for fact, stamp in stamps.items()))
        now = dict(changed.fronts)
        for name, depth in set(fronts) - now.keys():
            now[name, depth] = facts.front(name, depth)
        rows_of_fronts = ((self.edition, name, depth, paths) for (name, depth), paths in now.items())
        self._db.executemany("insert or replace into front values (?, ?, ?, ?)", rows_of_fronts)
        if self.numbering.shared or gone:
            self._sweep()

    def _sign(self, changed: Changed) -> None:
        """Store the stamps and signatures that changed."""
        before, now = changed.signed
        signs = {path: sign - SIGN for path, sign in now.articles.items()}
        self._db.executemany(
            """insert into article (edition, path, stamps, sign) values (?, ?, ?, ?)
               on conflict (edition, path) do update set stamps = excluded.stamps, sign = excluded.sign""",
            ((self.edition, path, stamps, signs.get(path)) for path, stamps in changed.stamps.items()),
        )
        differing = {path for path, _ in before.articles.items() ^ now.articles.items()} - changed.stamps.keys()
        others = ((signs.get(path), self.edition, path) for path in differing)
        self._db.executemany("update article set sign = ? where edition = ? and path = ?", others)
        if before.lists != now.lists:
            row = (self.edition, "lists", _STAMPS.encode(now.lists))
            self._db.execute("insert or replace into signed values (?, ?, ?)", row)

    def _sweep(self) -> None:
        """Delete traces without nodes, facts that are in no trace, and blocks that no page shows."""
        ids = (f"not exists (select 1 from node n where n.{column} = trace.id)" for column in COLUMNS)  # noqa: S608
        unused = " and ".join(ids)
        self._db.execute(f"delete from trace where edition = {self.edition} and {unused}")  # noqa: S608
        self._db.execute("delete from trace_fact where trace not in (select id from trace)")
        shown = """select f.key from fact f join trace_fact t on t.fact = f.id
            where f.edition = ? and f.kind in ('BLOCK', 'EMPTY')"""
        dead = f"""select id from node where edition = ? and output is null and identity not in ({shown})"""  # noqa: S608
        for (node,) in list(self._all(dead, (self.edition, self.edition))):
            self._forget(int(node))
        self._db.execute(
            """delete from fact where edition = ? and not exists (select 1 from trace_fact t where t.fact = fact.id)
               and not exists (select 1 from reading r where r.fact = fact.id)""",
            (self.edition,),
        )
        self.numbering = Numbering(self._db, self.edition)  # rows that it knows may be gone
