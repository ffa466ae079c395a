"""Extensions that few articles use: definitions, tasks, abbreviations, scripts, coloured code, formulas."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from html import unescape
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssg.content.markdown.highlight import LANGUAGES, MOST_OF_BLOCK, MOST_OF_TEXT, coloured
from ssg.content.markdown.mathml import DEEPEST, LONGEST, mathml
from ssg.content.markdown.maths import MOST, is_formula
from ssg.content.markdown.options import ALL
from ssg.core.message import Invalid
from ssg.core.text.formulas import as_source
from tests.markdown.rendering import complaints, html, render, unbound

SCRIPTS = [
    ("H~2~O và CO~2~", "<p>H<sub>2</sub>O và CO<sub>2</sub></p>\n"),
    ("(NH~4~)~2~SO~4~", "<p>(NH<sub>4</sub>)<sub>2</sub>SO<sub>4</sub></p>\n"),
    ("120 m^2^, 10^-6^", "<p>120 m<sup>2</sup>, 10<sup>-6</sup></p>\n"),
    ("**m^2^**", "<p><strong>m<sup>2</sup></strong></p>\n"),
    ("~~bỏ~~ a~~b~~c", "<p><s>bỏ</s> a<s>b</s>c</p>\n"),
    ("`m^2^` và m\\^2^", "<p><code>m^2^</code> và m^2^</p>\n"),
]
NOT_SCRIPTS = [
    "từ ~5 triệu đến ~7 triệu",
    "khoảng ~5-~7 giờ",
    "10~20~30",
    "cười ^o^ nữa ^o^",
    "a~b c~d",
    "m^2 và n^2",
]


@pytest.mark.parametrize(("text", "expected"), SCRIPTS)
def test_subscript_and_superscript(text: str, expected: str) -> None:
    assert unbound(html(text)) == expected


@pytest.mark.parametrize("text", NOT_SCRIPTS)
def test_marks_that_raise_and_lower_nothing(text: str) -> None:
    assert unbound(html(text)) == f"<p>{text}</p>\n"


def test_words_of_scripts_stay_whole() -> None:
    assert render("Khí CO~2~ tăng").text == "Khí CO2 tăng"


def test_definition_lists() -> None:
    assert html("Lũ\n: Nước lên.\n: Nước *tràn*.\n\nHạn\n: Nước cạn.\n\nSau.") == (
        "<dl>\n<dt>Lũ</dt>\n<dd>Nước lên.</dd>\n<dd>Nước <em>tràn</em>.</dd>\n<dt>Hạn</dt>\n<dd>Nước cạn.</dd>\n</dl>\n"
        "<p>Sau.</p>\n"
    )
    assert render("Lũ\n: Nước lên.").text == "Lũ\nNước lên."
    assert render("Lũ\n: Nước lên.").uses == ("definition-list",)


@pytest.mark.parametrize("text", ["Giá\n~ 5 triệu", "Ông nói\n:không", "Giờ\n:: hai", ": không có từ"])
def test_lines_that_define_nothing(text: str) -> None:
    assert "<dl>" not in render(text).html


def test_deep_definitions_are_refused() -> None:
    text = "a\n" + "\n".join(f"{'  ' * n}: a" for n in range(60))
    assert [each[:4] for each in complaints(text)] == ["E202"]


def test_task_lists() -> None:
    mark = '<span class="task-mark" role="img" aria-label="{}">{}\ufe0e</span> '
    done, to_do = mark.format("Đã xong", "☑"), mark.format("Chưa xong", "☐")
    assert html("- [x] Một **hai**\n- [ ] Ba\n- bốn") == (
        f'<ul>\n<li class="task">{done}Một <strong>hai</strong></li>\n<li class="task">{to_do}Ba</li>\n<li>bốn</li>\n'
        "</ul>\n"
    )
    assert render("- [x] Một\n- [ ] Ba").text == "Một\nBa"


def test_brackets_that_are_no_tasks() -> None:
    for text in ("- [x](https://a.vn)", "- [xa] b", "[x] b"):
        assert "task" not in render(text).html


def test_abbreviations() -> None:
    text = 'GDP tăng, *GDP/người* giảm, `GDP`, GDPR.\n\n*[GDP]: Tổng "sản phẩm"\n*[GDP/người]: bình quân\n'
    assert html(text) == (
        '<p><abbr title="Tổng &quot;sản phẩm&quot;">GDP</abbr> tăng, <em><abbr title="bình quân">GDP/người</abbr></em>'
        " giảm, <code>GDP</code>, GDPR.</p>\n"
    )
    assert render(text).text == "GDP tăng, GDP/người giảm, GDP, GDPR."


def test_abbreviations_that_explain_nothing_or_twice() -> None:
    text = "GDP.\n\n*[GDP]: một\n*[GDP]: hai\n*[FDI]: ba\n"
    assert complaints(text) == ["W202 4:1", "N200 5:1"]
    many = "".join(f"*[A{n}]: {n}\n" for n in range(201)) + "\n" + " ".join(f"A{n}" for n in range(201))
    assert complaints(many) == ["W202 201:1"]
    assert complaints("*[ ]: x\n\n*[]: y", pasted=()) == []


def test_first_column() -> None:
    bold = html("| Tỉnh | Mưa |\n|---|---:|\n| **Hà Nội** | 1 |\n| **Huế** | 2 |")
    assert '<th scope="row">Hà Nội</th>' in bold
    assert '<th scope="col">Tỉnh</th>' in bold
    empty = html("| | Mưa |\n|---|---:|\n| Hà Nội | 1 |")
    assert "<td></td>" in empty
    assert '<th scope="row">Hà Nội</th>\n<td class="align-right">1</td>' in empty


@pytest.mark.parametrize(
    "text",
    [
        "| Tỉnh | Mưa |\n|---|---|\n| **Hà** Nội | 1 |",
        "| Tỉnh | Mưa |\n|---|---|\n| **Hà Nội** | 1 |\n| Huế | 2 |",
        "| Tỉnh | Mưa |\n|---|---|\n| **Hà** **Nội** | 1 |",
        "| **Tỉnh** |\n|---|\n| **Huế** |",
        "| | Mưa |\n|---|---|",
    ],
)
def test_first_columns_that_head_no_rows(text: str) -> None:
    assert 'scope="row"' not in render(text).html


def test_first_column_can_be_left_out() -> None:
    assert 'scope="row"' not in html("| | a |\n|---|---|\n| b | c |", extensions=("table",))


# Code


def test_colours() -> None:
    page = html("```python\ndef chao(ten):  # chào\n    return 'a' + \"<b>\"\n```")
    assert '<span class="code-k">def </span><span class="code-f">chao</span>(ten):' in page
    assert '<span class="code-c"># chào</span>\n    ' in page
    assert '<span class="code-s">&quot;&lt;b&gt;&quot;</span>' in page
    assert " style" not in page
    assert render("```python\nx = 1\n```").uses == ("highlight",)
    assert render("```python\nx = 1\n```").text == "x = 1"


@pytest.mark.parametrize("language", sorted(set(LANGUAGES.values())))
@settings(deadline=None, max_examples=40)
@given(st.text(max_size=80))
def test_colours_change_no_character(language: str, text: str) -> None:
    assert unescape(re.sub("<[^>]*>", "", coloured(text, language))) == text


def test_code_without_colours() -> None:
    assert html("```\nx = 1\n```") == html("    x = 1", extensions=ALL)
    assert "code-" not in html("```text\nif x\n```")
    assert complaints("Tin\n\n```pyton\nx\n```") == ["N201 3:4"]
    long = f"```python\n{'x = 1' * (MOST_OF_BLOCK // 5 + 1)}\n```"
    assert complaints(long) == ["N201 1:1"]
    part = "x = 12\n" * (MOST_OF_TEXT // 4 // 7)
    five = "\n".join(f"```python\n{part}```\n" for _ in range(5))
    assert [each[:4] for each in complaints(five)] == ["N201"]
    assert complaints("```python\n" + "(" * 200 + "\n```") == ["N201 1:1"]


@pytest.mark.parametrize("piece", ["1.", "@a(", "<a ", "f'{", "/*", "a:", "\\\n", "<!--", "x\n\n", "'''", "<<E\n"])
def test_code_takes_bounded_time(piece: str) -> None:
    text = (piece * MOST_OF_BLOCK)[: MOST_OF_BLOCK - 1]
    for language in sorted(set(LANGUAGES.values())):
        began = time.process_time()
        coloured(text, language)
        assert time.process_time() - began < 3, (language, piece)


# Formulas

FORMULAS = [
    ("$E = mc^2$", "<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>"),
    ("$x$", "<mi>x</mi>"),
    ("$a < b$", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
    ("$\\frac{1}{2}$", "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>"),
    ("$\\mathbb{R}$", "<mi>ℝ</mi>"),
    ("$\\text{nếu } x$", "<mtext>nếu\u00a0</mtext><mi>x</mi>"),
]
MONEY = [
    "Giá $5 và $10",
    "giá $5, nay 10$",
    "5$/kg, 10$/tấn",
    "US$5/kg và US$6/kg",
    "tiền ($) và ($)",
    "$5 = 6$",
    "$5 - 10$",
    "$Mua$",
    "$100k, $200k",
    "$ x $",
    "từ $5m đến $7m",
    "$$ và $$$",
    "$5 = 120.000 VND, 6$",
    "bán 3$, mua $4",
]


@pytest.mark.parametrize(("text", "expected"), FORMULAS)
def test_formulas(text: str, expected: str) -> None:
    alt = text.strip("$").replace("<", "&lt;")
    page = html(text, extensions=ALL)
    assert page == f'<p><math alttext="{alt}"><mrow>{expected}</mrow></math></p>\n'
    assert render(text, extensions=ALL).text == text.strip("$")
    assert as_source(page) == f"<p><code>{alt}</code></p>\n"


@pytest.mark.parametrize("text", MONEY)
def test_money_is_no_formula(text: str) -> None:
    assert unbound(html(text, extensions=ALL)) == f"<p>{text}</p>\n"


def test_a_block_is_a_formula() -> None:
    box = '<div class="math" tabindex="0" role="region" aria-label="Công thức {}">'
    text = "Theo\n$$ x^2 $$\n\n- mục\n\n  $$\n  y\n  $$\n"
    page = html(text, extensions=ALL)
    assert page.startswith(f'<p>Theo</p>\n{box.format(1)}<math display="block" alttext="x^2">')
    assert f'{box.format(2)}<math display="block" alttext="y">' in page
    assert render(text, extensions=ALL).text == "Theo\nx^2\nmục\ny"


def test_formulas_are_off_unless_asked_for() -> None:
    assert html("$x^2$") == "<p>$x^2$</p>\n"


ERRORS = [
    ("Một $\\frac{1$ hai", "E210 1:5", "not closed"),
    ("$a_b_c$", "E210 1:1", "two subscripts"),
    ("một\n$x$ và $\\lamda$", "E210 2:8", "unknown command `\\lamda`"),
    ("a\n\n$$\nx", "E210 3:1", "not closed"),
    ("$$\n\\left( x\n$$", "E210 1:1", "not closed"),
    ("$\\href{javascript:x}{y}$", "E210 1:1", "`\\href` is not supported"),
    ("$x}$", "E210 1:1", "closes nothing"),
    ("$x^$", "E210 1:1", "without what is raised"),
    (f"$${'{' * (DEEPEST + 1)}x{'}' * (DEEPEST + 1)}$$", "E210 1:1", "nested"),
    ("$$\n" + "x+" * (LONGEST // 2 + 1) + "\n$$", "E210 1:1", "longer than"),
]


@pytest.mark.parametrize(("text", "where", "reason"), ERRORS)
def test_formulas_that_cannot_be_read(text: str, where: str, reason: str) -> None:
    rendered = render(text, extensions=ALL)
    assert [f"{d.code} {d.place.line}:{d.place.column}" for d in rendered.diagnostics] == [where]
    assert reason in str(rendered.diagnostics[0].message)


def test_formulas_of_one_text_are_bounded() -> None:
    one = "x" + "+x" * 450
    codes = [each[:4] for each in complaints(f"${one}$\n\n" * (MOST // len(one) + 1), extensions=ALL)]
    assert codes == ["E210"]


@pytest.mark.parametrize("wrapper", ["{}", "<b>a</b> {}"])
def test_nothing_in_a_formula_is_html(wrapper: str) -> None:
    for inside in ("\\text{<img src=x onerror=alert(1)>}", "\\text{&lt;script&gt;}", "\\color{red}{x}", "a<b>c"):
        page = render(wrapper.format(f"${inside}$"), extensions=ALL).html
        assert "<img" not in page
        assert "<script" not in page
        assert " style" not in page


@settings(deadline=None)
@given(st.text(alphabet="xy12^_{}\\ +=&<>'\"$()[]|", max_size=40))
def test_any_formula_is_well_formed_or_refused(source: str) -> None:
    try:
        found = mathml(source, block=True)
    except Invalid:
        return
    ElementTree.fromstring(found)  # noqa: S314 - our own


COMMANDS = st.sampled_from(
    "\\frac \\sqrt \\left( \\right) \\begin{matrix} \\end{matrix} \\text{a} \\sum_{i} ^2 _j & \\\\ {x} \\color{red} "
    "\\mathbf{A} \\overline{x} \\limits \\binom nk \\cancel{x} \\tag{1} \\hspace{1em} \\rule{1em}{2em}".split()
)


@settings(deadline=None)
@given(st.lists(COMMANDS, max_size=12).map(" ".join))
def test_any_commands_are_well_formed_or_refused(source: str) -> None:
    try:
        found = mathml(source, block=False)
    except Invalid:
        return
    for element in ElementTree.fromstring(found).iter():  # noqa: S314 - our own
        assert not {"style", "href", "class"} & set(element.attrib)


def test_what_is_a_formula() -> None:
    assert all(map(is_formula, ["x", "a + b", "f(x)", "n-1", "\\alpha", "x_1", "2x = 4", "\\text{nếu}"]))
    assert not any(map(is_formula, ["", " x", "5", "5, nay 10", "abc", "giá_1", "₫x"]))


@pytest.mark.parametrize("text", ["$" * 20_000, "$x " * 8_000, "$$\n" * 5_000, "~1" * 9_000, "a^1" * 9_000])
def test_marks_take_linear_time(text: str) -> None:
    began = time.process_time()
    render(text, extensions=ALL)
    assert time.process_time() - began < 5


def test_libraries_are_imported_only_where_they_are_needed() -> None:
    program = (
        "import sys; from ssg.content.markdown import *\n"
        "from ssg.content.markdown.options import ALL\n"
        "there = lambda: {'pygments', 'latex2mathml'} & {name for name in sys.modules}\n"
        "go = lambda text: render(text, path='a', first_line=1, options=MarkdownOptions(extensions=ALL))\n"
        "go('Giá $5 và $10\\n\\n```\\nx\\n```'); assert there() == set()\n"
        "go('```python\\nx\\n```'); assert there() == {'pygments'}\n"
        "go('$x$'); assert there() == {'pygments', 'latex2mathml'}"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
