"""Pictures: figures, captions, credits, pasted captions, descriptions."""

from __future__ import annotations

import pytest

from tests.markdown.rendering import complaints, html, html_of, render


def figure(src: str, alt: str, caption: str = "", credit: str = "", style: str = "picture") -> str:
    inside = f'<img src="«{src}»" alt="{alt}" loading="lazy" decoding="async">'
    if credit:
        caption = " ".join(filter(None, [caption, f'<span class="credit">{credit}</span>']))
    if caption:
        inside += f"<figcaption>{caption}</figcaption>\n"
    return f'<figure class="{style}">{inside}</figure>\n'


FIGURES = [
    ("![Cầu](a.jpg)", figure("a.jpg", "Cầu")),
    ('![Cầu](a.jpg "Cầu Long Biên | Ảnh: TTXVN")', figure("a.jpg", "Cầu", "Cầu Long Biên", "Ảnh: TTXVN")),
    ('![](a.jpg "Cầu Long Biên | Ảnh: TTXVN")', figure("a.jpg", "Cầu Long Biên", "Cầu Long Biên", "Ảnh: TTXVN")),
    ('![Cầu](a.jpg "Cầu")', figure("a.jpg", "Cầu", "Cầu")),
    ('![Cầu](a.jpg "| Ảnh: TTXVN")', figure("a.jpg", "Cầu", "", "Ảnh: TTXVN")),
    ('![Cầu](a.jpg "Cầu |")', figure("a.jpg", "Cầu", "Cầu")),
    ('![Cầu](a.jpg "A | B | C")', figure("a.jpg", "Cầu", "A | B", "C")),
    ("![Cầu](a.jpg \"<b> & 'c'\")", figure("a.jpg", "Cầu", "&lt;b&gt; &amp; 'c'")),
    ("![*Cầu* `x`](a.jpg)", figure("a.jpg", "Cầu x")),
    ("![Cầu][c]\n\n[c]: a.jpg 'Long Biên'", figure("a.jpg", "Cầu", "Long Biên")),
    ("![A](a.jpg)\n![B](b.jpg) ![C](c.jpg)", figure("a.jpg", "A") + figure("b.jpg", "B") + figure("c.jpg", "C")),
    ("![A](a.jpg){.wide #x}", figure("a.jpg", "A", style='picture wide" id="x')),
    ("{.wide #x}\n![A](a.jpg)", figure("a.jpg", "A", style='picture wide" id="x')),
    ("{.wide}\n![A](a.jpg){.left}", figure("a.jpg", "A", style="picture wide left")),
    ("- ![A](a.jpg)", "<ul>\n<li>\n" + figure("a.jpg", "A") + "</li>\n</ul>\n"),
    ("> ![A](a.jpg)", "<blockquote>\n" + figure("a.jpg", "A") + "</blockquote>\n"),
    # Pasted captions (news copied out of other systems).
    ("![A](a.jpg)\n\n*Chú thích **đậm***", figure("a.jpg", "A", "Chú thích <strong>đậm</strong>")),
    ("![](a.jpg)\n\n_Chú thích_", figure("a.jpg", "Chú thích", "Chú thích")),
    ("![A](a.jpg)\n\n*Cầu | Ảnh: B*", figure("a.jpg", "A", "Cầu", "Ảnh: B")),
    ("![A](a.jpg)\n\nCầu **B** |", figure("a.jpg", "A", "Cầu <strong>B</strong>")),
    ("![A](a.jpg)\n\nCầu | Ảnh: B |", figure("a.jpg", "A", "Cầu", "Ảnh: B")),
    ("![A](a.jpg)\n*Chú thích*", figure("a.jpg", "A", "Chú thích")),
    ("![A](a.jpg)\nChú thích |", figure("a.jpg", "A", "Chú thích")),
    ('![A](a.jpg "| Ảnh: B")\n\n*Cầu*', figure("a.jpg", "A", "Cầu", "Ảnh: B")),
    ('![A](a.jpg "Cầu")\n\n*Không*', figure("a.jpg", "A", "Cầu") + "<p><em>Không</em></p>\n"),
    ("![A](a.jpg)\n\n*Một* chữ *nghiêng*", figure("a.jpg", "A") + "<p><em>Một</em> chữ <em>nghiêng</em></p>\n"),
    ("![A](a.jpg)\n\n*Một* *hai*", figure("a.jpg", "A") + "<p><em>Một</em> <em>hai</em></p>\n"),
    ("![A](a.jpg)\n\n## Mục\n\n*Hai*", figure("a.jpg", "A") + '<h2 id="muc">Mục</h2>\n<p><em>Hai</em></p>\n'),
    ("![A](a.jpg)\n\n*Chú thích*\n\n*Đoạn*", figure("a.jpg", "A", "Chú thích") + "<p><em>Đoạn</em></p>\n"),
    ("*Đoạn*\n\n![A](a.jpg)", "<p><em>Đoạn</em></p>\n" + figure("a.jpg", "A")),
    ("![A](a.jpg)\n\n![B](b.jpg)\n\n*B*", figure("a.jpg", "A") + figure("b.jpg", "B", "B")),
    ("Một |\n\nHai", "<p>Một |</p>\n<p>Hai</p>\n"),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_figures(text: str, expected: str) -> None:
    assert html(text) == expected


def test_picture_within_text_is_no_figure() -> None:
    picture = '<img src="«a.jpg»" alt="A" title="t" loading="lazy" decoding="async">'
    assert html('Chữ ![A](a.jpg "t")') == f"<p>Chữ {picture}</p>\n"
    assert html('![A](a.jpg "t") chữ') == f"<p>{picture} chữ</p>\n"


def test_linked_picture_is_a_figure() -> None:
    picture = '<img src="«a.jpg»" alt="A" loading="lazy" decoding="async">'
    assert html('[![A](a.jpg "C")](b.md)') == (
        f'<figure class="picture"><a href="«b.md»">{picture}</a><figcaption>C</figcaption>\n</figure>\n'
    )


UNDESCRIBED = [
    ("![](a.jpg)", ["W217 1:5"]),
    ("Chữ\n![](a.jpg)", ["W217 2:5"]),
    ('![](a.jpg "| Ảnh: B")', ["W217 1:5"]),
    ("![ ](a.jpg)", ["W217 1:6"]),
    ("![](a.jpg)\n![](a.jpg)", ["W217 1:5", "W217 2:5"]),
    ("![](a.jpg)\n\nĐoạn", ["W217 1:5"]),
    ("![](a.jpg)\n\n*Chú thích*", []),
    ('![](a.jpg "Chú thích")', []),
    ("![A](a.jpg)", []),
]


@pytest.mark.parametrize(("text", "expected"), UNDESCRIBED)
def test_picture_needs_a_description(text: str, expected: list[str]) -> None:
    assert complaints(text) == expected


def test_captions_are_in_the_text_but_not_in_the_excerpt() -> None:
    rendered = render("![A](a.jpg)\n\n*Chú thích* \n\nĐoạn.")
    assert (rendered.excerpt, rendered.text) == ("Đoạn.", "Chú thích\nĐoạn.")


def test_without_the_extension_a_picture_is_a_picture() -> None:
    rendered = render('![A](a.jpg "C")\n\n*B*', extensions=("table",))
    assert html_of(rendered) == '<p><img src="«a.jpg»" alt="A" title="C"></p>\n<p><em>B</em></p>\n'


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ('![a](a.jpg "Một | Ảnh: A")\n*Hai | Ảnh: B*', "Một Hai", "Ảnh: A Ảnh: B"),
        ('![a](a.jpg "Một | Ảnh: A")\n*Một | Ảnh: A*', "Một", "Ảnh: A"),
        ('![a](a.jpg "Một")\n*Hai*', "Một Hai", ""),
        ('![a](a.jpg "| Ảnh: A")\n*Hai*', "Hai", "Ảnh: A"),
        ('![a](a.jpg "| Ảnh: A")\n\n*Hai | Ảnh: B*', "Hai", "Ảnh: A Ảnh: B"),
    ],
)
def test_a_caption_given_twice_is_shown_whole(text: str, caption: str, credit: str) -> None:
    assert html(text) == figure("a.jpg", "a", caption, credit)
