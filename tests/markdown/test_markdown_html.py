"""Raw HTML: what passes, what is left out and named, what is refused; and that our own markup is never harmed."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.content.markdown.allowed import ATTRIBUTES, GENERAL, TAGS, URL_ATTRIBUTES
from ssg.content.markdown.tags import Piece, pieces
from ssg.content.markdown.targets import scheme_in_html
from tests.markdown.rendering import complaints, html, html_of, problems, render

PASSES = [
    ("<!-- ghi chú -->", ""),
    ("Một <!-- ghi chú --> hai", "<p>Một  hai</p>\n"),
    ("Một<br>hai<wbr>ba", "<p>Một<br>hai<wbr>ba</p>\n"),
    (
        "H<sub>2</sub>O <mark>x</mark> <abbr title='A \"b\"'>c</abbr>",
        '<p>H<sub>2</sub>O <mark>x</mark> <abbr title="A &quot;b&quot;">c</abbr></p>\n',
    ),
    ('<time datetime="2026-11-24">24/11</time>', '<p><time datetime="2026-11-24">24/11</time></p>\n'),
    (
        '<span class="a" id="b" lang="en" dir="ltr">c</span>',
        '<p><span class="a" id="b" lang="en" dir="ltr">c</span></p>\n',
    ),
    (
        "<details open>\n<summary>A</summary>\n\nB *c*\n\n</details>\n",
        '<details open="">\n<summary>A</summary>\n<p>B <em>c</em></p>\n</details>\n',
    ),
    ("<audio controls src='a.mp3'></audio>", '<p><audio controls="" src="«a.mp3»"></audio></p>\n'),
    (
        "<video controls poster=a.jpg><source src=a.mp4></video>",
        '<p><video controls="" poster="«a.jpg»"><source src="«a.mp4»"></video></p>\n',
    ),
    ("<a href=/b/ target=_blank>c</a>", '<p><a href="/b/" target="_blank">c</a></p>\n'),
    ("<A HREF='X.PDF'>c</A>", '<p><a href="«X.PDF»">c</a></p>\n'),
    ("3 < 5 và a<b", "<p>3 &lt; 5 và a&lt;b</p>\n"),
]


@pytest.mark.parametrize(("text", "expected"), PASSES)
def test_what_news_needs_passes(text: str, expected: str) -> None:
    assert html(text) == expected


REMOVED = [
    ("a\n\n<script>alert(1)</script>", "<script>", "alert", "3:1"),
    ("<style>p{}</style>", "<style>", "p{}", "1:1"),
    ("a <b onclick='x()'>b</b>", "onclick", "x()", "1:3"),
    ('<p style="color:red">a</p>', "style", "red", "1:1"),
    ("a <iframe src='https://b.vn'></iframe>", "<iframe>", "b.vn", "1:3"),
    ("<form action=x><input name=y></form>", "<form>, <input>", "action", "1:1"),
    ("<object data=x></object><embed src=y>", "<object>, <embed>", "embed", "1:1"),
    ("<svg><script>x</script></svg>", "<svg>, <script>", "svg", "1:1"),
    ("<math><mi>x</mi></math>", "<math>, <mi>", "math", "1:1"),
    ("<h1>a</h1>", "<h1>", "<h1", "1:1"),
    ('<picture><source srcset="a.webp"><img src="a.jpg" alt="a"></picture>', "<picture>, <source>", "<source", "1:1"),
    ("<font color=red>a</font>", "<font>", "red", "1:1"),
    ("<link rel=stylesheet href=x><meta charset=x><base href=x>", "<link>, <meta>, <base>", "stylesheet", "1:1"),
    ("<a href='javascript:x'>a</a>", "href=javascript:…", "javascript", "1:1"),
    ("<a href=' &#x6A;ava\tscript:x'>a</a>", "href=javascript:…", "script", "1:1"),
    ("<img src='data:text/html,x' alt=''>", "src=data:…", "data:", "1:1"),
    ("<img src=a.jpg srcset='b.jpg 2x' onerror=x>", "srcset, onerror", "srcset", "1:1"),
    ("<a href=/b/ formaction=x xlink:href=y>a</a>", "formaction, xlink:href", "xlink", "1:1"),
    ("<?php echo 1 ?>", "<?…>", "echo", "1:1"),
    ("<!DOCTYPE html>", "<!…>", "DOCTYPE", "1:1"),
    ("<![CDATA[x]]>", "<!…>", "CDATA", "1:1"),
    ("<khong-co>a</khong-co>", "<khong-co>", "khong", "1:1"),
]


@pytest.mark.parametrize(("text", "named", "gone", "place"), REMOVED)
def test_what_is_left_out_is_named_with_its_line(text: str, named: str, gone: str, place: str) -> None:
    rendered = render(text)
    assert problems(rendered) == [f"W218 {place}"]
    assert str(rendered.diagnostics[0].message).partition(": ")[2] == named
    assert gone not in rendered.html


def test_trusted_html_passes_as_it_is() -> None:
    text = "<script>\nif (a < b) 'c.jpg'\n</script>\n\n<b onclick='x'>a</b> <iframe src=\"/x/\"></iframe>\n"
    assert html(text, raw_html="trust") == (
        "<script>\nif (a < b) 'c.jpg'\n</script>\n<p><b onclick='x'>a</b> <iframe src=\"/x/\"></iframe></p>\n"
    )
    assert html("<img\n src=a.jpg style='x'>", raw_html="trust") == "<p><img\n src=\"«a.jpg»\" style='x'></p>\n"


UNCLOSED = [
    ("Một\n\n<!-- hai\n\nba", 3),
    ("<script>\n\nhai", 1),
    ("<div class='a>\n\nhai", 1),
    ("<div\n\nhai", 1),
    ("<?php\n\nhai", 1),
    ("Một\n\n<style>\n\n<b>hai", 3),
]


@pytest.mark.parametrize(("text", "line"), UNCLOSED)
def test_what_never_ends_is_an_error_and_hides_nothing(text: str, line: int) -> None:
    rendered = render(text)
    assert [each.code for each in rendered.diagnostics if each.severity == "error"] == ["E208"]
    assert rendered.diagnostics[0].place.line == line
    assert "hai" in rendered.html
    assert "E208" in complaints(text, raw_html="trust")[0]


def test_tags_that_swallow_what_follows_are_disarmed() -> None:
    for name in (
        "textarea",
        "title",
        "xmp",
        "plaintext",
        "noscript",
        "iframe",
        "noembed",
        "noframes",
        "select",
        "template",
    ):
        page = render(f"Một <{name}> hai\n\n**Ba** ![b](b.jpg)").html
        assert f"<{name}" not in page
        assert "<strong>Ba</strong>" in page
        assert 'src="\0' in page


OPEN = [
    ("<b>" * 16, None),
    ("<b>" * 17, "E209"),
    ("<b></b>" * 200, None),
    ("<b></i>" * 200, "E209"),
    ("<div>\n\n" * 100, None),
    ("<div>\n\n" * 101, "E209"),
    ("<p>\n\n" * 500, None),
    ("<ul>\n<li>\n" * 101, "E209"),
]


@pytest.mark.parametrize(("text", "code"), OPEN)
def test_open_elements_are_bounded(text: str, code: str | None) -> None:
    assert [each.code for each in render(text).diagnostics] == ([code] if code else [])
    assert render(text, raw_html="trust").diagnostics == ()


RICH = """\
## Mục {#muc .a}

