"""Marks of other systems: told with what to write in their place, whatever they stand in; their look-alikes are not."""

from __future__ import annotations

import pytest

from ssg.content.markdown.options import PASTED, USUAL
from tests.markdown.rendering import html_of, render

# A site may turn off what reads some of these marks.
OURS = ("subscript", "superscript", "definition-list", "task-list", "abbreviation")
FEW = tuple(name for name in USUAL if name not in OURS)
MARKS = [
    ("![Cầu]({{ site.baseurl }}/images/cau.jpg)", "from `/` on"),
    ("Xem [x]({% post_url 2026-11-20-a %})", "ten-bai.md"),
    ('Xem [x]({{< ref "a.md" >}})', "ten-bai.md"),
    ('{{< figure\n  src="a.jpg"\n  title="x" >}}', "picture"),
    ('{% include figure.html\n   src="a.jpg" %}', "picture"),
    ("{{< youtube abc >}}", "::: video"),
    ("[embed]https://youtu.be/x[/embed]", "::: video"),
    ('[gallery ids="1,2"]', "::: gallery"),
    ("Đoạn.\n{: .quote}", "without the colon"),
    ("<div>{{< x >}}</div>", "Markdown"),
    ('<img src="{{ site.baseurl }}/x.jpg">', "from `/` on"),
    ("<%= x %>", "Markdown"),
    ("{# ghi chú #}", "Markdown"),
    ("[b]đậm[/b]", "**"),
    ("[toc]", "headings"),
    ("@[TOC]", "headings"),
    ("[[toc]]", "headings"),
    ('!!! note "x"', "::: note"),
    ("> [!NOTE]\n> x", "::: note"),
    ("==dấu==", "<mark>"),
    ("H~2~O", "<sub>"),
    ("x^2^", "<sub>"),
    (":smile:", "emoji"),
    ("$a_1$ và $$x^2$$", "formula"),
    ("![[anh.png]]", "anh.jpg"),
    ("@@figure cau.jpg@@ và @@toc", "picture"),
    ("@@include('dau.html')", "Markdown"),
    ("Một<o:p></o:p> <w:sdt>hai</w:sdt>", "word processor"),
    ('<a href="https://a.vn>x</a>', "quotation marks"),
    ('x <img src="a.jpg alt="b">', "quotation marks"),
    ("<a href='https://a.vn'title=\"x\">b</a>", "quotation marks"),
    ("Một< br >hai", "quotation marks"),
    (":: info A\nx", "three colons"),
    ("[x](https://a.vn){target=_blank}", "no such attributes"),
]


@pytest.mark.parametrize(("text", "hint"), MARKS)
def test_told_with_what_to_write(text: str, hint: str) -> None:
    said = render(text, pasted=PASTED, extensions=FEW).diagnostics
    assert [each.code for each in said] == ["W236"]
    assert hint in str(said[0].hint)
    assert said[0].place.line


@pytest.mark.parametrize(
    "text",
    [
        "\\[caption\\] và `{{ x }}` và `[toc]`",
        "&#123;&#123; x }}",
        "C++ và i++; a == b == c",
        "std::vector và A::B, f{x=1} và {target=x}",
        '`<a href="x` và \\<a href="x"> và &lt;a href="x"&gt; và <b class="c">d</b><br />',
        "Nếu a <b x=2, p <q p=3 và <3, 5<6>4",
        "Viết cho toa-soan@@bao.vn, @@ và @minhha",
        "lúc 10:30:00, tỉ số 2:1:0",
        "Giá $5 và $10",
        "Xem [1], [a/b] và [toc](https://a.vn)",
        "<pre>{{ x }}</pre>\n\n<!-- {{ y }} -->",
    ],
)
def test_text_that_only_looks_so(text: str) -> None:
    assert "W236" not in [each.code for each in render(text, pasted=PASTED).diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "<div>\n- a\n- b\n</div>",
        "<p>* a\n* b</p>",
        "<div>\n> trích\n</div>",
        "<!--more-->- a",
        "<!-- more --># Mục",
        "<!-- more -->Hai [x](https://a.vn)",
        "<center>**x**</center>",
        "<details><summary>X</summary>\n1. a\n2. b\n</details>",
    ],
)
def test_markdown_within_html_is_told(text: str) -> None:
    said = [each for each in render(text, pasted=PASTED).diagnostics if each.code == "W235"]
    assert len(said) == 1
    assert "\0" not in str(said[0].message)


@pytest.mark.parametrize("text", ["<p>\n- Ông nói.\n</p>", "<!-- more -->\nHai **đậm**", "<pre>\n- a\n- b\n</pre>"])
def test_html_without_markdown(text: str) -> None:
    assert "W235" not in [each.code for each in render(text, pasted=PASTED).diagnostics]


def test_an_address_ends_before_the_mark_behind_it() -> None:
    html = html_of(render("[embed]https://a.vn/b[/embed] và [img]https://a.vn/c.jpg[/img]", pasted=PASTED))
    assert 'href="https://a.vn/b"' in html
    assert 'href="https://a.vn/c.jpg"' in html


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("HTML\n: ngôn ngữ đánh dấu", "word in bold"),
        ("*[HTML]: HyperText Markup Language", "long form"),
        ("- [x] Đã xong\n- [ ] Chưa", "✓"),
        ("* TOC\n{:toc}", "headings"),
        ("[vc_row][vc_column]Chữ[/vc_column][/vc_row]", "Markdown"),
        ("[quảng cáo][hop]Chữ[/hop]", "Markdown"),
    ],
)
def test_marks_that_are_no_slip_of_a_link_or_a_list(text: str, hint: str) -> None:
    said = render(text, pasted=PASTED, extensions=FEW).diagnostics
    assert [each.code for each in said] == ["W236"]
    assert hint in str(said[0].hint)


@pytest.mark.parametrize("text", ["Tỉ số\n:2 – 1", "Kết quả:\n\n: không", "[x]", "Ô [x] thứ hai", "Giờ: 10\n:)"])
def test_colons_and_boxes_that_are_text(text: str) -> None:
    assert "W236" not in [each.code for each in render(text, pasted=PASTED).diagnostics]


@pytest.mark.parametrize(
    "marks",
    [("{% highlight ruby linenos %}", "{% endhighlight %}"), ("{{< highlight go >}}", "{{< /highlight >}}")],
)
def test_code_between_marks_is_told_by_the_marks_alone(marks: tuple[str, str]) -> None:
    code = "def f(**a)\n# Lưu ý\nx[a][b] = (**c)"
    said = render(f"{marks[0]}\n{code}\n{marks[1]}\n\nMột (**c)", pasted=PASTED).diagnostics
    assert [(each.code, each.place.line) for each in said] == [("W236", 1), ("W234", 7)]


@pytest.mark.parametrize("text", ["**Đậm**{#dam}", "[x](https://a.vn){.nut .lon}", "Đoạn văn.{.dan}"])
def test_attributes_behind_a_text(text: str) -> None:
    (said,) = render(text, pasted=PASTED).diagnostics
    assert (said.code, "before the paragraph" in str(said.hint)) == ("W236", True)


@pytest.mark.parametrize("text", ["## Mục {#muc}", "Tập {.5}", "{.dan}\nĐoạn.", "`a{.b}`"])
def test_braces_that_are_read_or_mean_nothing(text: str) -> None:
    assert "W236" not in [each.code for each in render(text, pasted=PASTED).diagnostics]
