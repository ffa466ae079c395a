"""Boxes: information, pull quote, gallery; their names, nesting and ends; what is wrong with them."""

from __future__ import annotations

import pytest

from ssg.content.markdown.containers import NAMES, OTHERS
from ssg.core.text.slug import slugify
from tests.markdown.rendering import PRE, complaints, html, problems, render

INFO = '<aside class="info-box">\n<p>A</p>\n</aside>\n'
TITLED = (
    '<aside class="info-box" aria-labelledby="box-title">\n'
    '<p class="info-box-title" id="box-title">Hồ <strong>sơ</strong></p>\n<p>A</p>\n</aside>\n'
)
QUOTE = (
    '<figure class="pull-quote">\n<blockquote>\n<p>A</p>\n</blockquote>\n<figcaption>Ông B, C</figcaption>\n</figure>\n'
)
PICTURE = '<figure class="picture"><img src="«{0}.jpg»" alt="{0}" loading="lazy" decoding="async"></figure>\n'
GALLERY = (
    f'<figure class="gallery">\n{PICTURE.format("a")}{PICTURE.format("b")}<figcaption>Chung</figcaption>\n</figure>\n'
)

BOXES = [
    ("::: info\nA\n:::", INFO),
    (":::info\nA\n:::", INFO),
    (":::: hộp\nA\n::::", INFO),
    ("::: Hộp-thông-tin\nA\n:::", INFO),
    ("::: hop-thong-tin\n\nA\n\n:::", INFO),
    ("::: info Hồ **sơ**\nA\n:::", TITLED),
    ("::: info   Hồ **sơ**  \nA\n:::  ", TITLED),
    ("::: quote Ông B, C\nA\n:::", QUOTE),
    ("::: trích Ông B, C\nA\n:::", QUOTE),
    ("::: trích-dẫn\nA\n:::", QUOTE.replace("<figcaption>Ông B, C</figcaption>\n", "")),
    ("::: gallery Chung\n![a](a.jpg)\n![b](b.jpg)\n:::", GALLERY),
    ("::: thư-viện-ảnh Chung\n\n![a](a.jpg)\n\n![b](b.jpg)\n\n:::", GALLERY),
    ("{.wide #x}\n::: info\nA\n:::", INFO.replace('"info-box"', '"info-box wide" id="x"')),
    # Nesting, with as many colons and with more.
    ("::: info\n::: trích Ông B, C\nA\n:::\n:::", f'<aside class="info-box">\n{QUOTE}</aside>\n'),
    (":::: info\n::: trích Ông B, C\nA\n:::\n::::", f'<aside class="info-box">\n{QUOTE}</aside>\n'),
    ("::: info\n:::: trích Ông B, C\nA\n::::\n:::", f'<aside class="info-box">\n{QUOTE}</aside>\n'),
    ("::: info\n::: info\nA\n:::\n\n::: info\nA\n:::\n:::", f'<aside class="info-box">\n{INFO}{INFO}</aside>\n'),
    # In other blocks, and other blocks in them.
    ("> ::: info\n> A\n> :::\n\nB", f"<blockquote>\n{INFO}</blockquote>\n<p>B</p>\n"),
    ("> ::: info\n> A\n> :::\n>", f"<blockquote>\n{INFO}</blockquote>\n"),
    ("- ::: info\n  A\n  :::\n- B", f"<ul>\n<li>\n{INFO}</li>\n<li>B</li>\n</ul>\n"),
    ("Trước\n::: info\nA\n:::\nSau", f"<p>Trước</p>\n{INFO}<p>Sau</p>\n"),
    ("::: info\n- A\n:::\nB", '<aside class="info-box">\n<ul>\n<li>A</li>\n</ul>\n</aside>\n<p>B</p>\n'),
    ("::: info\n> A\n:::\nB", '<aside class="info-box">\n<blockquote>\n<p>A</p>\n</blockquote>\n</aside>\n<p>B</p>\n'),
    ("::: info\n```\n:::\n```\n:::", f'<aside class="info-box">\n{PRE}<code>:::\n</code></pre>\n</aside>\n'),
    ("::: info\n~~~\n```\n:::\n~~~\n:::", f'<aside class="info-box">\n{PRE}<code>```\n:::\n</code></pre>\n</aside>\n'),
    ("```\n::: info\n```", f"{PRE}<code>::: info\n</code></pre>\n"),
    ("    ::: info", f"{PRE}<code>::: info\n</code></pre>\n"),
    # No boxes at all.
    (":: info", "<p>:: info</p>\n"),
    (":::)", "<p>:::)</p>\n"),
    ("::: 123", "<p>::: 123</p>\n"),
    ("a ::: info", "<p>a ::: info</p>\n"),
]


