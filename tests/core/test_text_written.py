"""Times as newspapers print them: weekdays, words for hours and months, halves of the day, two readings named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.core.message import Invalid
from ssg.core.text import iso, parse_time
from ssg.core.text.dates import read_time
from tests.conftest import TinySite

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

HALF_PAST_EIGHT = """
“20/11/2026 08:30”
‘2026-11-20 8h30’
20∕11∕2026 8:30
8h30’ ngày 20/11/2026
Thứ Sáu, 20/11/2026, 08:30 (GMT+7)
Thứ sáu, ngày 20/11/2026 - 08:30
THỨ SÁU, 20/11/2026 | 08:30
thu sau, 20/11/2026 8h30
Thứ 6, 20/11/2026, 8h30
T6, 20/11/2026 08:30
Thứ Sáu, 08:30 20/11/2026
08:30 - Thứ Sáu, 20/11/2026
08:30 thứ sáu ngày 20/11/2026
20/11/2026 (Thứ Sáu) 08:30
20/11/2026 8h30
20/11/2026 8h30'
20/11/2026 8g30
20/11/2026 8 h 30
20/11/2026 lúc 8h30
20/11/2026, vào lúc 8 giờ rưỡi
lúc 8h30 ngày 20/11/2026
8 giờ 30 phút, ngày 20 tháng 11 năm 2026
Ngày 20 tháng 11 năm 2026, 8 giờ 30
20 Tháng Mười Một, 2026 08:30
20 thg 11, 2026 08:30
2026/11/20 08:30
2026.11.20 08:30
20/11/2026 - 08:30
20/11/2026 – 08:30
20/11/2026 · 08:30
20-11-2026 08:30
20.11.2026 08.30
20 / 11 / 2026 08:30
20/11/26 08:30
20/11/2026 08:30 SA
20/11/2026 8:30 AM
20/11/2026 8 giờ 30 phút sáng
20/11/2026 08:30 (giờ Việt Nam)
20/11/2026 8:30 GMT +7
Fri, 20 Nov 2026 08:30:00 +0700
November 20, 2026 8:30 am
2026-11-20T01:30:00.000Z
8h30 sáng thứ Sáu (20/11/2026)
20/11/2026 (08:30)
20/11/2026 08:30 sáng thứ Sáu
Ngày đăng: 20/11/2026 08:30
Cập nhật lúc 08:30, 20/11/2026
Đăng ngày 20/11/2026 08:30
Hà Nội, ngày 20 tháng 11 năm 2026, 8 giờ 30
20–11–2026 08:30
20\\11\\2026 08:30
20 11 2026 08:30
20/11 năm 2026, 8h30
Tháng 11 20, 2026 8:30 sáng
Tháng Mười Một 20, 2026 08:30
20 Th11, 2026 08:30
20-Nov-2026 08:30
Fri Nov 20 08:30:00 2026
Fri Nov 20 01:30:00 +0000 2026
Fri Nov 20 2026 08:30:00 GMT+0700 (Indochina Time)
2026-11-20 08:30 Asia/Ho_Chi_Minh
20261120 0830
20261120T083000
20/11/2026 08:30h
20/11/2026 08:30 giờ
20/11/2026 8h:30
20/11/2026 8h30ph
20/11/2026 9 giờ kém 30
20/11/2026 08 : 30
20/11/2026, 08:30.
20/11/2026,08:30
20/11/2026_08:30
20/11/2026 ~ 08:30
20/11/2026 • 08:30
20/11/2026 @ 08:30
20／11／2026 08：30
20/11/2026 \u200e08:30
T.6, 20/11/2026 08:30
Th 6 20/11/2026 08:30
"""


@pytest.mark.parametrize("text", HALF_PAST_EIGHT.strip().split("\n"))
def test_half_past_eight(text: str) -> None:
    found = read_time(text, HANOI)
    assert (iso(found.moment), found.has_time, str(found.weekday)) == ("2026-11-20T08:30:00+07:00", True, "")


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("20h", "20:00"),
        ("8 giờ tối", "20:00"),
        ("8:30 CH", "20:30"),
        ("20:30 CH", "20:30"),
        ("8.30 p.m.", "20:30"),
        ("12:30 SA", "00:30"),
        ("12:30 CH", "12:30"),
        ("12 giờ trưa", "12:00"),
        ("1 giờ trưa", "13:00"),
        ("11 giờ trưa", "11:00"),
        ("3 giờ chiều", "15:00"),
        ("11 giờ đêm", "23:00"),
        ("1 giờ đêm", "01:00"),
        ("0h05", "00:05"),
        ("8 tối", "20:00"),
        ("giữa trưa", "12:00"),
        ("4h rạng sáng", "04:00"),
        ("2h khuya", "02:00"),
        ("12 trưa", "12:00"),
    ],
)
def test_hours(text: str, clock: str) -> None:
    for written in (f"20/11/2026 {text}", f"{text} 20/11/2026", f"20/11/2026, lúc {text}"):
        assert f"{parse_time(written, HANOI):%H:%M}" == clock


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("20-11-26", "it can mean 2026-11-20 or 2020-11-26: write the year with four digits"),
        ("20/11/2026 12 giờ đêm", "it can mean 2026-11-20 00:00 or 2026-11-21 00:00: write the hour as 00 or 23"),
        ("20/11/2026 13:30 SA", "it can mean 13:30 or 01:30: remove `sa`"),
        ("20/11/2026 24:00", "there is no hour 24: write 2026-11-20 00:00 or 2026-11-21 00:00"),
        (
            "2026/20/11",
            "there is no month 20; did you mean 20/11/2026?",
        ),
        ("32/1/26", "there is no 32 January"),
        ("20/11/2026 nửa đêm", "it can mean 2026-11-20 00:00 or 2026-11-21 00:00: write the hour as 00 or 23"),
        ("mùng 5 tháng Giêng năm 2026", "it may be a day of the lunar calendar: write the day as 24/11/2026"),
        ("20/11/2026 (âm lịch)", "it may be a day of the lunar calendar: write the day as 24/11/2026"),
    ],
)
def test_names_both_readings(text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_time(text, HANOI)
    assert str(caught.value) == message


@pytest.mark.parametrize(("text", "why"), [("20/11", "has no year"), ("ngày 20 tháng 11", "has no year"),
    ("11/2026", "has no day"), ("tháng 11 năm 2026", "has no day"), ("hôm qua", "is not a date"),
    ("08:00", "has no day"), ("8h30 sáng", "has no day"), ("2026", "has no day"), ("2026-01", "has no day"),
    ("2026-01-02 08:00 EST", r"has a time zone that is not known \(write an offset, such as \+07:00\)"),
    ("24/11/2026 nhé", "is not a date"),
    ("20-21/11/2026", "is not a date"), ("20/11/20266", "is not a date")])  # fmt: skip
def test_says_what_is_missing(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"^`{text}` {why}: write it as"):
        parse_time(text, HANOI)


def test_two_digits() -> None:
    assert [(r.moment.year, r.short_year) for r in (read_time(t, HANOI) for t in ("1/2/26", "1.2.99", "31-12-99"))] == [
        (2026, True),
        (1999, True),
        (1999, True),
    ]


@pytest.mark.parametrize("text", ["2026-11-20", "20/11/2026", "ngày 20 tháng 11 năm 2026", "Thứ Sáu, 20/11/2026",
    "20261120", "20112026"])  # fmt: skip
def test_a_day_alone(text: str) -> None:
    found = read_time(text, HANOI)
    assert (iso(found.moment), found.has_time) == ("2026-11-20T00:00:00+07:00", False)


@pytest.mark.parametrize("text", ["Thứ Năm, 20/11/2026", "CN 20/11/2026", "20/11/2026 (thứ 2)", "Mon, 20 Nov 2026"])
def test_a_weekday_that_does_not_fit(text: str) -> None:
    found = read_time(text, HANOI)
    assert str(found.weekday) != ""
    assert str(found.fits) == "Friday"


@given(st.text("0123456789/:-., hgTZ+()thứsáungàylúcnămgiờ", max_size=40) | st.text(max_size=40))
def test_reads_or_refuses_anything(text: str) -> None:
    try:
        read_time(text, HANOI)
    except ValueError as wrong:
        assert str(wrong)


def test_pages_show_no_clock_for_a_day_alone(site: Callable[[str], TinySite]) -> None:
    tiny = site(
        "-- content/tin/a.md --\n---\ntitle: A\ndate: 20/11/2026\n---\nx\n"
        "-- content/tin/b.md --\n---\ntitle: B\ndate: 20/11/2026 00:00\n---\nx\n"
        "-- content/tin/2026-11-19-c.md --\n---\ntitle: C\n---\nx\n"
    )
    tiny.build()
    day, midnight, named = (
        (tiny.public / f"tin/2026/11/{name}/index.html").read_text().partition("story-time")[2].partition("</p>")[0]
        for name in "abc"
    )
    assert ">20/11/2026</time>" in day
    assert ">20/11/2026 00:00</time>" in midnight
    assert ">19/11/2026</time>" in named
    front = (tiny.public / "tin/index.html").read_text()
    assert ">20/11/2026</time>" in front
    assert ">20/11/2026 00:00</time>" in front


def test_a_build_after_a_clock_was_added_shows_it(site: Callable[[str], TinySite]) -> None:
    tiny = site(
        "-- content/tin/a.md --\n---\ntitle: A\ndate: 20/11/2026\n---\nx\n"
        "-- content/tin/b.md --\n---\ntitle: B\ndate: 20/11/2026\n---\nx\n"
    )
    tiny.build()
    (tiny.root / "content/tin/a.md").write_text("---\ntitle: A\ndate: 20/11/2026 00:00\n---\nx\n")
    tiny.build()
    assert "20/11/2026 00:00" in (tiny.public / "tin/2026/11/b/index.html").read_text()


@given(st.datetimes(), st.sampled_from(["", "+07:00", "-03:30", "+14:00", "+15:45", "Z"]), st.booleans())
def test_the_form_of_programs_is_read_as_any_other(moment: datetime, offset: str, day: bool) -> None:
    text = f"{moment:%Y-%m-%d}" if day else f"{moment:%Y-%m-%d %H:%M:%S}{offset}"
    try:
        found = read_time(text, HANOI)
    except Invalid:
        assert not 1950 < moment.year < 2050
        with pytest.raises(Invalid):
            read_time(f" {text}", HANOI)
    else:
        assert found == read_time(f" {text}", HANOI)  # by the patterns of written times
