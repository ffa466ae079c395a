"""Tables, logs, data, `site.toml` of any content: no traceback, every line accounted for, no more work than text.

Front matter and Markdown have their own: `tests/frontmatter/test_frontmatter_hostile.py`,
`tests/markdown/test_markdown_limits.py` and `test_markdown_properties.py`.
"""

from __future__ import annotations

import gzip
import json
import time
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssg.content.data import read_data
from ssg.content.redirects import Row, read_redirects
from ssg.core.codes import CODES
from ssg.core.config import load_config
from ssg.core.errors import Place
from ssg.core.text.accesslog import read_hit
from ssg.core.text.dates import parse_time
from ssg.core.text.paths import is_safe_url, parts_of
from ssg.index.most_read import most_read
from ssg.index.readership import count_reads
from ssg.index.redirects import resolve_rows
from ssg.store.logs import lines_of
from tests.conftest import TinySite
from tests.documents import ZONE

BASE = "https://example.vn"
CELLS = st.sampled_from(
    [
        *("/a", "/b/", "/a/../b", "https://b.vn/x"),
        *("https://[", "https://[::1", "http://a\u2100b/", "content/a.md", "//x"),
        *(",", ";", "\t", '"', '""', "'", "#", "\n"),
        *("\r\n", " ", "301", "410", "99999999999", "٣٠١", "\0", "\u2028", "\ufeff"),
        *("javascript:x", "%", "%zz", "%00", "%2e%2e", "?", "from"),
        *("cũ", "é", "e\u0301", "\u202e", "💥", "\\", BASE),
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(CELLS, max_size=30).map("".join), st.text(max_size=80)))
def test_every_line_of_a_table_is_a_row_or_a_complaint(text: str) -> None:
    table = read_redirects("r.csv", text.encode("utf-8", "surrogatepass"), BASE)
    settled = resolve_rows(table.rows, {"a/index.html"}, lambda path: "", "")
    assert {d.code for d in (*table.diagnostics, *settled.diagnostics)} <= set(CODES)
    said = {d.place.line for d in table.diagnostics} | {row.place.line for row in table.rows}
    if [d.code for d in table.diagnostics] == ["E742"]:
        return
    lines = text.removeprefix("\ufeff").splitlines()
    told = [n for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    assert set(told[1:]) <= said  # the first may be a heading
    assert all(len(row.new.encode("ascii")) == len(row.new) or row.new.startswith("content/") for row in table.rows)
    assert (
        len(settled.moves) + len({d.place.line for d in settled.diagnostics}) >= len(table.rows) or settled.diagnostics
    )


@given(st.binary(max_size=200))
def test_no_bytes_of_a_table_raise(data: bytes) -> None:
    read_redirects("r.csv", data, BASE)


@pytest.mark.parametrize(
    "line", [" " * 20_000 + '"x', '"' * 40_000, '"a""' * 20_000, "," * 40_000, '" ' * 30_000, "%" * 50_000]
)
def test_a_line_of_a_table_is_passed_once(line: str) -> None:
    """A line of 800 spaces took a second and a half, one of 20,000 would have taken hours."""
    begun = time.process_time()
    read_redirects("r.csv", f"/a,/b\n{line}\n".encode(), BASE)
    assert time.process_time() - begun < 3


def test_a_chain_of_redirects_is_followed_once() -> None:
    """30,000 rows that lead from one to the next, and as many that lead in a circle."""
    place = Place("r.csv", 1)
    rows = [Row(f"/{n}", f"/{n + 1}", 301, place, place) for n in range(30_000)]
    begun = time.process_time()
    settled = resolve_rows(rows, {"30000/index.html", "30000"}, lambda path: "", "")
    assert {move.target for move in settled.moves} == {"/30000"}
    circle = resolve_rows([*rows, Row("/30000", "/0", 301, place, place)], set(), lambda path: "", "")
    assert len(circle.diagnostics) >= 1
    assert {d.code for d in circle.diagnostics} == {"E746"}
    assert time.process_time() - begun < 15  # two by two, 900 million steps


LOG = st.sampled_from(
    [
        *("1.2.3.4", " - - "),
        *("[24/Nov/2026:08:00:00 +0700]", "[31/Feb/2026:08:00:00 +0700]", "[01/Jan/0000:00:00:00 +0000]"),
        *('"GET /tin/a/ HTTP/1.1"', '"GET /tin/a/', '"', "\\", '\\"'),
        *(" 200 ", " 999 ", "12", '"-"', '"Mozilla/5.0"', "\n"),
        *("\x16\x03\x01", "\0", "\ufffd", "GET https://[ HTTP/1.1"),
        *('"GET //x HTTP/1.1"', "example.vn:443 ", " ", "+9999]"),
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(LOG, max_size=40).map("".join))
def test_every_line_of_a_log_is_counted_once(text: str) -> None:
    broken: list[str] = []
    lines = list(lines_of(BytesIO(text.encode()), broken))
    hits = sorted(filter(None, (read_hit(line) for line in lines if line is not None)), key=lambda hit: hit.time)
    found = count_reads(hits, {"/tin/a/": "tin/a.md"}, "example.vn", lambda agent: False, 0)
    assert found.others + found.programs + found.repeated + sum(found.reads.values()) == len(hits)
    assert broken == []


@given(st.binary(max_size=400), st.booleans(), st.integers(0, 60))
def test_no_bytes_of_a_log_raise(data: bytes, packed: bool, cut: int) -> None:
    stream = gzip.compress(data)[: -cut or None] if packed else data
    broken: list[str] = []
    for line in lines_of(BytesIO(stream), broken):
        if line is not None:
            read_hit(line)
    assert not broken or packed or data.startswith(b"\x1f\x8b")


def test_a_bomb_of_a_log_takes_no_memory() -> None:
    """200 MB of one line, packed into 200 KB: it is read a piece at a time, and is no line of a log."""
    packed = gzip.compress(bytes(200_000_000), compresslevel=6)
    broken: list[str] = []
    tracemalloc.start()
    try:
        assert list(lines_of(BytesIO(packed), broken)) == [None]
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


@given(st.text(max_size=60))
def test_no_address_raises(text: str) -> None:
    for url in (text, f"https://{text}", f"https://[{text}", f"/{text}", f"//{text}"):
        parts = parts_of(url)
        assert not is_safe_url(url) or parts is not None
        assert most_read([url, {"url": url}, {"path": url}], {"a.md": "/a/"}) in ((), ("a.md",))


@given(st.text(alphabet="0123456789-/.:,hT +Z()GMTU\u2212٣０ ", max_size=30))
def test_no_time_raises_anything_but_value_error(text: str) -> None:
    for zone_time in (text, f"2026-{text}", f"2026-11-24 {text}", f"{text}/11/2026"):
        try:
            found = parse_time(zone_time, ZONE)
        except ValueError as wrong:
            assert str(wrong)
        else:
            assert found.tzinfo is ZONE


DATA = {
    "a.json": (
        "[" * 100_000, "{" + '"a":{' * 5_000, "1" * 100_000, "NaN",
        '"\\ud800"', '{"a":1,"a":2}', "1e999999", '"' + "a" * 90_000),
    "a.toml": (
        "a = " + "[" * 10_000, "a." * 5_000 + "b = 1",
        "a = " + "9" * 5_000, "[[[", "a = 2026-02-30", "a = 1e400"),
    "a.yaml": (
        "[" * 60_000, "a: &a [x]\nb: *a", "<<: {a: 1}",
        "- " * 9_000, "a: 2026-02-30", "a: !!python/object:os.system x", "? " * 500),
}  # fmt: skip


@pytest.mark.parametrize("name", DATA)
def test_data_files_of_any_depth_are_read_or_refused(name: str) -> None:
    for text in DATA[name]:
        read = read_data([(name, text.encode())])
        assert "a" in read.data or [d.code for d in read.diagnostics] == ["E712"], text[:20]
        json.dumps(read.data, default=str)


@given(st.sampled_from(sorted(DATA)), st.one_of(st.binary(max_size=100), st.text(max_size=100).map(str.encode)))
def test_no_data_file_raises(name: str, data: bytes) -> None:
    read = read_data([(name, data)])
    assert "a" in read.data or [d.code for d in read.diagnostics] == ["E712"]


CONFIG = st.sampled_from(
    [
        *("[", "]", "[[", "]]", "{", "}", "=", ".", ","),
        *('"', "'", '"""', "#", "\n", " ", "\\", "\\u0000", "\\U0010FFFF"),
        *("title", "base_url", "categories", "name", "slug", "parent"),
        *("menu", "url", "blocks", "tin-khac", "count", "deploy"),
        *("policy", "files", "params", "permalink", "feeds"),
        *("search", "engine", "authors", "photo", "redirects", "output"),
        *("true", "1", "-1", "1e999", "inf", "nan"),
        *("9" * 30, "2026-11-24", "07:00", '"a"', '"https://["', '"/"', '"../x"'),
        *('"{slug}"', "['a']", "{a = 1}", "ế", "e\u0301", "\u202e", "\r", "\x7f"),
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(CONFIG, max_size=25).map("".join), st.booleans())
def test_no_site_toml_raises(text: str, titled: bool) -> None:
    config, said = load_config(f'title = "Báo"\n{text}' if titled else text)
    assert (config is None) == bool(said)
    assert {d.code for d in said} <= set(CODES)
    lines = text.count("\n") + 3
    assert all(1 <= d.place.line <= lines for d in said)


def test_explain_takes_any_name(site: Callable[[str], TinySite], capsys: pytest.CaptureFixture[str]) -> None:
    from ssg.cli.app import run

    tiny = site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n")
    for name in ("https://[", "http://a\u2100b/", "%", "a" * 5_000):
        assert run(["explain", "-C", str(tiny.root), name]) in (1, 2)
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("present", ["0001-01-02", "2026-11-24", "9999-12-31T20:00"])
def test_from_the_first_year_to_the_last(present: str, site: Callable[[str], TinySite]) -> None:
    """Two days after the last of December 9999 an article would be no news any more; there is no such time."""
    from ssg.cli.app import run

    texts = "".join(
        f"-- content/tin/{number}.md --\n---\ntitle: Bài {number}\ndate: {date}\nupdated: {date}\n"
        f"expires: 9999-12-31\nbreaking: 9999-12-31\n---\nx\n"
        for number, date in enumerate(("0001-01-01T12:00", "1970-01-01", "9999-12-29", "9999-12-30T23:59:59"))
    )
    tiny = site(f'-- site.toml --\ntitle = "Báo"\nbase_url = "https://example.vn"\n{texts}')
    for command in ("build", "next", "check"):
        assert run([command, "-C", str(tiny.root), "--now", present]) == 0, command


def test_no_article_is_begun_under_a_title_that_cannot_be_read(site: Callable[[str], TinySite]) -> None:
    from ssg.cli.app import run

    tiny = site("")
    for title in ("a\x01b", "a\u202eb", "\x1b[31m", "\u2028\u0000"):
        assert run(["new", "-C", str(tiny.root), title]) == 2
    assert not list((tiny.root / "content").rglob("*"))


@pytest.mark.slow
def test_what_is_too_large_is_refused_before_it_is_read(site: Callable[[str], TinySite]) -> None:
    """An article of 100 MB, one with 20,000 tags, and all the tags that fit."""
    tiny = site('-- site.toml --\ntitle = "Báo"\nbase_url = "https://example.vn"\n[[categories]]\nname = "Tin"\n')
    tiny.write("content/tin/lon.md", b"---\ntitle: A\ndate: 2026-11-20\n---\n" + b"ch\xe1\xbb\xaf " * 17_000_000)
    tags = ", ".join(f"t{n}" for n in range(20_000))
    tiny.write("content/tin/the.md", f"---\ntitle: B\ndate: 2026-11-20\ntags: [{tags}]\n---\nx\n")
    said = tiny.said(keep_going=True)
    assert "content/tin/lon.md:1: error[E201]: file too large: 102,000,034 bytes" in said
    assert "content/tin/the.md:1:1: error[E107]" in said
    most = ", ".join(f"t{n}" for n in range(8_000))
    tiny.write("content/tin/the.md", f"---\ntitle: B\ndate: 2026-11-20\ntags: [{most}]\n---\nx\n")
    (tiny.root / "content/tin/lon.md").unlink()
    tiny.build()
    page = tiny.read("tin/2026/11/b/index.html")
    assert page.count('rel="tag"') == 8_000
    assert len(list((tiny.public / "tag").iterdir())) == 8_000


@pytest.mark.slow
def test_what_a_page_of_marks_costs(site: Callable[[str], TinySite]) -> None:
    """The heaviest article that is not refused, of the slowest kinds, is read and published like any other."""
    from ssg.content.markdown.limits import LINE_WEIGHT, MOST_WEIGHT

    lines = MOST_WEIGHT // (LINE_WEIGHT + 1) - 10
    kinds = [
        "1. a\n1) b\n" * (lines // 2),
        "| a\n|-\n" + "|a\n" * (lines // 2),
        "![](" * (MOST_WEIGHT // 4 - 10),
        "a\n\n" * (lines // 2),
    ]
    tiny = site('-- site.toml --\ntitle = "Báo"\nbase_url = "https://example.vn"\n[[categories]]\nname = "Tin"\n')
    for number, text in enumerate(kinds):
        tiny.write(f"content/tin/{number}.md", f"---\ntitle: Bài {number}\ndate: 2026-11-20\n---\n{text}\n")
    tiny.build()
    assert len(list(Path(tiny.public / "tin/2026/11").iterdir())) == len(kinds)
