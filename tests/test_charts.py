"""Charts of data in texts: what a page, a feed and a reader of screens get, and what is rebuilt when data change."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from html import unescape

import lxml.etree
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.content.sheet import MOST_ROWS, sheet_of
from ssg.core.text.plain import plain_text
from ssg.core.text.quantities import moments, numbers
from ssg.index.boxes import CHARTS
from ssg.index.charts import Chart, Series, chart_of
from ssg.index.provinces import MERGED, NAMES, TILES, former, province
from ssg.pages.charts.figure import DRAWN
from ssg.pages.charts.model import Words, ticks
from tests.conftest import TinySite
from tests.documents import table
from tests.previewing import Looking

VALUES = {"kind": "bar", "x": "", "y": "", "title": "", "unit": "", "source": "", "last": "0", "sort": "false"}
GOLD = "Ngày;Mua;Bán\r\n22/11/2026;148,5;150\r\n23/11/2026;-;1.151,25\r\n24/11/2026;149;152\r\n"
SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[feeds]
content = "full"
-- content/tin/a.md --
---
title: Bài một
date: 2026-11-20
slug: a
---
Trước.

::: chart data=gia-vang.csv kind=line title="Giá <vàng>" unit="triệu đồng/lượng" source="SJC & PNJ"
Ghi chú *thêm*.
:::
-- content/tin/b.md --
---
title: Bài hai
date: 2026-11-19
slug: b
---
Không có biểu đồ.
"""
A, B = "tin/2026/11/a/index.html", "tin/2026/11/b/index.html"


def charted(data: object, **given: str) -> Chart:
    found = chart_of({**VALUES, "data": "x.csv", **given}, {"x.csv": data}.__getitem__, ",")
    assert found.chart is not None, [str(fault.message) for fault in found.faults]
    return found.chart


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    made = site(SITE)
    made.write("data/gia-vang.csv", GOLD)
    rebuilt(made)
    return made


def rebuilt(tiny: TinySite) -> None:
    """Build, going on from the last build, and compare with a clean build."""
    tiny.build()
    clean = TinySite(tiny.root.with_name("clean"), "")
    shutil.rmtree(clean.root)
    shutil.copytree(tiny.root, clean.root, ignore=shutil.ignore_patterns(".ssg", "public"))
    clean.build()
    assert tiny.tree() == clean.tree()
    shutil.rmtree(clean.root)


def figure(tiny: TinySite, page: str = A) -> str:
    found = re.search(r'<figure class="chart">.*?</figure>', tiny.read(page), re.DOTALL)
    assert found
    return found[0]


