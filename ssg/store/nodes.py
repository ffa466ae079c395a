"""The nodes of one output folder, their traces, and the stamps of facts.

A node is a published file, or a block that pages share. A build is stored in one transaction, or not at all. This
module never computes stamps, and never touches the output folder.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import Final, NamedTuple

import msgspec

from ssg.core.digest import digest_bytes
from ssg.core.model import Part
from ssg.core.parts import unpacked
from ssg.core.trace import BETWEEN, OF_BLOCKS, SELF, Fact, Signatures, Stamps, Trace
from ssg.store.readers import Changed, Readers
from ssg.store.readings import Readings
from ssg.store.seal import Damaged
from ssg.store.tables import COLUMNS, FACT, MASK, SHIFT

_STAMPS = msgspec.msgpack.Encoder()
_TRACES: Final = "select id, rendered, spliced, own from node where edition = ?"
_BATCH: Final = 2000  # nodes whose rows are in memory at once
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


class Made(NamedTuple):
    """The traces of a node, by `COLUMNS`; None for one that was not recorded again."""

    identity: str
    subject: str
    rendered: Trace | None
    spliced: Trace | None = None
    own: Trace | None = None


class Nodes(Readers):
    """The nodes of one edition, which is published into one output folder."""

    def __init__(self, db: sqlite3.Connection, output: str) -> None:
        """Use the tables of a state file that is open. `output` names the folder, relative to the site."""
        super().__init__(db, output)
        self._frames: dict[str, int] = {}
        self._traces: dict[frozenset[Fact], int] = {}
        self._facts: dict[Fact, int] = {}
        self._new_facts: set[Fact] = set()
        self._articles: dict[str, int] = {}

    def identities(self, kind: str = "") -> dict[str, str]:
        """Return the identity of every published page, or of those of one kind, by output."""
        statement = "select output, identity from node where edition = ? and output is not null"
        values: tuple[str | int, ...] = (self.edition,)
        if kind:
            statement, values = f"{statement} and identity glob ?", (self.edition, f"{kind}{BETWEEN}*")
        return {str(path): str(identity) for path, identity in self._all(statement, values)}

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

    def record(self, made: Mapping[str, Made], blocks: Mapping[str, tuple[str, Trace]]) -> None:
        """Store the traces of files by output, and those of blocks by identity with the digest of their text."""
        self._db.executemany(
            """insert into node (edition, identity, subject, digest) values (?, ?, '', ?)
               on conflict (edition, identity) where output is null do update set digest = excluded.digest""",
            ((self.edition, identity, digest) for identity, (digest, _) in blocks.items()),
        )
        about, alone = Readings(), Readings()
        named = f"{_TRACES} and output is null and identity = ?"
        shared = ((named, identity, Made(identity, "", trace)) for identity, (_, trace) in blocks.items())
        files = ((f"{_TRACES} and output = ?", output, one) for output, one in made.items())
        made_now = chain(shared, files)
        while batch := list(islice(made_now, _BATCH)):
            rows = [row for one in batch if (row := self._row_of(about, alone, *one)) is not None]
            nodes = [(values[-1],) for values in rows]
            self._db.executemany("delete from about where node = ?", nodes)
            self._db.executemany("delete from reading where node = ?", nodes)
            statement = "update node set subject = ?, identity = ?, rendered = ?, spliced = ?, own = ? where id = ?"
            self._db.executemany(statement, rows)
        self._db.executemany("insert into about values (?, ?, ?)", about)
        self._db.executemany("insert into reading values (?, ?, ?)", alone)

    def _row_of(self, abouts: Readings, alones: Readings, select: str, name: str, made: Made) -> _Row | None:
        """Return the row of a node, if there is one, and note what it has read. A trace not recorded again is kept."""
        row = self._one(select, (self.edition, name))
        if row is None:
            return None
        node, *before = row
        about: dict[int, int] = {}
        alone: dict[int, int] = {}
        now: list[str | int | None] = []
        traces = (made.rendered, made.spliced, made.own)
        for number, (trace, known) in enumerate(zip(traces, before, strict=True)):
            if trace is None:
                now.append(known)
                if known is not None:
                    self._take_over(int(node), number, about, alone)
                continue
            now.append(self._intern(trace.shared))
            for path, bits in trace.about:
                article = self._article(path)
                about[article] = about.get(article, 0) | bits << number * SHIFT
            for fact in trace.alone:
                known_fact = self._fact(fact)
                alone[known_fact] = alone.get(known_fact, 0) | 1 << number
        abouts.add(int(node), about)
        alones.add(int(node), alone)
        return (made.subject, made.identity, *now, node)

    def _take_over(self, node: int, number: int, about: dict[int, int], alone: dict[int, int]) -> None:
        """Keep one stored trace of a node."""
        for article, bits in self._all("select article, bits from about where node = ?", (node,)):
            if kept := int(bits) & MASK << number * SHIFT:
                about[int(article)] = about.get(int(article), 0) | kept
        for fact, bits in self._all("select fact, bits from reading where node = ?", (node,)):
            if kept := int(bits) & 1 << number:
                alone[int(fact)] = alone.get(int(fact), 0) | kept

    def _article(self, path: str) -> int:
        found = self._articles.get(path)
        if found is None:
            row = self._one("select id from article where edition = ? and path = ?", (self.edition, path))
            if row is None:
                values = (self.edition, path)
                row = (self._db.execute("insert into article (edition, path) values (?, ?)", values).lastrowid or 0,)
            found = self._articles[path] = int(row[0])
        return found

    def _intern(self, shared: frozenset[Fact]) -> int:
        """Return the number of a shared trace."""
        found = self._traces.get(shared)
        if found is not None:
            return found
        ids = sorted(self._fact(fact) for fact in shared)
        name = digest_bytes(" ".join(map(str, ids)).encode())
        row = self._one("select id from trace where edition = ? and name = ?", (self.edition, name))
        if row is None:
            number = self._db.execute("insert into trace (edition, name) values (?, ?)", (self.edition, name)).lastrowid
            self._db.executemany("insert into trace_fact values (?, ?)", ((fact, number) for fact in ids))
            row = (number or 0,)
        self._traces[shared] = int(row[0])
        return int(row[0])

    def _fact(self, fact: Fact) -> int:
        found = self._facts.get(fact)
        if found is None:
            row = self._one(FACT, (self.edition, *fact))
            if row is None:
                values = (self.edition, *fact)
                number = self._db.execute("insert into fact (edition, kind, key) values (?, ?, ?)", values).lastrowid
                row = (number or 0, "")
                self._new_facts.add(fact)
            found = self._facts[fact] = int(row[0])
        return found

    def keep(self, changed: Changed, facts: Stamps, fronts: Iterable[tuple[str, int]]) -> None:
        """Store the current stamps of all facts. All nodes must have been recorded."""
        gone = [path for path, now in changed.stamps.items() if not now]
        rows = ((self.edition, path, _STAMPS.encode(now) if now else None) for path, now in changed.stamps.items())
        self._db.executemany(
            """insert into article (edition, path, stamps) values (?, ?, ?)
               on conflict (edition, path) do update set stamps = excluded.stamps""",
            rows,
        )
        self._sign(*changed.signed)
        stamps = dict(changed.facts)
        for fact in self._new_facts:
            if fact[1] != SELF and fact[0] not in OF_BLOCKS:
                stamps[fact] = facts.stamp(fact)
        update = "update fact set stamp = ? where edition = ? and kind = ? and key = ?"
        self._db.executemany(update, ((stamp, self.edition, *fact) for fact, stamp in stamps.items()))
        now = dict(changed.fronts)
        for name, depth in set(fronts) - now.keys():
            now[name, depth] = facts.front(name, depth)
        rows_of_fronts = ((self.edition, name, depth, paths) for (name, depth), paths in now.items())
        self._db.executemany("insert or replace into front values (?, ?, ?, ?)", rows_of_fronts)
        if self._traces or gone:
            self._sweep()

    def _sign(self, before: Signatures, now: Signatures) -> None:
        """Store the signatures that changed: if only a text was edited, those of articles."""
        values = {
            "paths": (tuple(before.articles), tuple(now.articles)),
            "articles": (tuple(before.articles.values()), tuple(now.articles.values())),
            "lists": (before.lists, now.lists),
        }
        for what, (old, new) in values.items():
            if old != new or not before.lists:
                row = (self.edition, what, _STAMPS.encode(new))
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
        self._traces.clear()
        self._facts.clear()
        self._new_facts.clear()