{.wide}
![A](a.jpg "B | C")

Đoạn *a* **b** ~~c~~ `d`[^1] [e](e.md) [f](https://f.vn/?a&b) [g](irc://g.vn) <h@i.vn> ![j](https://a.vn/j.png)\\
hết &lt;b&gt; &amp;amp; &nbsp; "k"

| a | b |
|:--|--:|
| 1 | 2 |

::: info T
1. x
3. y
:::

::: quote Q
r
:::

::: gallery S
![t](t.jpg)
:::

::: video https://youtu.be/aqz-KE-bpKQ?t=5 U
![](v.jpg)
:::

::: video https://vimeo.com/76979871/ab12cd34ef
:::

::: video w.mp4
![](x.jpg)
:::

```python
a < b
```

[^1]: y

    z
"""


def tree(page: str) -> bytes:
    element = html5lib.parseFragment(page.replace("\0", "␀"), treebuilder="etree", namespaceHTMLElements=False)
    for each in element.iter():
        each.attrib = dict(sorted(each.attrib.items()))
    return ET.tostring(element)


def test_our_own_markup_survives_the_sanitiser_unharmed() -> None:
    plain, sanitised = render(RICH), render(f"{RICH}\n\n<b>Z</b>")
    assert plain.diagnostics == sanitised.diagnostics == ()
    trusted = render(f"{RICH}\n\n<b>Z</b>", raw_html="trust")
    assert trusted.html != sanitised.html
    assert tree(trusted.html) == tree(sanitised.html)
    assert trusted.refs == sanitised.refs
    assert [ref.target for ref in sanitised.refs] == ["a.jpg", "e.md", "t.jpg", "v.jpg", "w.mp4", "x.jpg"]


def test_pieces_of_html() -> None:
    source = 'a<b c="d>" e=f g>h</B ><!-- < --><!--><?i?><![CDATA[>]]><!j><k/>< l<script>m<n></SCRIPT>'
    assert [(each.kind, source[each.begin : each.end]) for each in pieces(source)] == [
        ("text", "a"),
        ("open", '<b c="d>" e=f g>'),
        ("text", "h"),
        ("close", "</B >"),
        ("comment", "<!-- < -->"),
        ("comment", "<!-->"),
        ("other", "<?i?>"),
        ("other", "<![CDATA[>]]>"),
        ("other", "<!j>"),
        ("open", "<k/>"),
        ("text", "< l"),
        ("open", "<script>"),
        ("raw", "m<n>"),
        ("close", "</SCRIPT>"),
    ]


WORDS = "< > / b script div = !-- -- href onclick src x.jpg <b> </b> <p> <svg> <table> <td> <select> <textarea> <math>"
MORE = "<mtext> <style> &lt; javascript: * ` [ ]( ) ![ ? ]]> <![CDATA[ é \" '"
SOUP = st.lists(
    st.sampled_from([*WORDS.split(), *MORE.split(), " ", "\n", "\n\n", "\t", "\x0b", "<a "]), max_size=25
).map("".join)


@given(SOUP)
def test_pieces_are_all_of_the_source(source: str) -> None:
    found: list[Piece] = list(pieces(source))
    assert "".join(source[each.begin : each.end] for each in found) == source


@given(SOUP)
def test_nothing_that_is_not_allowed_gets_through(source: str) -> None:
    page = html_of(render(source))
    root = html5lib.parseFragment(page, treebuilder="etree", namespaceHTMLElements=False)
    for element in root.iter():
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        assert isinstance(element.tag, str), "a comment"
        assert element.tag in TAGS | {"h1"}, source
        for name, value in element.attrib.items():
            if element.tag == "pre" and name == "aria-label" and value.startswith("Mã nguồn "):
                continue  # our own, of a code block; editors may not write it
            assert name in GENERAL or name in ATTRIBUTES.get(element.tag, ()), (source, name)
            assert scheme_in_html(value) not in ("javascript", "vbscript", "file") or name not in URL_ATTRIBUTES
