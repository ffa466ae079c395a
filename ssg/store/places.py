"""The register of a stored plan: path and URL of each article by number, in a table of the state. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ssg.store.seal import Damaged
from ssg.store.tables import Tables


class Places(Tables):
    """The register of one edition (`ssg/index/register.py`).

    Raises MemoryDamaged where it lacks what the plan names.
    """

    def at(self, number: int) -> tuple[str, str]:
        """Return path and URL of an article."""
        row = self._one("select path, url from place where edition = ? and number = ?", (self.edition, number))
        if row is None:
            raise Damaged(f"no article {number}")
        return str(row[0]), str(row[1])

    def number(self, path: str) -> int | None:
        """Return the number of an article, if it has one."""
        row = self._one("select number from place where edition = ? and path = ?", (self.edition, path))
        return None if row is None else int(row[0])

    def every(self) -> Iterator[tuple[int, str, str]]:
        """Yield number, path and URL of all articles."""
        rows = self._all("select number, path, url from place where edition = ?", (self.edition,))
        yield from ((int(number), str(path), str(url)) for number, path, url in rows)

    def put_all(self, every: Iterable[tuple[int, str, str]]) -> None:
        """Store all articles in place of those that are stored."""
        self._db.execute("delete from place where edition = ?", (self.edition,))
        self.change_articles(every, ())

    def change_articles(self, now: Iterable[tuple[int, str, str]], gone: Iterable[int]) -> None:
        """Delete articles, then store others."""
        statement = "delete from place where edition = ? and number = ?"
        self._db.executemany(statement, ((self.edition, number) for number in gone))
        rows = ((self.edition, *one) for one in now)
        self._db.executemany("insert or replace into place values (?, ?, ?, ?)", rows)
