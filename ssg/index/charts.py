"""Which chart a box of an article asks for, and what is wrong with it or with its data. Pure; it draws nothing.

A mistake of the article is an error. One of the data is a warning, and the cell counts as missing: data are often
written by programs, which must not hold up a newspaper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from ssg.content.data import is_csv
from ssg.content.markdown.box_use import use_of
from ssg.content.sheet import MOST_ROWS, Cell, Sheet, sheet_of
from ssg.core.message import NOTHING, Message, say
from ssg.core.text.near import nearest
from ssg.core.text.quantities import Moment, decimals, is_missing, moments, numbers
from ssg.core.text.slug import slugify
from ssg.index.boxes import CHARTS
from ssg.index.provinces import MERGED, NAMES, former, province

KINDS: Final = {
    **dict.fromkeys(("bar", "cot", "thanh"), "bar"),
    **dict.fromkeys(("stacked", "chong", "thanh-chong", "cot-chong"), "stacked"),
    **dict.fromkeys(("line", "duong"), "line"),
    **dict.fromkeys(("map", "ban-do"), "map"),
}
"""The kinds of charts by all of their names."""
MOST_SERIES: Final = 6
_MOST_SAID: Final = 10  # cells of one chart
_ON: Final = ("true", "yes", "on", "1", "co", "bat")
_BEGIN: Final = Cell("", 1, 1)
_ENDINGS: Final = (".json", ".toml", ".yaml", ".yml")


class Series(NamedTuple):
    """A column of numbers, and with how many decimals they are written."""

    name: str
    values: tuple[float | None, ...]
    decimals: int


class Chart(NamedTuple):
    """What is drawn: labels of the rows (of a line over time with their times), and columns of numbers."""

    kind: str
    heading: str
    labels: tuple[str, ...]
    times: tuple[Moment, ...]
    series: tuple[Series, ...]


class Fault(NamedTuple):
    """What is wrong: with an argument of the box, or with a cell of the data."""

    code: str
    message: Message
    hint: Message = NOTHING
    argument: str = ""
    cell: Cell | None = None


class Found(NamedTuple):
    """A chart, if there is one, and what is wrong."""

    chart: Chart | None
    faults: tuple[Fault, ...] = ()


def total(values: Iterable[float | None]) -> float | None:
    """Return the sum of the numbers of a row; None if it has none."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def names_of(written: str) -> tuple[str, ...]:
    """Return the names that data of a file may have: with the ending of a CSV, and without any other."""
    name = file_of(written)
    if is_csv(name):
        return (name,)
    bare = next((name[: -len(ending)] for ending in _ENDINGS if name.lower().endswith(ending)), "")
    return (bare,) if bare else (name, f"{name}.csv")


def file_of(written: str) -> str:
    """Return the file of data that an argument names, below `data/`."""
    return written.strip().lstrip("/").removeprefix("data/")


def chart_of(values: Mapping[str, str], data: Callable[[str], Any], decimal: str, known: Iterable[str] = ()) -> Found:
    """Return the chart that the arguments of a box ask for.

    `data` returns a data file by its name and raises KeyError for none; `decimal` is the decimal mark of the language.
    """
    kind = KINDS.get(slugify(values["kind"]), "")
    if not kind:
        hint = say("kinds: {kinds}", kinds=", ".join(dict.fromkeys(KINDS.values())))
        return Found(None, (Fault("E338", say("unknown kind of chart: {kind}", kind=values["kind"]), hint, "kind"),))
    for name in names_of(values["data"]):
        try:
            sheet = sheet_of(data(name))
        except KeyError:
            continue
        if sheet.problem:
            message = say("cannot read the data of a chart: {why}; published without them", why=sheet.problem)
            return _without(kind, message)
        return _Choosing(kind, values, sheet, decimal).found()
    near = nearest(names_of(values["data"])[0], [*known])
    hint = say("did you mean `{near}`?", near=near) if near else say("lay the file into data/")
    return Found(None, (Fault("E336", say("no data for a chart: data/{file}", file=values["data"]), hint, "data"),))


def _without(kind: str, message: Message, hint: Message = NOTHING) -> Found:
    """Return a chart without data: they may be written again in a minute, and a newspaper cannot wait for them."""
    return Found(Chart(kind, "", (), (), ()), (Fault("W339", message, hint, cell=_BEGIN),))


