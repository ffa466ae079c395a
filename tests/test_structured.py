"""Structured data: what each kind of page says of itself, in one graph that nothing can break out of."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from ssg.pages.structured.article import LiveEntry, live_article
from ssg.pages.structured.types import NewsArticle, Organization, Ref
from tests.command import ssg
from tests.conftest import CONFIG, TinySite
from tests.test_head import ARTICLE, SITE

MORE = """-- content/thu-do/v.md --
---
title: "</script><script>alert(1)</script> ]]> \u00a0 & <!-- 👩"
date: 2026-11-17
slug: v
corrections:
  - {date: 2026-11-18 09:00, text: Đã sửa & xin lỗi.}
---
Một câu.

::: video https://www.youtube.com/watch?v=dQw4w9WgXcQ Phim & ảnh
:::

::: video https://vimeo.com/76979871
![Áp phích](a.svg)
:::

::: video https://vimeo.com/76979872
:::
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    made = TinySite(tmp_path_factory.mktemp("structured") / "site", SITE + MORE)
    made.build()
    return made


def graph(tiny: TinySite, path: str) -> dict[str, dict[str, Any]]:
    """The things of a page by type."""
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', tiny.read(path), re.DOTALL)
    things = json.loads(text)
    assert {thing.pop("@context") for thing in things} == {"https://schema.org"}
    return {thing["@type"]: thing for thing in things}


def test_an_article(tiny: TinySite) -> None:
    found = graph(tiny, ARTICLE)
    url, site = "https://example.vn/bao/thu-do/2026/11/a-quy-b/", "https://example.vn/bao/"
    image = found["NewsArticle"].pop("image")
    assert found["NewsArticle"].pop("publisher") == {
        "@type": "NewsMediaOrganization",
        "@id": f"{site}#organization",
        "name": "Báo Thử",
        "url": site,
        "correctionsPolicy": f"{site}dinh-chinh/",
    }
    assert found["NewsArticle"] == {
        "@type": "NewsArticle",
        "headline": 'A "quý" & B',
        "mainEntityOfPage": url,
        "inLanguage": "vi",
        "datePublished": "2026-11-20T08:24:00+07:00",
        "dateModified": "2026-11-21T09:00:00+07:00",
        "articleSection": "thu-do",
        "keywords": ["một", "hai"],
        "author": [
            {
                "@type": "Person",
                "name": "Minh Hà",
                "url": f"{site}author/minh-ha/",
                "sameAs": "https://ha.example/",
            }
        ],
        "isPartOf": {"@id": f"{site}#website"},
        "isAccessibleForFree": True,
    }
    assert [(picture["width"], picture["height"]) for picture in image] == [(30, 20)]
    assert found["BreadcrumbList"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Trang chủ", "item": site},
        {"@type": "ListItem", "position": 2, "name": "thu-do", "item": f"{site}thu-do/"},
    ]
    assert "WebSite" not in found
    assert graph(tiny, "index.html")["WebSite"]["publisher"] == {"@id": f"{site}#organization"}


def test_a_hostile_title_corrections_and_videos(tiny: TinySite) -> None:
    page = tiny.read("thu-do/2026/11/v/index.html")
    assert page.count("<script") == page.count("</script>") == 5  # four files of the theme, and the data
    assert page.count("alert(1)") == page.count("alert(1)&lt;") + page.count("alert(1)\\u003c")
    article = graph(tiny, "thu-do/2026/11/v/index.html")["NewsArticle"]
    assert article["headline"].startswith("</script><script>alert(1)</script> ]]>")
    assert article["author"] == [{"@id": "https://example.vn/bao/#organization"}]
    assert article["correction"] == [
        {"@type": "CorrectionComment", "text": "Đã sửa & xin lỗi.", "datePublished": "2026-11-18T09:00:00+07:00"}
    ]
    assert "image" not in article
    youtube, vimeo = article["video"]  # without a picture of it, search engines want nothing of the third
    assert youtube["name"] == "Phim & ảnh"
    assert youtube["embedUrl"] == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    assert youtube["thumbnailUrl"] == "https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg"
    assert vimeo["thumbnailUrl"].startswith("https://example.vn/bao/media/thu-do/a.")
    assert vimeo["embedUrl"] == "https://player.vimeo.com/video/76979871?dnt=1"


