"""HTML of other systems as Markdown: each construct, and that a build shows the words of the source."""

from __future__ import annotations

import pytest

from ssg.content.markdown import MarkdownOptions, options, render
from ssg.core.text.paths import is_safe_url
from ssg.importing.html import Converter
from ssg.importing.html.kept import lost_words, visible
from ssg.importing.html.tree import parsed
from ssg.importing.notes import Notes


class AsWritten:
    """Links that stay as they are, if they are safe."""

    def link(self, url: str) -> str:
        return url if is_safe_url(url) else ""

    def picture(self, url: str, larger: tuple[str, ...] = ()) -> str:
        return self.link(next(iter(larger), url))


def convert(html: str) -> str:
    return Converter(Notes())(html, AsWritten()).text


def shown(markdown: str) -> str:
    """What a build makes of a text."""
    chosen = MarkdownOptions(extensions=options.USUAL, pasted=options.PASTED)
    return render(markdown, path="content/a.md", first_line=1, options=chosen).html


PAIRS = {
    "sentence with a year": ("<p>1986. Đó là năm đầu.</p>", r"1986\. Đó là năm đầu."),
    "dialogue": ("<p>- Vâng.</p><p>– Không.</p><p>+ Có</p>", "\\- Vâng.\n\n– Không.\n\n\\+ Có"),
    "marks": ("<p>5*3 a_b _c_ #x [y] `z` &lt;b&gt; {.c}</p>", r"5\*3 a_b \_c\_ #x \[y\] \`z\` &lt;b> \{.c}"),
    "breaks": ("<p>một<br>hai<br/><br>ba</p>", "một\\\nhai\n\nba"),
    "card": (
        '<figure class="kg-bookmark-card"><a href="/b/"><div>Tên</div><div>Mô tả</div><img class="kg-bookmark-icon" '
        'src="/i.png"></a></figure>',
        "[Tên Mô tả](/b/)",
    ),
    "figure of Blogger": (
        '<table class="tr-caption-container"><tr><td><a href="/s1600/a.jpg"><img src="/s320/a.jpg"></a></td></tr>'
        '<tr><td class="tr-caption">Cầu</td></tr></table>',
        '![](/s1600/a.jpg "Cầu")',
    ),
    "emphasis": ("<p><b>Hà Nội:</b> mở, <i>khép</i></p>", "**Hà Nội:** mở, *khép*"),
    "emphasis beside letters": ("<p><b>“Khí cười”</b>là</p>", "<strong>“Khí cười”</strong>là"),
    "emphasis around spaces": ("<p>a<b> b </b>c</p>", "a **b** c"),
    "emphasis in a row": ("<p><b>a</b><b>b</b></p>", "**ab**"),
    "both": ("<p><b><i>x</i></b></p>", "***x***"),
    "raised": ("<p>CO<sub>2</sub>, m<sup>2</sup></p>", "CO<sub>2</sub>, m<sup>2</sup>"),
    "heading": ("<h1>Một</h1><h3>Ba</h3>", "## Một\n\n### Ba"),
    "anchor": ('<p><a href="#x">tới</a></p><h2 id="x">X</h2>', "[tới](#x)\n\n## X {#x}"),
    "lists": ("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "- a\n  1. b\n- c"),
    "long items": ("<ol start=3><li><p>a</p><p>b</p></li></ol>", "3. a\n\n   b"),
    "quotation": ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
    "code": ('<pre><code class="language-php">&lt;?php\n$a["b"];</code></pre>', '```php\n<?php\n$a["b"];\n```'),
    "code in a line": ("<p><code>a`b</code></p>", "``a`b``"),
    "verse": ('<pre class="wp-block-verse">a\n b</pre>', "a\\\nb"),
    "rule": ("<p>a</p><hr>", "a\n\n---"),
    "picture": (
        '<figure><img src="/a.jpg" alt="A"><figcaption>Chú "thích"</figcaption></figure>',
        '![A](/a.jpg "Chú \\"thích\\"")',
    ),
    "caption with a link": (
        '<figure><img src="/a.jpg"><figcaption>Theo <a href="/b/">B</a></figcaption></figure>',
        "![](/a.jpg)\n\n*Theo [B](/b/)*",
    ),
    "lazy picture": ('<img src="data:image/gif;base64,R0" data-src="/a.jpg" alt="A">', "![A](/a.jpg)"),
    "largest picture": ('<img src="/a-300.jpg" srcset="/a-300.jpg 300w, /a.jpg 1200w" alt="A">', "![A](/a.jpg)"),
    "linked picture": ('<a href="/a.jpg"><img src="/a-300.jpg" alt="A"></a>', "![A](/a.jpg)"),
    "gallery": (
        '<div class="gallery"><figure><img src="/1.jpg" alt="a"><figcaption>Một</figcaption></figure>'
        '<figure><img src="/2.jpg" alt="b"></figure></div>',
        '::: gallery\n![a](/1.jpg "Một")\n![b](/2.jpg)\n:::',
    ),
    "table": (
        '<table><tr><th>a</th><th align="right">b</th></tr><tr><td>1|2</td><td align="right">2</td></tr></table>',
        "| a | b |\n|---|---:|\n| 1\\|2 | 2 |",
    ),
    "merged cells": (
        '<table><tr><th colspan="2">a</th></tr><tr><td>1</td><td><a href="/x/">2</a></td></tr></table>',
        '<table>\n<tr>\n<th colspan="2">a</th>\n</tr>\n<tr>\n<td>1</td><td><a href="/x/">2</a></td>\n</tr>\n</table>',
    ),
    "video": (
        '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="Lễ hội"></iframe>',
        "::: embed https://www.youtube.com/watch?v=dQw4w9WgXcQ Lễ hội\n:::",
    ),
    "unknown frame": ('<iframe src="https://a.example/x"></iframe>', "[https://a.example/x](https://a.example/x)"),
    "post": (
        '<blockquote class="twitter-tweet"><p>Xin chào</p><a href="https://twitter.com/a/status/1234567890">x</a>'
        "</blockquote><script>alert(1)</script>",
        "::: embed https://x.com/i/status/1234567890 Xin chào x\n:::",
    ),
    "sound": ('<audio controls src="/a.mp3"></audio>', "::: embed /a.mp3\n:::"),
    "footnotes": (
        '<p>Cầu<sup id="r1"><a href="#n1">1</a></sup></p><h2>Chú thích</h2><ol class="footnotes">'
        '<li id="n1">Theo <b>sổ</b> <a href="#r1">↩</a></li></ol>',
        "Cầu[^1]\n\n## Chú thích\n\n[^1]: Theo **sổ**",
    ),
    "address": ("<p>Xem https://a.example/_b_.</p>", "Xem <https://a.example/_b_>."),
    "open elements": ("<p>a<div>b<b>c", "a\n\nb**c**"),
    "script": ("<p>a</p><script>x()</script><style>b{}</style>", "a"),
    "block in running text": ("<span><p>a</p></span><font>b</font>", "a\n\nb"),
    "Flash": (
        '<object width="3"><param name="Movie" value="http://www.youtube.com/v/dQw4w9WgXcQ?fs=1"></object>'
        '<object><param name="wmode" value="x"><embed src="//www.youtube.com/v/dQw4w9WgXcQ&hl=vi"></object>',
        "::: embed https://www.youtube.com/watch?v=dQw4w9WgXcQ\n:::\n\n"
        "::: embed https://www.youtube.com/watch?v=dQw4w9WgXcQ\n:::",
    ),
    "AMP": (
        '<p>a</p><amp-img src="/a.jpg" alt="Cầu" layout="fill"></amp-img>'
        '<amp-youtube data-videoid="dQw4w9WgXcQ"></amp-youtube>',
        "a\n\n![Cầu](/a.jpg)\n\n::: embed https://www.youtube.com/watch?v=dQw4w9WgXcQ\n:::",
    ),
    "noscript alone": ('<p>a</p><noscript><img src="/a.jpg" alt="Cầu"></noscript>', "a\n\n![Cầu](/a.jpg)"),
    "noscript of a lazy picture": (
        '<img data-src="/a.jpg" alt="Cầu"><noscript><img src="/a.jpg" alt="Cầu"></noscript>',
        "![Cầu](/a.jpg)",
    ),
    "Facebook": (
        '<div class="fb-post" data-href="https://www.facebook.com/a/posts/1"></div><iframe src="https://www.facebook.com'
        '/plugins/video.php?height=3&href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F1%2F&w=1"></iframe>',
        "::: embed https://www.facebook.com/a/posts/1\n:::\n\n::: embed https://www.facebook.com/a/videos/1/\n:::",
    ),
    "details": (
        "<details><summary>a</summary><p>b</p></details>",
        "<details>\n<summary>a</summary><p>b</p>\n</details>",
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_html_becomes_markdown(name: str) -> None:
    html, markdown = PAIRS[name]
    assert convert(html) == markdown


@pytest.mark.parametrize("name", PAIRS)
def test_a_build_shows_the_words_of_the_source(name: str) -> None:
    html, _ = PAIRS[name]
    source = visible(parsed(html))
    result = shown(convert(html))
    _, lost = lost_words(source, visible(parsed(result)) + result)
    assert not lost, result


@pytest.mark.parametrize(
    ("html", "tag", "number"),
    [
        (PAIRS["dialogue"][0], "<p>", 3),
        (PAIRS["breaks"][0], "<br", 1),
        (PAIRS["breaks"][0], "<p>", 2),
        (PAIRS["emphasis in a row"][0], "<strong>", 1),
        (PAIRS["both"][0], "<em>", 1),
        (PAIRS["lists"][0], "<li>", 3),
        (PAIRS["table"][0], "<tr>", 2),
        (PAIRS["merged cells"][0], "<td>", 2),
        (PAIRS["gallery"][0], "<img", 2),
        (PAIRS["footnotes"][0], "footnote-ref", 1),
        (PAIRS["caption with a link"][0], "<figcaption>", 1),
    ],
)
def test_a_build_shows_the_constructs_of_the_source(html: str, tag: str, number: int) -> None:
    assert shown(convert(html)).count(tag) == number


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 3000 + "x",
        "<b>" * 500 + "x",
        "<ul><li>" * 500 + "x",
        "<blockquote>" * 300 + "x",
        "<table><tr><td>" * 200 + "x",
        "<a href='/x/'>" * 300 + "x",
        "<details>" * 200 + "x",
        "[" * 200 + "x",
        "*" * 2000 + " x",
        "&#x1;&#0;&#xFFFF;x\x0b",
        "<p>x</p" + "<" * 500,
        "<img src='javascript:alert(1)'><a href='javascript:alert(1)'>x</a>",
    ],
)
def test_no_text_is_too_broken(html: str) -> None:
    text = convert(html)
    chosen = MarkdownOptions(extensions=options.USUAL, pasted=options.PASTED)
    rendered = render(text, path="content/a.md", first_line=1, options=chosen)
    assert [d for d in rendered.diagnostics if d.code.startswith("E")] == []
    assert "x" in rendered.html
    assert "javascript:" not in rendered.html


def test_hidden_text_is_counted() -> None:
    notes = Notes()
    html = (
        '<p>a</p><div style="a:b; DISPLAY : none"><a href="https://b.example/">b</a></div><p style="display:none"></p>'
    )
    assert "b" in Converter(notes)(html, AsWritten()).text
    (found,) = notes.findings
    assert (found.times, found.example) == (1, "b")
