"""The result of mending the lines of front matter. Data, and the places of lines in the file."""

from __future__ import annotations

from typing import NamedTuple

from ssg.core.errors import Diagnostic, Place


class Chunk(NamedTuple):
    """The lines `start` to `end` (from 0, `end` excluded) of one key: its name in the contract, or "".

    `written` is the key as written ("": the line is no `key: value`), and `column` that of its value in line `start`.
    """

    start: int
    end: int
    name: str
    written: str
    column: int


class Mended(NamedTuple):
    """Front matter that YAML can parse: `lines` replace those of the file; lines and columns count from 0.

    `first_line` is the number of line 0 in the file (from 1). `quoted` are the lines whose value was put in quotation
    marks here, with the number of characters of the text in that line of the file. `shifted` has the lines, and the
    columns, where a space was added before the value.
    """

    path: str
    first_line: int
    lines: list[str]
    chunks: list[Chunk]
    quoted: dict[int, int]
    shifted: dict[int, int]
    diagnostics: list[Diagnostic]

    def place(self, line: int, column: int) -> Place:
        """Return the place in the file, as its editor sees it."""
        added = column > self.shifted.get(line, column)
        return Place(self.path, self.first_line + line, column + 1 - added)
