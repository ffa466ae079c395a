"""Finds the position of each key and value in a TOML text; tomllib reports only those of syntax errors.

It reads no values and checks nothing but depth. On invalid TOML it finds what it can, in linear time, and stops.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable
from itertools import count
from typing import Final

from ssg.core.errors import Place
from ssg.core.message import say

KeyPath = tuple[str | int, ...]

# Python's own stack ends near 300 nested values, and tomllib needs quadratic time and memory for long dotted keys.
MAX_DEPTH: Final = 32

_BLANK: Final = re.compile(r"[ \t]*+")
_BLANK_LINES: Final = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_KEY_PART: Final = re.compile(r"\"(?:[^\"\\\n]++|\\.)*+\"|'[^'\n]*+'|[^\s.=\[\]{},#\"']++")
_TEXT: Final = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}|\'\'\'(?:[^\']++|\'{1,2}(?!\'))*+\'{3,5}'
    r'|"(?:[^"\\\n]++|\\.)*+"|\'[^\'\n]*+\'',
    re.DOTALL,
)
_SCALAR: Final = re.compile(r"[^,\]}#\n]*+")
_REST_OF_LINE: Final = re.compile(r"[^\n]*+\n?")


class TooDeep(Exception):
    """Values or keys nested deeper than MAX_DEPTH, and the line and column where they are."""

    def __init__(self, line: int, column: int) -> None:
        """Carry the place where the limit was passed."""
        self.message = say("tables and lists nested more than {most} levels deep", most=MAX_DEPTH)
        super().__init__(str(self.message))
        self.line = line
        self.column = column


def places_of(text: str, keys: Iterable[KeyPath], path: str) -> tuple[Place, ...]:
    """Return where the values of some keys stand in a file that has been read without errors."""
    layout = Layout(text.replace("\r\n", "\n"))
    return tuple(Place(path, *layout.value(key)) for key in keys)


class Layout:
    """The places of all keys and values of one TOML text (line ends as `\\n`). Built once, then only read."""

    def __init__(self, text: str) -> None:
        """Scan `text`. Raises TooDeep."""
        self.keys: dict[KeyPath, int] = {}
        self.values: dict[KeyPath, int] = {}
        # The first key or table that stands twice: where the second is, where the first was.
        self.repeated: tuple[KeyPath, int, int] | None = None
        self._text = text
        self._line_starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._headers: dict[KeyPath, int] = {}
        self._entries: dict[KeyPath, int] = {}
        self._scan()

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, of a place in the text."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the place in the text of a line and a column, from 1."""
        return self._line_starts[line - 1] + column - 1

    def key(self, path: KeyPath) -> tuple[int, int]:
        """Return line and column of a key (of a table: its header), or of the nearest table around it."""
        return self.position(self._nearest(self.keys, path))

    def value(self, path: KeyPath) -> tuple[int, int]:
        """Return line and column of a value, or of the nearest table around it."""
        return self.position(self._nearest(self.values, path))

    def _nearest(self, places: dict[KeyPath, int], path: KeyPath) -> int:
        while path:
            if path in places:
                return places[path]
            path = path[:-1]
        return 0

    def _scan(self) -> None:
        table: KeyPath = ()
        at = _end(_BLANK_LINES, self._text, 0)
        while at < len(self._text):
            if self._text[at] == "[":
                table, at = self._header(at)
            else:
                at = self._assignment(table, at)
            at = _end(_BLANK_LINES, self._text, _end(_REST_OF_LINE, self._text, at))

    def _header(self, at: int) -> tuple[KeyPath, int]:
        """Read `[table]` or `[[table]]` and return the path of the keys under it."""
        start = at
        many = self._text.startswith("[[", at)
        parts, at = self._key_parts(_end(_BLANK, self._text, at + 2 if many else at + 1))
        path: KeyPath = ()
        for place, (name, offset) in enumerate(parts):
            path = (*path, name)
            self.keys.setdefault(path, offset)
            self.values.setdefault(path, start)
            last = place == len(parts) - 1
            if last and many:
                self._entries[path] = self._entries.get(path, 0) + 1
            if path in self._entries and (many or not last):
                path = (*path, self._entries[path] - 1)
        if many:
            self.keys[path] = self.values[path] = start
        elif path in self._headers:
            self.repeated = self.repeated or (path, start, self._headers[path])
        self._headers.setdefault(path, start)
        return path, at

    def _assignment(self, table: KeyPath, at: int) -> int:
        """Read `key = value` under `table`; return where it ends."""
        parts, at = self._key_parts(at, len(table))
        if not parts:
            return at
        for length, (_, offset) in enumerate(parts[:-1], 1):
            parent = (*table, *(name for name, _ in parts[:length]))
            self.keys.setdefault(parent, offset)
            self.values.setdefault(parent, offset)
        path = (*table, *(name for name, _ in parts))
        offset = parts[-1][1]
        if path in self.keys:
            self.repeated = self.repeated or (path, offset, self.keys[path])
        self.keys.setdefault(path, offset)
        if not self._text.startswith("=", at):
            return at
        return self._value(path, _end(_BLANK, self._text, at + 1))

    def _key_parts(self, at: int, depth: int = 0) -> tuple[list[tuple[str, int]], int]:
        """Read a dotted key: its parts with their places, and where it ends (blanks after it included)."""
        parts: list[tuple[str, int]] = []
        while found := _KEY_PART.match(self._text, at):
            parts.append((_plain_key(found.group()), at))
            if len(parts) + depth > MAX_DEPTH:
                raise TooDeep(*self.position(at))
            at = _end(_BLANK, self._text, found.end())
            if not self._text.startswith(".", at):
                break
            at = _end(_BLANK, self._text, at + 1)
        return parts, at

    def _value(self, path: KeyPath, at: int) -> int:
        """Read one value; return where it ends."""
        self.values.setdefault(path, at)
        if len(path) > MAX_DEPTH:
            raise TooDeep(*self.position(at))
        if found := _TEXT.match(self._text, at):
            return found.end()
        if self._text.startswith("[", at):
            return self._array(path, at + 1)
        if self._text.startswith("{", at):
            return self._inline_table(path, at + 1)
        return _end(_SCALAR, self._text, at)

    def _array(self, path: KeyPath, at: int) -> int:
        """Read the values of an array, which opened before `at`."""
        for place in count():
            at = _end(_BLANK_LINES, self._text, at)
            if at >= len(self._text) or self._text[at] == "]":
                break
            self.keys.setdefault((*path, place), at)
            at = _end(_BLANK_LINES, self._text, self._value((*path, place), at))
            if not self._text.startswith(",", at):
                break
            at += 1
        return at + self._text.startswith("]", at)

    def _inline_table(self, path: KeyPath, at: int) -> int:
        """Read the keys and values of an inline table, which opened before `at`."""
        while True:
            before = at
            at = _end(_BLANK_LINES, self._text, self._assignment(path, _end(_BLANK_LINES, self._text, at)))
            if not self._text.startswith(",", at) or at == before:
                return at + self._text.startswith("}", at)
            at += 1


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return where `pattern`, which matches anything or nothing, ends."""
    found = pattern.match(text, at)
    return found.end() if found else at


def _plain_key(written: str) -> str:
    """Return the key that a part of a dotted key names, without its quotes."""
    if written[0] not in "\"'":
        return written
    try:
        return str(tomllib.loads(f"key = {written}")["key"])
    except tomllib.TOMLDecodeError:
        return written[1:-1]
