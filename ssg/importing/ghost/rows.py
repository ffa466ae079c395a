"""Finds the rows of the tables in an export in JSON, without decoding it: texts may be a gigabyte together.

A row is an object in an array that is called like a table, within `data`. Nothing is decoded here; a file that ends in
the middle gives the rows that were whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Generator, Iterator
from typing import BinaryIO, Final, NamedTuple

_CHUNK: Final = 1 << 20
_LONGEST: Final = 64 << 20
"""Bytes of a row."""
# A text, the beginning of one that goes on in the next bytes, a mark. Possessive: each byte is passed once.
_TOKEN: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"|"|[{}\[\]:]', re.DOTALL)
_DATA: Final = b'"data"'


class Span(NamedTuple):
    """Where a row is: its table, its first byte, and its length."""

    table: str
    begin: int
    length: int


class Rows:
    """The rows of some tables of an open file."""

    def __init__(self, file: BinaryIO, tables: Collection[str]) -> None:
        """Take the file, at its beginning."""
        self._file = file
        self._tables = {f'"{name}"'.encode(): name for name in tables}
        self.is_whole = False
        """Whether the file has come to its end, as JSON does."""

    def __iter__(self) -> Iterator[Span]:
        """Yield the rows in their order. Raises OSError; ValueError for a text or a row that is too long."""
        scan = _Scan(self._tables)
        rest, at, end = b"", 0, False
        while not end:
            data = self._file.read(_CHUNK)
            end = not data
            text = rest + data
            used = yield from scan.of(text, at)
            rest, at = text[used:], at + used
            if len(rest) > _LONGEST:
                raise ValueError("a text is too long")
        self.is_whole = scan.ended and not rest.strip()


class _Scan:
    """Where the scan is: the keys above it, and the row that it is in."""

    def __init__(self, tables: dict[bytes, str]) -> None:
        self._tables = tables
        self._above: list[bytes] = []
        self._text = self._key = b""
        self._begin = self._depth = 0
        self.ended = False

    def of(self, text: bytes, at: int) -> Generator[Span, None, int]:
        """Yield the rows that end in a text, which begins at a byte of the file; return how much of it was used."""
        above = self._above
        for found in _TOKEN.finditer(text):
            token = found[0]
            if token == b":":
                self._key = self._text
            elif token in (b"{", b"["):
                above.append(self._key)
                if token == b"{" and not self._depth and len(above) > 2 and above[-3] == _DATA and not self._key:
                    self._begin, self._depth = at + found.start(), len(above)
                self._key = b""
            elif token in (b"}", b"]"):
                if self._depth == len(above) and above[-2:-1] and (table := self._tables.get(above[-2])):
                    yield Span(table, self._begin, at + found.end() - self._begin)
                if self._depth == len(above):
                    self._depth = 0
                if above:
                    above.pop()
                self._key, self.ended = b"", not above
            elif token == b'"':
                return found.start()
            elif not self._depth:
                self._text, self._key = token, b""
        return len(text)