@pytest.mark.parametrize(("text", "expected"), BOXES)
def test_boxes(text: str, expected: str) -> None:
    assert html(text) == expected


FAULTS = [
    ("::: info\nA", ["E206 1:1"]),
    ("A\n\n::: info\nA", ["E206 3:1"]),
    ("::: info\n::: quote\nA\n:::", ["E206 1:1"]),
    (":::: info\n::: quote\nA\n::::", ["E206 2:1"]),
    ("> ::: info\n> A\n\n:::", ["E206 1:1", "W210 4:1"]),
    ("> ::: info\n>", ["E206 1:1"]),
    ("- ::: info\n  A\n\nB", ["E206 1:1"]),
    ("::: info\n```\n:::", ["E206 1:1", "W238 2:1"]),
    (":::", ["W210 1:1"]),
    ("A\n\n:::\n\n::: info\nA\n:::\n:::", ["W210 3:1", "W210 8:1"]),
    ("::: gallery\nA\n:::", ["W228 1:1"]),
    ("::: gallery\n:::", ["W228 1:1"]),
    ("::: quote Ông A\n:::", ["W228 1:1"]),
    ("::: video\n:::", ["E207 1:1"]),
    ("::: video https://nobody.example/x\n:::", ["E207 1:11"]),
    ("::: video https://youtu.be/ngan\n:::", ["E207 1:11"]),
    ("::: video phim.avi Tên\n:::", ["E207 1:11"]),
    ("::: video phim.mp4", ["E206 1:1"]),
]


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_faults(text: str, expected: list[str]) -> None:
    assert complaints(text) == expected


def test_nothing_of_a_faulty_box_is_lost() -> None:
    for text in (
        "::: galery Tên\nA\n:::",
        "::: info\nA",
        ":::\nA",
        "::: gallery\nA\n:::",
        "::: video x.avi Tên\nA\n:::",
    ):
        assert "A" in render(text).html


def test_a_name_of_no_built_in_box_is_kept_for_the_theme() -> None:
    for text, written in {
        "::: Hộp-lịch x=1  y='2' \nA\n:::": "Hộp-lịch x=1  y='2'",
        "> :::: lich\n> A\n> ::::": "lich",
        "::: {.lich x=1}\nA\n:::": "lich x=1",
        ":::lich[Tên]\nA\n:::": "lich[Tên]",
    }.items():
        rendered = render(text)
        assert [(ref.kind, ref.target) for ref in rendered.refs] == [("box", written)]
        (ref,) = rendered.refs
        assert text.split("\n")[ref.line - 1][ref.column - 1 :].startswith(written)
        assert f'<ssg-box data-box="\0{0}\0">\n<p>A</p>\n</ssg-box>\n' in rendered.html
        assert problems(rendered) == []


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        (":::note\nA\n:::", "note", "Note"),
        ("::: {.warning}\nA\n:::", "warning", "Warning"),
        ("::: { .callout-note title='Hồ sơ' collapse=true }\nA\n:::", "note", "Hồ sơ"),
        (':::{.tip #x .y title="Hồ **sơ**"}\nA\n:::', "tip", "Hồ <strong>sơ</strong>"),
        ("::: warning\nA\n:::", "warning", "Warning"),
        (":::tip[Hồ **sơ**]\nA\n:::", "tip", "Hồ <strong>sơ</strong>"),
        ("::: danger Hồ sơ\nA\n:::", "danger", "Hồ sơ"),
        ("::: Lưu-ý\nA\n:::", "luu-y", "Lưu ý"),
        ("::: details Xem thêm\nA\n:::", "details", "Xem thêm"),
    ],
)
def test_boxes_of_other_systems_are_information_boxes(text: str, kind: str, title: str) -> None:
    assert html(text) == TITLED.replace('"info-box"', f'"info-box {kind}"').replace("Hồ <strong>sơ</strong>", title)


def test_no_box_of_other_systems_has_a_name_of_ours() -> None:
    assert not OTHERS & NAMES.keys()
    assert all(slugify(name) == name for name in OTHERS)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("hộp thông tin", '<aside class="info-box">'),
        ("hộp Thông tin", 'id="box-title">Thông tin</p>'),
        ("thư viện ảnh Phố xưa", "<figcaption>Phố xưa</figcaption>"),
        ("trích dẫn Bà Lan", "<figcaption>Bà Lan</figcaption>"),
        ("lưu ý", 'id="box-title">Lưu ý</p>'),
        ("cảnh báo Nước lên", 'id="box-title">Nước lên</p>'),
        ("info của tôi", 'id="box-title">của tôi</p>'),
    ],
)
def test_names_in_words(line: str, expected: str) -> None:
    assert expected in html(f"::: {line}\n![x](a.jpg)\n:::")
