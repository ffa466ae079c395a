"""Links and pictures: what becomes a reference, where it stands, what leaves the site, and what is a slip."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.content.markdown.targets import decoded, kind_of, scheme_in_html
from tests.markdown.rendering import complaints, html, html_of, problems, render

KINDS = [
    ("x.md", "link"),
    ("../2026/bai.md#muc", "link"),
    ("/kinh-te/x.MD?y#z", "link"),
    ("anh.jpg", "file"),
    ("/kinh-te/anh.JPG", "file"),
    ("a.pdf", "file"),
    ("./a.b.c", "file"),
    ("a b", "file"),
    ("khong-duoi", "file"),
    ("../thu-do/", "file"),
    ("v1.2/x", "file"),
    ("/thu-do/", "page"),
    ("/", "page"),
    ("/bai-123.html", "page"),
    ("/v1.2", "page"),
    ("#muc", "page"),
    ("?trang=2", "page"),
    ("https://a.vn/x.md", "external"),
    ("HTTP://a.vn", "external"),
    ("mailto:a@b.vn", "scheme"),
    ("tel:+84", "scheme"),
    ("//evil.example/x.jpg", "network"),
    ("C:\\anh.jpg", "computer"),
    ("d:/anh.jpg", "computer"),
    ("www.vnexpress.net", "host"),
    ("vnexpress.net/abc", "host"),
    ("a.gov.vn", "host"),
    ("thu-do.com.vn:80/x", "host"),
    ("vnexpress.net/a.pdf", "file"),
    ("", "empty"),
    (" ", "empty"),
]


@pytest.mark.parametrize(("target", "kind"), KINDS)
def test_kinds_of_targets(target: str, kind: str) -> None:
    assert kind_of(target) == kind


DECODED = [
    ("b%C3%A0i.md", "bài.md"),
    ("ba\u0300i.md", "bài.md"),
    ("a%20b.jpg", "a b.jpg"),
    ("a%23b%3Fc%3f.jpg#d", "a%23b%3Fc%3f.jpg#d"),
    ("a%00b%0A%7f", "a%00b%0A%7f"),
    ("100%.jpg", "100%.jpg"),
    ("a%2Fb", "a/b"),
]


@pytest.mark.parametrize(("target", "expected"), DECODED)
def test_decoded_targets(target: str, expected: str) -> None:
    assert decoded(target) == expected


REFS = [
    ("[a](x.md)", [("link", "x.md", 1, 5)]),
    ("[x.md](x.md) [b](x.md)", [("link", "x.md", 1, 8), ("link", "x.md", 1, 18)]),
    ('Một\n\n> dòng\n> [a](<../b c.md> "t")', [("link", "../b c.md", 4, 8)]),
    ("[a](b%C3%A0i.md#m%E1%BB%A5c)", [("link", "bài.md#mục", 1, 5)]),
    ("[a][1] và [a][1]\n\nĐoạn\n\n[1]: x.md", [("link", "x.md", 5, 6), ("link", "x.md", 5, 6)]),
    ("![a](x.jpg)", [("image", "x.jpg", 1, 6)]),
    ("![a](/x)", [("image", "/x", 1, 6)]),
    ("![a](x.md)", [("image", "x.md", 1, 6)]),
    ("chữ ![a](x.jpg) chữ", [("image", "x.jpg", 1, 10)]),
    ("[![a](x.jpg)](y.md)", [("link", "y.md", 1, 15), ("image", "x.jpg", 1, 7)]),
    ("[a](x.pdf)", [("file", "x.pdf", 1, 5)]),
    ("| a |\n|---|\n| [b](x.md) |", [("link", "x.md", 3, 7)]),
    ("- a\n- b\n  [c](x.md)", [("link", "x.md", 3, 7)]),
    ("a[^1]\n\n[^1]: b\n    [c](x.md)", [("link", "x.md", 4, 9)]),
    ("a^[b [c](x.md)]", [("link", "x.md", 1, 10)]),
    ("::: info [a](x.md)\nb\n:::", [("link", "x.md", 1, 14)]),
    ('<a href="x.md">b</a>', [("link", "x.md", 1, 10)]),
    ("chữ\n<img src='a &amp; b.jpg' alt=x>", [("image", "a & b.jpg", 2, 11)]),
    ("<div>\n\n<video poster=a.jpg></video></div>", [("file", "a.jpg", 3, 15)]),
    ("[a](/x/) [b](#c) ![d](https://e.vn/f.jpg) [g](mailto:h@i.vn)", []),
    ("`[a](x.md)`\n\n    [b](x.md)\n\n<!-- [c](x.md) <img src=x.jpg> -->", []),
]


@pytest.mark.parametrize("mode", ["sanitise", "trust"])
@pytest.mark.parametrize(("text", "expected"), REFS)
def test_references_and_their_places(text: str, expected: list[tuple[str, str, int, int]], mode: str) -> None:
    rendered = render(text, raw_html=mode)
    assert [(ref.kind, ref.target, ref.line, ref.column) for ref in rendered.refs] == expected
    assert rendered.diagnostics == ()
    assert sorted(re.findall("\0([0-9]+)\0", rendered.html), key=int) == [str(n) for n in range(len(expected))]
    assert rendered.html.count("\0") == 2 * len(expected)


def test_places_are_lines_of_the_file() -> None:
    rendered = render("a\n[b](x.md)\n\n![](y.jpg)", first_line=12)
    assert [(ref.line, ref.column) for ref in rendered.refs] == [(13, 5), (15, 5)]
    assert problems(rendered) == ["W217 15:5"]


def test_marker_of_a_picture_is_all_of_its_src() -> None:
    rendered = render("![a](x.jpg)")
    assert '<img src="\0000\000" alt="a"' in rendered.html.replace("\0", "\000")
    assert "width" not in rendered.html


OUTSIDE = [
    ("[a](https://b.vn)", '<a href="https://b.vn" rel="noopener">a</a>'),
    ("<https://b.vn>", '<a href="https://b.vn" rel="noopener">https://b.vn</a>'),
    ('[a](https://b.vn/ế "t")', '<a href="https://b.vn/%E1%BA%BF" title="t" rel="noopener">a</a>'),
    ("[a](https://đ.vn)", '<a href="https://xn--fea.vn" rel="noopener">a</a>'),
    ("[a](/b/)", '<a href="/b/">a</a>'),
    ("[a](#b)", '<a href="#b">a</a>'),
    ("[a](mailto:b@c.vn)", '<a href="mailto:b@c.vn">a</a>'),
    ("<b@c.vn>", '<a href="mailto:b@c.vn">b@c.vn</a>'),
    ("[a](tel:19001234)", '<a href="tel:19001234">a</a>'),
    ("[a](/b?c=1&d=2)", '<a href="/b?c=1&amp;d=2">a</a>'),
    ('<a href="https://b.vn">a</a>', '<a href="https://b.vn" rel="noopener">a</a>'),
    ('<a href="https://b.vn" rel="nofollow">a</a>', '<a href="https://b.vn" rel="nofollow noopener">a</a>'),
]


@pytest.mark.parametrize(("text", "expected"), OUTSIDE)
def test_links_that_are_no_files(text: str, expected: str) -> None:
    assert html(text) == f"<p>{expected}</p>\n"


UNSAFE = [
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a](vbscript:x)",
    "[a](file:///etc/passwd)",
    "[a](data:text/html,x)",
    "![a](javascript:x)",
    "![a](data:image/svg+xml,x)",
    "[**a**](javascript:x)",
    "[a](java&#115;cript:x)",
]


@pytest.mark.parametrize("text", UNSAFE)
def test_unsafe_schemes_come_out_as_text(text: str) -> None:
    rendered = render(f"Trước {text}")
    assert "href" not in rendered.html
    assert "<img" not in rendered.html
    assert [problem.split(":")[0] for problem in problems(rendered)] == ["W219 1"]


@pytest.mark.parametrize(
    "target",
    [
        "java&Tab;script:x",
        "java&NewLine;script:x",
        "&#x1;javascript:x",
        "%6aavascript:x",
        "&colon;javascript:x",
        "\\javascript:x",
    ],
)
def test_disguised_schemes_are_relative_at_most(target: str) -> None:
    for text in (f"[a](<{target}>)", f"[a]({target})", f"![a]({target})"):
        rendered = render(text)
        for value in re.findall(r'(?:href|src)="([^"]*)"', rendered.html):
            assert value.startswith("\0") or scheme_in_html(value) == "", (text, value)


@pytest.mark.parametrize("scheme", "blob filesystem jar view-source ms-msdt search-ms intent feed".split())
def test_what_opens_programs_is_text(scheme: str) -> None:
    target = f"{scheme}:javascript:x"
    for text in (f"[a]({target})", f"<{target}>", f"[a][b]\n\n[b]: {target}", f"[a](<{target}>)"):
        rendered = render(f"Trước {text}")
        assert "href" not in rendered.html
        assert ("a</a>" in rendered.html) or (f"{target}</a>" in rendered.html)
        assert [problem.split()[0] for problem in problems(rendered)] == ["W219"]
        assert "href" in render(text, raw_html="trust").html
    assert problems(render(f"![a]({target})")) == ["E237 1:6" if scheme == "blob" else "W219 1:6"]


def test_a_picture_may_stand_in_trusted_text() -> None:
    picture = "data:image/png;base64,AA=="
    assert f'src="{picture}"' in html(f"![a]({picture}) <b>x</b>", raw_html="trust")
    assert complaints(f"[a]({picture})") == ["W219 1:5"]


COMPLAINTS = [
    ("Xem [a](//evil.example/b)", ["W220 1:9"]),
    ("[a](vnexpress.net/b)", ["W226 1:5"]),
    ("[a](www.b.vn)", ["W226 1:5"]),
    ("[a](C:/anh.jpg)", ["W227 1:5"]),
    ("[a](https:/a.vn/b)", ["W226 1:5"]),
    ("[a](https:a.vn/b)", ["W226 1:5"]),
    ("[a](https:///a.vn)", ["W226 1:5"]),
    ("[a](http:\\\\a.vn\\b)", ["W226 1:5"]),
    ("[a](https://https://a.vn)", ["W226 1:5"]),
    ("[a](http://https//a.vn)", ["W226 1:5"]),
    ("[a](<https://a vn/b>)", ["W226 1:6"]),
    ("<https://a.vn|chữ>", ["W226 1:2"]),
    ("[a](https://)", ["W229 1:5"]),
    ("[a](tel:)", ["W229 1:5"]),
    ("[a](mailto:lan@)", ["W226 1:5"]),
    ("Xem http://localhost:8000/tin/ nhé", ["W227 1:5"]),
    ("[a](http://127.0.0.1:8000/)", ["W227 1:5"]),
    ("![a](http://localhost:8000/media/a.jpg)", ["E237 1:6"]),
    ('<a href="//b.vn">a</a> <a href="/\\b.vn">a</a>', ["W220 1:10", "W220 1:33"]),
    ('<a href="b.vn/c">a</a> <img src="https:/b.vn/c.jpg" alt="x">', ["W226 1:10", "W226 1:34"]),
    ('<a href="http://localhost/">a</a> <a href="">b</a>', ["W227 1:10", "W229 1:35"]),
    ("[a](https://a.vn “b”)", ["W221 1:3"]),
    ('[a](https://a.vn"b")', ["W226 1:5"]),
    ('[a](https://a.vn"b c")', ["W221 1:3"]),
    ("[a](https://a.vn/b c/d)", ["W221 1:3"]),
    ("[a][https://a.vn]", ["W222 1:3"]),
    ("\\[a\\](https://a.vn) \\[a](b c) [a\\](b c)", []),
    ("[a](https://u@a.vn:80/) [b](https://[2001:db8::1]/) [c](https://c.vn?u=http://localhost/)", []),
    ("[a](mailto:?body=https://a.vn) [b](https://web.archive.org/web/2020/https://b.vn/) [c](HTTPS://C.vn)", []),
    ("![a](C:/anh.jpg)", ["E237 1:6"]),
    ("![a](C:\\Users\\Lan\\anh.jpg)", ["E237 1:6"]),
    ("![a](file:///C:/Users/Lan/anh.jpg)", ["E237 1:4"]),
    ("![a](data:image/png;base64,AA==)", ["E237 1:6"]),
    ("[a]()", ["W229 1:0"]),
    ("![a]()", ["W229 1:0"]),
    ("![a](ảnh một.jpg)", ["W221 1:4"]),
    ("[a](b c)", ["W221 1:3"]),
    ("[a](một (hai) ba.md)", ["W221 1:3"]),
    ("[a][b]", ["W222 1:3"]),
    ("[a][b]\n\n[b]: c d", ["W222 1:3"]),
    ("`[a][b]` `[c](d e)`", []),
    ("Mảng a[0] và [1] và (2)", []),
    ("[Ảnh]: TTXVN", ["W223 1:1"]),
    ("Đoạn\n\n[Ảnh]: TTXVN\n\nĐoạn", ["W223 3:1"]),
    ("[1]: https://a.vn", ["N232 1:1"]),
    ("[a][1]\n\n[1]: https://a.vn\n[1]: https://b.vn", ["W231 4:1"]),
    ("[a][1]\n\n[1]: https://a.vn\n[1]: https://a.vn", []),
    ("![[a][1]](x.jpg)\n\n[1]: https://a.vn", []),
    ("a[^x] b", ["W214 1:2"]),
    ("a[^x y] b", ["W214 1:2"]),
    ("```\na", ["W238 1:1"]),
    ("a\n\n~~~python", ["W238 3:1"]),
    ("- a\n\n  ```\n  b\n- c", ["W238 3:1"]),
    ("```\na\n```\n\n> ~~~~\n> ~~~\n> ~~~~~\n\n- a\n  ```\n  b\n  ```", []),
    ("a[^x] b\n\n[^y]: c", ["W214 1:2", "W215 3:1"]),
    ("a[^x]\n\n[^x]: b\n\n[^x]: c", ["W216 5:1"]),
    ("a[^x]\n\n[^x]: b\n\n    [^y]: c", ["W215 5:1"]),
]


@pytest.mark.parametrize(("text", "expected"), COMPLAINTS)
def test_slips_are_told(text: str, expected: list[str]) -> None:
    assert complaints(text) == expected


def test_what_is_not_a_link_is_still_shown() -> None:
    assert html_of(render("![a](ảnh một.jpg)")) == "<p>![a](ảnh một.jpg)</p>\n"
    assert html_of(render("[a][b]")) == "<p>[a][b]</p>\n"
    assert html_of(render("a[^x]")) == "<p>a[^x]</p>\n"


def test_hints_say_what_to_do() -> None:
    hints = {
        "![a](ảnh một.jpg)": "write `(<ảnh một.jpg>)`",
        "![a](a.jpg Cầu đẹp)": 'write `(a.jpg "Cầu đẹp")`',
        "![a](a.jpg | Cầu)": 'write `(a.jpg "Cầu")`',
        "![a](a.jpg =100x200)": "write `(a.jpg)`",
        '[a](https://a.vn/b "nói "không" nhé")': "write `(https://a.vn/b 'nói \"không\" nhé')`",
        "[a](vnexpress.net/b)": "did you mean `https://vnexpress.net/b`?",
        "[a](//b.vn)": "write `https://b.vn` for another site, or a single `/` for this one",
        "[Ảnh]: TTXVN": "write `\\[` instead of `[` to show it",
        "[a][b]": "add a line `[b]:` with the target, or write the target in round brackets",
        "[a][b]\n\n[b]: c d": "the line `[b]:` is read as text: it needs an empty line above and no spaces "
        "in its target",
    }
    for text, hint in hints.items():
        assert [str(each.hint) for each in render(text).diagnostics] == [hint]


FORGED = [
    "[a](\0000\0)",
    "[a](&#0;0&#0;)",
    '<a href="\0000\0">a</a>',
    '<a href="&#0;0&#0;">a</a>',
    "`\0000\0`",
    '![a](x.jpg "\0001\0")',
    '<a href="ssg-ref:0">a</a>',
    '<a href="ssg-ref:00000000-0">a</a>',
    "[a](ssg-ref:0)",
    "[a](%000%00)",
    "{#\0000\0}\nĐoạn",
    "```\0000\0\n```",
]


@pytest.mark.parametrize("mode", ["sanitise", "trust"])
@pytest.mark.parametrize("text", FORGED)
def test_content_cannot_forge_a_marker(text: str, mode: str) -> None:
    rendered = render(f"<b>x</b> {text}" if not text.startswith(("{", "`")) else text, raw_html=mode)
    markers = re.findall('="\0([0-9]+)\0"', rendered.html)
    assert sorted(markers) == [str(number) for number in range(len(rendered.refs))]
    assert rendered.html.count("\0") == 2 * len(markers)
    assert all("\0" not in ref.target for ref in rendered.refs)


@given(st.text(alphabet="ab./:#?%0[]()<>!\\\"' \n\0&;=-", max_size=60))
def test_every_nul_belongs_to_a_marker(text: str) -> None:
    for mode in ("sanitise", "trust"):
        rendered = render(text, raw_html=mode)
        markers = re.findall('="\0([0-9]+)\0"', rendered.html)
        assert sorted(map(int, markers)) == list(range(len(rendered.refs)))
        assert rendered.html.count("\0") == 2 * len(markers)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('[a](bài một.md "Bài một")', 'write `(<bài một.md> "Bài một")`'),
        ("[a](bai.md “Bài một”)", 'write `(bai.md "Bài một")`'),
        ("[a](bài một.md 'Bài \"một\"')", "write `(<bài một.md> 'Bài \"một\"')`"),
        ("[a](b c)", "write `(<b c>)`"),
    ],
)
def test_the_hint_keeps_the_caption(text: str, hint: str) -> None:
    (problem,) = render(text).diagnostics
    assert (problem.code, str(problem.hint)) == ("W221", hint)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("![Cầu] (cau.jpg)", "write `![Cầu](cau.jpg)`"),
        ("Xem ![Cầu]  (ảnh bìa 1.JPG)", "write `![Cầu](<ảnh bìa 1.JPG>)`"),
        ("!(cau.jpg)[Cầu]", "write `![Cầu](cau.jpg)`"),
        ("![Cầu](ảnh 1.png\nDòng sau.", "write `![Cầu](<ảnh 1.png>)`"),
    ],
)
def test_a_picture_whose_brackets_do_not_meet(text: str, hint: str) -> None:
    (said,) = render(text).diagnostics
    assert (said.code, str(said.hint)) == ("W221", hint)


@pytest.mark.parametrize("text", ["`![Cầu] (cau.jpg)`", "\\![Cầu] (cau.jpg)", "Hay quá! (ảnh.jpg)", "![1] (hai)"])
def test_brackets_that_are_no_picture(text: str) -> None:
    assert "W221" not in [one.code for one in render(text).diagnostics]


@pytest.mark.parametrize("target", ["cid:image001.png@01D", "content://media/1", "webkit-fake-url://a/b.png"])
def test_pictures_of_mails_and_telephones_are_errors(target: str) -> None:
    (said,) = render(f"![Cầu]({target})").diagnostics
    assert (said.code, "save the picture beside the article" in str(said.hint)) == ("E237", True)


def test_the_hint_of_a_picture_in_html() -> None:
    for source in ("data:image/png;base64,iVBO", "file:///C:/a.jpg", "C:\\a.jpg"):
        (said,) = render(f'<img src="{source}" alt="x">').diagnostics
        assert (said.code, "save the picture" in str(said.hint)) == ("W218", True)
