"""Stars that were meant as emphasis but are shown on the page: told, and only those."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.content.markdown.options import PASTED
from tests.markdown.rendering import complaints, html_of, problems, render, unbound

SLIPS = [
    ("Ông nói: **“Khí cười”**là chất cấm.", "1:10"),
    ("**Hà Nội:**mở thêm đường.", "1:1"),
    ("Đây là ** chữ đậm ** nhé.", "1:8"),
    ("** đậm **", "1:1"),
    ("** Lưu ý**: x", "1:1"),
    ("**Lưu ý **: x", "1:1"),
    ("**Hà Nội: mở", "1:1"),
    ("Ông nói:** “a” **", "1:9"),
    ("chất**“Khí cười”**là", "1:5"),
    ("*“Khí cười”*là", "1:1"),
    ("Từ*“a”*là", "1:3"),
    ("__“a”__là", "1:1"),
    ("_“a”_là", "1:1"),
    ("***“a”***là", "1:1"),
    ('**"a"**b', "1:1"),
    ("**“a”\n\nb**", "1:1"),
    ("một\n**“a”**b", "2:1"),
    ("**Hà [link](/x/):**mở", "1:1"),
    ("** `a` **", "1:1"),
    (r"**đậm** \*\* **“a”**b", "1:14"),
    ("## **Một:**hai", "1:4"),
    ("1. **Một:**hai", "1:4"),
    ("> - **Một:**hai", "1:5"),
    ("| **Một:**hai | b |\n|---|---|\n| a | c |", "1:3"),
]

FINE = [
    *("**đậm** và *nghiêng*", "một**hai**ba", "***cả hai***", "**[a](/x/)** b", "**“a”** b", "(**a**)"),
    *("đ** m**", "c** và đ**", "f***", "★**", "khách sạn 5*, 4*", "5* 4* 3*"),
    *("2**3 = 8", "2*3*4", "a * b * c", "5 ** 3", "$*$", "*.pdf, *.doc"),
    *("(*) Tên đã đổi. (**)", "Giá*: 5. Thuế*: 10", "Giá 5.000**", "** Ghi chú: x", "“**” là dấu"),
    *("*Tên đã đổi. *Ảnh minh hoạ", "* mục", "* * *", "____ ký tên ____", "snake_case_name", "a__b__c"),
    *(
        r"\*\*không\*\* đậm",
        r"\*\*“a”\*\*b",
        "`**a:**b`",
        "```\n**a:**b\n```",
        "https://a.vn/**a:**b",
        "&#42;&#42;a:&#42;&#42;b",
    ),
    "**Họ tên:** ____ **Tuổi:** ____",
    "[https://a.vn/_x_](/b/)",
    r"\*không\* nghiêng",
]


@pytest.mark.parametrize(("text", "place"), SLIPS)
@pytest.mark.parametrize("typography", [False, True])
def test_emphasis_that_is_none_is_told(text: str, place: str, typography: bool) -> None:
    assert complaints(text, typography=typography) == [f"W234 {place}"]


@pytest.mark.parametrize("text", FINE)
def test_other_stars_are_left_alone(text: str) -> None:
    assert complaints(text) == []


def test_the_message_quotes_what_is_shown() -> None:
    rendered = render("Ông nói: **“Khí cười”**là chất cấm.")
    (found,) = rendered.diagnostics
    assert str(found.message) == "`**“Khí cườ` looks like emphasis but is shown as text"
    assert rendered.html == "<p>Ông nói: **“Khí cười”**là chất cấm.</p>\n"
    assert "write `\\*`" in str(found.hint)


def test_a_paragraph_is_told_of_once() -> None:
    assert complaints("**a:**b **c:**d **e:**f\n\n**g:**h") == ["W234 1:1", "W234 3:1"]


@given(st.text(alphabet="*_ab “”:.\\\n", max_size=40))
def test_what_is_told_is_on_the_page(text: str) -> None:
    rendered = render(text)
    if any(found.code == "W234" for found in rendered.diagnostics):
        assert "*" in rendered.text or "_" in rendered.text


@pytest.mark.parametrize(
    "text",
    [
        "Xem bao.vn/_x_/y nhé",
        "youtu.be/_Ab_ và docs.google.com/d/_a_b_/edit",
        "drive.google.com/file/d/1*a*b/x",
        "gửi _lan_@bao.vn",
        "mailto:_a_@b.vn",
        "ftp://a.vn/_x_/y",
        "https//a.vn/_x_ và htttps://a.vn/_x_",
        "tài khoản @_lan_ng và #_tag_x",
        "2*3*4 = 24",
        "khổ 20*30*40 cm",
    ],
)
def test_marks_in_addresses_names_and_products_are_text(text: str) -> None:
    rendered = render(text, pasted=PASTED)
    assert unbound(html_of(rendered)) == f"<p>{text}</p>\n"
    assert problems(rendered) == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("_Xem https://a.vn/a_b_c_", '<em>Xem <a href="https://a.vn/a_b_c" rel="noopener">https://a.vn/a_b_c</a></em>'),
        ("*xem bao.vn/a* nhé", "<em>xem bao.vn/a</em> nhé"),
        ("Lưu ý:_nghiêng_", "Lưu ý:<em>nghiêng</em>"),
        ("và/_hoặc_", "và/<em>hoặc</em>"),
    ],
)
def test_marks_around_addresses_are_emphasis(text: str, html: str) -> None:
    assert html_of(render(text, pasted=PASTED)) == f"<p>{html}</p>\n"


@pytest.mark.parametrize("text", ["Giá **1.000.000đ/**tháng", "**50%**số", "**Hà Nội –**mở"])
def test_other_punctuation_may_end_an_emphasis(text: str) -> None:
    rendered = render(text, pasted=PASTED)
    assert "<strong>" in html_of(rendered)
    assert [each.code for each in rendered.diagnostics] == ["N248"]


@pytest.mark.parametrize("text", ["Đây * nghiêng * nhé", "~~ gạch ~~", "~~“gạch”~~là"])
def test_marks_that_look_like_emphasis_are_told(text: str) -> None:
    assert [each.code for each in render(text, pasted=PASTED).diagnostics] == ["W234"]


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("**In đậm **trong câu", ["In đậm "]),
        ("**Một **hai và **ba** bốn", ["Một ", "ba"]),
        ("**Một **hai và **ba **bốn", ["Một ", "ba "]),
        ("***Đậm ***và", ["Đậm "]),
    ],
)
def test_stars_before_a_word_end_what_began(text: str, bold: list[str]) -> None:
    rendered = render(text, pasted=PASTED)
    assert re.findall("<strong>(.*?)</strong>", rendered.html) == bold
    assert [each.code for each in rendered.diagnostics] == ["N248"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [("**Một **hai **ba", "remove spaces"), ("__“Khí”__là", "`**…**`")],
)
def test_stars_that_are_not_plain_are_asked_for(text: str, hint: str) -> None:
    (said,) = render(text, pasted=PASTED).diagnostics
    assert said.code == "W234"
    assert hint in str(said.hint)


@pytest.mark.parametrize("text", ["<code>**nil</code> được phép", "x <code>f(**a)</code> y"])
def test_stars_in_code_of_html(text: str) -> None:
    assert render(text, pasted=PASTED).diagnostics == ()


def test_stars_of_two_lines_are_no_pair() -> None:
    rendered = render("def foo(*args, **kwargs)\nbar(*args, **kwargs)", pasted=PASTED)
    assert "<strong>" not in rendered.html
