"""Data of charts as spreadsheets and programs write them: what is read of them, and what is said of the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from math import inf, nextafter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.content.data import read_data
from ssg.content.data_faults import _JSON
from ssg.content.sheet import sheet_of
from ssg.core.text.quantities import decimals, is_missing, numbers, usable
from ssg.index.charts import Chart, Series, chart_of, file_of, names_of
from ssg.pages.charts.figure import DRAWN
from ssg.pages.charts.model import Words, decimals_of, ticks
from tests.conftest import TinySite

WORDS = Words(lambda word: word, "1.234,5")
SITE = """-- content/tin/a.md --
---
title: Bài một
date: 2026-11-20
---
::: chart data={}
:::
"""


@pytest.mark.parametrize(
    ("text", "columns", "first"),
    [
        ("Ngày;Giá, triệu đồng\n22/11;148,5\n23/11;149\n", ("Ngày", "Giá, triệu đồng"), ["22/11", "148,5"]),
        ("Ngày;Giá, triệu, SJC\n22/11;148,5\n23/11;149\n", ("Ngày", "Giá, triệu, SJC"), ["22/11", "148,5"]),
        ('"Ngày, giờ; phút";Giá\n22/11;148,5\n', ("Ngày, giờ; phút", "Giá"), ["22/11", "148,5"]),
        ("sep=;\nNgày;Giá\n22/11;148,5\n", ("Ngày", "Giá"), ["22/11", "148,5"]),
        ("sep=,\r\nNgày,Giá\r\n22/11,5\r\n", ("Ngày", "Giá"), ["22/11", "5"]),
        ("Ngày,Mua,Bán\n22/11,1,2\n23/11,3\n", ("Ngày", "Mua", "Bán"), ["22/11", "1", "2"]),
        ("Ngày\tGiá, đồng\n22/11\t1,5\n", ("Ngày", "Giá, đồng"), ["22/11", "1,5"]),
        ("a,b\rx,1\r", ("a", "b"), ["x", "1"]),
        ("a,b,\nx,1,\n", ("a", "b"), ["x", "1"]),
    ],
)
def test_what_stands_between_cells(text: str, columns: tuple[str, ...], first: list[str]) -> None:
    sheet = sheet_of(text)
    assert sheet.problem is None
    assert sheet.columns == columns
    assert [cell.text for cell in sheet.rows[0]] == first
    assert sheet.rows[0][0].line == (3 if text.startswith("sep=") else 2)


def test_a_title_above_the_names_of_columns_is_said() -> None:
    for mark in ",;\t":
        problem = sheet_of(f"Bảng giá vàng\nNgày{mark}Giá\n22/11{mark}1\n").problem
        assert "first line" in str(problem)
    assert sheet_of("Ngày\n22/11\n").problem is None


def test_bytes_of_spreadsheets() -> None:
    table = "Ngày;Giá\r\n22/11;148,5\r\n"
    for encoding in ("cp1258", "utf-16", "utf-16-le"):
        raw = table.replace("à", "a").replace("á", "\u00e1").encode(encoding)
        assert "UTF-8" in str(sheet_of(read_data([("gia.csv", raw)]).data["gia.csv"]).problem), encoding
    assert sheet_of(read_data([("Gia.CSV", table.encode("utf-8-sig"))]).data["Gia.CSV"]).columns == ("Ngày", "Giá")
    assert names_of(" /data/Gia.CSV") == ("Gia.CSV",)
    assert (names_of("gia.JSON"), file_of("/data/gia.JSON")) == (("gia",), "gia.JSON")


def test_what_programs_write_for_no_number_is_missing() -> None:
    assert numbers(["NaN", "#N/A", "inf", "1"], ",") == [None, None, None, 1]
    assert [is_missing(text) for text in ("NaN", "#N/A", "Infinity")] == [True, True, False]


# Small and near numbers


def test_small_numbers_are_written_with_the_decimals_that_they_need() -> None:
    assert decimals(["1e-05", "2.5e-05"], [1e-05, 2.5e-05]) == 6
    assert decimals(["0,00012"], [0.00012]) == 5
    assert decimals(["0,12345", "2"], [0.12345, 2.0]) == 3
    assert decimals(["-", "0"], [None, 0.0]) == 0
    marks = ticks(1e-05, 2.5e-05)
    assert WORDS.number(marks[0], decimals_of(marks)) == "0,000010"
    assert [usable(value) for value in (5e-324, -1e-13, 1e-12, 1e15, 2e15, float("nan"))] == [
        *(0.0, 0.0, 1e-12, 1e15, None, None)
    ]


@given(st.floats(-1e15, 1e15), st.floats(-1e15, 1e15) | st.none(), st.integers(0, 4))
def test_an_axis_has_numbers_that_differ(one: float, other: float | None, steps: int) -> None:
    """The second number may be the next ones that a float can be."""
    first = usable(one) or 0.0
    second = first if other is None else usable(other) or 0.0
    for _ in range(steps if other is None else 0):
        second = usable(nextafter(second, inf)) or 0.0
    least, most = min(first, second), max(first, second)
    marks = ticks(least, most)
    assert 2 <= len(marks) <= 7
    assert all(a < b for a, b in pairwise(marks))
    said = [WORDS.number(mark, decimals_of(marks)) for mark in marks]
    assert len(set(said)) == len(said)
    html = DRAWN["line"](Chart("line", "x", ("a", "b"), (), (Series("a", (first, second), 2),)), WORDS, "a")
    assert all(0 <= float(y) <= 264 for y in re.findall(r'cy="([^"]+)"', html))


def test_two_rows_of_one_day_stand_beside_each_other() -> None:
    given = {"kind": "line", "x": "", "y": "", "title": "", "unit": "", "source": "", "last": "0", "sort": "false"}
    table = {"x.csv": "Ngày,Giá\n24/11/2026,1\n24/11/2026,2\n"}
    chart = chart_of({**given, "data": "x.csv"}, table.__getitem__, ",").chart
    assert chart is not None
    html = DRAWN["line"](chart, WORDS, "a")
    assert re.findall(r'<circle [^>]*cx="([^"]+)"', html) == ["0%", "100%"]
    assert html.count(">24/11/2026<") == 2


# JSON, TOML and YAML that are none


@pytest.mark.parametrize(
    ("file", "text", "place", "words"),
    [
        ("x.json", '[\n {"a": 1},\n {"b": 2 "c": 3}\n]', ":3:10", "is missing"),
        ("x.json", '[\n {"a": "é"},\n {"b": "à"},\n]', ":4:1", "comma before"),
        ("x.json", '[\r\n {"é": 1},\r\n {"à": NaN}]', ":3:8", "null"),
        ("x.json", '\ufeff[{"a": 1,5}]', ":1:10", "numbers with a point"),
        ("x.json", '[\n {"a": 1},\n', ":2:11", "ends too early"),
        ("x.json", " \n", ":1", "empty"),
        ("x.json", '[\n{"a": ' + "9" * 5000 + "}]", ":2:7", "too large"),
        ("x.json", "[" * 5000, ":1", "nested"),
        ("x.json", b'[\n {"a": "\xe0"}]', ":2", "not UTF-8"),
        ("x.toml", "a = 1\nb = \n", ":2:5", "invalid TOML"),
        ("x.yaml", "a: 1\nb: [1\n", ":2:4", "not closed"),
    ],
)
def test_what_cannot_be_read_is_said_once_with_its_place(
    site: Callable[[str], TinySite], file: str, text: str | bytes, place: str, words: str
) -> None:
    tiny = site(SITE.replace("{}", file))
    tiny.write(f"data/{file}", text)
    said = tiny.said()
    assert re.findall(r"^(\S+): error\[(E\d+)\]", said, re.MULTILINE) == [(f"data/{file}{place}", "E712")]
    assert words in said


def test_a_chart_of_a_file_that_is_not_there_is_said_beside_one_that_cannot_be_read(
    site: Callable[[str], TinySite],
) -> None:
    tiny = site(SITE.replace("{}", "kia.json"))
    tiny.write("data/x.json", "[")
    assert set(re.findall(r"error\[(E\d+)\]", tiny.said())) == {"E336", "E712"}


def test_each_saying_is_one_of_the_reader() -> None:
    """A new version of the library may say it otherwise: then the words of ours would be lost."""
    wrong = ("[1,]", '{"a":1,}', "[1 2]", '{"a":1 2}', '{"a" 1}', "{a:1}", "[01]", "[x]", "[1] x", "[")
    said = set()
    for text in wrong:
        with pytest.raises(msgspec.DecodeError) as caught:
            msgspec.json.decode(text)
        said.add(re.sub(r"^JSON is malformed: | \(byte \d+\)$", "", str(caught.value)))
    assert said == set(_JSON)


@given(st.text(st.sampled_from('[]{},:"aé1.-e \n\r'), max_size=40) | st.binary(max_size=40))
def test_whatever_is_no_json_is_said_at_a_place_in_it(text: str | bytes) -> None:
    raw = text if isinstance(text, bytes) else text.encode()
    for one in read_data([("x.json", raw)]).diagnostics:
        lines = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= one.place.line <= len(lines)
        assert one.place.column <= len(lines[one.place.line - 1]) + 1
