"""Pasted text: what is understood of it, what is left alone, and what is only told."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.content.markdown import MarkdownOptions, Rendered
from ssg.content.markdown import render as render_text
from ssg.content.markdown.options import PASTED
from ssg.content.markdown.render import written
from tests.markdown.rendering import html_of, problems, render, unbound


def read(text: str) -> tuple[str, list[str]]:
    """Return the HTML on one line, with plain spaces, and the codes."""
    html, codes = read_exactly(text)
    return unbound(html), codes


def read_exactly(text: str) -> tuple[str, list[str]]:
    """Return the HTML on one line and the codes."""
    rendered = render(text, pasted=PASTED)
    return html_of(rendered).replace("\n", ""), [each.code for each in rendered.diagnostics]


def cells(html: str) -> list[str]:
    """Return the texts of a table's cells."""
    return re.findall(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", html)


INDENTED = [
    "\tĐoạn thụt đầu dòng bằng tab, như Word, dài và là văn xuôi.",
    "\t\tĐoạn thụt hai tab.",
    "    Đoạn thụt bốn dấu cách, như Word.",
    "\t“Tôi đi”, ông nói.",
    "\tTheo TTXVN",
    "\tMinh Hà",
    "\tGiá 100.000 đồng; tăng 5%.",
    "\tA sentence of plain English, with a full stop.",
]


@pytest.mark.parametrize("text", INDENTED)
def test_an_indent_is_no_code(text: str) -> None:
    assert read(f"Mở.\n\n{text}") == (f"<p>Mở.</p><p>{text.strip()}</p>", ["N240"])


def test_each_indented_line_is_a_paragraph() -> None:
    assert read("\tĐoạn một dài.\n\tĐoạn hai dài.") == ("<p>Đoạn một dài.</p><p>Đoạn hai dài.</p>", ["N240"])
    assert read("Đoạn một dài.\n\tĐoạn hai dài.") == ("<p>Đoạn một dài.</p><p>Đoạn hai dài.</p>", ["N240"])


@pytest.mark.parametrize(
    "code",
    [
        "if (a) { return b; }",
        "def viết(self):",
        "int số = 3;",
        "$ git clone https://a.vn/b",
        "<p>Đoạn văn</p>",
        "# Chú thích của mã",
        "SELECT tên FROM người;",
        "x => x + 1",
    ],
)
def test_code_stays_code(code: str) -> None:
    for text in (f"Mở.\n\n\t{code}", f"Mở.\n\n    {code}\n    {code}", f"```\n\t{code}\n•\tMột\n```"):
        found, codes = read(text)
        assert "<pre" in found
        assert codes == []


def test_no_heading_comes_of_text() -> None:
    text = "\tĐoạn một dài.\n\t# nút bấm.\n\tĐoạn ba dài."
    assert read(text)[0] == "<p>Đoạn một dài.</p><p># nút bấm.</p><p>Đoạn ba dài.</p>"
    assert read("• # Một")[0] == "<ul><li># Một</li></ul>"


def test_lists_keep_their_paragraphs() -> None:
    text = "- Một\n\n\tĐoạn nữa của mục một.\n\n1. Hai\n\n    Đoạn nữa của mục hai."
    assert read(text) == (html_of(render(text)).replace("\n", ""), [])


@pytest.mark.parametrize(
    "mark", ["•\t", "• ", "•", "‣\t", "▪ ", "●\t", "–\t", "o\t", "·\t", "\uf0b7\t", "\t•\t", "  • "]
)
def test_bullets(mark: str) -> None:
    assert read(f"Mở:\n{mark}Một\n{mark}Hai")[0] == "<p>Mở:</p><ul><li>Một</li><li>Hai</li></ul>"
    assert read(f"{mark}Một\n\n{mark}Hai")[1] == ["N241"]


def test_bullets_of_two_levels() -> None:
    assert read("•\tMột\no\tCon\n•\tHai")[0] == "<ul><li>Một<ul><li>Con</li></ul></li><li>Hai</li></ul>"
    assert read("•\tMột\n\t•\tCon\n•\tHai")[0] == "<ul><li>Một<ul><li>Con</li></ul></li><li>Hai</li></ul>"


def test_items_that_begin_with_a_tab() -> None:
    assert read("Mở:\n\t- Một\n\t- Hai\n\t\t- Con") == (
        "<p>Mở:</p><ul><li>Một</li><li>Hai<ul><li>Con</li></ul></li></ul>",
        ["N241"],
    )
    assert read("\t- Một\n\t- Hai") == ("<ul><li>Một</li><li>Hai</li></ul>", ["N241"])
    assert read("- Một\n\t- Con") == ("<ul><li>Một<ul><li>Con</li></ul></li></ul>", [])


@pytest.mark.parametrize("text", ["– Anh đi đâu?", "o hay, thế à?", "Giá • bán", "— Về nhà."])
def test_no_bullets(text: str) -> None:
    assert read(text) == (f"<p>{text}</p>", [])


def test_rows_of_a_spreadsheet() -> None:
    found, codes = read("Bảng:\nNăm\tKhách|Lượt\n2024\t1.200\n2025\t\nHết.")
    assert cells(found) == ["Năm", "Khách|Lượt", "2024", "1.200", "2025", ""]
    assert found.startswith("<p>Bảng:</p><div")
    assert codes == ["N242"]
    assert cells(read("A\tB\tC\n1\t2\n3\t4\t5")[0]) == ["A", "B", "C", "1", "2", "", "3", "4", "5"]
    corner = read("\tQuý 1\tQuý 2\nXăng\t1\t2")[0]
    assert cells(corner) == ["", "Quý 1", "Quý 2", "Xăng", "1", "2"]


@pytest.mark.parametrize("text", ["Năm\tKhách", "1.\tMột\n2.\tHai", "-\tMột\n-\tHai", "Năm\tKhách\n2024\t1\t2\n2025"])
def test_no_rows(text: str) -> None:
    assert "<table" not in read(text)[0]


def test_a_table_without_its_rule() -> None:
    found, codes = read("Bảng:\n| Cột | Hai |\n| 1 | 2 |\n\nHết.")
    assert cells(found) == ["Cột", "Hai", "1", "2"]
    assert codes == ["N243"]
    assert read("| A | B |\n|---|---|\n| 1 | 2 |")[1] == []
    assert cells(read("| A | B\n| 1 | 2")[0]) == ["A", "B", "1", "2"]
    assert read("| A | B |")[0] == "<p>| A | B |</p>"
    assert "<table" not in read("| A | B |\n| 1 |")[0]


@pytest.mark.parametrize("text", ["1985. Một năm.", "2026) Năm nay.", "1985. Một.\n\n1990. Hai."])
def test_a_year_begins_no_list(text: str) -> None:
    found, codes = read(text)
    assert "<ol" not in found
    assert unescape(re.sub("<[^>]+>", " ", found)).split() == text.split()
    assert codes == ["N244"]


def test_numbers_of_lists_stay() -> None:
    assert read("1. Một\n2. Hai") == ("<ol><li>Một</li><li>Hai</li></ol>", [])
    assert read("Ông sinh 1985. Một năm (2011) sau.")[1] == []


@pytest.mark.parametrize(
    "marks", ["a) b) c)", "a. b. c.", "d) đ) e)", "1/ 2/ 3/", "1.1. 1.2. 1.3.", "– – –", "I. II. III."]
)
def test_lines_of_their_own(marks: str) -> None:
    text = "\n".join(f"{mark} Dòng" for mark in marks.split())
    assert read(text) == (f"<p>{'<br>'.join(text.split(chr(10)))}</p>", ["N245"])


@pytest.mark.parametrize("text", ["a) Một\nrồi thôi", "a) Một\nc) Ba", "Một\n– Hai"])
def test_lines_that_run_on(text: str) -> None:
    assert "<br>" not in read(text)[0]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Soft\u00adhyphen", "<p>Softhyphen</p>"),
        ("a\u200bb c\u2060d\ufeff", "<p>ab cd</p>"),
        ("\u00a0\u00a0Thụt.", "<p>Thụt.</p>"),
        ("\u3000Thụt.", "<p>Thụt.</p>"),
        ("Hai\u00a0 dấu cách", "<p>Hai dấu cách</p>"),
        ("-\u00a0Mục", "<ul><li>Mục</li></ul>"),
        ("##\u00a0Mục", '<h2 id="muc">Mục</h2>'),
        ("Mọi\u00a0dấu\u00a0cách\u00a0đều\u00a0thế", "<p>Mọi dấu cách đều thế</p>"),
        ("#\u00a0MeToo\u00a0lan\u00a0rộng\u00a0ra", "<p>#\u00a0MeToo lan rộng ra</p>"),
        ("Một\n\u00a0\nHai", "<p>Một</p><p>Hai</p>"),
    ],
)
def test_invisible(text: str, html: str) -> None:
    assert read_exactly(text) == (html, ["N246"])


