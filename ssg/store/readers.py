"""Finds stale nodes: the facts that have changed since a node was made, and the nodes that have read them.

`dirty` is a join of the changed facts with the traces of all nodes. Only the temporary tables of the join are written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import msgspec

from ssg.core.trace import ARTICLE_KINDS, BETWEEN, BITS, SELF, Fact, Signatures, Stamps, Touched
from ssg.store.seal import Damaged
from ssg.store.tables import COLUMNS, FACT, SHIFT
from ssg.store.traces import Traces
from ssg.store.uses import Uses

_DECODER = msgspec.msgpack.Decoder(tuple[str, ...])
_ENCODER = msgspec.msgpack.Encoder()
_LISTS = msgspec.msgpack.Decoder(dict[str, str])
_ALL: Final = sum(BITS.values())
# `cross join` keeps SQLite from starting with a table of hundreds of thousands of rows: it does not know how few facts
# have changed.
_BY_FACT: Final = """select output, identity from changed_fact c cross join trace_fact t on t.fact = c.id
    cross join node n on n.COLUMN = t.trace"""
_BY_FACT_ALONE: Final = """select output, identity from changed_fact c cross join reading r on r.fact = c.id
    cross join node n on n.id = r.node where (r.bits >> NUMBER) & 1"""
_BY_ARTICLE: Final = """select output, identity from changed_article c
    cross join article a on a.edition = ? and a.path = c.path
    cross join about b on b.article = a.id cross join node n on n.id = b.node
    where (b.bits >> SHIFT) & 65535 & c.bits"""
_BY_SUBJECT: Final = """with own (fact, bit) as (values {own}) select output, identity from changed_article c
    cross join node n indexed by node_subject on n.edition = ? and n.subject = c.path and n.subject <> ''
    cross join own o on o.bit & c.bits cross join trace_fact t on t.fact = o.fact and t.trace = n.COLUMN"""


_SIGNED: Final = "select path, sign from article where edition = ?"
SIGN: Final = 1 << 63
"""Signatures have 64 bits, numbers of SQLite a sign."""
_STAMPED: Final = "select kind, key, stamp from fact where edition = ? and stamp is not null"
_BEGINS: Final = "and kind = ? and key >= ? and key < ?"
_LINK: Final = ARTICLE_KINDS.index("LINK")
_UNSIGNED: Final = Signatures({}, {})


class Changed(NamedTuple):
    """Changed facts: those of articles by path (as bits), all others; and the stamps to store.

    `signed` are the signatures before and now. A stamp to store is encoded: as texts, those of a clean build would be
    three times as large.
    """

    articles: dict[str, int]
    facts: dict[Fact, str]
    fronts: dict[tuple[str, int], str]
    stamps: dict[str, bytes | None]
    signed: tuple[Signatures, Signatures]

    def has(self, fact: Fact) -> bool:
        """Return whether a fact has changed."""
        bit = BITS.get(fact[0])
        return fact in self.facts if bit is None else self.articles.get(fact[1], 0) & bit != 0

    def names(self) -> Iterator[Fact]:
        """Yield every fact that has changed."""
        yield from self.facts
        for path, bits in self.articles.items():
            yield from ((kind, path) for kind, bit in BITS.items() if bits & bit)


class Dirty(NamedTuple):
    """Nodes that must be rendered, and those that must be spliced, by output (blocks: by identity).

    `own` are those whose own blocks must be rendered again before splicing; the others keep these.
    """

    pages: frozenset[str]
    joined: frozenset[str]
    own: frozenset[str]
    blocks: frozenset[str]


class Readers(Uses, Traces):
    """The traces of one edition, by what they contain."""

    def changed(self, facts: Stamps) -> Changed:
        """Compare the facts that nodes have read with their current stamps, where these may differ."""
        before = self._signatures(facts.touched)
        now = facts.signatures(before)
        candidates = facts.touched if before.lists else None
        touched = _differing_keys(before.articles, now.articles, candidates and candidates.articles)
        if not before.lists:  # nothing is signed: what was there and is no more has no signature either
            touched |= self.articles() - now.articles.keys()
        lists = _differing_keys(before.lists, now.lists, candidates and candidates.lists)
        articles: dict[str, int] = {}
        stamps: dict[str, bytes | None] = {}
        for path in touched:
            present = facts.of_article(path) if path in now.articles else ()
            known = self._stamps(path)
            if present != known:
                stamps[path] = _ENCODER.encode(present) if present else None
                articles[path] = _differing(known, present)
        fronts: dict[tuple[str, int], str] = {}
        statement = "select list, depth, paths from front where edition = ?"
        for name, depth, paths in self._all(statement, (self.edition,)):
            first = facts.front(str(name), int(depth))
            if first != paths:
                fronts[str(name), int(depth)] = first
                for path in _moved(str(paths).split(BETWEEN), first.split(BETWEEN)):
                    articles[path] = articles.get(path, 0) | BITS["AT_FRONT"]
        others: dict[Fact, str] = {}
        for kind, key, known_stamp in self._stamped(None if candidates is None else facts.where_touched(lists)):
            fact = (str(kind), str(key))
            if not facts.is_touched(fact, lists, touched):
                facts.keep(fact, str(known_stamp))
            elif (stamp := facts.stamp(fact)) != known_stamp:
                others[fact] = stamp
        return Changed(articles, others, fronts, stamps, (before, now))

    def _stamped(self, where: Iterable[Fact] | None) -> Iterator[tuple[str | int, ...]]:
        """Yield kind, key and stamp of all facts with stamps, or of those of some kinds whose keys begin so."""
        if where is None:
            yield from self._all(_STAMPED, (self.edition,))
            return
        for kind, begin in where:
            yield from self._all(f"{_STAMPED} {_BEGINS}", (self.edition, kind, begin, f"{begin}\U0010ffff"))

    def _signatures(self, touched: Touched | None) -> Signatures:
        """Return the stored signatures: of articles those that may have changed, if these are known."""
        row: Any = self._one("select data from signed where edition = ? and what = 'lists'", (self.edition,))
        if row is None:
            return _UNSIGNED
        try:
            lists = _LISTS.decode(row[0])
        except (msgspec.MsgspecError, TypeError) as problem:
            raise Damaged("a value is damaged") from problem
        if touched is None:
            rows = self._all(f"{_SIGNED} and sign is not null", (self.edition,))
        else:
            found = (self._one(f"{_SIGNED} and path = ?", (self.edition, path)) for path in touched.articles)
            rows = (one for one in found if one is not None and one[1] is not None)
        return Signatures({str(path): int(sign) + SIGN for path, sign in rows}, lists)

    def articles(self) -> frozenset[str]:
        """Return the paths of all articles that were public in the last publication of this edition."""
        rows = self._all("select path from article where edition = ? and stamps is not null", (self.edition,))
        return frozenset(str(path) for (path,) in rows)

    def _stamps(self, path: str) -> tuple[str, ...]:
        row: Any = self._one("select stamps from article where edition = ? and path = ?", (self.edition, path))
        try:
            return _DECODER.decode(row[0]) if row and row[0] is not None else ()
        except (msgspec.MsgspecError, TypeError) as problem:
            raise Damaged("a value is damaged") from problem

    def dirty(self, changed: Changed) -> Dirty:
        """Return the nodes that have read a changed fact, except for the texts of blocks."""
        self._note(changed)
        rendered, spliced, own = (self._reading(column) for column in COLUMNS)
        pages = frozenset(output for output, _ in rendered if output)
        blocks = frozenset(identity for output, identity in rendered if not output)
        alone = frozenset(output for output, _ in own if output)
        return Dirty(pages, frozenset(output for output, _ in spliced if output) | alone, alone, blocks)

    def _note(self, changed: Changed) -> None:
        """Write the changed facts into temporary tables, for the joins."""
        for table in ("changed_article (path text primary key, bits int)", "changed_fact (id integer primary key)"):
            name = table.partition(" ")[0]
            self._db.execute(f"create temp table if not exists {table}")
            self._db.execute(f"delete from {name}")  # noqa: S608 - a name of our own
        self._db.executemany("insert into changed_article values (?, ?)", changed.articles.items())
        ids = (self._one(FACT, (self.edition, *fact)) for fact in changed.facts)
        self._db.executemany("insert into changed_fact values (?)", (found[:1] for found in ids if found))

    def _reading(self, column: str) -> set[tuple[str | None, str]]:
        """Return output and identity of the nodes whose trace (`column`) contains a changed fact."""
        own = ", ".join(f"({int(row[0])}, {bit})" for kind, bit in BITS.items() if (row := self._self(kind)))
        found: set[tuple[str | None, str]] = set()
        statements = [_BY_FACT, _BY_FACT_ALONE, _BY_ARTICLE] + [_BY_SUBJECT.format(own=own)] * bool(own)
        shift = COLUMNS[column]
        for statement in statements:  # names and numbers of our own
            text = (
                statement.replace("COLUMN", column).replace("SHIFT", str(shift)).replace("NUMBER", str(shift // SHIFT))
            )
            rows = self._all(text, (self.edition,) * text.count("?"))
            found.update((None if output is None else str(output), str(name)) for output, name in rows)
        return found

    def _self(self, kind: str) -> tuple[str | int, ...] | None:
        return self._one(FACT, (self.edition, kind, SELF))

    def joined_with(self, facts: Iterable[Fact]) -> dict[str, int]:
        """Return the outputs into which any of these blocks was spliced, each with the number of what it read then."""
        found: dict[str, int] = {}
        statement = "select output, spliced from trace_fact t join node n on n.spliced = t.trace where t.fact = ?"
        for fact in facts:
            if row := self._one(FACT, (self.edition, *fact)):
                rows = self._all(statement, row[:1])
                found.update((str(output), int(number)) for output, number in rows if output)
        return found

    def blocks_in(self, trace: int) -> list[str]:
        """Return the identities of the blocks in a trace, given by the number of what several nodes share of theirs."""
        statement = "select key from trace_fact t join fact f on f.id = t.fact where t.trace = ? and f.kind = 'BLOCK'"
        return [str(key) for (key,) in self._all(statement, (trace,))]

    def link(self, path: str) -> str:
        """Return the stamp of `LINK` of an article in the last publication; "" if it was not in it."""
        found = self._stamps(path)
        return found[_LINK] if len(found) > _LINK else ""

    def blocks(self) -> dict[str, str]:
        """Return the digest of the text of each block that pages share, by identity."""
        statement = "select identity, digest from node where edition = ? and output is null"
        return {str(name): str(digest) for name, digest in self._all(statement, (self.edition,))}

    def pictures_of(self, kinds: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the path of each picture with the outputs of the pages of these kinds that show it directly."""
        statement = """select f.key, n.output from fact f cross join reading r on r.fact = f.id
            cross join node n on n.id = r.node
            where f.edition = ? and f.kind = 'MEDIA' and r.bits & 1 and n.output is not null and n.identity glob ?"""
        for kind in kinds:
            yield from ((str(key), str(out)) for key, out in self._all(statement, (self.edition, f"{kind}{BETWEEN}*")))

    def readers(self, fact: Fact) -> list[str]:
        """Return the outputs, and identities of blocks, of all nodes that have read a fact."""
        bits = BITS.get(fact[0], 0)
        changed = Changed({fact[1]: bits} if bits else {}, {} if bits else {fact: ""}, {}, {}, (_UNSIGNED, _UNSIGNED))
        self._note(changed)
        found = {reader for column in COLUMNS for reader in self._reading(column)}
        return sorted(output if output is not None else identity for output, identity in found)

    def facts_of(self, kinds: Collection[str]) -> list[Fact]:
        """Return the facts of some kinds that nodes have read."""
        statement = "select kind, key from fact where edition = ?"
        found = ((str(kind), str(key)) for kind, key in self._all(statement, (self.edition,)))
        return [fact for fact in found if fact[0] in kinds]


def _differing_keys(
    before: Mapping[str, object], now: Mapping[str, object], candidates: Collection[str] | None
) -> set[str]:
    """Return the keys whose values differ, of all or of some."""
    if candidates is None:
        return {key for key, _ in before.items() ^ now.items()}
    return {key for key in candidates if before.get(key) != now.get(key)}


def _differing(before: tuple[str, ...], now: tuple[str, ...]) -> int:
    """Return the bits of the kinds whose stamps differ."""
    kinds = [kind for kind in ARTICLE_KINDS if kind != "AT_FRONT"]
    if not len(before) == len(now) == len(kinds):
        return _ALL
    return sum(BITS[kind] for kind, old, new in zip(kinds, before, now, strict=True) if old != new)


def _moved(before: list[str], now: list[str]) -> Iterator[str]:
    """Yield the paths whose position in a front has changed."""
    old, new = ({path: place for place, path in enumerate(paths)} for paths in (before, now))
    yield from (path for path in old.keys() | new.keys() if path and old.get(path) != new.get(path))
