"""Embeds: who has an address, what the page says of it, and what of it nobody has. No request goes anywhere."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from ssg.content.markdown.embed_urls import LONGEST, Embed, embed_of, file_kind, sources_of
from ssg.content.markdown.providers import EMBEDS, SHORTENED
from ssg.content.providers import own_providers
from ssg.core.config import load_config
from tests.markdown.rendering import complaints, html, html_of, problems, render

WATCH = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
YOUTUBE = "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1"
VIMEO = "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"
POST = "https://www.facebook.com/plugins/post.php?href={}&show_text=true&width=500"
FILM = "https://www.facebook.com/plugins/video.php?href={}&show_text=false&autoplay=true"
MAP = "https://www.openstreetmap.org/export/embed.html?bbox=105.84047%2C21.01889%2C105.86793%2C21.03811&layer=mapnik"

# Address as it is pasted, provider, where the link leads ("": the address itself), frame.
ADDRESSES = [
    (WATCH, "youtube", WATCH, YOUTUBE),
    ("http://m.youtube.com/watch?app=desktop&v=aqz-KE-bpKQ&list=x", "youtube", WATCH, YOUTUBE),
    ("https://youtu.be/aqz-KE-bpKQ?si=abc", "youtube", WATCH, YOUTUBE),
    ("HTTPS://YouTu.be/aqz-KE-bpKQ", "youtube", WATCH, YOUTUBE),
    ("https://youtu.be/aqz-KE-bpKQ?t=90", "youtube", f"{WATCH}&t=90s", f"{YOUTUBE}&start=90"),
    ("https://www.youtube.com/watch?t=1h2m3s&v=aqz-KE-bpKQ", "youtube", f"{WATCH}&t=3723s", f"{YOUTUBE}&start=3723"),
    ("https://www.youtube.com/shorts/aqz-KE-bpKQ", "youtube", WATCH, YOUTUBE),
    ("https://music.youtube.com/watch?v=aqz-KE-bpKQ", "youtube", WATCH, YOUTUBE),
    ("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?start=5", "youtube", f"{WATCH}&t=5s", f"{YOUTUBE}&start=5"),
    ("https://www.youtube.com/live/aqz-KE-bpKQ", "youtube", WATCH, YOUTUBE),
    ("https://vimeo.com/76979871", "vimeo", "https://vimeo.com/76979871", VIMEO),
    ("https://player.vimeo.com/video/76979871#t=30s", "vimeo", "https://vimeo.com/76979871", f"{VIMEO}#t=30s"),
    (
        "https://vimeo.com/76979871/ab12cd34ef",
        "vimeo",
        "https://vimeo.com/76979871/ab12cd34ef",
        f"{VIMEO}&h=ab12cd34ef",
    ),
    (
        "https://player.vimeo.com/video/76979871?h=ab12cd34ef",
        "vimeo",
        "https://vimeo.com/76979871/ab12cd34ef",
        f"{VIMEO}&h=ab12cd34ef",
    ),
    ("https://vimeo.com/channels/phim/76979871", "vimeo", "https://vimeo.com/76979871", VIMEO),
    (
        "https://www.tiktok.com/@bao.song_hong/video/7123456789012345678?lang=vi",
        "tiktok",
        "",
        "https://www.tiktok.com/player/v1/7123456789012345678?autoplay=1",
    ),
    (
        "https://m.tiktok.com/v/7123456789012345678.html",
        "tiktok",
        "",
        "https://www.tiktok.com/player/v1/7123456789012345678?autoplay=1",
    ),
    (
        "https://www.facebook.com/baosonghong/posts/pfbid0aBc12",
        "facebook",
        "",
        POST.format("https%3A%2F%2Fwww.facebook.com%2Fbaosonghong%2Fposts%2Fpfbid0aBc12"),
    ),
    (
        "https://m.facebook.com/story.php?story_fbid=12&id=34",
        "facebook",
        "",
        POST.format("https%3A%2F%2Fm.facebook.com%2Fstory.php%3Fstory_fbid%3D12%26id%3D34"),
    ),
    (
        "http://web.facebook.com/groups/lang.que/posts/123/",
        "facebook",
        "https://web.facebook.com/groups/lang.que/posts/123/",
        POST.format("https%3A%2F%2Fweb.facebook.com%2Fgroups%2Flang.que%2Fposts%2F123%2F"),
    ),
    (
        "https://www.facebook.com/baosonghong/videos/mua-lu/123456/",
        "facebook",
        "",
        FILM.format("https%3A%2F%2Fwww.facebook.com%2Fbaosonghong%2Fvideos%2Fmua-lu%2F123456%2F"),
    ),
    (
        "https://www.facebook.com/watch/?v=123456",
        "facebook",
        "",
        FILM.format("https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D123456"),
    ),
    (
        "https://twitter.com/bao_song_hong/status/1729000000000000000?s=20",
        "x",
        "https://x.com/i/status/1729000000000000000",
        "https://platform.twitter.com/embed/Tweet.html?id=1729000000000000000&dnt=true",
    ),
    (
        "https://x.com/i/web/status/1729000000000000000",
        "x",
        "https://x.com/i/status/1729000000000000000",
        "https://platform.twitter.com/embed/Tweet.html?id=1729000000000000000&dnt=true",
    ),
    (
        "https://mobile.twitter.com/a/status/1729/photo/1",
        "x",
        "https://x.com/i/status/1729",
        "https://platform.twitter.com/embed/Tweet.html?id=1729&dnt=true",
    ),
    (
        "https://www.instagram.com/reel/C1a-b_2/?igsh=x",
        "instagram",
        "https://www.instagram.com/p/C1a-b_2/",
        "https://www.instagram.com/p/C1a-b_2/embed/captioned/",
    ),
    (
        "https://instagram.com/bao.song_hong/p/C1a-b_2",
        "instagram",
        "https://www.instagram.com/p/C1a-b_2/",
        "https://www.instagram.com/p/C1a-b_2/embed/captioned/",
    ),
    (
        "https://www.threads.net/@bao.song_hong/post/C1a-b_2",
        "threads",
        "https://www.threads.com/@bao.song_hong/post/C1a-b_2",
        "https://www.threads.com/@bao.song_hong/post/C1a-b_2/embed",
    ),
    (
        "https://www.threads.com/@a/post/C1a-b_2?xmt=1",
        "threads",
        "https://www.threads.com/@a/post/C1a-b_2",
        "https://www.threads.com/@a/post/C1a-b_2/embed",
    ),
    (
        "https://datawrapper.dwcdn.net/aB3dE/4/",
        "datawrapper",
        "https://www.datawrapper.de/_/aB3dE/",
        "https://datawrapper.dwcdn.net/aB3dE/4/",
    ),
    (
        "https://www.datawrapper.de/_/aB3dE/?v=2",
        "datawrapper",
        "https://www.datawrapper.de/_/aB3dE/",
        "https://datawrapper.dwcdn.net/aB3dE/",
    ),
    (
        "https://public.flourish.studio/visualisation/12345678/",
        "flourish",
        "https://public.flourish.studio/visualisation/12345678/",
        "https://flo.uri.sh/visualisation/12345678/embed",
    ),
    (
        "https://flo.uri.sh/story/1234/embed?auto=1",
        "flourish",
        "https://public.flourish.studio/story/1234/",
        "https://flo.uri.sh/story/1234/embed",
    ),
    (
        "https://infogram.com/lu-tren-song-1h7g6k0ejl3v02o",
        "infogram",
        "https://infogram.com/lu-tren-song-1h7g6k0ejl3v02o",
        "https://e.infogram.com/lu-tren-song-1h7g6k0ejl3v02o?src=embed",
    ),
    (
        "https://e.infogram.com/_/fx5xud0FhM7Z9NS6qpxs?src=embed",
        "infogram",
        "https://infogram.com/_/fx5xud0FhM7Z9NS6qpxs",
        "https://e.infogram.com/_/fx5xud0FhM7Z9NS6qpxs?src=embed",
    ),
    (
        "https://www.google.com/maps/embed?pb=!1m18!1m12!2d105.85!3d21.02",
        "google-maps",
        "",
        "https://www.google.com/maps/embed?pb=!1m18!1m12!2d105.85!3d21.02",
    ),
    (
        "https://www.google.com/maps/place/H%E1%BB%93+G%C6%B0%C6%A1m/@21.0287,105.8501,17z/data=!3m1",
        "google-maps",
        "",
        "https://www.google.com/maps?q=H%E1%BB%93+G%C6%B0%C6%A1m&ll=21.0287,105.8501&z=17&output=embed",
    ),
    (
        "https://www.google.com.vn/maps/@21.0287,105.8501,17z",
        "google-maps",
        "",
        "https://www.google.com/maps?q=21.0287,105.8501&ll=21.0287,105.8501&z=17&output=embed",
    ),
    (
        "https://maps.google.com/maps?q=21.0287,105.8501",
        "google-maps",
        "",
        "https://www.google.com/maps?q=21.0287,105.8501&output=embed",
    ),
    ("https://www.openstreetmap.org/#map=15/21.0285/105.8542", "openstreetmap", "", MAP),
    (
        "https://www.openstreetmap.org/?mlat=21.03&mlon=105.85#map=15/21.0285/105.8542",
        "openstreetmap",
        "",
        f"{MAP}&marker=21.03%2C105.85",
    ),
    (
        "https://www.openstreetmap.org/export/embed.html?bbox=105.8%2C21.0%2C105.9%2C21.1&layer=mapnik",
        "openstreetmap",
        "",
        "https://www.openstreetmap.org/export/embed.html?bbox=105.8%2C21.0%2C105.9%2C21.1&layer=mapnik",
    ),
    (
        "https://open.spotify.com/intl-vi/episode/4rOoJ6Egrf8K2IrywzwOMk?si=a",
        "spotify",
        "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk",
        "https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk",
    ),
    (
        "https://open.spotify.com/embed/show/4rOoJ6Egrf8K2IrywzwOMk",
        "spotify",
        "https://open.spotify.com/show/4rOoJ6Egrf8K2IrywzwOMk",
        "https://open.spotify.com/embed/show/4rOoJ6Egrf8K2IrywzwOMk",
    ),
    (
        "https://soundcloud.com/bao-song-hong/ban-tin-sang?in=x",
        "soundcloud",
        "https://soundcloud.com/bao-song-hong/ban-tin-sang",
        "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fbao-song-hong%2Fban-tin-sang"
        "&auto_play=true&visual=false",
    ),
    (
        "https://m.soundcloud.com/bao-song-hong/sets/tuan-nay",
        "soundcloud",
        "https://soundcloud.com/bao-song-hong/sets/tuan-nay",
        "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fbao-song-hong%2Fsets%2Ftuan-nay"
        "&auto_play=true&visual=false",
    ),
    (
        "https://podcasts.apple.com/vn/podcast/chuyen-pho/id1234567890?i=1000517690647",
        "apple-podcasts",
        "https://podcasts.apple.com/vn/podcast/chuyen-pho/id1234567890?i=1000517690647",
        "https://embed.podcasts.apple.com/vn/podcast/chuyen-pho/id1234567890?i=1000517690647",
    ),
    (
        "https://embed.podcasts.apple.com/us/podcast/id1234567890",
        "apple-podcasts",
        "https://podcasts.apple.com/us/podcast/id1234567890",
        "https://embed.podcasts.apple.com/us/podcast/id1234567890",
    ),
    (
        "https://gist.github.com/toasoan/0123456789abcdef0123",
        "gist",
        "https://gist.github.com/toasoan/0123456789abcdef0123",
        "https://gist.github.com/toasoan/0123456789abcdef0123.pibb",
    ),
    (
        "https://gist.github.com/toasoan/0123456789abcdef0123.js",
        "gist",
        "https://gist.github.com/toasoan/0123456789abcdef0123",
        "https://gist.github.com/toasoan/0123456789abcdef0123.pibb",
    ),
    (
        "https://www.documentcloud.org/documents/20417938-ket-luan-thanh-tra.html",
        "documentcloud",
        "https://www.documentcloud.org/documents/20417938-ket-luan-thanh-tra/",
        "https://embed.documentcloud.org/documents/20417938-ket-luan-thanh-tra/?embed=1&responsive=1",
    ),
    (
        "https://embed.documentcloud.org/documents/20417938/?embed=1",
        "documentcloud",
        "https://www.documentcloud.org/documents/20417938/",
        "https://embed.documentcloud.org/documents/20417938/?embed=1&responsive=1",
    ),
]
OF_NOBODY = [
    "https://www.youtube.com/watch?v=aqz-KE-bpKQx",
    "https://www.youtube.com/watch?v=aqz-KE",
    "https://www.youtube.com/@kenh",
    "https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ",
    "https://evil.example/youtu.be/aqz-KE-bpKQ",
    "https://notyoutube.com/watch?v=aqz-KE-bpKQ",
    "https://youtu.be@evil.example/aqz-KE-bpKQ",
    "https://x:y@youtu.be/aqz-KE-bpKQ",
    "https://youtu.be:8443/aqz-KE-bpKQ",
    "https://youtu.be\\@evil.example/aqz-KE-bpKQ",
    "https://youtu.be\t/aqz-KE-bpKQ",
    "https://ｙoutu.be/aqz-KE-bpKQ",
    "//youtu.be/aqz-KE-bpKQ",
    "ftp://youtu.be/aqz-KE-bpKQ",
    "javascript:https://youtu.be/aqz-KE-bpKQ",
    "data:text/html,https://youtu.be/aqz-KE-bpKQ",
    "https://vimeo.com/about",
    "https://facebook.com.evil.example/a/posts/1",
    "https://www.facebook.com/baosonghong",
    "https://www.facebook.com/plugins/post.php?href=https://evil.example/",
    "https://x.com/bao_song_hong",
    "https://x.com/a/status/12x",
    "https://www.instagram.com/bao.song_hong/",
    "https://www.google.com/search?q=x",
    "https://www.google.com/maps",
    "https://open.spotify.com/track/short",
    "https://gist.github.com/toasoan",
    "https://infogram.com/pricing",
    "https://www.openstreetmap.org/#map=99999/1/1",
    "https://www.openstreetmap.org/#map=15/1e9/1",
    f"{WATCH}&{'x' * LONGEST}",
    "phim.mp4",
    "",
]


@pytest.mark.parametrize(("url", "provider", "page", "frame"), ADDRESSES)
def test_an_address_of_a_provider(url: str, provider: str, page: str, frame: str) -> None:
    found = embed_of(url)
    assert found is not None
    assert (found.provider, found.page, found.frame) == (provider, page or url, frame)
    assert bool(found.aspect) != bool(found.height)


def test_every_provider_has_addresses_here() -> None:
    counts = {row.id: sum(provider == row.id for _, provider, *_ in ADDRESSES) for row in EMBEDS}
    assert min(counts.values()) >= 2
    assert len(counts) == 17


@pytest.mark.parametrize("url", OF_NOBODY)
def test_an_address_of_nobody_s(url: str) -> None:
    assert embed_of(url) is None


@pytest.mark.parametrize("row", EMBEDS)
def test_a_frame_is_of_a_source_and_no_address_can_change_its_host(row: object) -> None:
    """The host of each frame is written out in the table, and allowed by the sources beside it."""
    assert isinstance(row, tuple)
    frame, sources = row[3], row[7]
    host = urlsplit(frame)
    assert "{" not in host.netloc
    assert host.scheme == "https"
    assert f"https://{host.netloc}" in {f"https://{urlsplit(source).netloc}" for source in sources}


def test_the_frame_of_a_hostile_address_stays_with_its_provider() -> None:
    for url in (
        'https://www.google.com/maps/place/"><script>x</script>/@1,1,1z',
        "https://www.google.com/maps/place/a%22%3E%3Cscript%3E/@1,1,1z",
        "https://maps.google.com/maps?q=a%0d%0aSet-Cookie",
        "https://www.facebook.com/a/posts/1?x=%26href%3Dhttps://evil.example",
    ):
        found = embed_of(url)
        assert found is None or urlsplit(found.frame).netloc in ("www.google.com", "www.facebook.com")
        assert found is None or '"' not in found.frame


def test_short_addresses_are_of_nobody_and_the_hint_says_what_to_do() -> None:
    for host in SHORTENED:
        assert embed_of(f"https://{host}/abcDEF1") is None
    (found,) = render("::: embed https://vm.tiktok.com/ZM123/\n:::").diagnostics
    assert str(found.hint) == "open this short address in a browser, and write the one that it leads to"


def test_files_are_shown_in_place() -> None:
    kinds = {
        "a.mp4": "video",
        "a.WEBM#t=1": "video",
        "https://a.vn/a.mp4?b": "video",
        "a.mp3": "audio",
        "/b/a.pdf": "pdf",
    }
    kinds |= {
        "https://a.vn/a.pdf": "",
        "//a.vn/b.mp4": "",
        "file:///b.mp4": "",
        "data:video/mp4,x.mp4": "",
        "a.avi": "",
    }
    assert {target: file_kind(target) for target in kinds} == kinds


def test_an_embed_is_a_link_with_a_poster() -> None:
    text = '::: video https://youtu.be/aqz-KE-bpKQ?t=90 Tên *phim* "hay"\n\n![](p.jpg "| Ảnh: B")\n\nThêm\n:::'
    assert html(text) == (
        '<figure class="video embed" data-embed="youtube"'
        ' data-embed-frame="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1&amp;start=90"'
        ' data-embed-aspect="16/9" data-embed-note="Nội dung từ YouTube chỉ tải khi bạn bấm.">'
        f'<a href="{WATCH}&amp;t=90s" class="embed-link"'
        ' aria-label="Xem video · YouTube: Tên phim &quot;hay&quot;" rel="noopener">'
        '<img src="«p.jpg»" alt="" loading="lazy" decoding="async">'
        '<span class="embed-play" aria-hidden="true"></span><span class="embed-label">Xem video · YouTube</span></a>'
        "<p>Thêm</p>\n"
        '<figcaption>Tên <em>phim</em> &quot;hay&quot; <span class="credit">Ảnh: B</span></figcaption>\n</figure>\n'
    )


def test_what_is_no_video_has_a_height_and_another_word() -> None:
    assert html("::: nhúng https://x.com/a/status/1729\n:::") == (
        '<figure class="embed" data-embed="x"'
        ' data-embed-frame="https://platform.twitter.com/embed/Tweet.html?id=1729&amp;dnt=true"'
        ' data-embed-height="600" data-embed-note="Nội dung từ X chỉ tải khi bạn bấm.">'
        '<a href="https://x.com/i/status/1729" class="embed-link" aria-label="Xem · X" rel="noopener">'
        '<span class="embed-play" aria-hidden="true"></span><span class="embed-label">Xem · X</span></a></figure>\n'
    )
    assert "Nghe · Spotify" in html("::: embed https://open.spotify.com/show/4rOoJ6Egrf8K2IrywzwOMk\n:::")


def test_a_bare_address_alone_in_a_paragraph_is_an_embed() -> None:
    box = html(f"::: embed {WATCH}\n:::")
    assert html(WATCH) == box
    assert html(f"Trước\n\n{WATCH}\n\nSau") == f"<p>Trước</p>\n{box}<p>Sau</p>\n"


@pytest.mark.parametrize(
    "text",
    [
        f"Xem {WATCH}",
        f"{WATCH}\n{WATCH}",
        f"[{WATCH}]({WATCH})",
        f"<{WATCH}>",
        f"- {WATCH}",
        f"> {WATCH}",
        f"{{.a}}\n{WATCH}",
        f"**{WATCH}**",
        "https://www.youtube.com/@kenh",
        f"`{WATCH}`",
        f"## {WATCH}",
    ],
)
def test_any_other_address_stays_a_link(text: str) -> None:
    assert "data-embed" not in html(text)
    assert problems(render(text)) == []


def test_a_bare_address_stays_a_link_where_a_site_wants_it_so() -> None:
    from ssg.content.markdown.options import ALL

    chosen = tuple(name for name in ALL if name != "embeds")
    rendered = render(WATCH, extensions=chosen)
    assert "data-embed" not in rendered.html
    assert rendered.embeds == ()


def test_a_text_says_whose_content_it_embeds() -> None:
    rendered = render(f"{WATCH}\n\n::: embed https://x.com/a/status/17 \n:::\n\n::: video a.mp4\n:::\n\n{WATCH}")
    assert rendered.embeds == ("x", "youtube")


def test_files_of_the_site_play_in_place() -> None:
    rendered = render('::: video <phim 1.mp4> Tên\n![](p.jpg "Chú")\n:::')
    assert html_of(rendered) == (
        '<figure class="video"><video controls="" preload="metadata" playsinline="" src="«phim 1.mp4»"'
        ' poster="«p.jpg»"></video><figcaption>Tên Chú</figcaption>\n</figure>\n'
    )
    assert [(ref.kind, ref.target, ref.line, ref.column) for ref in rendered.refs] == [
        ("file", "phim 1.mp4", 1, 12),
        ("file", "p.jpg", 2, 5),
    ]
    assert problems(rendered) == []
    assert html("::: embed tap-1.mp3 Tập 1\n:::") == (
        '<figure class="audio"><audio controls="" preload="none" src="«tap-1.mp3»"></audio>'
        "<figcaption>Tập 1</figcaption>\n</figure>\n"
    )
    assert html("::: embed ban-an.pdf Bản án\n:::") == (
        '<figure class="embed" data-embed="pdf">'
        '<a href="«ban-an.pdf»" class="embed-link" aria-label="Xem · PDF: Bản án">'
        '<span class="embed-play" aria-hidden="true"></span><span class="embed-label">Xem · PDF</span></a>'
        "<figcaption>Bản án</figcaption>\n</figure>\n"
    )


def test_a_file_elsewhere_is_not_asked_for_before_it_is_played() -> None:
    assert '<video controls="" preload="none" playsinline="" src="https://a.vn/b.mp4">' in html(
        "::: video https://a.vn/b.mp4\n:::"
    )


def test_the_label_is_no_part_of_the_text() -> None:
    assert render("::: video https://youtu.be/aqz-KE-bpKQ Tên\n:::\n\nĐoạn").text == "Tên\nĐoạn"
    assert render(f"{WATCH}\n\nĐoạn").excerpt == "Đoạn"


def test_no_third_party_is_asked_for_anything() -> None:
    page = html("::: embed https://youtu.be/aqz-KE-bpKQ Tên\n![p](p.jpg)\n:::")
    assert page.count('src="') == 1
    assert page.count("https://") == page.count('href="https://') + page.count('data-embed-frame="https://') == 2


def test_an_address_of_nobody_s_is_a_link_and_is_told_of() -> None:
    rendered = render("::: embed https://nobody.example/a Bản đồ\n:::")
    assert rendered.html == (
        '<figure class="embed"><a href="https://nobody.example/a" rel="noopener">https://nobody.example/a</a>'
        "<figcaption>Bản đồ</figcaption>\n</figure>\n"
    )
    assert complaints("Đoạn\n\n::: embed https://nobody.example/a Bản đồ\n:::") == ["W330 3:11"]
    (found,) = rendered.diagnostics
    assert str(found.message) == "no known provider has this address; shown as a link: https://nobody.example/a"
    assert all(row.name in str(found.hint) for row in EMBEDS)
    assert complaints("::: embed\nA\n:::") == ["E331 1:1"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_hostile_address_is_no_link(url: str) -> None:
    made = render(f"::: embed {url} x\n:::").html
    assert "href" not in made
    assert "data-embed" not in made


def test_raw_html_cannot_make_an_embed() -> None:
    made = render(
        '<figure class="embed" data-embed="a" data-embed-frame="//evil"><a class="embed-link" href="/">x</a></figure>'
    )
    assert made.html == '<figure class="embed"><a href="/">x</a></figure>'
    assert problems(made) == ["W218 1:1"]


def test_embeds_outlive_the_sanitiser() -> None:
    assert html(f"{WATCH}\n\n<b>x</b>").startswith(html(WATCH))


OWN = """title = "T"
[[embeds]]
id = "bieu-do"
name = "Biểu đồ"
pattern = "https://charts.example.vn/{id}"
frame = "https://charts.example.vn/khung/{id}?u={url}"
height = 400
[[embeds]]
id = "youtube"
name = "YouTube"
pattern = "https://www.youtube.com/watch/{id}"
frame = "https://ong.example.vn/{id}"
source = "https://ong.example.vn"
"""


def test_a_site_has_providers_of_its_own() -> None:
    config, said = load_config(OWN)
    assert config is not None, said
    own = own_providers(config)
    url = "https://charts.example.vn/gao_2026?x=1"
    assert embed_of(url, own) == Embed(
        "bieu-do",
        "Biểu đồ",
        "other",
        url,
        "https://charts.example.vn/khung/gao_2026?u=https%3A%2F%2Fcharts.example.vn%2Fgao_2026%3Fx%3D1",
        height=400,
    )
    assert embed_of("https://charts.example.vn/a/b", own) is None
    assert embed_of("https://charts.example.vnx/a", own) is None
    assert embed_of(WATCH, own) is None  # its own rows take the place of the built-in ones
    assert sources_of(("bieu-do", "youtube"), own) == ("https://charts.example.vn", "https://ong.example.vn")
    assert sources_of(("bieu-do", "vimeo")) == ("https://player.vimeo.com",)