@pytest.mark.parametrize("text", ["39\u00a0°C", "👨\u200d👩\u200d👧 đi chơi", "ភាសា\u200bខ្មែរ"])
def test_invisible_characters_that_are_needed(text: str) -> None:
    assert read_exactly(text) == (f"<p>{text}</p>", [])


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**“Khí cười”**là", "<strong>“Khí cười”</strong>là"),
        ("**Hà Nội:**mở", "<strong>Hà Nội:</strong>mở"),
        ("Đây là ** chữ đậm ** nhé", "Đây là <strong> chữ đậm </strong> nhé"),
        (
            "là**“Khí cười”** và:**“A”**rồi **b** c",
            "là<strong>“Khí cười”</strong> và:<strong>“A”</strong>rồi <strong>b</strong> c",
        ),
        ("(**Hà Nội.**)và **Bà Lan,**40 tuổi", "(<strong>Hà Nội.</strong>)và <strong>Bà Lan,</strong>40 tuổi"),
        ("**Hà Nội: **mở, ** Huế:**mở", "<strong>Hà Nội: </strong>mở, <strong> Huế:</strong>mở"),
        ("*nghiêng.*Sau", "<em>nghiêng.</em>Sau"),
        ("***Cả hai!***Sau", "<em><strong>Cả hai!</strong></em>Sau"),
        ("**a:**b [**c:**d](x.md)", '<strong>a:</strong>b <a href="«x.md»"><strong>c:</strong>d</a>'),
    ],
)
def test_emphasis_beside_punctuation(text: str, html: str) -> None:
    found, codes = read(text)
    assert found == f"<p>{html}</p>"
    assert codes == ["N248"]


