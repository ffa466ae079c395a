"""What each key may hold, under all of its names, and where exactly each problem is said to be."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

import msgspec
import pytest

from ssg.content.frontmatter import FrontMatter, Split, load_yaml, read_front_matter
from ssg.content.frontmatter.fields import FIELDS
from ssg.content.frontmatter.keys import KEYS
from ssg.core.codes import CODES
from ssg.core.model import Correction, Credit, Mark, Picture

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def read(block: str, **more: Any) -> Split:
    return read_front_matter(f"---\n{block}\n---\n", path="a.md", zone=ZONE, **more)


def with_title(block: str) -> Split:
    return read(f"title: T\ndate: 2026-11-24\n{block}")


def said(split: Split) -> list[tuple[str, int, int]]:
    return [(one.code, one.place.line, one.place.column) for one in split.diagnostics]


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


def test_table_names_and_schema_agree() -> None:
    fields = set(get_type_hints(FrontMatter)) - {"extra", "marks"}
    assert fields == set(FIELDS) == {names[0] for names in KEYS}


def test_a_whole_article() -> None:
    split = read(
        "title: Hà Nội vào đông\n"
        "date: 24/11/2026 08:24\n"
        "category: Thủ đô\n"
        "summary: Trời trở lạnh.\n"
        "authors: [Minh Hà, Lê Thu An]\n"
        "tags:\n"
        "  - thời tiết\n"
        "  - 2026\n"
        "image: {src: a.jpg, alt: Phố, caption: Phố sớm, credit: TTX, focus: 50% 30%}\n"
        "updated: 2026-11-24T02:00:00Z\n"
        "slug: ha-noi\n"
        "id: b_7-X\n"
        "aliases: [/cu/, /cu/hon.html]\n"
        "featured: 3\n"
        "related: [../x.md, /y.md]\n"
        "topic: Mùa đông\n"
        "source: {name: TTX, url: https://example.vn/a}\n"
        "draft: true\n"
        "expires: 2027-01-01\n"
        "type: live\n"
        "corrections:\n"
        "  - date: 2026-11-25 09:00\n"
        "    text: Sửa nhiệt độ.\n"
        "breaking: 2026-11-24 12:00\n"
        "layout: rộng"
    )
    assert split.diagnostics == ()
    front = split.front
    assert front is not None
    assert msgspec.structs.asdict(front) == {
        "title": "Hà Nội vào đông",
        "date": at(2026, 11, 24, 8, 24),
        "category": "Thủ đô",
        "summary": "Trời trở lạnh.",
        "authors": ("Minh Hà", "Lê Thu An"),
        "tags": ("thời tiết", "2026"),
        "image": Picture("a.jpg", "Phố", "Phố sớm", "TTX", "50% 30%"),
        "updated": at(2026, 11, 24, 9),
        "slug": "ha-noi",
        "id": "b_7-X",
        "aliases": ("/cu/", "/cu/hon.html"),
        "featured": 3,
        "related": ("../x.md", "/y.md"),
        "topic": "Mùa đông",
        "source": Credit("TTX", "https://example.vn/a"),
        "draft": True,
        "expires": at(2027, 1, 1),
        "type": "live",
        "corrections": (Correction(at(2026, 11, 25, 9), "Sửa nhiệt độ."),),
        "breaking": at(2026, 11, 24, 12),
        "extra": {"layout": "rộng"},
        "marks": front.marks,
    }
    assert front.updated is not None
    assert front.updated.tzinfo is ZONE
    assert {name: (mark.line, mark.column) for name, mark in front.marks.items()} == {
        "title": (2, 8),
        "date": (3, 7),
        "category": (4, 11),
        "summary": (5, 10),
        "authors": (6, 10),
        "authors[0]": (6, 11),
        "authors[1]": (6, 20),
        "tags": (8, 3),
        "tags[0]": (8, 5),
        "tags[1]": (9, 5),
        "image": (10, 8),
        "image.src": (10, 14),
        "image.alt": (10, 26),
        "image.caption": (10, 40),
        "image.credit": (10, 57),
        "image.focus": (10, 69),
        "updated": (11, 10),
        "slug": (12, 7),
        "id": (13, 5),
        "aliases": (14, 10),
        "aliases[0]": (14, 11),
        "aliases[1]": (14, 17),
        "featured": (15, 11),
        "related": (16, 10),
        "related[0]": (16, 11),
        "related[1]": (16, 20),
        "topic": (17, 8),
        "source": (18, 9),
        "source.name": (18, 16),
        "source.url": (18, 26),
        "draft": (19, 8),
        "expires": (20, 10),
        "type": (21, 7),
        "corrections": (23, 3),
        "corrections[0]": (23, 5),
        "corrections[0].date": (23, 11),
        "corrections[0].text": (24, 11),
        "breaking": (25, 11),
        "layout": (26, 9),
    }


@pytest.mark.parametrize(
    ("key", "field"),
    [(name, names[0]) for names in KEYS for name in names]
    + [("TIÊU ĐỀ", "title"), ("Tiêu  Đề", "title"), ("Timestamp", "date"), ("TỪ KHOÁ", "tags"), ("Ảnh", "image")],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_of_keys(key: str, field: str, form: Any) -> None:
    values: dict[str, tuple[str, object]] = {
        "date": ("2026-11-25", at(2026, 11, 25)),
        "updated": ("2026-11-25", at(2026, 11, 25)),
        "expires": ("2026-11-25", at(2026, 11, 25)),
        "breaking": ("2026-11-25", at(2026, 11, 25)),
        "authors": ("a, b", ("a", "b")),
        "tags": ("a, b", ("a", "b")),
        "aliases": ("/a/", ("/a/",)),
        "related": ("/a.md", ("/a.md",)),
        "image": ("a.jpg", Picture("a.jpg")),
        "source": ("A", Credit("A")),
        "featured": ("true", 1),
        "draft": ("true", True),
        "type": ("live", "live"),
        "corrections": ("{date: 2026-11-25, text: a}", (Correction(at(2026, 11, 25), "a"),)),
    }
    written, value = values.get(field, ("abc", "abc"))
    base = {"title": "T", "date": "2026-11-24"}
    base.pop(field, None)
    block = "".join(f"{name}: {text}\n" for name, text in base.items())
    split = read(f"{block}{unicodedata.normalize(form, key)}: {written}")
    assert split.diagnostics == ()
    assert split.front is not None
    assert getattr(split.front, field) == value
    assert split.front.extra == {}


@pytest.mark.parametrize(
    ("block", "field", "value"),
    [
        ("author: Minh Hà", "authors", ("Minh Hà",)),
        ("author: Minh Hà, Lê An", "authors", ("Minh Hà", "Lê An")),
        ("author: [Minh Hà]", "authors", ("Minh Hà",)),
        ("tags: [2026, no, 10:30, null, 0777, 1e3]", "tags", ("2026", "no", "10:30", "null", "0777", "1e3")),
        ("tags:\n- một\n- hai", "tags", ("một", "hai")),
        ("tags: [\nmột,\nhai\n]", "tags", ("một", "hai")),
        ("tags: []", "tags", ()),
        ('tags: ""', "tags", ()),
        ("tags: ~", "tags", ()),
        ("category: null", "category", ""),
        ('category: "null"', "category", "null"),
        ("category: 'No'", "category", "No"),
        ("topic: !!str 2026", "topic", "2026"),
        ("featured: false", "featured", 0),
        ("featured: True", "featured", 1),
        ("draft: FALSE", "draft", False),
        ("type: Live", "type", "live"),
        ("image:\n  src: a.jpg", "image", Picture("a.jpg")),
        ("image: {SRC: a.jpg, alt: }", "image", Picture("a.jpg")),
        ("image: https://example.vn/a b.jpg", "image", Picture("https://example.vn/a b.jpg")),
        ("source: https://www.example.vn/a", "source", Credit("example.vn", "https://www.example.vn/a")),
        ("source: {url: https://example.vn/a}", "source", Credit("example.vn", "https://example.vn/a")),
        ("source: {name: TTX}", "source", Credit("TTX")),
        ("corrections: {date: 2026-11-25, text: a}", "corrections", (Correction(at(2026, 11, 25), "a"),)),
        ("updated: '2026-11-24T08:24:00Z'", "updated", at(2026, 11, 24, 15, 24)),
        ("updated: 2026-11-24 08:24:00 +0000", "updated", at(2026, 11, 24, 15, 24)),
        ("updated: 24-11-2026", "updated", at(2026, 11, 24)),
        ("related:\n  - a, b.md", "related", ("a, b.md",)),
        ("related: a, b.md", "related", ("a, b.md",)),
        ("author: a\nauthors: [a]", "authors", ("a",)),
        ("summary: x\nsapo: x", "summary", "x"),
    ],
)  # fmt: skip
def test_accepted_without_a_word(block: str, field: str, value: object) -> None:
    split = with_title(block)
    assert split.diagnostics == ()
    assert split.front is not None
    assert getattr(split.front, field) == value


@pytest.mark.parametrize(
    ("block", "expected", "field", "value"),
    [
        ("tags: a, , b,", [("N132", 4, 10)], "tags", ("a", "b")),
        ("tags: [a, '', b]", [("N132", 4, 11)], "tags", ("a", "b")),
        ("tags:\n  - a\n  -\n  - b", [("N132", 6, 4)], "tags", ("a", "b")),
        ("tags: Hà Nội, hà nội, a", [("N133", 4, 15)], "tags", ("Hà Nội", "a")),
        ("authors: [a, b, a]", [("N133", 4, 17)], "authors", ("a", "b")),
        ("slug: Hà Nội", [("N131", 4, 7)], "slug", "ha-noi"),
        ("expires: 2026-11-23", [("W122", 4, 10)], "expires", at(2026, 11, 23)),
        ("expires: 2026-11-24", [("W122", 4, 10)], "expires", at(2026, 11, 24)),
        ("updated: 2026-11-23", [("W123", 4, 10)], "updated", at(2026, 11, 23)),
        ("updated: 2026-11-24", [], "updated", at(2026, 11, 24)),
        ("image: {src: a.jpg, credt: x}", [("W125", 4, 21)], "image", Picture("a.jpg")),
        ("sumary: x", [("W120", 4, 1)], "extra", {"sumary": "x"}),
        ("Autor: x", [("W120", 4, 1)], "extra", {"Autor": "x"}),
        ("tieu-de: x", [("W120", 4, 1)], "extra", {"tieu-de": "x"}),
        ("layout: x\nlang: vi\nuid: 7\ncategories: [a]", [], "extra",
         {"layout": "x", "lang": "vi", "uid": 7, "categories": ["a"]}),
    ],
)  # fmt: skip
def test_accepted_with_a_word(block: str, expected: list[tuple[str, int, int]], field: str, value: object) -> None:
    split = with_title(block)
    assert said(split) == expected
    assert split.front is not None
    assert getattr(split.front, field) == value


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("category: [a]", [("E114", 4, 11)]),
        ("category:\n  a: b", [("E114", 5, 3)]),
        ("tags: {a: b}", [("E114", 4, 7)]),
        ("tags: [a, [b], {c: d}]", [("E114", 4, 11), ("E114", 4, 16)]),
        ("authors:\n  - name: a\n  - name: b\n    url: c", [("E114", 5, 5), ("E114", 6, 5)]),
        ("draft: yes", [("E114", 4, 8)]),
        ('draft: "true"', [("E114", 4, 8)]),
        ("draft: 1", [("E114", 4, 8)]),
        ("draft: có", [("E114", 4, 8)]),
        ("featured: 1.5", [("E114", 4, 11)]),
        ("featured: -1", [("E114", 4, 11)]),
        ("featured: yes", [("E114", 4, 11)]),
        ("featured: '2'", [("E114", 4, 11)]),
        ("featured: 99999999999999999999999", [("E114", 4, 11)]),
        ("type: artcle", [("E114", 4, 7)]),
        ("id: a b", [("E118", 4, 5)]),
        ("id: a/b", [("E118", 4, 5)]),
        ("slug: '!!!'", [("E118", 4, 7)]),
        ("updated: hôm qua", [("E115", 4, 10)]),
        ("updated: 2026-02-30", [("E115", 4, 10)]),
        ("updated: [2026-02-28]", [("E115", 4, 10)]),
        ("updated: 1" + "0" * 5000, [("E115", 4, 10)]),
        ("breaking: true", [("E115", 4, 11)]),
        ("image: javascript:alert(1)", [("E116", 4, 8)]),
        ("image: //evil.example/a.jpg", [("E116", 4, 8)]),
        ("image: {src: 'data:x'}", [("E116", 4, 14)]),
        ("image: {alt: x}", [("E114", 4, 8)]),
        ("image: [a.jpg]", [("E114", 4, 8)]),
        ("source: {name: a, url: 'javascript:x'}", [("E116", 4, 24)]),
        ("source: {nam: a}", [("E114", 4, 9), ("W125", 4, 10)]),
        ("aliases: [/a/, b]", [("E117", 4, 16)]),
        ("aliases:\n- /a/../b\n- /a?b\n- /a#b\n- //a\n- /a\\b\n- https://a.vn/b",
         [("E117", n, 3) for n in range(5, 11)]),
        ("corrections: sửa", [("E114", 4, 14)]),
        ("corrections:\n  - date: 2026-11-25\n    text: a\n  - date: hôm nay\n    text: b", [("E115", 7, 11)]),
        ("corrections:\n  - {text: a}\n  - {date: 2026-11-25}", [("E114", 5, 5), ("E114", 6, 5)]),
        ("Title: a", [("E111", 4, 1)]),
        ("category: a\ncategory: a", [("E111", 5, 1)]),
        ("type: live\ntype:x", [("E111", 5, 1), ("E110", 5, 6)]),
        ("type:x", [("E110", 4, 6), ("E114", 4, 6)]),
        ("sapo: a\ndescription: b", [("E112", 5, 1)]),
        ("author: a\nauthors: [a, b]", [("E112", 5, 1)]),
        ("x: {a: 1, a: 2}", [("E111", 4, 11)]),
        ("[a]: b", [("E113", 4, 1)]),
        ("? {a: b}\n: c", [("E113", 4, 3)]),
        ('"": b', [("E113", 4, 1)]),
        ('x: "a\\0b"', [("E109", 4, 6)]),
        ('tags: [a, "b\\x07", c]', [("E109", 4, 13)]),
        ('x:\n  - y: "một\n      hai\\e"', [("E109", 6, 10)]),
        ('"k\\0": a', [("E109", 4, 3)]),
        ("x: a\x07b", [("E109", 4, 5)]),
        ("x: |\n  một\n  hai\u202eba", [("E109", 6, 6)]),
    ],
)  # fmt: skip
def test_refused(block: str, expected: list[tuple[str, int, int]]) -> None:
    split = with_title(block)
    assert said(split) == expected
    assert split.front is None


def test_all_problems_at_once_each_in_its_place() -> None:
    split = read(
        "\n# một lời dặn\n"
        'title: "Một\\x08"\n'
        "summary: >\n"
        "  Một: hai\n"
        "\n"
        "  date: ba\n"
        "date: 31/02/2026\n"
        'tags: [a, "b, c", {d: e}]\n'
        "x:\n"
        "  - y:\n"
        "      - z: 1\n"
        "        z: 2\n"
        "draft: không"
    )
    assert said(split) == [
        *[("E109", 4, 12), ("E115", 9, 7), ("E114", 10, 19), ("E111", 14, 9), ("E114", 15, 8)],
    ]
    assert split.diagnostics[3].also[0].line == 13


@pytest.mark.parametrize(
    ("block", "code", "message", "hint"),
    [
        ("date: hôm qua", "E115", "`date` must be a date and time such as 2026-11-24 08:24, not 'hôm qua'",
         "24/11/2026"),
        ("ngày: 30/02/2026", "E115", "`ngày` must be a date and time such as 2026-11-24 08:24, not '30/02/2026'",
         "there is no 30 February"),
        ("date: 2026-11-24\ntype: artcle", "E114", "`type` must be `article` or `live`, not 'artcle'", "`article`?"),
        ("date: 2026-11-24\ndraft: không", "E114", "`draft` must be true or false, not 'không'", "true or false"),
        ("date: 2026-11-24\ntags: [a, {b: c}]", "E114", "item 2 of `tags` must be text, not a mapping", ""),
        ("date: 2026-11-24\nsumary: x", "W120", "`sumary` is no key that we know; did you mean `summary`?",
         "summary:"),
        ("date: 2026-11-24\nTITLE: x", "E111", "`TITLE` stands here a second time; the first is in line 2",
         "one of them"),
        ("date: 2026-11-24\nsapo: x\nsummary: y", "E112",
         "`summary` and `sapo` (line 4) are two names of one key, with two values", "one of them"),
    ],
)  # fmt: skip
def test_words(block: str, code: str, message: str, hint: str) -> None:
    (problem,) = read(f"title: T\n{block}").diagnostics
    assert (problem.code, problem.message) == (code, message)
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("block", "codes"),
    [
        ("category: a", ["E102", "E103"]),
        ("title: a", ["E103"]),
        ("date: 2026-11-24", ["E102"]),
        ('title: ""\ndate: 2026-11-24', ["E102"]),
        ("title: ' '\ndate: 2026-11-24", ["E102"]),
    ],
)
def test_missing_title_or_date_is_said_at_the_fence(block: str, codes: list[str]) -> None:
    split = read(block)
    assert said(split) == [(code, 1, 1) for code in codes]
    assert all("write " in one.hint for one in split.diagnostics)


def test_a_value_that_cannot_be_read_is_not_missing() -> None:
    assert [one.code for one in read("title: {a: [b\ndate: hôm qua").diagnostics] == ["N130", "E115"]
    assert [one.code for one in read('title: "\\0"\ndate:2026-11-24').diagnostics] == ["E109", "E110"]
    assert [one.code for one in read("title: T\ndate: @x").diagnostics] == ["E110"]


def test_default_date() -> None:
    early = datetime(2001, 1, 18, tzinfo=timezone(timedelta(hours=7)))
    split = read("title: T\nexpires: 2001-01-17", default_date=early)
    assert split.front is not None
    assert split.front.date == early
    assert "date" not in split.front.marks
    assert said(split) == [("W122", 3, 10)]
    own = read("title: T\ndate: 2026-11-24", default_date=early).front
    assert own is not None
    assert own.date == at(2026, 11, 24)
    assert [one.code for one in read("title: T\ndate: x", default_date=early).diagnostics] == ["E115"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True), ("False", False), ("no", "no"), ("on", "on"), ("~", None), ("", None), ("null", None),
        ("0", 0), ("-12", -12), ("+3", 3), ("0777", "0777"), ("0o17", 15), ("0x1F", 31), ("1_000", "1_000"),
        ("0912345678", "0912345678"), ("12:30:45", "12:30:45"), ("1.5", 1.5), (".5", 0.5), ("-1e3", -1000.0),
        ("1.", "1."), ("1.2.3", "1.2.3"), (".inf", ".inf"), (".nan", ".nan"), ("1e999", "1e999"), ("'-'", "-"),
        ("9223372036854775807", 2**63 - 1), ("9223372036854775808", "9223372036854775808"),
        ("2026-11-24", "2026-11-24"), ("2026-11-24 08:24:00", "2026-11-24 08:24:00"), ("2026-02-30", "2026-02-30"),
        ("=", "="), ("'7'", "7"), ('"true"', "true"), ("!!str 7", "7"), ("|\n  a: b\n  c\n", "a: b\nc\n"),
        ("[1, [no, {a: 2}]]", [1, ["no", {"a": 2}]]), ("{yes: 1, 2: b, a: }", {"yes": 1, "2": "b", "a": None}),
        ("1" * 5000, "1" * 5000),
    ],
)  # fmt: skip
def test_other_keys_are_plain_data(written: str, value: object) -> None:
    split = with_title(f"x: {written}")
    assert split.diagnostics == ()
    assert split.front is not None
    found = split.front.extra["x"]
    assert (found, type(found)) == (value, type(value))
    # What is kept comes back the same from where it is kept.
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(split.front), type=FrontMatter) is not None
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(split.front.extra)) == split.front.extra
    assert load_yaml(f"x: {written}") == {"x": value}


def test_marks_of_commas() -> None:
    split = with_title("tags: 'Hà Nội,  đá: bóng'\nauthor: Hà: a, b")
    assert split.front is not None
    marks = split.front.marks
    assert (marks["tags[0]"], marks["tags[1]"]) == (Mark(4, 7), Mark(4, 17))
    assert (marks["authors[0]"], marks["authors[1]"]) == (Mark(5, 9), Mark(5, 16))
    mended = with_title("tags: a: một, b\n  hai, ba").front
    assert mended is not None
    assert mended.tags == ("a: một", "b hai", "ba")
    assert [mended.marks[f"tags[{n}]"] for n in range(3)] == [Mark(4, 7), Mark(4, 15), Mark(4, 7)]
    folded = with_title("tags: một,\n  hai").front
    assert folded is not None
    assert folded.marks["tags[1]"] == Mark(4, 7)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# x\n", None),
        ("- 1\n- no\n", [1, "no"]),
        ("a: {b: 2026-11-24}\r\n", {"a": {"b": "2026-11-24"}}),
        ("x", "x"),
    ],
)
def test_load_yaml(text: str, value: object) -> None:
    assert load_yaml(text) == value


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a: b: c", "line 1, column 5"),
        ("a: 1\nb: &x 2", "line 2, column 4"),
        ("a: " + "[" * 50_000, "line 1, column 35"),
        ("- a: 1\n  a: 2", "line 2, column 3"),
        ('a: "x\\0"', "line 1, column 6"),
        ("a: \x00", "line 1, column 4"),
        ("\ud800", "line 1, column 1"),
        ("a: 1\n--- b", "line 2, column 1: a second document"),
        ("a: !x 1", "line 1, column 4: YAML's tags are not read: '!x'"),
    ],
)
def test_load_yaml_refuses(text: str, where: str) -> None:
    with pytest.raises(ValueError, match=f"^{where}"):
        load_yaml(text)


def test_codes_are_known() -> None:

    package = Path(__file__).parents[2] / "ssg" / "content" / "frontmatter"
    used = {
        code for file in package.glob("*.py") for code in re.findall(r'"([EWN]1[0-9]{2})"', file.read_text("utf-8"))
    }
    listed = {code for code in CODES if code[1] == "1"}
    assert used == listed
    assert len({code[1:] for code in listed}) == len(listed)
