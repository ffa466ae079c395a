"""Attributes in braces: where they go, what is refused, and what merely looks like them."""

from __future__ import annotations

import pytest

from tests.markdown.rendering import PRE, complaints, html, html_of, render

GIVEN = [
    ("{.a .b #c}\nĐoạn", '<p class="a b" id="c">Đoạn</p>\n'),
    ("{.a}\n{#c .b}\nĐoạn", '<p class="a b" id="c">Đoạn</p>\n'),
    ("{class=a id=c}\nĐoạn", '<p class="a" id="c">Đoạn</p>\n'),
    ('{class="a b"}\nĐoạn', '<p class="a b">Đoạn</p>\n'),
    ("Trước\n{.a}\nĐoạn", '<p>Trước</p>\n<p class="a">Đoạn</p>\n'),
    ("{.a}\n\n> Trích", '<blockquote class="a">\n<p>Trích</p>\n</blockquote>\n'),
    ("> {.a}\n> Trích", '<blockquote>\n<p class="a">Trích</p>\n</blockquote>\n'),
    ("{.a}\n- một", '<ul class="a">\n<li>một</li>\n</ul>\n'),
    ("- {.a}\n  một", '<ul>\n<li>\n<p class="a">một</p>\n</li>\n</ul>\n'),
    ("{.a}\n## Mục", '<h2 class="a" id="muc">Mục</h2>\n'),
    ("{.a}\n---", '<hr class="a">\n'),
    ("{.a}\n```\nx\n```", f'{PRE}<code class="a">x\n</code></pre>\n'),
    ("{.ế-Đ_1}\nĐoạn", '<p class="ế-Đ_1">Đoạn</p>\n'),
    ("chữ ![a](b.jpg){.c}", '<p>chữ <img src="«b.jpg»" alt="a" class="c" loading="lazy" decoding="async"></p>\n'),
    # Not attributes: all of it is text.
    ("{.a} Đoạn", "<p>{.a} Đoạn</p>\n"),
    ("Đoạn {.a}", "<p>Đoạn {.a}</p>\n"),
    ("{.a.b}", "<p>{.a.b}</p>\n"),
    ("{. a}", "<p>{. a}</p>\n"),
    ("{a}", "<p>{a}</p>\n"),
    ("{}", "<p>{}</p>\n"),
    ("{: .a}", "<p>{: .a}</p>\n"),
    ("{{ a }}", "<p>{{ a }}</p>\n"),
    ("{% a %}", "<p>{% a %}</p>\n"),
    ("    {.a}", f"{PRE}<code>{{.a}}\n</code></pre>\n"),
    ("[a](/b/){.c}", '<p><a href="/b/">a</a>{.c}</p>\n'),
]


@pytest.mark.parametrize(("text", "expected"), GIVEN)
def test_attributes(text: str, expected: str) -> None:
    assert html(text) == expected


FAULTS = [
    ("{.a onclick=x style=y}\nĐoạn", ["W211 1:1"]),
    ("## Mục {.a title=x}", ["W211 1:8"]),
    ("![a](b.jpg){width=5}", ["W211 1:12"]),
    ("Đoạn\n\n{.a}", ["W212 3:1"]),
    ("> Đoạn\n>\n> {.a}\n\nSau", ["W212 3:3"]),
    ("{.a}\n<div>x</div>", ["W212 1:1"]),
    ("{#a}\nMột\n\n{#a}\nHai", ["W213 4:1"]),
    ("{#a}\nMột\n\n## Hai {#a}", ["W213 4:8"]),
    ('<p id="a">x</p>\n\n<p id="a">y</p>', ["W213 3:1"]),
]


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_faults(text: str, expected: list[str]) -> None:
    assert complaints(text) == expected


def test_what_is_refused_is_named_and_not_applied() -> None:
    rendered = render('{.a onclick=x data-b="y z"}\nĐoạn')
    assert html_of(rendered) == '<p class="a">Đoạn</p>\n'
    assert "onclick, data-b" in str(rendered.diagnostics[0].message)


def test_no_id_is_printed_twice() -> None:
    text = (
        "## A\n## A\n\n{#a-2}\nB\n\n{#fn-1}\nC[^1]\n\n::: info T\nD\n:::\n\n## box-title\n## fn 1\n## fnref 1\n\n"
        "[^1]: E\n\n<p id='a-3'>F</p>"
    )
    page = render(text).html
    ids = [piece.partition('"')[0] for piece in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids)) == 10