class _Choosing:
    """Finds the columns of a chart in a table."""

    def __init__(self, kind: str, values: Mapping[str, str], sheet: Sheet, decimal: str) -> None:
        last = int(float(values["last"]))
        rows = sheet.rows[-last:] if last > 0 else sheet.rows
        self._sheet = sheet._replace(rows=rows)
        self._kind, self._values, self._decimal = kind, values, decimal
        self._faults: list[Fault] = []
        self._left_out = sheet.extra and not 0 < last <= MOST_ROWS

    def found(self) -> Found:
        """Return the chart."""
        if self._left_out:
            message = say("the data of a chart have more than {most} rows; the last ones are shown", most=MOST_ROWS)
            hint = say("write `last=100`, or sum the data up")
            self._faults.append(Fault("W346", message, hint, cell=_BEGIN))
        for cell in self._sheet.ragged:
            hint = say("write a number with a comma in quotation marks, or put semicolons between cells")
            self._say(
                Fault("W339", say("cell without a column: {text}; row left out", text=cell.text), hint, cell=cell)
            )
        across = self._column("x", self._values["x"]) if self._values["x"] else 0
        named = [name.strip() for name in self._values["y"].split(",") if name.strip()]
        columns = [self._column("y", name) for name in named] if named else self._numeric(across)
        if self._faults and self._faults[-1].code == "E337":
            return Found(None, tuple(self._faults))
        if not columns:
            message = say("no column of numbers in the data of a chart; published without them")
            nothing = _without(self._kind, message, say("name it: `y=…`"))
            return nothing._replace(faults=(*self._faults, *nothing.faults))
        if len(columns) > MOST_SERIES or (self._kind == "map" and len(columns) > 1 and named):
            return Found(None, (*self._faults, self._no_columns(len(columns))))
        if self._kind == "map":
            columns = columns[:1]
        series = tuple(self._series(column) for column in columns)
        return Found(self._chart(across, series), tuple(self._faults))

    def _chart(self, across: int, series: tuple[Series, ...]) -> Chart:
        cells = [row[across] for row in self._sheet.rows]
        labels = [cell.text for cell in cells]
        times = (moments(labels) or []) if self._kind != "map" else []
        rows = list(range(len(cells)))
        if times:
            labels = [time.shown for time in times]
            if self._kind == "line":
                rows.sort(key=lambda row: times[row].at)
        if self._kind == "map":
            rows, labels = self._provinces(cells)
        if self._kind in ("bar", "stacked") and slugify(self._values["sort"]) in _ON:
            counted = series if self._kind == "stacked" else series[:1]
            sums = [total(one.values[row] for one in counted) for row in range(len(cells))]
            rows.sort(key=lambda row: (sums[row] is None, -(sums[row] or 0)))
        return Chart(
            self._kind,
            self._sheet.columns[across] if self._sheet.columns else "",
            tuple(labels[row] for row in rows),
            tuple(times[row] for row in rows) if times else (),
            tuple(one._replace(values=tuple(one.values[row] for row in rows)) for one in series),
        )

    def _provinces(self, cells: list[Cell]) -> tuple[list[int], list[str]]:
        """Return the rows of provinces, each once, and their names."""
        rows: dict[str, int] = {}
        labels = [province(cell.text) for cell in cells]
        for row, (name, cell) in enumerate(zip(labels, cells, strict=True)):
            if not name and not is_missing(cell.text):
                self._unknown(cell)
            elif name in rows:
                self._say(Fault("W345", say("province given twice: {name}; the first counts", name=name), cell=cell))
            elif name:
                rows[name] = row
        return list(rows.values()), labels

    def _unknown(self, cell: Cell) -> None:
        hint = NOTHING
        if merged := former(cell.text):
            whole = MERGED[merged]
            hint = say("since 1/7/2025 {part} is a part of {whole}: sum them up", part=merged, whole=whole)
        elif near := nearest(cell.text, NAMES):
            hint = say("did you mean `{near}`?", near=near)
        self._say(Fault("W345", say("unknown province: {name}; it is not on the map", name=cell.text), hint, cell=cell))

    def _column(self, argument: str, name: str) -> int:
        slugs = [slugify(column) or column for column in self._sheet.columns]
        slug = slugify(name) or name
        if slug in slugs:
            return slugs.index(slug)
        near = nearest(name, self._sheet.columns)
        hint = say("columns: {names}", names=", ".join(self._sheet.columns))
        hint = say("did you mean `{near}`?", near=near) if near else hint
        self._faults.append(Fault("E337", say("no column `{name}` in the data", name=name), hint, argument))
        return 0

    def _numeric(self, across: int) -> list[int]:
        """Return the other columns that begin with a number, or of which most cells are numbers."""
        found: list[int] = []
        empty: list[int] = []
        for column in range(len(self._sheet.columns)):
            values = self._values_of([row[column] for row in self._sheet.rows if not is_missing(row[column].text)])
            is_one = values and (values[0] is not None or len(values) < 2 * sum(one is not None for one in values))
            if column != across:
                (found if is_one else [] if values else empty).append(column)
        return (found or empty)[:MOST_SERIES]  # before the first result, no cell has a number

    def _values_of(self, cells: Sequence[Cell]) -> list[float | None]:
        """Return the numbers of cells of one column."""
        read = numbers([cell.text for cell in cells], self._decimal)
        return [one if cell.value is None else cell.value for cell, one in zip(cells, read, strict=True)]

    def _no_columns(self, number: int) -> Fault:
        if self._kind == "map":
            return Fault("E338", say("a map shows one column, not {n}", n=number), argument="y")
        return Fault("E338", say("more than {most} columns in one chart", most=MOST_SERIES), argument="y")

    def _series(self, column: int) -> Series:
        cells = [row[column] for row in self._sheet.rows]
        texts = [cell.text for cell in cells]
        values = self._values_of(cells)
        for row, (cell, value) in enumerate(zip(cells, values, strict=True)):
            if value is not None and value < 0 and self._kind == "stacked":
                values[row] = None
                hint = say("stacked bars show parts of a whole; choose `kind=bar`")
                self._say(
                    Fault(
                        "W339",
                        say("negative number in stacked bars: {text}; left out", text=cell.text),
                        hint,
                        cell=cell,
                    )
                )
            if value is None and not is_missing(cell.text):
                hint = say("write it as `1.234,5`, `1234.5` or `-`")
                self._say(Fault("W339", say("not a number: {text}; left out", text=cell.text), hint, cell=cell))
        return Series(self._sheet.columns[column], tuple(values), decimals(texts, values))

    def _say(self, fault: Fault) -> None:
        if len(self._faults) < _MOST_SAID:
            self._faults.append(fault)


def is_chart(written: str) -> bool:
    """Return whether a use of a box is a chart."""
    return use_of(written[:80]).name in CHARTS


def data_of(uses: Iterable[str]) -> frozenset[str]:
    """Return the names of the data that some uses of boxes show as charts."""
    given = (
        one for written in uses if is_chart(written) for one in use_of(written).given if slugify(one.name) == "data"
    )
    return frozenset(name for one in given if one.value for name in names_of(one.value))
