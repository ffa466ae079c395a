"""Pages of a site's own (`[[pages]]`): their lists, texts, templates and feeds; where they are found; what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from ssg.build import build
from ssg.cli.workers import workers
from ssg.work import Work
from tests.conftest import TinySite, article_file
from tests.hunt.comparing import clean_tree, differences

CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
per_page = 2
[[categories]]
name = "Thủ đô"
[[categories]]
name = "Thể thao"
[[menu]]
name = "Phim"
url = "/video/"
"""
PAGES = """
[[pages]]
url = "/video/"
title = "Video"
description = "Mọi video."
has = "video"
feed = true
[[pages]]
url = "/world-cup-2026/"
title = "World Cup 2026"
source = "content/world-cup-2026.md"
template = "wc.html"
tag = "World Cup"
count = 2
[[pages]]
url = "/the-thao/anh/"
title = "Ảnh thể thao"
category = "Thể thao"
layout = "photo"
[[pages]]
url = "/dai/"
title = "Không có bài"
template = "wc.html"
"""
TEXT = "-- content/world-cup-2026.md --\n---\ntitle: Cúp\ntype: page\nsummary: Giới thiệu.\n---\nChữ **đậm**.\n"
THEME = """-- templates/wc.html --
{{ page.name }}|{{ page.text.body if page.text else "" }}|{% for c in page.cards %}{{ c.title }} {% endfor %}|
{%- for c in articles(category="the-thao", count=2) %}{{ c.title }} {% endfor %}
-- templates/listing.html --
{{ page.name }}|{{ page.description }}|{% for c in page.cards %}{{ c.title }} {% endfor %}|{{ page.pager.older }}
{% for feed in page.head.feeds %}{{ feed.url }} {% endfor %}{{ block("menu") }}
"""
VIDEO = "https://www.youtube.com/watch?v=abcdefghijk"


def article(number: int, category: str = "thu-do", body: str = "Văn bản.", **more: str) -> str:
    front = {"title": f"T{number}", "date": f"2026-10-{number:02} 08:00", "summary": "Sapo.", **more}
    return article_file(f"{category}/{number:02}.md", body, **front)


ARTICLES = "".join(
    (
        *(article(number, body=VIDEO) for number in range(1, 6)),
        *(article(number, "the-thao", tags="[World Cup]") for number in range(6, 9)),
        article(9, "the-thao", "![a](https://example.com/a.jpg)", layout="photo", tags="[Khác]"),
    )
)


def newsroom(site: Callable[[str], TinySite], pages: str = PAGES) -> TinySite:
    return site(CONFIG + pages + ARTICLES + TEXT + THEME)


def test_lists_texts_and_templates(site: Callable[[str], TinySite]) -> None:
    tiny = newsroom(site)
    tiny.build()
    video = tiny.read("video/index.html")
    assert video.startswith(
        "Video|Mọi video.|T5 T4 T3 |/video/page/1/\n/video/feed.xml /video/rss.xml /video/feed.json /feed.xml"
    )
    assert 'aria-current="page">Phim' in video
    assert tiny.read("video/page/1/index.html").startswith("Video|Mọi video.|T2 T1 |\n")
    assert not (tiny.public / "video/page/2").exists()
    assert "<p>Chữ <strong>đậm</strong>.</p>" in tiny.read("world-cup-2026/index.html")
    assert (
        re.sub(r"\|<p>.*</p>\s*\|", "|", tiny.read("world-cup-2026/index.html")).strip()
        == "World Cup 2026|T8 T7 |T9 T6"
    )
    assert tiny.read("the-thao/anh/index.html").startswith("Ảnh thể thao||T9 |")
    assert tiny.read("dai/index.html").strip() == "Không có bài|||T9 T8"
    assert re.findall("<title>(.*?)</title>", tiny.read("video/rss.xml"))[1:] == ["T5", "T4", "T3", "T2", "T1"]
    sitemap = re.findall("<loc>https://example.vn(.*?)</loc>", tiny.read("sitemap-lists.xml"))
    for url in ("/video/", "/world-cup-2026/", "/the-thao/anh/", "/dai/"):
        assert sitemap.count(url) == 1
    plain = json.loads(tiny.read("search/index.json"))["pages"]
    assert plain == [
        ["Cúp", "Giới thiệu.", "/world-cup-2026/"],
        ["Video", "Mọi video.", "/video/"],
        ["Ảnh thể thao", "", "/the-thao/anh/"],
        ["Không có bài", "", "/dai/"],
    ]


def test_the_default_theme_prints_one(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG + PAGES.replace('template = "wc.html"\n', "") + ARTICLES + TEXT)
    tiny.build()
    page = tiny.read("world-cup-2026/index.html")
    assert "<h1>World Cup 2026</h1>" in page
    assert "<strong>đậm</strong>" in page
    assert page.count("T8") > 0
    assert "T6" not in page


