"""`<head>` of the default theme: titles, robots, Open Graph, feeds, languages, icons."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.conftest import TinySite

SITE = """-- site.toml --
title = "Báo Thử"
tagline = "Tin & bài"
base_url = "https://example.vn/bao"
per_page = 1
[[authors]]
name = "Minh Hà"
url = "https://ha.example/"
bio = "Theo dõi đê điều."
[[translations]]
language = "en"
url = "https://en.example.vn/"
-- content/thu-do/a.md --
---
title: A "quý" & B
date: 2026-11-20 08:24
updated: 2026-11-21 09:00
summary: Tóm <tắt>.
author: Minh Hà
tags: [một, hai]
image: {src: a.svg, alt: Cây cầu}
aliases: [/cu/]
---
-- content/thu-do/a.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>
-- content/thu-do/b.md --
---
title: B
date: 2026-11-19
tags: [một]
---
-- content/thu-do/c.md --
---
title: C
date: 2026-11-18
tags: [một]
---
"""
ARTICLE = "thu-do/2026/11/a-quy-b/index.html"
LARGE = "max-image-preview:large, max-snippet:-1, max-video-preview:-1"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    made = TinySite(tmp_path_factory.mktemp("head") / "site", SITE)
    made.build()
    return made


def metas(tiny: TinySite, path: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', tiny.read(path)))


def links(tiny: TinySite, path: str, rel: str) -> list[str]:
    return re.findall(rf'<link rel="{rel}"[^>]* href="([^"]*)"', tiny.read(path))


def test_an_article(tiny: TinySite) -> None:
    found = metas(tiny, ARTICLE)
    wanted = {
        "description": "Tóm &lt;tắt&gt;.",
        "og:description": "Tóm &lt;tắt&gt;.",
        "robots": LARGE,
        "og:type": "article",
        "og:title": "A &#34;quý&#34; &amp; B",
        "og:locale": "vi_VN",
        "og:url": "https://example.vn/bao/thu-do/2026/11/a-quy-b/",
        "og:image:width": "30",
        "og:image:alt": "Cây cầu",
        "twitter:card": "summary_large_image",
        "twitter:image:alt": "Cây cầu",
        "article:published_time": "2026-11-20T08:24:00+07:00",
        "article:modified_time": "2026-11-21T09:00:00+07:00",
        "article:section": "thu-do",
        "author": "Minh Hà",
    }
    assert {name: found[name] for name in wanted} == wanted
    # A card of X takes what Open Graph says already.
    assert {name for name in found if name.startswith("twitter:")} == {"twitter:card", "twitter:image:alt"}
    assert re.fullmatch(r"https://example\.vn/bao/media/thu-do/a\.[0-9a-f]{8}\.svg", found["og:image"])
    assert links(tiny, ARTICLE, "canonical") == ["https://example.vn/bao/thu-do/2026/11/a-quy-b/"]
    assert links(tiny, ARTICLE, "alternate") == ["/bao/thu-do/feed.xml", "/bao/feed.xml"]


def test_titles_are_told_apart(tiny: TinySite) -> None:
    titles = {
        path: re.findall("<title>(.*?)</title>", text.decode())
        for path, text in tiny.tree().items()
        if text[:9] == b"<!doctype"
    }
    shown = [title for path, (title,) in titles.items() if not path.startswith("cu/")]
    assert len(shown) == len(set(shown)) > 15
    assert titles["index.html"] == ["Báo Thử"]
    assert titles["thu-do/page/1/index.html"] == ["thu-do – trang 1 – Báo Thử"]


def test_what_search_engines_may_find(tiny: TinySite) -> None:
    hidden = {path for path in tiny.tree() if path.endswith(".html") and metas(tiny, path)["robots"] != LARGE}
    assert hidden == {"404.html", "cu/index.html", "search/index.html", "tag/hai/index.html"}
    assert {metas(tiny, path)["robots"] for path in hidden} == {"noindex"}
    assert links(tiny, "404.html", "canonical") == []


def test_a_tag_that_grows_is_found(site: Callable[[str], TinySite]) -> None:
    made = site(SITE)
    made.build()
    made.write("content/thu-do/d.md", "---\ntitle: D\ndate: 2026-11-01\ntags: [hai]\n---\n")
    made.write("content/thu-do/e.md", "---\ntitle: E\ndate: 2026-11-02\ntags: [hai]\n---\n")
    made.build()
    assert {metas(made, path)["robots"] for path in made.tree() if path.startswith("tag/hai/")} == {LARGE}


def test_feeds_of_lists(tiny: TinySite) -> None:
    assert links(tiny, "thu-do/index.html", "alternate") == [
        *(f"/bao/thu-do/{name}" for name in ("feed.xml", "rss.xml", "feed.json")),
        "/bao/feed.xml",
    ]
    assert (
        '<link rel="alternate" type="application/feed+json" title="Báo Thử (JSON)" href="/bao/feed.json">'
        in tiny.read("index.html")
    )


def test_languages(tiny: TinySite) -> None:
    found = re.findall(r'hreflang="([^"]*)" href="([^"]*)"', tiny.read("index.html"))
    own = "https://example.vn/bao/"
    assert found == [("vi", own), ("en", "https://en.example.vn/"), ("x-default", own)]
    assert "hreflang" not in tiny.read("thu-do/index.html")


def test_an_author(tiny: TinySite) -> None:
    found = metas(tiny, "author/minh-ha/index.html")
    assert (found["og:type"], found["description"]) == ("profile", "Theo dõi đê điều.")


def test_a_pattern_for_titles(site: Callable[[str], TinySite]) -> None:
    made = site(SITE.replace("per_page", 'title_pattern = "{site}: {title}"\nper_page'))
    made.build()
    assert "<title>Báo Thử: C</title>" in made.read("thu-do/2026/11/c/index.html")


def test_articles_lead_to_google_news(site: Callable[[str], TinySite], tiny: TinySite) -> None:
    url = "https://news.google.com/publications/CAAq"
    made = site(SITE.replace("[[authors]]", f'[share]\ngoogle_news = "{url}"\n[[authors]]'))
    made.build()
    page = made.read("thu-do/2026/11/c/index.html")
    assert f'href="{url}" rel="noopener">Theo dõi Báo Thử trên Google News</a>' in page
    assert "Google News" not in tiny.read("thu-do/2026/11/c/index.html")


@pytest.mark.parametrize(
    ("line", "said", "hint"),
    [
        ('logo = "img/no.png"', "site.toml:3:8: error[E759]: `logo` not found in the theme: img/no.png", "512 pixels"),
        ('logo = "img/logoo.svg"', "site.toml:3:8: error[E759]: `logo` not found in the theme: img/logoo.svg", "logo"),
        ('logo = "css/site.css"', "assets/css/site.css: error[E759]: cannot create an icon from css/site.css", ""),
        (
            '[share]\ndraw = true\nfont = "no.ttf"',
            "site.toml:5:8: error[E759]: font of `[share]` not found in the theme: no.ttf",
            "`draw = false`",
        ),
        ('[share]\ndraw = true\nsmall_font = "css/site.css"', "css/site.css: error[E759]: cannot read a font", ""),
    ],
)
def test_a_logo_or_a_font_is_named_where_it_stands(
    site: Callable[[str], TinySite], line: str, said: str, hint: str
) -> None:
    told = site(f'-- site.toml --\ntitle = "T"\nbase_url = "https://a.example"\n{line}\n').said()
    assert said in told
    assert hint in told


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('title_pattern = "{site}"', "E757"),
        ('title_pattern = "{title} {name}"', "E757"),
        ('[[translations]]\nlanguage = "E N"\nurl = "https://a.example"', "E758"),
        ('[[translations]]\nlanguage = "en"\nurl = "/en/"', "E758"),
        ('[[translations]]\nlanguage = "en"\nurl = "https://a.example"\n' * 2, "E758"),
        ('[[translations]]\nlanguage = "vi"\nurl = "https://b.example"', "E758"),
        ('[[translations]]\nlanguage = "en"\nurl = "https://a.example/"', "E758"),
        ('[share]\naccent = "red"', "E505"),
        ('[share]\ngoogle_news = "https://vn.example/"', "E505"),
        ('[share]\ndraw = true\nfont = "no.ttf"', "E759"),
        ('[share]\ndraw = true\nfont = "css/site.css"', "E759"),
        ('logo = "img/no.png"', "E759"),
        ('logo = "css/site.css"', "E759"),
    ],
)
def test_what_site_toml_may_not_say(site: Callable[[str], TinySite], line: str, said: str) -> None:
    made = site(f'-- site.toml --\ntitle = "T"\nbase_url = "https://a.example"\n{line}\n')
    assert f"error[{said}]" in made.said()
