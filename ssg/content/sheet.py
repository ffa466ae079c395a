"""Reads tables of data for charts: CSV as spreadsheets write it, or rows of JSON, TOML and YAML → cells. Pure, linear.

Each cell of CSV knows its line and column, so that a mistake can be shown. What the cells mean is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from ssg.content.data import MOST_OF_CSV
from ssg.core.message import Message, say
from ssg.core.patterns import pattern
from ssg.core.text.normal import normalized
from ssg.core.text.quantities import usable

MOST_ROWS: Final = 500
MOST_COLUMNS: Final = 40
_CELL: Final = pattern(r'[ \t]*+"((?:[^"]++|"")*+)"[^\n{sep}]*+|([^\n{sep}]*+)'.replace("{sep}", "SEP"))
_CELLS: Final = {
    sep: pattern(_CELL.pattern.replace("SEP", re.escape(sep)).replace("[ \\t]", "[ ]")) for sep in (",", ";", "\t")
}
_SAID: Final = pattern("sep=([,;\t])\n")
_QUOTED: Final = pattern('"[^"\n]*+"')
_TRIED: Final = 20  # lines
_CONTROLS: Final = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BAD: Final = "\ufffd"


class Cell(NamedTuple):
    """A value as it is written, and its line and column in the file (0: not known).

    `value` is what JSON, TOML or YAML have as a number: `1.234` is no thousand there, whatever the language.
    """

    text: str
    line: int = 0
    column: int = 0
    value: float | None = None


class Sheet(NamedTuple):
    """The names of the columns, the rows, each with as many cells, and why there are none.

    `extra` counts the rows at the beginning that are left out, as there are too many; `ragged` are the first cells
    without a column, each of a row that is left out: a comma in one of its numbers may have divided it.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    problem: Message | None = None
    extra: int = 0
    ragged: tuple[Cell, ...] = ()


def unreadable(problem: Message) -> Sheet:
    """Return a table that cannot be read."""
    return Sheet((), (), problem)


def sheet_of(data: object) -> Sheet:
    """Read the value of a data file: the text of a CSV, a list of tables, or a table with such a list as `rows`."""
    if isinstance(data, str):
        return _of_csv(data)
    rows = data.get("rows") if isinstance(data, Mapping) else data
    if not isinstance(rows, Sequence) or isinstance(rows, str) or not all(isinstance(row, Mapping) for row in rows):
        return unreadable(say("it has no list of rows"))
    kept = rows[-MOST_ROWS:]
    names = list(dict.fromkeys(name for row in kept for name in row))
    if len(names) > MOST_COLUMNS:
        return unreadable(say("it has {n} columns, more than {most}", n=len(names), most=MOST_COLUMNS))
    cells = (tuple(_typed(row.get(name)) for name in names) for row in kept)
    return Sheet(tuple(_tidy(str(name)) for name in names), tuple(cells), None, len(rows) - len(kept))


def _typed(value: object) -> Cell:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e300:
        return Cell(_text(value))
    return Cell(_text(value), value=usable(float(value)))


def _text(value: object) -> str:
    if value is None or isinstance(value, Mapping | list):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return _tidy(str(value))


def _tidy(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", text).split())


def _of_csv(text: str) -> Sheet:
    if len(text) > MOST_OF_CSV:
        return unreadable(say("it has more than {most:,} characters", most=MOST_OF_CSV))
    if _BAD in text:
        return unreadable(say("it is not UTF-8: save it as “CSV UTF-8”"))
    text = normalized("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    said = _SAID.match(text)  # a line of Excel's, which shows it to nobody
    lines = _lines(text, said[1] if said else _separator(text))[1 if said else 0 :]
    if not lines:
        return unreadable(say("it is empty"))
    names = tuple(cell.text for cell in lines[0])
    while names and not names[-1]:
        names = names[:-1]
    if len(names) > MOST_COLUMNS:
        return unreadable(say("it has {n} columns, more than {most}", n=len(names), most=MOST_COLUMNS))
    body = lines[1:]
    if len(names) < 2 and any(cell.text for row in body for cell in row[1:]):
        return unreadable(say("its first line has one cell; the names of all columns must stand there"))
    kept = body[-MOST_ROWS:]
    beyond = [next((cell for cell in row[len(names) :] if cell.text), None) for row in kept]
    fitting = (row for row, cell in zip(kept, beyond, strict=True) if cell is None)
    rows = tuple(tuple((*row, *(Cell("", row[0].line) for _ in names))[: len(names)]) for row in fitting)
    return Sheet(names, rows, None, len(body) - len(kept), tuple(cell for cell in beyond if cell))


def _separator(text: str) -> str:
    """Return what stands between cells: it divides most of the first lines alike; of two of that kind, the commoner."""
    first, *others = [_QUOTED.sub("", line) for line in text.split("\n", _TRIED)[:_TRIED] if line.strip()] or [""]

    def fits(mark: str) -> tuple[int, int, bool]:
        parts = first.count(mark)
        if not parts:
            return -1, sum(line.count(mark) for line in others), mark == ","
        return sum(line.count(mark) == parts for line in others), parts, mark != ","

    return max(_CELLS, key=fits)


def _lines(text: str, separator: str) -> list[tuple[Cell, ...]]:
    """Return the cells of all lines that are not empty."""
    found: list[tuple[Cell, ...]] = []
    cell, at, line, start, row = _CELLS[separator], 0, 1, 0, list[Cell]()
    while at <= len(text):
        match = cell.match(text, at)
        if match is None:  # cannot be: a cell may be empty
            break
        written = match[1].replace('""', '"') if match[1] is not None else match[2]
        row.append(Cell(_tidy(written), line, at - start + 1))
        if match[1] is not None and (breaks := match[0].count("\n")):
            line, start = line + breaks, at + match[0].rindex("\n") + 1
        at = match.end()
        if text[at : at + 1] == separator:
            at += 1
            continue
        if any(one.text for one in row):
            found.append(tuple(row))
        row, at, line = [], at + 1, line + 1
        start = at
    return found
