"""Names that are a slip apart are found, and names that are words of their own are not taken for slips."""

from __future__ import annotations

import pytest

from ssg.core.text.near import distance, likest, nearest

KNOWN = ("Thời sự", "Thể thao", "Kinh tế", "Giáo dục", "Văn hóa", "Bóng đá", "Hà Nội", "Nhịp sống Thủ đô", "Quảng Bình")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Thể thoa", "Thể thao"), ("Thoi sụ", "Thời sự"), ("Thời sựu", "Thời sự"), ("Kinh té", "Kinh tế"),
        ("Giáo dụcc", "Giáo dục"), ("Gáo dục", "Giáo dục"), ("the-thoa", "Thể thao"), ("Thểthao", "Thể thao"),
        ("Nhịp sống Thủ dô", "Nhịp sống Thủ đô"), ("Nhịp sôngs Thủ đôo", "Nhịp sống Thủ đô"),
        ("thoiwf suwj", "Thời sự"), ("Theer thao", "Thể thao"), ("thoi72 su75", "Thời sự"), ("the63 thao", "Thể thao"),
        ("nhipj soongs thur ddoo", "Nhịp sống Thủ đô"), ("thời suwj", "Thời sự"), ("Thể tha0", "Thể thao"),
        ("Dáo dục", "Giáo dục"), ("Giáo rục", "Giáo dục"),
    ],
)  # fmt: skip
def test_slips(written: str, meant: str) -> None:
    assert nearest(written, KNOWN) == meant


@pytest.mark.parametrize(
    "name",
    ["Bóng rổ", "Hà Nam", "Văn học", "Quảng Ninh", "Thời trang", "Thể thao 24h", "Thời sự 2", "Kinh doanh", "Âu", ""],
)
def test_other_names(name: str) -> None:
    assert nearest(name, KNOWN) == ""


def test_numbers_are_no_slips() -> None:
    assert nearest("COP30", ["COP29"]) == ""
    assert nearest("COP30", ["COP"]) == ""
    assert nearest("Bão số 4", ["Bão số 3"]) == ""


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("tags", "tgas", 1), ("a", "a", 0), ("date", "data", 1), ("thao", "thu", 2), ("", "abcd", 3)],
)
def test_distance(one: str, other: str, slips: int) -> None:
    assert distance(one, other) == distance(other, one) == slips


def test_of_names_that_are_equally_alike_the_shortest_is_meant() -> None:
    assert likest("stories", ["story_first", "story", "story_end"]) == "story"
    assert likest("abc", ["abd", "abe"]) == "abd"
    assert likest("xyz", ["story"]) == ""