@pytest.mark.parametrize(
    "text", ["2 ** 3 và 4 ** 5", "đ** và c**", "a (*) b (**)", "5 * 3 * 2", r"\*\*Hà Nội:\*\*mở", "`**a:**b`"]
)
def test_stars_that_are_no_emphasis(text: str) -> None:
    assert "<strong>" not in read(text)[0]


def test_footnotes_are_counted_once_where_a_paragraph_is_read_twice() -> None:
    text = "**Giá:**tăng[^a], **“b”**là[^b]\n\n[^a]: Một.\n\n[^b]: Hai."
    found, _ = read(text)
    assert found.count("doc-noteref") == 2
    assert found.count("doc-backlink") == 2
    assert "fnref-1-2" not in found


@pytest.mark.parametrize(
    ("text", "target", "title"),
    [
        ("![Cầu](ảnh bìa 1.JPG)", "ảnh bìa 1.JPG", ""),
        ('![Cầu](ảnh bìa 1.JPG "Chú thích")', "ảnh bìa 1.JPG", "Chú thích"),
        ("![Cầu](ảnh bìa 1.JPG 'Chú thích')", "ảnh bìa 1.JPG", "Chú thích"),
        ("![Cầu](ảnh bìa 1.JPG “Chú thích”)", "ảnh bìa 1.JPG", "Chú thích"),
        ("![Cầu](anh.jpg “Chú thích”)", "anh.jpg", "Chú thích"),
        ('![Cầu](anh.jpg "Cầu "đẹp" lắm")', "anh.jpg", "Cầu &quot;đẹp&quot; lắm"),
        ("![Cầu](anh.jpg 'Cầu 'đẹp' lắm')", "anh.jpg", "Cầu 'đẹp' lắm"),
        ("![Cầu](anh.jpg “Cầu “đẹp” lắm”)", "anh.jpg", "Cầu “đẹp” lắm"),
        ("![Cầu](ảnh (1) a.jpg)", "ảnh (1) a.jpg", ""),
        ("![Cầu](/anh/ảnh một.webp)", "/anh/ảnh một.webp", ""),
        (r"![Cầu](anh\cau.jpg)", "anh/cau.jpg", ""),
        (r"![Cầu](anh\ảnh 1.jpg)", "anh/ảnh 1.jpg", ""),
        ("[Văn bản](quyết định số 1.pdf)", "quyết định số 1.pdf", ""),
        ("[Bài](bài cũ.md#muc)", "bài cũ.md#muc", ""),
    ],
)
def test_names_of_files(text: str, target: str, title: str) -> None:
    rendered = render(text, pasted=PASTED)
    assert [ref.target for ref in rendered.refs] == [target]
    assert f">{title}</figcaption>" in html_of(rendered) or not title
    assert [each.code for each in rendered.diagnostics] == ["N249"]


