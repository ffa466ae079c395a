"""What each key may not hold, in which words it is said, and where exactly."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from ssg.core.codes import CODES
from tests.frontmatter.reading import at, read, said, with_title


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("category: [a]", [("E114", 4, 11)]),
        ("category:\n  a: b", [("E114", 5, 3)]),
        ("tags: {a: b}", [("E114", 4, 7)]),
        ("tags: [a, [b], {c: d}]", [("E114", 4, 11), ("E114", 4, 16)]),
        ("authors:\n  - name: a\n  - name: b\n    url: c", [("E114", 5, 5), ("E114", 6, 5)]),
        ("draft: 2", [("E114", 4, 8)]),
        ("draft: never", [("E114", 4, 8)]),
        ("draft: đang viết", [("E114", 4, 8)]),
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
    ],
)  # fmt: skip
def test_refused(block: str, expected: list[tuple[str, int, int]]) -> None:
    split = with_title(block)
    assert said(split) == expected
    assert split.front is None


OF_COMPUTER = ["C:\\Users\\Lan\\anh.jpg", "file:///C:/anh.jpg", "data:image/png;base64,AA", "blob:https://a.vn/1"]


@pytest.mark.parametrize("path", OF_COMPUTER)
def test_a_picture_on_the_own_computer_has_a_way_out(path: str) -> None:
    split = read(f"title: T\ndate: 2026-11-20\nimage: {path}")
    assert [(one.code, "beside the article" in str(one.hint)) for one in split.diagnostics] == [("E116", True)]


def test_a_path_as_windows_writes_it() -> None:
    split = read("title: T\ndate: 2026-11-20\nimage: anh\\ảnh 1.jpg")
    assert [one.code for one in split.diagnostics] == ["N249"]
    assert split.front is not None
    assert split.front.image is not None
    assert split.front.image.src == "anh/ảnh 1.jpg"


def test_control_characters_that_nobody_can_see_are_left_out() -> None:
    split = read("title: T\ndate: 2026-11-24\nx: a\x07b\ny: |\n  một\n  hai\u202eba\x0bbốn")
    assert said(split) == [("N147", 4, 5), ("N147", 7, 6)]
    assert split.front is not None
    assert split.front.extra == {"x": "ab", "y": "một\nhaiba bốn\n"}


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
        "draft: xong"
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
        ("date: 2026-11-24\ntype: artcle", "E114", "`type` must be `article` or `live` or `page`, not 'artcle'",
         "`article`?"),
        ("date: 2026-11-24\ndraft: xong", "E114", "`draft` must be true or false, not 'xong'", "`true` or `false`"),
        ("date: 2026-11-24\ntags: [a, {b: c}]", "E114", "item 2 of `tags` must be text, not a mapping", ""),
        ("date: 2026-11-24\nsumary: x", "W120", "unknown key `sumary`",
         "`summary`?"),
        ("date: 2026-11-24\nTITLE: x", "E111", "duplicate key `TITLE`; the first is on line 2",
         "keep one"),
        ("date: 2026-11-24\nsapo: x\nsummary: y", "E112",
         "`summary` and `sapo` (line 4) name the same key but have different values", "keep one"),
    ],
)  # fmt: skip
def test_words(block: str, code: str, message: str, hint: str) -> None:
    (problem,) = read(f"title: T\n{block}").diagnostics
    assert (problem.code, str(problem.message)) == (code, message)
    assert hint in str(problem.hint)


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
    assert all("write " in str(one.hint) for one in split.diagnostics)


def test_a_value_that_cannot_be_read_is_not_missing() -> None:
    assert [one.code for one in read("title: {a: [b\ndate: hôm qua").diagnostics] == ["N130", "E115"]
    assert [one.code for one in read('title: "\\0"\ndate:2026-11-24').diagnostics] == ["E109", "E110"]
    assert [one.code for one in read("title: T\ndate: @x").diagnostics] == ["E110"]
    assert said(read("title: T\n  date: 2026-11-24")) == [("E110", 3, 3)]


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


def test_codes_are_known() -> None:

    package = Path(__file__).parents[2] / "ssg" / "content" / "frontmatter"
    used = {
        code for file in package.glob("*.py") for code in re.findall(r'"([EWN]1[0-9]{2})"', file.read_text("utf-8"))
    }
    listed = {code for code in CODES if code[1] == "1"}
    assert used == listed
    assert len({code[1:] for code in listed}) == len(listed)
