"""What Markdown becomes what HTML, construct by construct: our own examples, each without any complaint."""

from __future__ import annotations

import pytest

from ssg.content.markdown import Labels
from tests.markdown.rendering import PRE, complaints, html, render, unbound

PLAIN = [
    ("", ""),
    (" \n\t\n", ""),
    ("Một câu.", "<p>Một câu.</p>\n"),
    ("Một câu  \nxuống dòng", "<p>Một câu<br>\nxuống dòng</p>\n"),
    ("Một câu\\\nxuống dòng", "<p>Một câu<br>\nxuống dòng</p>\n"),
    ("Một câu\nliền dòng", "<p>Một câu\nliền dòng</p>\n"),
    ("Một\r\ncâu\rliền", "<p>Một\ncâu\nliền</p>\n"),
    ("  “Đoạn” một  \n\n\n(đoạn hai)", "<p>“Đoạn” một</p>\n<p>(đoạn hai)</p>\n"),
    (
        "*nghiêng*, **đậm**, ***cả hai***",
        "<p><em>nghiêng</em>, <strong>đậm</strong>, <em><strong>cả hai</strong></em></p>\n",
    ),
    ("_Hà Nội_ và ten_tep_dai", "<p><em>Hà Nội</em> và ten_tep_dai</p>\n"),
    ("5 * 3 * 2 và 2*3", "<p>5 * 3 * 2 và 2*3</p>\n"),
    (r"\*không\* nghiêng, 1\. không danh sách", "<p>*không* nghiêng, 1. không danh sách</p>\n"),
    ("`mã <b>` và ``a`b``", "<p><code>mã &lt;b&gt;</code> và <code>a`b</code></p>\n"),
    ('Đúng & sai, 3 < 5 > 2, "trích"', "<p>Đúng &amp; sai, 3 &lt; 5 &gt; 2, &quot;trích&quot;</p>\n"),
    ("&copy; &#273; &khong; &amp;lt;", "<p>© đ &amp;khong; &amp;lt;</p>\n"),
    ("> Trích dẫn\ntiếp\n\nSau", "<blockquote>\n<p>Trích dẫn\ntiếp</p>\n</blockquote>\n<p>Sau</p>\n"),
    (">", "<blockquote>\n</blockquote>\n"),
    ("- một\n- hai\n  - ba", "<ul>\n<li>một</li>\n<li>hai\n<ul>\n<li>ba</li>\n</ul>\n</li>\n</ul>\n"),
    ("- một\n\n- hai", "<ul>\n<li>\n<p>một</p>\n</li>\n<li>\n<p>hai</p>\n</li>\n</ul>\n"),
    ("3. ba\n4. bốn", '<ol start="3">\n<li>ba</li>\n<li>bốn</li>\n</ol>\n'),
    ("Năm\n2024. Hết", "<p>Năm\u00a02024. Hết</p>\n"),
    ("---\n***", "<hr>\n<hr>\n"),
    ("    mã\n\n    nữa", f"{PRE}<code>mã\n\nnữa\n</code></pre>\n"),
    ("```text\nif a < b:\n```", f'{PRE}<code class="language-text">if a &lt; b:\n</code></pre>\n'),
    ("~~~\n```\n~~~", f"{PRE}<code>```\n</code></pre>\n"),
    ("~~bỏ~~ giữ", "<p><s>bỏ</s> giữ</p>\n"),
    ("{{ page.title }} và {% if x %}", "<p>{{ page.title }} và {% if x %}</p>\n"),
    ("{% include x.html %}", "<p>{% include x.html %}</p>\n"),
    ("{{ content | safe }}", "<p>{{ content | safe }}</p>\n"),
    ("{}", "<p>{}</p>\n"),
    ("a\0b", "<p>a\ufffdb</p>\n"),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_text(text: str, expected: str) -> None:
    assert html(text) == expected


HEADINGS = [
    ("## Mở đầu", '<h2 id="mo-dau">Mở đầu</h2>\n'),
    ("### Phần `ba` & **bốn** ###", '<h3 id="phan-ba-bon">Phần <code>ba</code> &amp; <strong>bốn</strong></h3>\n'),
    ("Phụ đề\n---", '<h2 id="phu-de">Phụ đề</h2>\n'),
    ("## ???\n## 漢字", '<h2 id="muc">???</h2>\n<h2 id="muc-2">漢字</h2>\n'),
    (
        "## A\n## A\n## A 2\n## A",
        '<h2 id="a">A</h2>\n<h2 id="a-2">A</h2>\n<h2 id="a-2-2">A 2</h2>\n<h2 id="a-3">A</h2>\n',
    ),
    ("## Toàn văn {#tv .to}", '<h2 id="tv" class="to">Toàn văn</h2>\n'),
    ("## A {#b}\n## B", '<h2 id="b">A</h2>\n<h2 id="b-2">B</h2>\n'),
    ("{#tv}\n## Toàn văn", '<h2 id="tv">Toàn văn</h2>\n'),
    ("## A\n\n{#a}\nĐoạn", '<h2 id="a-2">A</h2>\n<p id="a">Đoạn</p>\n'),
    ("#không phải", "<p>#không phải</p>\n"),
    ("####### bảy", "<p>####### bảy</p>\n"),
    ("## Tập {hợp}", '<h2 id="tap-hop">Tập {hợp}</h2>\n'),
    ("## Ghi chú[^1]\n\n[^1]: Nguồn.", None),
]


@pytest.mark.parametrize(("text", "expected"), HEADINGS)
def test_headings(text: str, expected: str | None) -> None:
    if expected is None:
        assert '<h2 id="ghi-chu">Ghi chú<sup' in html(text)
    else:
        assert html(text) == expected


def test_first_level_heading_moves_the_whole_outline_down() -> None:
    rendered = render("## Trước\n\n# Tiêu đề\n\n###### Sáu\n\n> # Trong", first_line=7)
    assert rendered.html == (
        '<h3 id="truoc">Trước</h3>\n<h2 id="tieu-de">Tiêu đề</h2>\n<h6 id="sau">Sáu</h6>\n'
        '<blockquote>\n<h2 id="trong">Trong</h2>\n</blockquote>\n'
    )
    assert [(each.code, str(each.place), each.severity) for each in rendered.diagnostics] == [
        ("N230", "content/a.md:9:1", "notice")
    ]
    assert [(each.level, each.id, each.text) for each in rendered.headings] == [
        (3, "truoc", "Trước"),
        (2, "tieu-de", "Tiêu đề"),
        (6, "sau", "Sáu"),
        (2, "trong", "Trong"),
    ]


TABLE = """\
| Đội | Điểm | % |
|:----|-----:|:-:|
| *A* | 3 |
| B \\| C | 1 | 2
"""
TABLE_HTML = """\
<div class="table" tabindex="0" role="region" aria-label="Bảng 1">
<table>
<thead>
<tr>
<th scope="col" class="align-left">Đội</th>
<th scope="col" class="align-right">Điểm</th>
<th scope="col" class="align-center">%</th>
</tr>
</thead>
<tbody>
<tr>
<td class="align-left"><em>A</em></td>
<td class="align-right">3</td>
<td class="align-center"></td>
</tr>
<tr>
<td class="align-left">B | C</td>
<td class="align-right">1</td>
<td class="align-center">2</td>
</tr>
</tbody>
</table>
</div>
"""


@pytest.mark.parametrize(
    ("around", "numbers"),
    [
        ("```\nx\n```\n\n    y\n", [1, 2]),
        ("- ```\n  x\n  ```\n- ~~~\n  y\n  ~~~\n", [1, 2]),
        ("> ```\n> x\n> ```\n", [1]),
        ("::: info\n```\nx\n```\n:::\n", [1]),
        ("a[^1]\n\n```\nx\n```\n\n[^1]: y\n\n        z\n", [1, 2]),
    ],
)
def test_code_scrolls_and_has_a_name_wherever_it_stands(around: str, numbers: list[int]) -> None:
    made = html(around)
    assert made.count("<pre") == len(numbers)
    for number in numbers:
        assert PRE.replace("1", str(number)) in made


def test_the_name_of_a_code_block_is_text() -> None:
    made = render("```\nx\n```", labels=Labels(code='<"&')).html
    assert 'aria-label="&lt;&quot;&amp; 1"' in made


def test_table_scrolls_and_has_a_name() -> None:
    assert html(TABLE) == TABLE_HTML
    assert 'aria-label="Bảng 2"' in html(f"{TABLE}\n{TABLE}")


ROWS = [
    ("| 1 | 2 |", []),
    ("| 1 | 2", []),
    ("1 | 2", []),
    ("| 1 \\| 2 | 3 |", []),
    ("| 1 |", []),
    ("| 1 | 2 | 3 |", ["W224 3:1"]),
    ("1 | 2 | 3", ["W224 3:1"]),
    ("| 1 | 2 | \\|", ["W224 3:1"]),
]


@pytest.mark.parametrize(("row", "expected"), ROWS)
def test_cells_that_would_vanish_are_told(row: str, expected: list[str]) -> None:
    assert complaints(f"| a | b |\n|---|---|\n{row}") == expected


FOOTNOTES = "Một[^a], hai[^b], lại một[^a], ba^[Ngay *đây*].\n\n[^b]: Hai.\n[^a]: Một.\n\n    Đoạn nữa.\n"
BACK = '<a class="footnote-back" href="#fnref-{0}" role="doc-backlink" aria-label="Quay lại bài viết ({0})">↩\ufe0e</a>'


def mark(number: int, name: str) -> str:
    return (
        f'<sup class="footnote-ref"><a href="#fn-{number}" id="fnref-{name}" role="doc-noteref"'
        f' aria-label="Chú thích {number}">{number}</a></sup>'
    )


def test_footnotes_have_names_and_ways_back() -> None:
    assert html(FOOTNOTES) == (
        f"<p>Một{mark(1, '1')}, hai{mark(2, '2')}, lại một{mark(1, '1-2')}, ba{mark(3, '3')}.</p>\n"
        '<section class="footnotes" role="doc-endnotes" aria-label="Chú thích">\n<ol>\n'
        f'<li id="fn-1"><p>Một.</p>\n<p>Đoạn nữa. {BACK.format("1")} {BACK.format("1-2")}</p>\n</li>\n'
        f'<li id="fn-2"><p>Hai. {BACK.format("2")}</p>\n</li>\n'
        f'<li id="fn-3"><p>Ngay <em>đây</em> {BACK.format("3")}</p>\n</li>\n'
        "</ol>\n</section>\n"
    )


TYPOGRAPHY = [
    ('"Khí cười" ở Hà Nội', "“Khí cười” ở Hà Nội"),
    ('Ông nói: "Tôi đi".', "Ông nói: “Tôi đi”."),
    ("(\"a\", 'b')", "(“a”, ‘b’)"),
    ("\"'Trong' ngoài\"", "“‘Trong’ ngoài”"),
    ("O'Brien's rock 'n' roll", "O’Brien’s rock ‘n’ roll"),
    ("phút 90+5', màn hình 24\" và 'a'", "phút 90+5', màn hình 24&quot; và ‘a’"),
    ('"Sinh năm 1990"', "“Sinh năm 1990”"),
    ('*"nghiêng"* "*trong*"', "<em>“nghiêng”</em> “<em>trong</em>”"),
    ("Chờ... rồi.... và ..", "Chờ… rồi.... và .."),
    ("1990--2000 -- hết --- a ---- b -", "1990–2000 – hết — a ---- b -"),
    ('`"a"` "b" `...`', "<code>&quot;a&quot;</code> “b” <code>...</code>"),
    ('"hai\ndòng"', "“hai\ndòng”"),
    ("đứng \" lẻ ' loi", "đứng &quot; lẻ ' loi"),
    ("https://a.vn/x--y...z", '<a href="https://a.vn/x--y...z" rel="noopener">https://a.vn/x--y...z</a>'),
    ("không gì", "không gì"),
    ("\"24\" và '5', 'Bài 5', \"5'\"", "“24” và ‘5’, ‘Bài 5’, “5'”"),
    ('<b>"a"</b> "<b>b</b>"<br>"c"', "<b>“a”</b> “<b>b</b>”<br>“c”"),
    ('<i>x</i>"sau" ["10"](#a)"20" `a`"b"', '<i>x</i>“sau” <a href="#a">“10”</a>“20” <code>a</code>“b”'),
]


@pytest.mark.parametrize(("text", "expected"), TYPOGRAPHY)
def test_typography(text: str, expected: str) -> None:
    assert unbound(html(text, typography=True)) == f"<p>{expected}</p>\n"
    assert "“" not in html(text)


def test_typography_reaches_captions_and_excerpt() -> None:
    rendered = render('"A" -- b.\n\n![x](x.jpg "\'C\'...")', typography=True)
    assert rendered.excerpt == "“A” – b."
    assert "<figcaption>‘C’…</figcaption>" in rendered.html


ADDRESSES = [
    ("Xem https://a.vn.", "https://a.vn"),
    ("Xem https://a.vn/b?c=1&d=2, rồi", "https://a.vn/b?c=1&d=2"),
    ("(https://vi.wikipedia.org/wiki/Huế_(thành_phố))", "https://vi.wikipedia.org/wiki/Huế_(thành_phố)"),
    ("(xem https://a.vn/b)", "https://a.vn/b"),
    ("“https://a.vn/b”", "https://a.vn/b"),
    ("https://a.vn/b… và", "https://a.vn/b"),
    ("HTTPS://A.VN/B!", "HTTPS://A.VN/B"),
    ("https://a.vn/b*", "https://a.vn/b"),
    ("https://docs.google.com/d/1a-_Bc9dE_/edit nhé", "https://docs.google.com/d/1a-_Bc9dE_/edit"),
    ("https://youtu.be/_Ab1cD2eF3g và _nghiêng_", "https://youtu.be/_Ab1cD2eF3g"),
    ("https://youtu.be/xYz123_4_ đây", "https://youtu.be/xYz123_4_"),
    ("_xem https://a.vn/x_y_ nhé", "https://a.vn/x_y"),
    ("**https://a.vn/x**đậm", "https://a.vn/x"),
    ("https://a.vn/a*b*c~~d", "https://a.vn/a*b*c~~d"),
    ("~~https://a.vn/~x~~", "https://a.vn/~x"),
    ("https://a.vn/a\\_b\\_c", "https://a.vn/a_b_c"),
    ("https://a.vn/?a=1&amp;b=2", "https://a.vn/?a=1&b=2"),
    ("https://a.vn/x&gt; và", "https://a.vn/x"),
    ("[https://a.vn/x] và", "https://a.vn/x"),
    ("https://a.vn/a[1]_b", "https://a.vn/a[1]_b"),
    ("https://a.vn/x。", "https://a.vn/x"),
    ("https://a.vn/x\u200b.", "https://a.vn/x"),
    ("| https://a.vn/_x_ |\n|---|", "https://a.vn/_x_"),
    ("http://localhost:8000/x", "http://localhost:8000/x"),
    ("xhttps://a.vn", None),
    ("https://", None),
    ("https://a", None),
    ("`https://a.vn`", None),
    ("ftp://a.vn", None),
]


@pytest.mark.parametrize(("text", "address"), ADDRESSES)
def test_bare_addresses_become_links(text: str, address: str | None) -> None:
    rendered = render(text)
    shown = rendered.html.partition(' rel="noopener">')[2].partition("</a>")[0]
    assert shown == (address or "").replace("&", "&amp;")
    assert rendered.html.count("<a ") == (address is not None)


def test_no_link_within_a_link() -> None:
    assert html("[https://a.vn](/b/)") == '<p><a href="/b/">https://a.vn</a></p>\n'
    assert html('<a href="/b/">https://a.vn</a>') == '<p><a href="/b/">https://a.vn</a></p>\n'
    assert html("[https://a.vn/_x_](/b/)") == '<p><a href="/b/">https://a.vn/_x_</a></p>\n'
    assert html("</a>[https://a.vn/x](/b/)") == '<p><a href="/b/">https://a.vn/x</a></p>\n'


def test_excerpt_and_text_are_plain() -> None:
    rendered = render(
        "## Đầu mục\n\n![ảnh](a.jpg)\n\n*Chú thích ảnh*\n\n::: info Hộp\nTrong hộp\n:::\n\n> Trích\n\n- mục\n\n"
        "Đoạn **đầu** &amp; [liên kết](/x/)[^1]\ncó `mã` <b>đậm</b>.\n\nĐoạn hai.\n\n[^1]: Chú.\n\n"
        "<div>HTML &lt; <p>thô</p></div>\n"
    )
    assert rendered.excerpt == "Đoạn đầu & liên kết có mã đậm."
    assert rendered.text.split("\n") == [
        "Đầu mục",
        "Chú thích ảnh",
        "Hộp",
        "Trong hộp",
        "Trích",
        "mục",
        "Đoạn đầu & liên kết có mã đậm.",
        "Đoạn hai.",
        "HTML < thô",
        "Chú.",
    ]
    assert render("- chỉ danh sách").excerpt == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Một<br>hai<wbr>ba <b>b</b>ốn", "Một haiba bốn"),
        ("Một<br />hai", "Một hai"),
        ("<div>Một<br>hai</div>", "Một hai"),
        ("Một<div>hai</div>ba", "Một hai ba"),
        ("<div>\n<textarea>Một hai</textarea></div>", "Một hai"),
    ],
)
def test_words_that_a_tag_parts_stay_apart_in_plain_text(text: str, said: str) -> None:
    assert render(text).text == said