def cells(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [[unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


# Reading


@pytest.mark.parametrize(
    ("column", "found"),
    [
        (["1.234,5", "12", "1.234", "-", "x"], [1234.5, 12, 1234, None, None]),
        (["1234.5", "1.234", "0.5"], [1234.5, 1.234, 0.5]),
        (["1,234.50", "7"], [1234.5, 7]),
        (["1.234", "5.678"], [1234, 5678]),  # nothing says otherwise: the marks of the language
        (["1.234.567", "1 234", "1\u00a0234,5"], [1234567, 1234, 1234.5]),
        (["−3,2", "+1", "12,5 %", "–", "…", ""], [-3.2, 1, 12.5, None, None, None]),
        (["1.23,4", "12a", "1,2,3", "1..2"], [None, None, None, None]),
        (["9" * 60], [None]),
    ],
)
def test_numbers_are_read_as_people_and_programs_write_them(column: list[str], found: list[float | None]) -> None:
    assert numbers(column, ",") == found


def test_numbers_of_programs_are_what_they_are_there() -> None:
    """A rate of JSON is 26,345 and no thousand, however few of the others tell."""
    found = charted([{"Ngày": "1", "Giá": 26.345, "Tỉ lệ": 1e-05}, {"Ngày": "2", "Giá": 26.401, "Tỉ lệ": 2.5e-05}])
    assert [one.values for one in found.series] == [(26.345, 26.401), (1e-05, 2.5e-05)]
    assert numbers(["1e-05", "2.5E+3", "1e99", "e5", "12e3"], ",") == [1e-05, 2500.0, None, None, None]
    strange = [{"a": "x", "b": one} for one in (float("nan"), float("inf"), 10**400, -(10**16), True, 5)]
    assert charted(strange, y="b").series[0].values == (None, None, None, None, None, 5)


def test_times_are_shown_as_vietnamese_writes_them() -> None:
    def shown(*texts: str) -> list[str] | None:
        found = moments(texts)
        return None if found is None else [one.shown for one in found]

    assert shown("4/1/2026", "2026-11-24") == ["04/01/2026", "24/11/2026"]
    assert shown("2026-11-24T08:05:00+07:00", "24/11/2026 9:30") == ["24/11/2026 08:05", "24/11/2026 09:30"]
    assert shown("2026-11", "tháng 1/2027") == ["11/2026", "1/2027"]
    assert shown("2025", "2026") == ["2025", "2026"]
    assert shown("24/11/2026", "2026") is None
    assert shown("31/2/2026") is None


def test_tables_of_spreadsheets() -> None:
    sheet = sheet_of("\ufeff".lstrip("\ufeff") + 'Tên,"Số, ""lượng"""\r\n"Hai\ndòng",5\n\n,\nB')
    assert sheet.columns == ("Tên", 'Số, "lượng"')
    assert [[cell.text for cell in row] for row in sheet.rows] == [["Hai dòng", "5"], ["B", ""]]
    assert [(row[0].line, row[0].column) for row in sheet.rows] == [(2, 1), (6, 1)]
    assert sheet_of("a\tb\n1\t2").columns == ("a", "b")
    assert sheet_of("").problem is not None
    assert sheet_of("a,\ufffd").problem is not None
    assert sheet_of({"rows": [{"a": 1.0, "b": None}, {"b": True}]}).rows[0][0].text == "1"
    for wrong in (5, {"rows": 5}, ["a"], None, [[1]]):
        assert sheet_of(wrong).problem is not None
    long = sheet_of("a,b\n" + "".join(f"{n},{n}\n" for n in range(MOST_ROWS + 7)))
    assert (len(long.rows), long.extra, long.rows[0][0].text) == (MOST_ROWS, 7, "7")
    assert sheet_of("," * 50).problem is not None


def test_a_row_with_too_many_cells_is_left_out_and_said() -> None:
    """Of `22/11,148,5` the 148 would be a wrong price."""
    found = chart_of(
        {**VALUES, "data": "x.csv"}, {"x.csv": "Ngày,Giá\n21/11,147\n22/11,148,5\n23/11,149,,\n"}.__getitem__, ","
    )
    assert found.chart is not None
    assert found.chart.labels == ("21/11", "23/11")
    assert found.chart.series[0].values == (147, 149)
    ((fault,),) = (found.faults,)
    assert (fault.code, fault.cell) == ("W339", ("5", 3, 11, None))


@pytest.mark.parametrize("data", ["", "\ufeff", "a,b\n1,\ufffd", "x" * 1_000_001, {"rows": 3}, "a,b\nx,y\n"])
def test_data_that_cannot_be_read_stop_no_newspaper(data: object) -> None:
    found = chart_of({**VALUES, "data": "x.csv"}, {"x.csv": data}.__getitem__, ",")
    assert [fault.code for fault in found.faults] == ["W339"]
    assert found.chart is not None
    assert found.chart.labels == ()


def test_before_the_first_result_no_cell_has_a_number() -> None:
    found = charted("Đơn vị,Phiếu\nHà Nội,-\nHuế,\n")
    assert found.labels == ("Hà Nội", "Huế")
    assert found.series == (Series("Phiếu", (None, None), 0),)


def test_stacked_bars_have_parts_and_sums() -> None:
    table = "Nơi;Lúa;Ngô;Khoai\nHuế;10;5,5;-\nVinh;1;;2\nLào Cai;-;-;-\n"
    found = charted(table, kind="thanh-chồng", sort="có")
    assert found.labels == ("Huế", "Vinh", "Lào Cai")
    html = DRAWN["stacked"](found, WORDS, "a")
    assert re.findall(r"<title>(.*?)</title>", html) == ["Lúa: 10", "Ngô: 5,5", "Lúa: 1", "Khoai: 2"]
    bars = [float(wide) for wide in re.findall(r'<rect class="chart-\d" [^>]*width="([\d.]+)%"', html)]
    assert bars[0] / bars[1] == pytest.approx(10 / 5.5, abs=0.01)
    assert sum(bars[:2]) == pytest.approx(74, abs=0.02)
    assert re.findall(r'dx="5">(.*?)<', html) == ["15,5", "3,0", "–"]
    assert html.count("<li>") == 3
    assert is_whole(html)
    negative = chart_of({**VALUES, "data": "x.csv", "kind": "stacked"}, {"x.csv": "a,b,c\nx,-1,2\n"}.__getitem__, ",")
    assert negative.chart is not None
    assert [one.values for one in negative.chart.series] == [(None,), (2,)]
    assert [fault.code for fault in negative.faults] == ["W339"]


def test_provinces_are_known_in_the_spellings_of_programs() -> None:
    spellings = (
        "Hanoi",
        "HANOI",
        "Daklak",
        "ĐăkLăk",
        "T.P Huế",
        "Ho Chi Minh City",
        "TPHCM",
        "Ðà Nẵng",
        "Lam Dong Province",
    )
    found = [province(name) for name in spellings]
    assert found == ["Hà Nội"] * 2 + ["Đắk Lắk"] * 2 + ["Huế"] + ["TP Hồ Chí Minh"] * 2 + ["Đà Nẵng", "Lâm Đồng"]
    assert [former(name) for name in ("Bắc Cạn", "Kontum", "Vũng Tàu", "Tỉnh Hoà Bình", "Huế")] == [
        *("Bắc Kạn", "Kon Tum", "Bà Rịa - Vũng Tàu", "Hòa Bình", "")
    ]
    for name in (*NAMES, *MERGED):
        for written in (name, name.upper(), f"Tỉnh {name}", f"tp. {name}", name.replace(" ", "")):
            assert (province(written) or former(written)) == name, written


def test_the_provinces_are_those_since_july_2025() -> None:
    assert len(NAMES) == len(set(NAMES)) == 34
    assert len(MERGED) == 63 - 34
    assert set(MERGED.values()) <= set(NAMES)
    assert not MERGED.keys() & set(NAMES)
    assert {tile.province for tile in TILES} == set(NAMES)
    assert len({(tile.column, tile.row) for tile in TILES}) == len(TILES)
    assert {tile.label: tile.province for tile in TILES if tile.label not in NAMES} == {
        "TP.HCM": "TP Hồ Chí Minh",
        "Hoàng Sa": "Đà Nẵng",
        "Trường Sa": "Khánh Hòa",
    }
    spellings = ("TP. Hồ Chí Minh", "Thành phố Huế", "tỉnh Thanh Hoá", "ĐẮK LẮK", "Hà Giang")
    assert [province(name) for name in spellings] == ["TP Hồ Chí Minh", "Huế", "Thanh Hóa", "Đắk Lắk", ""]
    assert former("Tỉnh Hà Giang") == "Hà Giang"


def test_ticks_enclose() -> None:
    for least, most in ((0, 1), (3, 3), (0, 0), (-5.5, 12), (148.2, 152.7), (0.001, 0.0012), (1e9, 9e9)):
        found = ticks(least, most)
        assert found[0] <= least <= most <= found[-1]
        assert 2 <= len(found) <= 7


# Choosing


def test_columns_are_chosen_by_name_or_by_what_they_hold() -> None:
    table = "Ghi chú,Nơi,Số,Tỉ lệ\nx,Huế,1,50\ny,Vinh,3,20\n"
    assert [one.name for one in charted(table).series] == ["Số", "Tỉ lệ"]
    chosen = charted(table, x="noi", y="Tỉ lệ", sort="true")
    assert (chosen.heading, chosen.labels, chosen.series[0].values) == ("Nơi", ("Huế", "Vinh"), (50, 20))
    assert charted(table, x="Nơi", y="Số", sort="có").labels == ("Vinh", "Huế")
    assert charted(table, x="Nơi", last="1").labels == ("Vinh",)


def test_a_line_over_time_stands_in_the_order_of_time() -> None:
    found = charted("Ngày,Số\n24/11/2026,2\n22/11/2026,1\n", kind="line")
    assert (found.labels, found.series[0].values) == (("22/11/2026", "24/11/2026"), (1, 2))


# Pages


def test_a_page_has_a_drawing_and_a_table_with_the_same_data(tiny: TinySite) -> None:
    html = figure(tiny)
    assert "<strong>Giá &lt;vàng&gt;</strong>" in html
    assert "Đơn vị: triệu đồng/lượng" in html
    assert "Nguồn: SJC &amp; PNJ" in html
    assert "<p>Ghi chú <em>thêm</em>.</p>" in html
    assert 'role="img" aria-label="Giá &lt;vàng&gt;. Biểu đồ đường.' in html
    assert html.count('class="chart-line chart-') == 4  # two lines, and two in the legend
    assert cells(html) == [
        ["Ngày", "Mua", "Bán"],
        ["22/11/2026", "148,5", "150,00"],
        ["23/11/2026", "–", "1.151,25"],
        ["24/11/2026", "149,0", "152,00"],
    ]
    assert " style=" not in html  # a strict policy allows none
    page = tiny.read(A)
    assert "css/charts" in re.sub(r"\.[0-9a-f]{8}\.", ".", page)
    assert "css/charts" not in tiny.read(B)


def test_feeds_have_the_table_alone(tiny: TinySite) -> None:
    feed = unescape(tiny.read("feed.xml"))
    assert "<svg" not in feed
    assert "1.151,25" in feed
    assert "Nguồn: SJC & PNJ" in unescape(feed)


def test_plain_text_has_the_rows_of_a_table(tiny: TinySite) -> None:
    said = plain_text(figure(tiny)).split("\n\n")
    assert said[-3:] == [
        "Ngày | Mua | Bán\n22/11/2026 | 148,5 | 150,00\n23/11/2026 | – | 1.151,25\n24/11/2026 | 149,0 | 152,00",
        "Ghi chú thêm.",
        "Nguồn: SJC & PNJ",
    ]
    cells_of_blocks = "<table><tr><td><p>A</p><ul><li>b</li></ul></td><td>c<br>d</td></tr></table><ul><li>e</li></ul>"
    assert plain_text(cells_of_blocks) == "A b | c d\n\n- e"


def test_new_data_rebuild_what_shows_them(tiny: TinySite) -> None:
    before = tiny.tree()
    tiny.write("data/gia-vang.csv", GOLD + "25/11/2026;160;161\r\n")
    tiny.build()
    changed = {name for name, data in tiny.tree().items() if before.get(name) != data}
    assert A in changed
    assert B not in changed
    rebuilt(tiny)
    assert ["25/11/2026", "160,0", "161,00"] in cells(figure(tiny))
    tiny.write("data/khac.csv", "a,b\n1,2\n")
    before = tiny.tree()
    rebuilt(tiny)
    assert tiny.tree() == before


def test_articles_that_begin_and_cease_to_show_data(tiny: TinySite) -> None:
    tiny.edit("content/tin/b.md", "Không có biểu đồ.", "::: biểu-đồ data=gia-vang kind=thanh\n:::")
    rebuilt(tiny)
    assert 'class="chart-bars"' in figure(tiny, B)
    tiny.write("data/gia-vang.csv", "Ngày;Mua\n")
    rebuilt(tiny)
    assert "Chưa có số liệu." in figure(tiny)
    tiny.edit("content/tin/a.md", "::: chart", "::: info")
    rebuilt(tiny)
    tiny.edit("content/tin/b.md", "::: biểu-đồ data=gia-vang kind=thanh\n:::", "Hết.")
    tiny.remove("data/gia-vang.csv")
    rebuilt(tiny)


def test_with_keep_going_a_chart_without_data_is_left_out(tiny: TinySite) -> None:
    tiny.remove("data/gia-vang.csv")
    tiny.edit("content/tin/b.md", "Không có biểu đồ.", "Đã sửa.")
    built = tiny.try_build(keep_going=True)
    assert built.published is not None
    assert [d.code for d in built.diagnostics if d.code.startswith("E")] == ["E336"]
    assert "Đã sửa." in tiny.read(B)
    assert "Ghi chú <em>thêm</em>." in tiny.read(A)
    assert 'class="chart' not in tiny.read(A)


def test_a_map_shows_every_province_and_both_archipelagos(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("gia-vang.csv kind=line", "tinh.json kind=map"))
    rows = ", ".join(f'{{"Tỉnh": "{name}", "Tỉ lệ": {n}.5}}' for n, name in enumerate(NAMES) if name != "Cần Thơ")
    tiny.write("data/tinh.json", f'{{"rows": [{rows}]}}')
    rebuilt(tiny)
    html = figure(tiny)
    for tile in TILES:
        assert f">{tile.label}</text>" in html
    assert html.count("<title>Đà Nẵng: 20,5</title>") == 2
    assert "<title>Cần Thơ: –</title>" in html
    assert "Không có số liệu" in html
    assert {int(step) for step in re.findall(r"chart-step-(\d)", html)} == {1, 2, 3, 4, 5}


def test_bars_below_zero_long_names_and_too_many_rows(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("gia-vang.csv kind=line", "hang.csv kind=bar"))
    name = "Trung tâm Dự báo khí tượng thủy văn quốc gia và các đài khí tượng thủy văn khu vực Bắc Trung Bộ"
    rows = "".join(f"Hàng {n},{n - 20}\n" for n in range(50))
    tiny.write("data/hang.csv", f"Tên,Số\n{name},-3\n{rows}")
    rebuilt(tiny)
    html = figure(tiny)
    assert "−20" in html
    assert html.count("<rect") == 40
    assert "Còn 11 dòng nữa trong bảng." in html
    assert len(cells(html)) == 52
    lines = [unescape(line) for line in re.findall(r'class="chart-name">(.*?)</text>', html)][:2]
    assert [len(line) <= 38 for line in lines] == [True, True]
    assert lines[1].endswith("…")
    for width in re.findall(r'width="(-?[\d.]+)%"', html):
        assert 0 <= float(width) <= 100


def test_check_knows_that_charts_read_data(tiny: TinySite) -> None:
    from ssg.build import build
    from ssg.work import Work

    tiny.write("data/so-lieu.json", '[{"a": "x", "b": 1}]')
    tiny.write("data/khong-dung.json", "[]")
    tiny.edit("content/tin/b.md", "Không có biểu đồ.", "::: chart data=so-lieu.json\n:::")
    said = build(tiny.request()._replace(output=None), Work()).diagnostics
    assert [d.place.path for d in said if d.code == "N462"] == ["data/khong-dung.json"]


def test_the_preview_shows_new_data(tiny: TinySite) -> None:
    watched = Looking(tiny)
    try:
        assert "152,00" in watched.text("/tin/2026/11/a/")
        watched.write("data/gia-vang.csv", GOLD.replace("152", "153"))
        assert "153,00" in watched.text("/tin/2026/11/a/")
        watched.write("data/gia-vang.csv", GOLD.replace("152", "khoảng"))
        assert "W339" in {problem.code for problem in watched.state.everything}
    finally:
        watched.close()


# Whatever is in a file


def test_the_page_of_charts_names_all_arguments() -> None:
    assert table("charts.md", "Charts").names(0) == [argument.name for argument in CHARTS["chart"].arguments]


PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=60)
TEXT = st.text(st.sampled_from("aÀ1.,;-\t\n\r\"'<&>\u00a0\u2212%/\ud83d") | st.characters(codec="utf-8"), max_size=60)
WORDS = Words(lambda word: word, "1.234,5")


def is_whole(html: str) -> bool:
    """Whether a drawing is well-formed; the parser raises if it is not."""
    return lxml.etree.fromstring(f"<g>{html}</g>", lxml.etree.XMLParser(resolve_entities=False)) is not None


@given(st.lists(TEXT, max_size=4).map("\n".join) | st.recursive(TEXT | st.floats() | st.none(), st.lists), TEXT, TEXT)
def test_no_data_are_a_surprise(data: object, x: str, y: str) -> None:
    for kind in DRAWN:
        found = chart_of({**VALUES, "data": "x.csv", "kind": kind, "x": x, "y": y}, {"x.csv": data}.__getitem__, ",")
        if found.chart is not None and found.chart.labels:
            assert is_whole(DRAWN[kind](found.chart, WORDS, "a"))


@given(st.lists(st.tuples(PLAIN, st.floats(-1e15, 1e15)), min_size=1, max_size=60))
def test_whatever_is_drawn_is_well_formed(rows: list[tuple[str, float]]) -> None:
    provinces = [NAMES[at % len(NAMES)] for at in range(len(rows))]
    labels, values = tuple(label for label, _ in rows), tuple(value for _, value in rows)
    for kind in DRAWN:
        series = (Series("a", values, 2), Series("b", (None,) * len(values), 0))
        chart = Chart(kind, "x", tuple(provinces) if kind == "map" else labels, (), series)
        html = DRAWN[kind](chart, WORDS, "a")
        assert is_whole(html)
        assert not re.search(r'="[^"]*(?:nan|inf)', html)
