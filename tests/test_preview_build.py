"""Builds that show drafts and scheduled articles: for a staging server, never for search engines and feed readers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.command import ssg
from tests.conftest import TinySite

SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[feeds]
content = "full"
[[categories]]
name = "Tin"
-- content/tin/a.md --
---
title: Ai cũng đọc
date: 2026-11-20
author: Minh Hà
topic: Mùa lũ
tags: [một]
---
Xem [bài kia](mat.md#x) và [bài nữa](b.md).
-- content/tin/b.md --
---
title: Bài nữa
date: 2026-11-21
---
x
"""
HIDDEN = """---
title: Bài mật
date: 2026-10-{day}
author: Người Mật
topic: Chuyện mật
category: Mục mật
tags: [mật một, một]
{extra}
---
Chưa ai được đọc.
"""
DRAFT = HIDDEN.format(day="20", extra="draft: true")
SCHEDULED = HIDDEN.replace("2026-10-", "2027-01-").format(day="20", extra="")
FOR_MACHINES = re.compile(r"(sitemap.*|feed|rss)\.(xml|json)$")


@pytest.fixture(params=[("drafts", DRAFT), ("future", SCHEDULED)], ids=["drafts", "future"])
def shown(request: pytest.FixtureRequest, site: Callable[[str], TinySite]) -> tuple[TinySite, dict[str, bool]]:
    option, text = request.param
    tiny = site(SITE)
    tiny.write("content/tin/mat.md", text)
    for number in range(3):
        tiny.write(f"content/tin/mat{number}.md", text.replace("mật\n", f"mật {number}\n"))
    return tiny, {option: True}


def test_every_page_is_hidden_and_machines_hear_of_what_is_public(shown: tuple[TinySite, dict[str, bool]]) -> None:
    tiny, options = shown
    tiny.build(**options)
    tree = {path: data.decode(errors="replace") for path, data in tiny.tree().items()}
    assert any("bai-mat" in path for path in tree)
    assert "Bài mật" in tree["index.html"] or "Bài mật" in tree["muc-mat/index.html"]
    for path, text in tree.items():
        if path.endswith(".html") and not path.startswith("_blocks/"):
            assert '<meta name="robots" content="noindex">' in text, path
        if FOR_MACHINES.search(path):
            assert "bai-mat" not in text, path
            assert "Bài mật" not in text, path
        if FOR_MACHINES.search(path) and "sitemap" in path:
            assert "mat" not in re.sub("sitemap", "", text), path
    assert tree["robots.txt"] == "User-agent: *\nDisallow: /\n"
    assert "Ai cũng đọc" in tree["feed.xml"]
    assert "https://example.vn/tin/2026/11/bai-nua/" in tree["feed.xml"]  # links of texts, too


def test_sitemaps_are_those_of_a_build_for_readers(shown: tuple[TinySite, dict[str, bool]]) -> None:
    tiny, options = shown
    tiny.build()
    sitemaps = {path: data for path, data in tiny.tree().items() if "sitemap" in path}
    tiny.build(**options)
    assert {path: data for path, data in tiny.tree().items() if "sitemap" in path} == sitemaps


def test_from_one_kind_of_build_to_the_other_and_back(shown: tuple[TinySite, dict[str, bool]]) -> None:
    tiny, options = shown
    clean, looking = tiny.root / "sach", tiny.root / "xem"
    tiny.try_build(output=clean)
    tiny.try_build(output=looking, **options)
    for number in range(2):
        tiny.build(**options)
        assert tiny.tree() == tiny.tree(looking), number
        tiny.build()
        assert tiny.tree() == tiny.tree(clean), number


def test_the_sites_own_robots_txt_does_not_let_machines_in(shown: tuple[TinySite, dict[str, bool]]) -> None:
    tiny, options = shown
    tiny.write("static/robots.txt", "User-agent: *\nAllow: /\n")
    tiny.write("static/ads.txt", "x")
    for _ in range(2):
        tiny.build(**options)
        assert tiny.read("robots.txt") == "User-agent: *\nDisallow: /\n"
        assert tiny.read("ads.txt") == "x"
    tiny.build()
    assert tiny.read("robots.txt") == "User-agent: *\nAllow: /\n"


def test_the_command_says_so_and_nobody_is_told(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("content/tin/mat.md", DRAFT)
    tiny.edit("site.toml", "[feeds]", '[ping]\nindexnow = "0123456789abcdef"\n[feeds]')
    report = tiny.root / "report.json"
    for _ in range(2):  # the second has nothing to do
        built = ssg("build", "-C", tiny.root, "--drafts", "--report", report, "--now", "2026-11-24")
        assert "preview build" in built.stdout
        told = ssg("ping", "-C", tiny.root, "--report", report)
        assert (told.returncode, told.stderr) == (
            0,
            "preview build with articles that are not public: no notifications sent\n",
        )
    assert "preview build" not in ssg("build", "-C", tiny.root, "--now", "2026-11-24").stdout
