"""Numbers, units, dates and titles stay on one line, and the words stay as they were written."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.core.text.binding import bound
from tests.markdown.rendering import html, render

NO_BREAK = "\u00a0"


def shown(text: str) -> str:
    """Return bound text with `·` for each U+00A0, and `[…]` for what a span keeps whole."""
    return re.sub('<span class="nobr">(.*?)</span>', r"[\1]", text).replace(NO_BREAK, "·")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dài 25 km, rộng 3,5 m, 50 %", "dài 25·km, rộng 3,5·m, 50·%"),
        ("vay 1.200 tỉ đồng và 9 triệu USD", "vay 1.200·tỉ·đồng và 9·triệu·USD"),
        ("từ 5–6 triệu đồng", "từ [5–6]·triệu·đồng"),
        ("ngày 6-6-2027, sáng 6/6", "ngày·[6-6-2027], sáng 6/6"),
        ("ngày 6 tháng 6 năm 2027", "ngày·6 tháng·6 năm·2027"),
        ("sau 15 tháng, trong 7 ngày", "sau 15·tháng, trong 7·ngày"),
        ("mật độ 214/km", "mật độ [214/km]"),
        ("Covid-19 (U-23)", "[Covid-19] ([U-23])"),
        ("PGS.TS Nguyễn, TS. Lê, ThS Trần", "PGS.TS·Nguyễn, TS.·Lê, ThS·Trần"),
        ("ở TP. Hồ Chí Minh và TP.HCM", "ở TP.·Hồ Chí Minh và TP.HCM"),
        ("J. K. Rowling", "J.·K.·Rowling"),
        ("– Tôi về. Ông – người già – cười", "–·Tôi về. Ông·– người già·– cười"),
        # What is no unit, and what is too long for a narrow line, stays as it is.
        ("3 kmart, 12 mèo, số điện thoại 0909-123-4567-8989", "3 kmart, 12 mèo, số điện thoại 0909-123-4567-8989"),
        ("POTS Nguyễn, STP. Mưa, xong. Ông", "POTS Nguyễn, STP. Mưa, xong. Ông"),
    ],
)
def test_what_is_bound(text: str, expected: str) -> None:
    assert shown(bound(text)) == expected
    assert shown(html(text)) == f"<p>{expected}</p>\n"


def test_across_marks_and_ends_of_lines() -> None:
    assert shown(html("Đường **25** km, ngày **6-6**, dài 7\nkm, tháng\n8")) == (
        "<p>Đường <strong>25</strong>·km, ngày·<strong>[6-6]</strong>, dài 7·km, tháng·8</p>\n"
    )


def test_headings_tables_and_captions() -> None:
    text = "## Ngày 6-6\n\n| Số | Dài |\n|---|---|\n| 1 | 25 km |\n"
    found = shown(html(text))
    assert "Ngày·[6-6]</h2>" in found and ">25·km</td>" in found and 'id="ngay-6-6"' in found


def test_code_addresses_and_formulas_stay() -> None:
    text = "`ngày 6-6` <https://a.vn/ngay-6-6> [x](/a-6-6 \"ngày 6-6\") <b title='5 km'>x</b>\n\n    5 km 6-6-2027\n"
    assert NO_BREAK not in render(text).html and "nobr" not in render(text).html


def test_plain_texts_have_plain_spaces() -> None:
    found = render("## Ngày 6-6\n\nDài 25 km – ngày 6-6-2027.\n")
    assert found.text == "Ngày 6-6\nDài 25 km – ngày 6-6-2027."
    assert found.excerpt == "Dài 25 km – ngày 6-6-2027." and found.headings[0].text == "Ngày 6-6"


def test_plain_commonmark_is_plain() -> None:
    assert html("25 km – 6-6-2027", extensions=()) == "<p>25 km – 6-6-2027</p>\n"


WORDS = st.lists(
    st.sampled_from(
        "ngày 6 6-6-2027 – 25 km tỉ đồng TS. Lê TP. A. B. & &quot; 1,2,3 - -5 U-23 / 214/km % — ( ) #1".split()
    ),
    max_size=20,
)


@given(WORDS.map(" ".join) | st.text())
def test_only_the_kind_of_spaces_changes(text: str) -> None:
    plain = re.sub("</?span[^>]*>", "", bound(text.replace("<", "")))
    assert plain.replace(NO_BREAK, " ") == text.replace("<", "").replace(NO_BREAK, " ")


def test_twice_is_the_same_text() -> None:
    assert unescape(bound("ngày&nbsp;6")) == "ngày\u00a06"