def test_lists(tiny: TinySite) -> None:
    found = graph(tiny, "thu-do/index.html")
    listed = found["CollectionPage"]["mainEntity"]
    assert listed["numberOfItems"] == 1
    assert listed["itemListElement"][0]["url"] == "https://example.vn/bao/thu-do/2026/11/a-quy-b/"
    assert set(graph(tiny, "index.html")) == {"NewsMediaOrganization", "WebSite"}
    for path in ("tag/mot/index.html", "archive/index.html", "archive/2026/11/index.html", "thu-do/page/1/index.html"):
        assert {"CollectionPage", "BreadcrumbList"} < set(graph(tiny, path)), path


def test_an_author(tiny: TinySite) -> None:
    person = graph(tiny, "author/minh-ha/index.html")["ProfilePage"]["mainEntity"]
    assert person["@id"] == "https://example.vn/bao/author/minh-ha/#person"
    assert (person["name"], person["description"]) == ("Minh Hà", "Theo dõi đê điều.")


def test_none_without_base_url(site: Callable[[str], TinySite]) -> None:
    made = site(SITE.replace('base_url = "https://example.vn/bao"\n', ""))
    made.build()
    assert "ld+json" not in made.read("index.html")


def test_live_articles() -> None:
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    ref = Ref(id="https://a.example/#x")
    article = NewsArticle(
        headline="H",
        main_entity_of_page="https://a.example/1/",
        in_language="vi",
        date_published="2026-11-24T08:00:00+07:00",
        date_modified="2026-11-24T09:00:00+07:00",
        article_section="S",
        author=(ref,),
        publisher=Organization(id="https://a.example/#x", name="N", url="https://a.example/"),
        is_part_of=ref,
        is_accessible_for_free=True,
    )
    entries = [
        LiveEntry(datetime(2026, 11, 24, 9, tzinfo=zone), "Hai", "Văn hai.", "#hai"),
        LiveEntry(datetime(2026, 11, 24, 8, 30, tzinfo=zone), "", "Văn một.", "#mot"),
    ]
    live = msgspec.to_builtins(live_article(article, entries, None))
    assert live["@type"] == "LiveBlogPosting"
    assert (live["coverageStartTime"], live.get("coverageEndTime")) == ("2026-11-24T08:30:00+07:00", None)
    assert live["liveBlogUpdate"][1] == {
        "@type": "BlogPosting",
        "datePublished": "2026-11-24T08:30:00+07:00",
        "articleBody": "Văn một.",
        "url": "https://a.example/1/#mot",
    }


def test_policies_are_named_to_search_engines(site: Callable[[str], TinySite]) -> None:
    policies = '[policies]\ncorrections = "/dinh-chinh/"\nethics = "https://a.example/e"\nmasthead = "/thieu/"\n'
    tiny = site(
        f"-- site.toml --\n{CONFIG.replace('.vn', '.vn/bao')}{policies}"
        "-- content/dinh-chinh.md --\n---\ntitle: Đính chính\ntype: page\n---\nx\n"
        "-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n"
    )
    tiny.build()
    for page in ("index.html", "dinh-chinh/index.html", "tin/2026/11/a/index.html"):
        text = tiny.read(page)
        assert '"correctionsPolicy":"https://example.vn/bao/dinh-chinh/"' in text.replace('": ', '":'), page
        assert '"ethicsPolicy":"https://a.example/e"' in text.replace('": ', '":'), page
    done = ssg("check", "-C", tiny.root, "--now", "2026-11-24")
    assert "/thieu/" in done.stdout
    assert "/dinh-chinh/" not in done.stdout
