"""The stored plan of the last publication into one output folder: parts by name, pages by output. Bytes only.

It is stored in the transaction of the build, with the nodes of its pages, so both always belong to the same edition.
The bytes are never interpreted here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ssg.core.text.paths import clash_key
from ssg.store.places import Places
from ssg.store.seal import Damaged, seal, unseal


class Plans(Places):
    """The plan of one edition."""

    def part(self, name: str) -> bytes:
        """Return a part; a missing one is empty.

        Raises MemoryDamaged, as every method does.
        """
        row = self._one("select data from plan where edition = ? and part = ?", (self.edition, name))
        return _unsealed(row[0]) if row else b""

    def put(self, parts: Mapping[str, bytes]) -> None:
        """Store parts, replacing those of the same names."""
        rows = ((self.edition, name, seal(data)) for name, data in parts.items())
        self._db.executemany("insert or replace into plan values (?, ?, ?)", rows)

    def forget(self, *parts: str) -> None:
        """Delete parts."""
        self._db.executemany("delete from plan where edition = ? and part = ?", ((self.edition, p) for p in parts))

    def page(self, output: str) -> bytes:
        """Return a page by its output; a missing one is empty."""
        row = self._one("select data from page where edition = ? and output = ?", (self.edition, output))
        return _unsealed(row[0]) if row else b""

    def pages(self) -> Iterator[bytes]:
        """Yield all pages."""
        for (data,) in self._all("select data from page where edition = ?", (self.edition,)):
            yield _unsealed(data)

    def has_page(self, output: str) -> bool:
        """Return whether there is a page with an output."""
        return self._one("select 1 from page where edition = ? and output = ?", (self.edition, output)) is not None

    def in_the_way(self, key: str) -> Iterator[str]:
        """Yield the outputs that a disk may take for a new one, for a folder of it, or that have it as a folder.

        `key` is the `clash_key` of the new one.
        """
        for column in ("output", "folded"):
            where = f"from page where edition = ? and {column}"
            for path in _with_folders(key):
                yield from self._outputs(f"select output {where} = ?", path)
            yield from self._outputs(f"select output {where} > ? and {column} < ?", f"{key}/", f"{key}0")

    def _outputs(self, statement: str, *values: str) -> Iterator[str]:
        yield from (str(output) for (output,) in self._all(statement, (self.edition, *values)))

    def change_pages(self, now: Iterable[tuple[str, bytes]], gone: Iterable[str]) -> None:
        """Delete removed pages, then store others, each when it is yielded."""
        self._db.executemany("delete from page where edition = ? and output = ?", ((self.edition, o) for o in gone))
        rows = ((self.edition, output, seal(data), _folded(output)) for output, data in now)
        self._db.executemany("insert or replace into page values (?, ?, ?, ?)", rows)


def _folded(output: str) -> str | None:
    """Return the `clash_key` of an output that has another one than itself."""
    key = clash_key(output)
    return key if key != output else None


def _with_folders(path: str) -> Iterator[str]:
    """Yield a path and all folders that it is in."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _unsealed(data: object) -> bytes:
    if not isinstance(data, bytes):
        raise Damaged("a value is damaged")
    return unseal(data)
