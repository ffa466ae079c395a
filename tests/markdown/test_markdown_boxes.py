"""Boxes: information, pull quote, gallery, video; their names, nesting and ends; what is wrong with them."""

from __future__ import annotations

import pytest

from ssg.content.markdown.video_urls import Video, video_of
from tests.markdown.rendering import complaints, html, html_of, problems, render

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
    ("::: info\n```\n:::\n```\n:::", '<aside class="info-box">\n<pre><code>:::\n</code></pre>\n</aside>\n'),
    ("::: info\n~~~\n```\n:::\n~~~\n:::", '<aside class="info-box">\n<pre><code>```\n:::\n</code></pre>\n</aside>\n'),
    ("```\n::: info\n```", "<pre><code>::: info\n</code></pre>\n"),
    ("    ::: info", "<pre><code>::: info\n</code></pre>\n"),
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
    ("::: info\n```\n:::", ["E206 1:1"]),
    (":::", ["W210 1:1"]),
    ("A\n\n:::\n\n::: info\nA\n:::\n:::", ["W210 3:1", "W210 8:1"]),
    ("::: galery\nA\n:::", ["E205 1:1"]),
    ("::: info\n::: xyz\nA\n:::\n:::", ["E205 2:1"]),
    ("::: gallery\nA\n:::", ["W228 1:1"]),
    ("::: gallery\n:::", ["W228 1:1"]),
    ("::: quote Ông A\n:::", ["W228 1:1"]),
    ("::: video\n:::", ["E207 1:1"]),
    ("::: video https://tiktok.com/x\n:::", ["E207 1:11"]),
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


def test_unknown_name_gets_a_suggestion() -> None:
    hints = {
        "galery": "did you mean ::: gallery? known: ",
        "hôp": "did you mean ::: hop? known: ",
        "xyz": "known: info, hộp, quote, trích, gallery, thư-viện-ảnh, video",
    }
    for name, hint in hints.items():
        found = render(f"::: {name}\nA\n:::").diagnostics
        assert [each.code for each in found] == (["E205"] if name != "hôp" else [])
        assert all(each.hint.startswith(hint) for each in found)


WATCH = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
VIDEOS = [
    (WATCH, Video("youtube", WATCH, "aqz-KE-bpKQ")),
    ("http://m.youtube.com/watch?app=desktop&v=aqz-KE-bpKQ&list=x", Video("youtube", WATCH, "aqz-KE-bpKQ")),
    ("https://youtu.be/aqz-KE-bpKQ?si=abc", Video("youtube", WATCH, "aqz-KE-bpKQ")),
    ("https://youtu.be/aqz-KE-bpKQ?t=90", Video("youtube", f"{WATCH}&t=90s", "aqz-KE-bpKQ", 90)),
    ("https://www.youtube.com/watch?t=1h2m3s&v=aqz-KE-bpKQ", Video("youtube", f"{WATCH}&t=3723s", "aqz-KE-bpKQ", 3723)),
    ("https://www.youtube.com/shorts/aqz-KE-bpKQ", Video("youtube", WATCH, "aqz-KE-bpKQ")),
    ("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?start=5", Video("youtube", f"{WATCH}&t=5s", "aqz-KE-bpKQ", 5)),
    ("https://www.youtube.com/live/aqz-KE-bpKQ", Video("youtube", WATCH, "aqz-KE-bpKQ")),
    ("https://www.youtube.com/watch?v=aqz-KE-bpKQx", None),
    ("https://www.youtube.com/watch?v=aqz-KE", None),
    ("https://www.youtube.com/@kenh", None),
    ("https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ", None),
    ("https://evil.example/youtu.be/aqz-KE-bpKQ", None),
    ("javascript:https://youtu.be/aqz-KE-bpKQ", None),
    ("https://vimeo.com/76979871", Video("vimeo", "https://vimeo.com/76979871", "76979871")),
    ("https://player.vimeo.com/video/76979871#t=30s", Video("vimeo", "https://vimeo.com/76979871", "76979871", 30)),
    (
        "https://vimeo.com/76979871/ab12cd34ef",
        Video("vimeo", "https://vimeo.com/76979871/ab12cd34ef", "76979871", 0, "ab12cd34ef"),
    ),
    (
        "https://player.vimeo.com/video/76979871?h=ab12cd34ef",
        Video("vimeo", "https://vimeo.com/76979871/ab12cd34ef", "76979871", 0, "ab12cd34ef"),
    ),
    ("https://vimeo.com/about", None),
    ("phim.mp4", Video("file", "phim.mp4")),
    ("../phim/a.WEBM#t=10", Video("file", "../phim/a.WEBM#t=10")),
    ("/phim/a.mp4", Video("file", "/phim/a.mp4")),
    ("https://a.vn/b.mp4?c", Video("file", "https://a.vn/b.mp4?c")),
    ("//a.vn/b.mp4", None),
    ("file:///b.mp4", None),
    ("data:video/mp4,x.mp4", None),
    ("phim.avi", None),
    ("", None),
]