EDITS: tuple[tuple[str, Callable[[TinySite], None]], ...] = (
    ("come", lambda tiny: tiny.add(article(20, "the-thao", VIDEO, tags="[World Cup]"))),
    ("two more", lambda tiny: tiny.add(article(21, body=VIDEO) + article(22, body=VIDEO))),
    ("layout", lambda tiny: tiny.edit("content/the-thao/20.md", "tags", "layout: photo\ntags")),
    ("go", lambda tiny: tiny.remove("content/thu-do/21.md")),
    ("no video", lambda tiny: tiny.edit("content/thu-do/01.md", VIDEO, "Chữ.")),
    ("text", lambda tiny: tiny.edit("content/world-cup-2026.md", "đậm", "nhạt")),
    ("title", lambda tiny: tiny.edit("site.toml", 'title = "Video"', 'title = "Phim"')),
    ("no text", lambda tiny: tiny.edit("content/world-cup-2026.md", "type: page", "type: page\ndraft: true")),
    ("other query", lambda tiny: tiny.edit("site.toml", 'has = "video"', 'layout = "standard"')),
    ("template", lambda tiny: tiny.edit("site.toml", 'title = "Ảnh', 'template = "wc.html"\ntitle = "Ảnh')),
    ("page goes", lambda tiny: tiny.edit("site.toml", PAGES[PAGES.rindex("[[") :], "")),
)


@pytest.mark.slow
def test_none_is_ever_stale(site: Callable[[str], TinySite]) -> None:
    tiny = newsroom(site)
    tiny.build()
    for name, edit in EDITS:
        edit(tiny)
        tiny.build()
        clean = clean_tree(tiny.root, tiny.request().choice, tiny.root.parent / "aside")
        assert not differences(tiny.tree(), clean), name
    assert not (tiny.public / "dai").exists()
    helped = workers(2)
    assert helped is not None
    helped = helped._replace(worth_pages=1, worth_texts=1)
    build(tiny.request(output=tiny.root / "other")._replace(workers=helped, fresh=True), Work())
    assert not differences(tiny.tree(tiny.root / "other"), tiny.tree())


def test_news_touches_only_the_pages_that_show_it(site: Callable[[str], TinySite]) -> None:
    rendered = []
    for pages in ("", PAGES):
        tiny = newsroom(site, pages)
        tiny.build()
        before = tiny.tree()
        tiny.add(article(20, body=VIDEO))
        tiny.build()
        rendered.append(tiny.work.rendered)
    changed = {name for name, data in tiny.tree().items() if before.get(name) != data}
    own = {name for name in changed if name.startswith(("video/", "world-cup", "the-thao/anh", "dai/"))}
    feeds = {"video/feed.xml", "video/rss.xml", "video/feed.json"}
    assert own == {"video/index.html", "video/page/2/index.html", *feeds}
    assert rendered[1] - rendered[0] == len(own) - 1, "the JSON feed has no template"


WRONG = """
[[pages]]
url = "/thu-do/"
title = "A"
template = "wcc.html"
[[pages]]
url = "/a/"
title = "A"
tag = "World Cupp"
[[pages]]
url = "/b/"
title = "A"
since = "hôm qua"
[[pages]]
url = "/c/"
title = "A"
source = "content/world-cup-2026.md"
[[pages]]
url = "/d/"
title = "A"
source = "content/khac.md"
[[pages]]
url = "/e/"
title = "A"
source = "content/thu-do/01.md"
[[pages]]
url = "/g/"
title = "A"
source = "content/nhap.md"
"""
SAID = (
    "site.toml:15:12: error[E676]: template not found: `templates/wcc.html`",
    "site.toml:13:7: error[E401]: duplicate output path /thu-do/index.html: ",
    "site.toml:19:7: warning[W661]: tag without public articles: 'World Cupp'; its query shows nothing",
    "site.toml:23:9: error[E636]: `since`: `hôm qua` is not a date",
    "site.toml:27:10: error[E645]: content/world-cup-2026.md has another URL than its page: /world-cup-2026/",
    "site.toml:31:10: warning[W660]: `source` names a file that does not exist: content/khac.md",
    "site.toml:35:10: error[E644]: `source` names an article, not a plain page: content/thu-do/01.md",
    "site.toml:39:10: warning[W660]: `source` names a page that is not public: content/nhap.md",
)


def test_what_is_wrong_is_said_at_its_place(site: Callable[[str], TinySite]) -> None:
    tiny = newsroom(site, WRONG)
    tiny.write("content/nhap.md", "---\ntitle: Nháp\ntype: page\ndraft: true\n---\nx\n")
    said = tiny.said()
    for line in SAID:
        assert line in said, said
    assert "hint: did you mean `World Cup`?" in said
    assert "hint: write `permalink: /c/` into the file, or change `url`" in said
