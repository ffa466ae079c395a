"""The page of an article: its parts in the contract's order, and blocks that are empty print nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest

from tests.conftest import TinySite

SITE = """
-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn/bao"
[[categories]]
name = "Thủ đô"
[[categories]]
name = "Nhịp sống"
parent = "thu-do"
[[categories]]
name = "Kinh tế"
-- content/a.md --
---
title: "Cầu mới: thông xe"
date: 2026-11-23 08:24
updated: 2026-11-23 10:00
category: Nhịp sống
summary: Sapo của bài.
authors: [Minh Hà, Thu An]
tags: [cầu, giao thông]
image: {src: anh.svg, alt: Cây cầu, caption: Chú thích ảnh., credit: TTX}
source: {name: Nguồn tin, url: "https://nguon.example/"}
corrections: [{date: 2026-11-23 11:00, text: Đã sửa số liệu.}]
related: [b.md]
---
Thân bài, xem [bài b](b.md#muc).
-- content/anh.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"/>
-- content/b.md --
---
title: Bài liên quan
date: 2026-11-22 08:24
category: Kinh tế
---
## Mục

Văn bản.
-- content/c.md --
---
title: Bài nên xem
date: 2026-11-21 08:24
category: Kinh tế
featured: true
---
Văn bản.
-- content/d.md --
---
title: Bài khác
date: 2026-11-20 08:24
category: Thủ đô
---
Văn bản.
"""
ARTICLE = "nhip-song/2026/11/cau-moi-thong-xe/index.html"


def words(page: str) -> str:
    """The text of <main>, as a reader has it."""
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", "<" + main)))


def test_order(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.build()
    page = tiny.read(ARTICLE)
    text = words(page)
    parts = [
        "Trang chủ", "Thủ đô", "Nhịp sống", "Cầu mới: thông xe", "23/11/2026 08:24", "Đã sửa số liệu.",
        "Sapo của bài.", "Chú thích ảnh.", "TTX", "Thân bài, xem bài b .", "Minh Hà", "Thu An", "Nguồn tin", "cầu",
        "giao thông", "Có thể bạn quan tâm", "Bài liên quan", "Nên xem", "Bài nên xem", "Tin khác", "Bài khác",
        "Thủ đô", "20/11/2026 08:24",
    ]  # fmt: skip
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found != -1, f"{part!r} does not come after {text[max(0, at - 60) : at]!r}"
        at = found + len(part)
    assert '<time datetime="2026-11-23T08:24+07:00">23/11/2026 08:24</time>' in page
    assert page.count("<h1") == 1
    assert text.partition("Cầu mới")[0].count("Nhịp sống") == 1


def test_urls_carry_the_path_of_the_base_url(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.build()
    page = tiny.read(ARTICLE)
    assert 'href="/bao/kinh-te/2026/11/bai-lien-quan/#muc"' in page
    assert re.search(r'src="/bao/media/anh\.[0-9a-f]{8}\.svg"[^>]* width="1200" height="800"', page)
    assert '<link rel="canonical" href="https://example.vn/bao/nhip-song/2026/11/cau-moi-thong-xe/">' in page
    outside = re.findall(r'(?:href|src)="(/(?!bao/)[^"]*)"', page)
    assert outside == []


def test_an_empty_block_prints_nothing(site: Callable[[str], TinySite]) -> None:
    tiny = site("-- content/thoi-su/a.md --\n---\ntitle: Một\ndate: 2026-11-23\n---\nVăn bản.\n")
    tiny.build()
    page = tiny.read("thoi-su/2026/11/mot/index.html")
    assert "<h2" not in page.split("<main", 1)[1].split("</main>", 1)[0]


def test_template_syntax_in_content_is_text(site: Callable[[str], TinySite]) -> None:
    tiny = site("-- content/thoi-su/a.md --\n---\ntitle: '{{ 7*7 }}'\ndate: 2026-11-23\n---\n{{ 7*7 }} {% if %}\n")
    tiny.build()
    page = tiny.read("thoi-su/2026/11/7-7/index.html")
    assert "49" not in words(page)
    assert words(page).count("{{ 7*7 }}") >= 2
    assert "{% if %}" in words(page)


def test_markup_in_front_matter_is_text(site: Callable[[str], TinySite]) -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    tiny = site(SITE.replace("Sapo của bài.", "'" + evil.replace("'", "''") + "'"))
    tiny.build()
    for path, data in tiny.tree().items():
        assert b"<script>alert" not in data, path
        assert b"<img src=x" not in data, path


@pytest.mark.parametrize("filtered", ['asset("site.js")|tojson', 'block("latest")|string|urlencode'])
def test_a_marker_that_a_template_changes_is_an_error(site: Callable[[str], TinySite], filtered: str) -> None:
    """Its nonce would be on the page, another one in every build."""
    tiny = site(SITE + f"-- templates/404.html --\n{{{{ {filtered} }}}}\n-- templates/assets/site.js --\n\n")
    assert re.search(
        r"templates/404.html:1(?::\d+)?: error\[(?:E608\]: template changes a marker|E624\]: block)", tiny.said()
    )


def test_control_characters_of_a_template_never_go_out(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE + '-- templates/404.html --\n[{{ "\0x\0asset\x1fa\x1f{}\0\x0b\uffff" }}]\n')
    tiny.build()
    page = (tiny.public / "404.html").read_text(encoding="utf-8")
    assert page == "[\ufffdx\ufffdasset\ufffda\ufffd{}\ufffd \ufffd]\n"


@pytest.mark.parametrize(
    ("score", "shown"),
    [
        ("{home: Bãi Giữa, away: Sóng Đỏ, result: '3-2', note: Tứ kết}", "Bãi Giữa 3-2 Sóng Đỏ Tứ kết"),
        ("{home: Bãi Giữa}", "Bãi Giữa –"),
    ],
)
def test_a_match_has_its_score_on_top(site: Callable[[str], TinySite], score: str, shown: str) -> None:
    tiny = site(f"-- content/tin/a.md --\n---\ntitle: Trận\ndate: 2026-11-23\nscore: {score}\n---\nVăn bản.\n")
    tiny.build()
    found = re.search(r'<p class="score">(.*?)</p>', tiny.read("tin/2026/11/tran/index.html"))
    assert found
    assert " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) == shown