@pytest.mark.parametrize(
    "text",
    [
        "[a](b c)",
        "`![a](b c.jpg)`",
        "[xem](ở đây) nhé",
        "[a](https://a.vn/{{ b }}/c.md)",
        "[a](https://a.vn/b c.pdf)",
        r"\[a](b c.jpg)",
    ],
)
def test_no_names_of_files(text: str) -> None:
    assert not render(text, pasted=PASTED).refs


@pytest.mark.parametrize(
    ("text", "target", "shown"),
    [
        ("Đường dẫn: www.a.vn/b_c_d.", "https://www.a.vn/b_c_d", "www.a.vn/b_c_d"),
        ("(www.a.com.vn)", "https://www.a.com.vn", "www.a.com.vn"),
        ("*www.a.vn*", "https://www.a.vn", "www.a.vn"),
    ],
)
def test_addresses_without_a_scheme(text: str, target: str, shown: str) -> None:
    found, codes = read(text)
    assert f'<a href="{target}" rel="noopener">{shown}</a>' in found
    assert codes == ["N247"]


@pytest.mark.parametrize("text", ["a@www.b.vn", "www. a", "www.a", "`www.a.vn`", "[www.a.vn](b.md)", "xwww.a.vn"])
def test_no_addresses(text: str) -> None:
    assert "https://www" not in read(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "{{< youtube abc >}}",
        '{{<picture src="a.png">}}',
        '{{% notice "x" %}}',
        '{% include v.html id="1" %}',
        "{{ site.url }}",
        '[caption id="a1"]Ảnh[/caption]',
        "[gallery ids='1,2']",
        "[gallery]",
        "import Tabs from '@theme/Tabs';",
        "![[ảnh.jpg]]",
        "Xem [[Bài khác]] nhé",
        "Đoạn.\n{: .lead}",
    ],
)
def test_marks_of_other_systems_are_told(text: str) -> None:
    rendered = render(f"Mở.\n\n{text}", pasted=PASTED)
    assert [each.code for each in rendered.diagnostics if each.code != "W211"] == ["W236"]
    shown = unescape(re.sub("<[^>]+>", "", rendered.html))
    assert "".join(shown.split()) == "".join(f"Mở.{text}".split())


def test_marks_are_counted() -> None:
    said = render("{{< a >}}\n\n{{< b >}} {{< c >}}\n\n{% d %}", pasted=PASTED).diagnostics
    assert [(one.place.line, str(one.message).partition("`, ")[2]) for one in said] == [(1, "and 2 more"), (5, "")]


@pytest.mark.parametrize(
    "text", ["`{{ a }}`", "[Video] Phố mùa thu", "[1] Ghi chú", "Tỷ số {2–1}", "```\n{{< a >}}\n```"]
)
def test_no_marks(text: str) -> None:
    assert read(text)[1] == []


def test_markdown_within_html_is_told_with_a_count() -> None:
    rendered = render(
        "<!-- more -->Hai [link](https://example.org/) và **đậm**.\n\n<div>\n## Mục\n</div>", pasted=PASTED
    )
    assert problems(rendered) == ["W235 1:18"]
    assert "and 2 more" in str(rendered.diagnostics[0].message)
    assert read("<p>- Anh đi đâu?</p>\n\n<pre>\n**a**\n</pre>\n\n<!-- **a** -->")[1] == []


def test_places_are_those_of_the_file() -> None:
    text = "Năm\tKhách\n2024\t1\n2025\t2\n\nXem [a](b c) nhé.\n\n\tĐoạn một dài.\n\tĐoạn hai dài.\n\n**Đậm"
    rendered = render(text, pasted=PASTED, first_line=5)
    assert problems(rendered) == ["N242 5:1", "W221 9:7", "N240 11:1", "W234 14:1"]


