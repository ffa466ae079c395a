"""The tutorial of `docs/theming.md`, step by step: each builds, shows what it says, and can be read by all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.server import serve
from tests.browser.test_pages import OVERFLOW, axe_source, found_at, violations
from tests.conftest import TinySite
from tests.portal import begin, read_steps, take
from tests.test_plain_pages import check_against_clean

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ARTICLE = "di-san/2026/11/bay-tram-ngay-ha-giai-mot-ngoi-dinh/index.html"
OPINION = "ban-doc/2026/11/chiec-ghe-da-quay-lung-ra-ho/index.html"
PHOTOS = "nhip-song-thu-do/2026/11/14-tuyen-buyt-nho-se-gom-khach-ve-ga-metro-so-5/index.html"
# Of each step: pages, and what only they show from then on.
SHOWN = {
    1: {"index.html": "img/ben-nuoc."},
    2: {"index.html": "css/ben-nuoc.", ARTICLE: "js/ben-nuoc."},
    3: {"index.html": "panel-numbers"},
    4: {ARTICLE: "article-grid"},
    5: {OPINION: "story-opinion", PHOTOS: "story-photo"},
    6: {"mua-lu-2026/index.html": '<header class="landing"><h1>Mùa lũ 2026</h1>'},
    7: {"kinh-te/index.html": "<td>148.200.000</td>"},
    8: {"toa-soan/ben-nuoc/index.html": "số 8 đường Bến Nước", "index.html": "/toa-soan/ben-nuoc/"},
    9: {"english/index.html": '<html lang="en">'},
    10: {"404.html": "<h2>Mới nhất</h2>", OPINION: "Bến Nước đăng nguyên văn thư bạn đọc."},
}


NEWS = """---
title: {title}
date: 2026-11-24 11:{minute}
category: {category}
tags: [đê điều, {category}]
topic: Mùa lũ sông Hồng 2026
author: Minh Hà
---
Nước đã rút.
"""
EDITS: tuple[Callable[[TinySite], None], ...] = (
    lambda tiny: tiny.write("content/moi/1.md", NEWS.format(title="Đê vững", minute="05", category="Văn hóa")),
    lambda tiny: tiny.write("content/moi/2.md", NEWS.format(title="Chợ họp", minute="10", category="Kinh tế")),
    lambda tiny: tiny.edit("content/moi/2.md", "category: Kinh tế", "category: Thể thao"),
    lambda tiny: tiny.edit("content/moi/1.md", "đê điều", "bãi sông"),
    lambda tiny: tiny.edit("data/gia-vang.toml", "148200000", "149000000"),
    lambda tiny: tiny.edit("content/moi/1.md", "title: Đê vững", "title: Đê vững qua mùa"),
    lambda tiny: tiny.remove("content/moi/2.md"),
)


def test_step_by_step(tmp_path: Path, page: Page) -> None:
    tiny = TinySite(tmp_path / "site", "")
    (tiny.root / "content").rmdir()
    begin(tiny.root)
    told = (tiny.root / "site.toml").read_text(encoding="utf-8")
    # Without smaller copies of its pictures, which take most of the time.
    tiny.write("site.toml", f'title = "x"\n{told}\n[pictures]\nwidths = []\nshapes = false\n')
    tiny.build()
    for number, step in enumerate(read_steps(), 1):
        before = {name: tiny.read(name) for name in SHOWN[number] if (tiny.public / name).exists()}
        if number == 1:
            tiny.edit("site.toml", 'title = "x"\n', "")
        take(step, tiny.root)
        assert tiny.said(tiny.build()) == "", step.title
        for name, text in SHOWN[number].items():
            assert text in tiny.read(name), (step.title, name)
            assert text not in before.get(name, ""), (step.title, name)
    assert json.loads(tiny.read(ARTICLE.replace("index.html", "index.json")))["title"]
    for edit in EDITS:
        edit(tiny)
        assert {d.code for d in tiny.build().diagnostics} <= {"W440", "W441"}, "URLs that change are said"
    check_against_clean(tiny)
    assert "<td>149.000.000</td>" in tiny.read("kinh-te/index.html")
    assert "Đê vững" in tiny.read("mua-lu-2026/index.html")
    with serve(tiny.public) as home:
        page.emulate_media(reduced_motion="reduce")
        for name in ("index.html", ARTICLE, OPINION, "mua-lu-2026/index.html", "kinh-te/index.html", "404.html"):
            page.goto(f"{home}/{name.removesuffix('index.html')}", wait_until="load")
            assert found_at(page, (390, 1280), OVERFLOW) == {}, name
            page.evaluate(axe_source())
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                assert violations(page) == [], (name, scheme)
