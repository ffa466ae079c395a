"""Which pages name which block files: the facts `USES`, each with the key of a block. Only reads.

In a key, the subject of the page itself is `$` (`SELF`), so that pages of one section share it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ssg.store.tables import FACT, Tables

_USERS: Final = """select n.output from trace_fact t cross join node n on n.spliced = t.trace
    where t.fact = ? and n.output is not null"""
_USERS_ABOUT: Final = """select n.output from node n indexed by node_subject
    where n.edition = ? and n.subject = ? and n.subject <> '' and n.output is not null
    and exists (select 1 from trace_fact t where t.fact = ? and t.trace = n.spliced)"""


class Uses(Tables):
    """The uses of block files in one edition."""

    def used(self) -> Iterator[tuple[str, str, str]]:
        """Yield the output of each page that has read a fact `USES`, the key of the fact, and the page's subject."""
        statement = """select n.output, f.key, n.subject
            from fact f join trace_fact t on t.fact = f.id join node n on n.spliced = t.trace
            where f.edition = ? and f.kind = 'USES'"""
        yield from ((str(out), str(key), str(about)) for out, key, about in self._all(statement, (self.edition,)))

    def uses(self) -> Iterator[str]:
        """Yield the keys of all facts `USES`."""
        rows = self._all("select key from fact where edition = ? and kind = 'USES'", (self.edition,))
        yield from (str(key) for (key,) in rows)

    def uses_of(self, output: str) -> Iterator[tuple[str, str]]:
        """Yield the keys of the facts `USES` that a page has read, each with the page's subject."""
        statement = """select f.key, n.subject from node n cross join trace_fact t on t.trace = n.spliced
            cross join fact f on f.id = t.fact where n.edition = ? and n.output = ? and f.kind = 'USES'"""
        yield from ((str(key), str(about)) for key, about in self._all(statement, (self.edition, output)))

    def users(self, key: str, subject: str) -> Iterator[str]:
        """Yield the outputs of the pages that have read a fact `USES`; with a subject, of those about it alone."""
        fact = self._one(FACT, (self.edition, "USES", key))
        if fact is None:
            return
        about = (_USERS_ABOUT, (self.edition, subject, fact[0]))
        rows = self._all(*about) if subject else self._all(_USERS, fact[:1])
        yield from (str(output) for (output,) in rows)