TEXTS = [
    "\tĐoạn một dài.\n\tĐoạn hai dài.",
    "•\tMột\no\tCon\n•\tHai",
    "Năm\tKhách\n2024\t1|2\nHết.",
    "| A | B |\n| 1 | 2 |",
    "1985. Một năm.",
    "a) Một\nb) Hai",
    "Soft\u00adhyphen\n\u00a0\nHai",
    "**“Khí cười”**là **Hà Nội:**mở ** đậm ** nhé ** đậm **.",
    '![a](ảnh 1.jpg "b") ![a](ảnh 1.jpg) ![a](b\\c d.jpg)',
    "www.a.vn/b_c, www.a.vn/b_c",
    "> • Một\n> **a:**b",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_written_down_reads_the_same_and_has_nothing_to_say(text: str) -> None:
    options = MarkdownOptions(pasted=PASTED)
    new = "\n".join(written(text, options)[0])
    assert "\n".join(written(new, options)[0]) == new
    first, second = (render_text(one, path="a.md", first_line=1, options=options) for one in (text, new))
    assert words_of(first) == words_of(second)
    assert [ref.target for ref in first.refs] == [ref.target for ref in second.refs]
    assert not second.diagnostics


def words_of(rendered: Rendered) -> str:
    return "".join(rendered.text.split())


PIECES = [
    "\t",
    "    ",
    "•",
    "o\t",
    "–\t",
    "| ",
    " |",
    "1985. ",
    "a) ",
    "b) ",
    "\u00a0",
    "\u00ad",
    "**",
    "*",
    "“",
    "”",
    ":",
]
PIECES += [
    "\n",
    "\n\n",
    "```\n",
    "<div>\n",
    "- ",
    "> ",
    "Hà Nội",
    "mở",
    "www.a.vn",
    "![a](b c.jpg)",
    "{{< a >}}",
    " ",
    ". ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_word_is_lost(text: str) -> None:
    options = MarkdownOptions(pasted=PASTED)
    rendered = render_text(text, path="a.md", first_line=1, options=options)
    plain = render_text(text, path="a.md", first_line=1, options=MarkdownOptions())
    assert all(1 <= each.place.line <= text.count("\n") + 1 for each in rendered.diagnostics)
    for word in ("Hà", "Nội", "mở", "www.a.vn", "1985"):
        assert rendered.html.count(word) >= plain.html.count(word)
    written(text, options)


TOGETHER = [  # lines that would run together: (1) with (2), symbols, words with numbers, marks without their space
    "(1) Một\n(2) Hai",
    "(a) Một\n(b) Hai",
    "✓ Một\n✓ Hai",
    "→ Một\n→ Hai",
    "👉 Một\n👉 Hai",
    "✔️ Một\n❌ Hai",
    "① Một\n② Hai",
    "Điều 1. Một\nĐiều 2. Hai",
    "Ngày 1: Đi\nNgày 2: Về",
    "-Một\n-Hai",
    "+Một\n+Hai",
    "*Một\n*Hai",
    "1.Một\n2.Hai",
    "1)Một\n2)Hai",
]


@pytest.mark.parametrize("text", TOGETHER)
def test_lines_of_a_list_without_its_marks_stay_apart(text: str) -> None:
    assert read(text) == (f"<p>{text.replace(chr(10), '<br>')}</p>", ["N245"])


@pytest.mark.parametrize(
    "text",
    ["*Một* rồi\n*hai*", "-5 độ\n-6 độ", "1.200 người\n2.300 người", "(1) Một\n(3) Ba", "Điều 1. Một\nKhoản 2. Hai"],
)
def test_other_lines_are_one_paragraph(text: str) -> None:
    html, codes = read(text)
    assert "<br>" not in html
    assert "N245" not in codes


@pytest.mark.parametrize(
    "mark", ["· ", "·\u00a0\u00a0\u00a0 ", "§\u00a0\u00a0", "o\u00a0\u00a0\u00a0", "► ", "❖ ", "\u200e• "]
)
def test_bullets_of_word_processors(mark: str) -> None:
    html, codes = read(f"{mark}Một\n{mark}Hai")
    assert html == "<ul><li>Một</li><li>Hai</li></ul>"
    assert "N241" in codes


@pytest.mark.parametrize(
    "text",
    [
        "Cột | Hai\n1 | 2\n3 | 4",
        "| Cột | Hai |\n|---|---|---|\n| 1 | 2 |\n| 3 | 4 |",
        "| Cột | Hai |\n|---|\n| 1 | 2 |\n| 3 | 4 |",
        "| Cột | Hai |\n|—|—|\n| 1 | 2 |\n| 3 | 4 |",
        "| Cột | Hai |\n|===|===|\n| 1 | 2 |\n| 3 | 4 |",
        "+---+---+\n| Cột | Hai |\n+===+===+\n| 1 | 2 |\n+---+---+\n| 3 | 4 |\n+---+---+",
        "| Cột | Hai |\n\n| 1 | 2 |\n\n| 3 | 4 |",
        "| Cột | Hai |\n\n|---|---|\n\n| 1 | 2 |\n\n| 3 | 4 |",
        "Cột\tHai\n\n1\t2\n\n3\t4",
    ],
)
def test_tables_as_they_are_pasted(text: str) -> None:
    html, codes = read(text)
    assert cells(html) == ["Cột", "Hai", "1", "2", "3", "4"]
    assert html.count("<p>") == 0
    assert set(codes) <= {"N242", "N243"}
    assert codes


@pytest.mark.parametrize(
    "text", ["Ảnh: A | B", "Lan | Nam\nHà | Huế", "Năm\tKhách\n\nĐoạn văn.\n\n2024\t1", "a\\|b\nc\\|d\ne\\|f"]
)
def test_bars_and_tabs_that_are_no_table(text: str) -> None:
    assert "<table" not in read(text)[0]


def test_a_right_table_stays_as_it_is() -> None:
    assert read("| A | B |\n|:--|--:|\n| 1 | 2 |")[1] == []


@pytest.mark.parametrize(("text", "level"), [("##Đầu mục", 2), ("###Đầu mục", 3), ("##1. Đầu mục", 2)])
def test_a_heading_without_its_space(text: str, level: int) -> None:
    html, codes = read(text)
    assert html.startswith(f"<h{level} ")
    assert codes == ["N250"]


def test_a_second_article_in_a_file_is_no_heading_in_silence() -> None:
    assert read("Văn.\n\n---\ntitle: Bài hai\ndate: 2026-11-24\n---\nVăn.")[1] == ["W251"]
    assert read("Văn.\n\n---\ntitle: Bài hai\n---\nVăn.")[1] == ["W251"]


def test_a_single_row_in_a_frame_is_no_table_and_loses_nothing() -> None:
    html, codes = read("+---+---+\n| Cột | Hai |\n+---+---+")
    assert (html.count("+---+---+"), codes) == (2, [])


@pytest.mark.parametrize("text", ["#HàNội #mưa", "##", "##### ", "Một ##hai"])
def test_other_hashes(text: str) -> None:
    assert "N250" not in read(text)[1]


@pytest.mark.parametrize(
    "text",
    [
        "Một câu.\n---\nHai",
        "Một\nhai\n---",
        "x" * 130 + "\n===\nHai",
        "Nguyễn Văn A\n--",
        "Điểm chính\n-\n- Một",
        "> A\n> ==",
    ],
)
def test_a_paragraph_that_dashes_make_a_heading(text: str) -> None:
    assert "W251" in read(text)[1]


@pytest.mark.parametrize("text", ["Đầu mục\n---\nHai", "Vì sao?\n---", "Một câu.\n\n---\n\nHai"])
def test_a_heading_with_a_line_below_it(text: str) -> None:
    assert "W251" not in read(text)[1]


def test_marks_of_direction() -> None:
    assert read("Giá \u202a100\u202c\u200e đồng") == ("<p>Giá 100 đồng</p>", ["N246"])
    assert read("Từ \u202bשלום\u202c nghĩa là")[1] == []


@pytest.mark.parametrize(
    "text",
    ["[tại đây] (https://a.vn/x)", "[tại đây]  (/thoi-su/)", "(tại đây)[https://a.vn/x]", "[tại đây] (www.a.vn)"],
)
def test_links_whose_brackets_are_misplaced(text: str) -> None:
    assert "W221" in read(f"Xem {text} nhé.")[1]


@pytest.mark.parametrize("text", ["[1] (https://a.vn/x)", "`[a] (https://a.vn)`", "[a](https://a.vn) (https://b.vn)"])
def test_brackets_that_are_right(text: str) -> None:
    assert "W221" not in read(f"Xem {text} nhé.")[1]
