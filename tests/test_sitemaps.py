"""Sitemaps: what is in them, what stays as news arrives, and what time alone changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from ssg.pages.sitemaps.news import news_language
from tests.conftest import TinySite

SITE = """-- content/thu-do/a.md --
---
title: A & B
date: 2026-11-24 08:24
image: a.svg
tags: [một]
---
-- content/thu-do/a.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>
-- content/thu-do/b.md --
---
title: B
date: 2026-10-31 23:30
updated: 2026-11-02 07:00
tags: [một, hai]
author: Minh Hà
---
-- content/thu-do/c.md --
---
title: C
date: 2026-11-22 12:00
tags: [hai, một]
---
"""


def locations(text: str) -> list[str]:
    return re.findall(r"<(?:\w+:)?loc>([^<]*)</", text)


def test_articles_by_month(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.build()
    november, october = tiny.read("sitemap-2026-11.xml"), tiny.read("sitemap-2026-10.xml")
    picture = locations(november)[1]
    assert locations(november) == [
        "https://example.vn/thu-do/2026/11/a-b/",
        picture,
        "https://example.vn/thu-do/2026/11/c/",
    ]
    assert re.fullmatch(r"https://example\.vn/media/thu-do/a\.[0-9a-f]{8}\.svg", picture)
    assert re.findall("<lastmod>(.*?)</", november) == ["2026-11-24T08:24:00+07:00", "2026-11-22T12:00:00+07:00"]
    assert locations(october) == ["https://example.vn/thu-do/2026/10/b/"]
    assert "<lastmod>2026-11-02T07:00:00+07:00</lastmod>" in october


def test_lists_and_index(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.build()
    base = "https://example.vn"
    assert locations(tiny.read("sitemap-lists.xml")) == [
        *(f"{base}/", f"{base}/thu-do/", f"{base}/author/minh-ha/", f"{base}/tag/mot/"),  # “hai” has two articles only
        *(f"{base}/archive/", f"{base}/archive/2026/", f"{base}/archive/2026/10/", f"{base}/archive/2026/11/"),
    ]
    index = tiny.read("sitemap.xml")
    assert locations(index) == [f"{base}/sitemap-{n}.xml" for n in ("lists", "2026-11", "2026-10")]
    assert re.findall("<lastmod>(.*?)</", index) == ["2026-11-24T08:24:00+07:00", "2026-11-02T07:00:00+07:00"]
    assert tiny.read("robots.txt") == (
        f"User-agent: *\nAllow: /\n\nSitemap: {base}/sitemap.xml\nSitemap: {base}/news-sitemap.xml\n"
    )


def test_every_page_for_search_engines_is_in_a_sitemap(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("title: C\n", "title: C\naliases: [/cu/]\n"))
    tiny.build()
    found = {url for file in tiny.public.glob("sitemap*.xml") for url in locations(file.read_text(encoding="utf-8"))}
    for path in tiny.tree():
        if path.endswith(".html"):
            url = f"https://example.vn/{path.removesuffix('index.html')}"
            indexed = "noindex" not in tiny.read(path)
            assert (url in found) is (indexed and "/hai/" not in url), url


def test_news_of_two_days(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.build()
    news = tiny.read("news-sitemap.xml")
    assert locations(news) == ["https://example.vn/thu-do/2026/11/a-b/"]  # C is 48 hours old to the minute
    assert "<news:name>Báo Thử</news:name><news:language>vi</news:language>" in news
    assert (
        "<news:publication_date>2026-11-24T08:24:00+07:00</news:publication_date><news:title>A &amp; B</news:title>"
        in news
    )
    tiny.now -= timedelta(minutes=1)
    tiny.build()
    assert locations(tiny.read("news-sitemap.xml"))[1:] == ["https://example.vn/thu-do/2026/11/c/"]
    tiny.now += timedelta(days=5)
    tiny.build()
    assert locations(tiny.read("news-sitemap.xml")) == []


def test_scheduled_articles_are_no_news(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE + "-- content/thu-do/d.md --\n---\ntitle: D\ndate: 2026-11-25\n---\n")
    tiny.build(future=True)
    assert locations(tiny.read("news-sitemap.xml")) == ["https://example.vn/thu-do/2026/11/a-b/"]


def test_parts_of_a_month_that_are_full_stay(site: Callable[[str], TinySite], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssg.pages.sitemaps.months.SIZE", 3)
    text = "-- content/t/{0:02}.md --\n---\ntitle: B{0}\ndate: 2026-11-{0:02}\n---\n"
    tiny = site("".join(text.format(day) for day in range(1, 8)))
    tiny.build()
    parts = {name: tiny.read(f"sitemap-2026-11{name}.xml") for name in ("", "-2", "-3")}
    titles = [re.findall(r"/b(\d+)/", part) for part in parts.values()]
    assert titles == [["3", "2", "1"], ["6", "5", "4"], ["7"]]
    tiny.write("content/t/08.md", text.format(8).split("\n", 1)[1])
    published = tiny.build().published
    assert published is not None
    assert [path for path in published.written if path.startswith("sitemap")] == [
        "sitemap-2026-11-3.xml",
        "sitemap.xml",
    ]


def test_a_file_of_the_site_s_own_takes_the_place_of_ours(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE + "-- static/robots.txt --\nUser-agent: *\nDisallow: /\n")
    tiny.build()
    assert tiny.read("robots.txt") == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize(
    ("tag", "language"), [("vi", "vi"), ("en-GB", "en"), ("zh-Hant", "zh-tw"), ("zh-CN", "zh-cn"), ("zh", "zh")]
)
def test_languages_of_news(tag: str, language: str) -> None:
    assert news_language(tag) == language


def test_base_url_with_a_path_and_a_slash(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.edit("site.toml", "https://example.vn", "https://example.vn/bao/")
    tiny.build()
    assert locations(tiny.read("sitemap-2026-10.xml")) == ["https://example.vn/bao/thu-do/2026/10/b/"]
    assert locations(tiny.read("sitemap.xml"))[0] == "https://example.vn/bao/sitemap-lists.xml"


def test_what_check_says(site: Callable[[str], TinySite]) -> None:
    from ssg.build import build
    from ssg.work import Work

    more = "title: {0}\ndate: 2026-11-20\nid: x\nupdated: 2027-01-01\n"
    tiny = site("".join(f"-- content/t/{n}.md --\n---\n{more.format(n)}---\n" for n in "ab"))
    said = tiny.said(build(tiny.request()._replace(output=None), Work()))
    assert "content/t/a.md:4:5: warning[W754]: duplicate id x; also used by content/t/b.md" in said
    assert "content/t/a.md:5:10: warning[W755]: `updated` is in the future" in said


def test_check_says_what_else_is_in_the_future(site: Callable[[str], TinySite]) -> None:
    from ssg.build import build
    from ssg.work import Work

    head = "---\ntitle: T\ndate: 2026-11-20\n"
    tiny = site(
        f"-- content/t/a.md --\n{head}corrections:\n  - {{date: 2026-11-21, text: x}}\n"
        "  - {date: 2027-11-21, text: y}\n---\n"
        f"-- content/t/b.md --\n{head}type: live\n---\n## 20/11/2027 08:00 A\n"
    )
    said = tiny.said(build(tiny.request()._replace(output=None), Work()))
    assert "content/t/a.md:6:12: warning[W755]: a correction is in the future" in said
    assert "content/t/b.md:1: warning[W755]: an entry is in the future" in said
    assert said.count("W755") == 2


def test_a_language_under_the_key_of_another_system_is_named_if_it_is_another(site: Callable[[str], TinySite]) -> None:
    from ssg.build import build
    from ssg.work import Work

    kinds = {"a": "lang: en", "b": "lang: vi", "c": "locale: vi_VN", "d": "language: en\nlang: fr"}
    files = (f"-- content/t/{n}.md --\n---\ntitle: T\ndate: 2026-11-20\n{more}\n---\n" for n, more in kinds.items())
    tiny = site("".join(files))
    said = tiny.said(build(tiny.request()._replace(output=None), Work()))
    assert "content/t/a.md:4:7: warning[W129]: `lang` is ignored" in said
    assert said.count("W129") == 1
    assert "notice[N753]" in said
    assert '`tag = "example.vn,2026"` in `[feeds]`' in said
    tiny.write("site.toml", 'title = "T"\n')
    assert "site.toml:1: warning[W752]: missing `base_url` in site.toml" in tiny.said(
        build(tiny.request()._replace(output=None), Work())
    )
