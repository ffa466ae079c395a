"""Layouts: which one an article has, what it makes of the page, what cards say of it, and how little a change costs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import TinySite
from tests.test_plain_pages import check_against_clean

SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Thời sự"
[[categories]]
name = "Ý kiến"
layout = "opinion"
[[categories]]
name = "Bút ký"
parent = "y-kien"
[layouts]
live = "longread"
[[authors]]
name = "Minh Hà"
role = "Nhà văn"
[blocks.lien-quan]
count = 0
-- content/thoi-su/a.md --
---
title: Bài A
date: 2026-11-20 08:24
summary: Tóm tắt A.
author: Minh Hà
---
Một.

![Ảnh một](a.png "Chú thích một | Ảnh: Hà")

![Ảnh hai](b.png)

::: video https://www.youtube.com/watch?v=abcdefghijk Đoạn phim
:::

Xem [ngoài](https://khac.vn/) và [trong](b.md), [của ta](https://example.vn/x/).
-- content/thoi-su/b.md --
---
title: Bài B
date: 2026-11-21 08:24
---
Hai.
-- content/y-kien/c.md --
---
title: Bài C
date: 2026-11-19
author: Minh Hà
---
Ba.
-- content/but-ky/d.md --
---
title: Bài D
date: 2026-11-18
author: Minh Hà
---
Bốn.
-- content/but-ky/e.md --
---
title: Bài E
date: 2026-11-17
layout: standard
---
Năm.
""" + "".join(
    f"-- content/thoi-su/cu{n}.md --\n---\ntitle: Bài cũ {n}\ndate: 2026-10-{n:02}\n---\nCũ {n}.\n"
    for n in range(1, 29)
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
A = "thoi-su/2026/11/bai-a/index.html"


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    made = site(SITE)
    for name in ("a", "b", "lead"):
        made.write(f"content/thoi-su/{name}.png", PNG + name.encode())
    made.build()
    return made


def with_layout(tiny: TinySite, name: str, more: str = "") -> str:
    """Give article A a layout, build, and return its page."""
    tiny.edit("content/thoi-su/a.md", "author: Minh Hà\n", f"author: Minh Hà\nlayout: {name}\n{more}")
    tiny.build()
    return tiny.read(A)


def things(page: str) -> dict[str, Any]:
    """Return the structured data of a page by type."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    return {thing["@type"]: thing for thing in json.loads(found[1])}


def story(page: str) -> str:
    """Return what the class of the article says."""
    found = re.search(r'<article class="([^"]*)"', page)
    assert found
    return found[1]


def test_the_own_layout_comes_first_then_the_category_then_the_type(tiny: TinySite) -> None:
    assert story(tiny.read(A)) == "story"
    assert story(tiny.read("y-kien/2026/11/bai-c/index.html")) == "story story-opinion"
    assert story(tiny.read("but-ky/2026/11/bai-d/index.html")) == "story story-opinion"  # of the category above
    assert story(tiny.read("but-ky/2026/11/bai-e/index.html")) == "story"
    tiny.edit("content/but-ky/d.md", "author: Minh Hà\n", "author: Minh Hà\ntype: live\n")
    tiny.edit("content/thoi-su/b.md", "---\nHai", "type: live\n---\nHai")
    tiny.build()
    assert story(tiny.read("but-ky/2026/11/bai-d/index.html")) == "story story-live story-opinion"
    assert story(tiny.read("thoi-su/2026/11/bai-b/index.html")) == "story story-live story-longread"


def test_only_pages_with_a_layout_load_its_style_sheet(tiny: TinySite) -> None:
    assert "css/layouts." not in tiny.read(A)
    assert "css/layouts." in tiny.read("y-kien/2026/11/bai-c/index.html")


def test_photos_are_numbered(tiny: TinySite) -> None:
    page = with_layout(tiny, "photo", "image: lead.png\n")
    assert re.findall(r'<span class="photo-number">([^<]*)</span>', page) == ["Ảnh 1/3", "Ảnh 2/3", "Ảnh 3/3"]
    gallery = things(page)["ImageGallery"]
    assert [one["url"].rpartition("/")[2].partition(".")[0] for one in gallery["associatedMedia"]] == ["lead", "a", "b"]
    assert gallery["associatedMedia"][1]["caption"] == "Chú thích một"
    assert gallery["associatedMedia"][1]["creditText"] == "Ảnh: Hà"
    assert gallery["isPartOf"]["@id"] == "https://example.vn/thoi-su/2026/11/bai-a/#article"
    assert "3 ảnh" in tiny.read("thoi-su/index.html")


def test_a_lead_picture_that_the_text_shows_too_is_shown_once(tiny: TinySite) -> None:
    page = with_layout(tiny, "photo", "image: a.png\n")
    assert re.findall(r'<span class="photo-number">([^<]*)</span>', page) == ["Ảnh 1/2", "Ảnh 2/2"]
    assert "lead-picture" not in page
    assert "2 ảnh" in tiny.read("thoi-su/index.html")


def test_the_video_comes_first(tiny: TinySite) -> None:
    page = with_layout(tiny, "video")
    assert page.count('<figure class="video') == 1
    assert page.index('<figure class="video') < page.index("<h1>")
    assert things(page)["NewsArticle"]["video"][0]["embedUrl"].endswith("/abcdefghijk")
    assert 'class="sign sign-video">Video<' in tiny.read("thoi-su/index.html")


NAMES = ("abcdefghijk", "lmnopqrstuv")


def test_a_video_within_something_else_stays_there(tiny: TinySite) -> None:
    box = "::: info Hộp\n\n::: video https://youtu.be/lmnopqrstuv\n:::\n\n:::\n\n"
    tiny.edit("content/thoi-su/a.md", "::: video https://www.youtube", f"{box}::: video https://www.youtube")
    page = with_layout(tiny, "video")
    first, second = (page.index(f'data-embed-frame="https://www.youtube-nocookie.com/embed/{name}') for name in NAMES)
    assert first < page.index("<h1>") < second


def test_an_opinion_names_its_author_before_the_text(tiny: TinySite) -> None:
    page = tiny.read("y-kien/2026/11/bai-c/index.html")
    by = page.index('<div class="story-by">')
    assert page.index("<h1>") < by < page.index('<div class="text">')
    assert "Nhà văn" in page[by : by + 400]
    assert things(page)["OpinionNewsArticle"]["headline"] == "Bài C"
    assert '<strong class="sign">Ý kiến</strong>' in tiny.read("y-kien/index.html")


def test_sponsored_content_says_so_everywhere(tiny: TinySite) -> None:
    page = with_layout(tiny, "sponsored", "source: {name: Hãng, url: https://hang.vn/}\n")
    assert page.index('<p class="paid">Nội dung tài trợ</p>') < page.index("<h1>")
    assert '<a href="https://khac.vn/" rel="sponsored noopener">' in page
    assert '<a href="https://hang.vn/" rel="sponsored noopener">' in page
    assert '<a href="/thoi-su/2026/11/bai-b/">trong</a>' in page
    assert 'href="https://example.vn/x/" rel="noopener"' in page  # a link to the site itself is not paid for
    assert "AdvertiserContentArticle" in things(page)
    assert "Nội dung tài trợ</strong>" in tiny.read("thoi-su/index.html")
    assert "<title>Nội dung tài trợ: Bài A</title>" in tiny.read("feed.xml")
    assert 'term="Nội dung tài trợ"' in tiny.read("feed.xml")
    item = next(one for one in json.loads(tiny.read("feed.json"))["items"] if "Bài A" in one["title"])
    assert item["title"] == "Nội dung tài trợ: Bài A"
    assert 'rel="sponsored noopener"' in item["content_html"]


def test_sponsored_content_does_not_speak_for_the_newsroom(tiny: TinySite) -> None:
    tiny.write("data/most-read.json", '["/thoi-su/2026/11/bai-a/", "/thoi-su/2026/11/bai-b/"]')
    for name in "abcde":
        file = next(tiny.root.glob(f"content/*/{name}.md"))
        path = file.relative_to(tiny.root).as_posix()
        tiny.edit(path, "date: 2026-11-", "featured: 9\ndate: 2026-11-" if name == "a" else "date: 2026-11-")
    tiny.edit("content/thoi-su/a.md", "2026-11-20 08:24", "2026-11-24 08:24")
    tiny.edit("content/thoi-su/b.md", "2026-11-21 08:24", "2026-11-23 08:24")
    config = (tiny.root / "site.toml").read_text(encoding="utf-8")
    tiny.write("site.toml", f"{config}\n[blocks]\ndistinct = false\n")  # else what leads is not shown among most read
    with_layout(tiny, "sponsored")
    home = tiny.read("index.html")

    def titles(block: str) -> list[str]:
        section = re.search(rf'<section class="{block}[ "].*?</section>', home, re.DOTALL)
        return re.findall(r"Bài [A-E]", section[0]) if section else []

    assert titles("picks") == []
    assert titles("most-read") == ["Bài B"]
    assert titles("lead")[0] == "Bài B"
    assert "Bài A" not in tiny.read("news-sitemap.xml")
    assert "bai-a" in tiny.read("sitemap-2026-11.xml")
    said = tiny.said()
    assert "content/thoi-su/a.md:3:11: notice[N471]" in said
    assert check_against_clean(tiny) == 0
    tiny.write(
        "site.toml",
        SITE.partition("-- site.toml --\n")[2].partition("-- content")[0]
        + '[blocks]\ndistinct = false\n[sponsored]\nshow_in = ["picks", "most-read", "lead", "news-sitemap"]\n',
    )
    tiny.build()
    home = tiny.read("index.html")
    assert titles("most-read") == ["Bài A", "Bài B"]
    assert titles("lead")[0] == "Bài A"
    assert "Bài A" in tiny.read("news-sitemap.xml")
    assert "N471" not in tiny.said()


def test_a_brief_has_no_tools(tiny: TinySite) -> None:
    assert 'class="tools"' in tiny.read(A)
    assert 'class="tools"' not in with_layout(tiny, "brief")


def test_a_site_has_layouts_of_its_own(tiny: TinySite) -> None:
    own = '{% extends "layouts/opinion.html" %}{% block story_class %} cua-ta {{ page.layout }}{% endblock %}'
    tiny.write("templates/layouts/thu.html", own)
    assert story(with_layout(tiny, "thu")) == "story cua-ta thu"
    assert check_against_clean(tiny) == 0


def test_a_layout_for_other_pages_is_not_used(tiny: TinySite) -> None:
    tiny.write("templates/layouts/hep.html", '{% extends "page.html" %}')
    assert story(with_layout(tiny, "hep")) == "story"
    said = tiny.said()
    assert (
        "content/thoi-su/a.md:6:9: warning[W454]: layout `hep` is for plain pages; the usual template is used" in said
    )
    assert "layouts: brief, longread, opinion, photo, sponsored, video" in said


def test_a_new_layout_costs_the_article_and_what_shows_its_card(tiny: TinySite) -> None:
    """The list of its category is long: what does not show the card stays as it is."""
    tiny.edit("content/thoi-su/a.md", "author: Minh Hà\n", "author: Minh Hà\nlayout: brief\n")
    tiny.build()
    told = check_against_clean(tiny)
    assert told == 0
    before = tiny.tree()
    tiny.edit("content/thoi-su/a.md", "layout: brief", "layout: opinion")
    tiny.build()
    written = {path for path, data in tiny.tree().items() if before.get(path) != data}
    cards = {path for path in written if path.endswith(".html")}
    assert A in cards
    assert "thoi-su/index.html" in cards
    assert "thoi-su/page/1/index.html" not in cards  # it does not show the article
    assert all("Bài A" in tiny.read(path) for path in cards)
    # Versions of cards, and the row, which says what the article is.
    rows = sorted(path for path in written if path.startswith("search/"))
    assert rows == ["search/index.json", "search/rows/2026-11/0.json"]
    check_against_clean(tiny)


def test_a_picture_more_costs_no_list_unless_it_is_counted(tiny: TinySite) -> None:
    def lists_after(old: str, new: str) -> set[str]:
        before = tiny.tree()
        tiny.edit("content/thoi-su/a.md", old, new)
        tiny.build()
        return {path for path, data in tiny.tree().items() if before.get(path) != data and path.endswith("index.html")}

    assert lists_after("![Ảnh hai](b.png)\n", "![Ảnh hai](b.png)\n\n![Ảnh ba](lead.png)\n") == {A}
    with_layout(tiny, "photo")
    assert "thoi-su/index.html" in lists_after("\n![Ảnh ba](lead.png)\n", "")
    check_against_clean(tiny)


@pytest.mark.slow
def test_incremental_builds_are_clean_builds(tiny: TinySite) -> None:
    """Changes of layout in the article, the category, the type and the theme, in turn."""
    config = (tiny.root / "site.toml").read_text(encoding="utf-8")
    steps: list[Callable[[], None]] = [
        lambda: tiny.edit("content/thoi-su/a.md", "author: Minh Hà\n", "author: Minh Hà\nlayout: photo\n"),
        lambda: tiny.write("site.toml", config.replace('layout = "opinion"', 'layout = "brief"')),
        lambda: tiny.write("site.toml", config + '\n[sponsored]\nshow_in = ["lead"]\n'),
        lambda: tiny.write("site.toml", config.replace('live = "longread"', 'article = "thu"')),
        lambda: tiny.write(
            "templates/layouts/thu.html", '{% extends "article.html" %}{% block story_end %}x{% endblock %}'
        ),
        lambda: tiny.write("templates/layouts/thu.html", '{% extends "page.html" %}'),
        lambda: tiny.edit("content/thoi-su/a.md", "layout: photo", "layout: sponsored\nfeatured: 3"),
        lambda: tiny.write("content/but-ky/f.md", "---\ntitle: F\ndate: 2026-11-22\nlayout: vidio\n---\nx\n"),
        lambda: tiny.edit("content/but-ky/f.md", "layout: vidio", "layout: video"),
        lambda: tiny.remove("templates/layouts/thu.html"),
        lambda: tiny.remove("content/but-ky/f.md"),
    ]
    for step in steps:
        step()
        check_against_clean(tiny)


def test_a_misspelt_layout_is_told_in_each_build_that_it_concerns(tiny: TinySite) -> None:
    """The second build goes on from the first, and must not be silent because of it."""
    tiny.edit("content/thoi-su/b.md", "---\nHai", "layout: opinon\n---\nHai")
    said = tiny.said()
    assert "content/thoi-su/b.md:4:9: warning[W454]: unknown layout `opinon`; the usual template is used" in said
    assert "did you mean `opinion`? layouts: brief, longread, opinion, photo, sponsored, video" in said
    tiny.edit("content/thoi-su/a.md", "Một.", "Một hai.")
    assert "W454" in tiny.said()
    tiny.edit("content/thoi-su/b.md", "layout: opinon", "layout: opinion")
    assert "W454" not in tiny.said()