@pytest.mark.parametrize(("url", "expected"), VIDEOS)
def test_videos(url: str, expected: Video | None) -> None:
    assert video_of(url) == expected


def test_video_is_a_link_with_a_poster() -> None:
    text = '::: video https://youtu.be/aqz-KE-bpKQ?t=90 Tên *phim* "hay"\n\n![](p.jpg "| Ảnh: B")\n\nThêm\n:::'
    assert html(text) == (
        '<figure class="video" data-video-provider="youtube" data-video-id="aqz-KE-bpKQ" data-video-start="90">'
        f'<a href="{WATCH}&amp;t=90s" class="video-link" aria-label="Xem video: Tên phim &quot;hay&quot;"'
        ' rel="noopener">'
        '<img src="«p.jpg»" alt="" loading="lazy" decoding="async">'
        '<span class="video-play" aria-hidden="true"></span><span class="video-label">Xem video</span></a><p>Thêm</p>\n'
        '<figcaption>Tên <em>phim</em> &quot;hay&quot; <span class="credit">Ảnh: B</span></figcaption>\n</figure>\n'
    )


def test_video_without_poster_or_title() -> None:
    assert html("::: video https://vimeo.com/76979871/ab12cd34ef\n:::") == (
        '<figure class="video" data-video-provider="vimeo" data-video-id="76979871" data-video-secret="ab12cd34ef">'
        '<a href="https://vimeo.com/76979871/ab12cd34ef" class="video-link" aria-label="Xem video" rel="noopener">'
        '<span class="video-play" aria-hidden="true"></span><span class="video-label">Xem video</span></a></figure>\n'
    )


def test_video_file_plays_in_place() -> None:
    rendered = render('::: video <phim 1.mp4> Tên\n![](p.jpg "Chú")\n:::')
    assert html_of(rendered) == (
        '<figure class="video"><video controls="" preload="metadata" playsinline="" src="«phim 1.mp4»"'
        ' poster="«p.jpg»"></video><figcaption>Tên</figcaption>\n</figure>\n'
    )
    assert [(ref.kind, ref.target, ref.line, ref.column) for ref in rendered.refs] == [
        ("file", "phim 1.mp4", 1, 12),
        ("file", "p.jpg", 2, 5),
    ]
    assert problems(rendered) == []
    assert '<video controls="" preload="metadata" playsinline="" src="https://a.vn/b.mp4">' in html(
        "::: video https://a.vn/b.mp4\n:::"
    )


def test_label_of_a_video_is_no_part_of_the_text() -> None:
    assert render("::: video https://youtu.be/aqz-KE-bpKQ Tên\n:::\n\nĐoạn").text == "Tên\nĐoạn"
    assert render("::: video https://youtu.be/aqz-KE-bpKQ Tên\n:::\n\nĐoạn").excerpt == "Đoạn"


def test_no_third_party_is_asked_for_anything() -> None:
    page = html("::: video https://youtu.be/aqz-KE-bpKQ Tên\n![p](p.jpg)\n:::")
    assert page.count("https://") == page.count('href="https://') == 1
