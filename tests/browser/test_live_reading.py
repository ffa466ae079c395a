"""A live article in the browser: new entries are offered, and nothing moves until they are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.patience import eventually
from tests.browser.server import serve
from tests.conftest import TinySite

pytestmark = pytest.mark.browser

ARTICLE = """-- content/tin/a.md --
---
title: Tường thuật
date: 2026-11-24 06:00
type: live
---
Trước giờ.

## 08:00 Mở màn

Một.

## 07:00 Chuẩn bị

Hai.
"""
NEWER = "## 08:10 Bàn thắng {.chinh}\n\nVào!\n\n## 08:05\n\nBa.\n\n## 08:00 Mở màn"


def test_new_entries_are_offered(page: Page, tmp_path: Path) -> None:
    site = TinySite(tmp_path / "site", ARTICLE)
    site.build()
    with serve(site.public) as address:
        page.clock.install(time="2026-11-24T01:30:00Z")
        page.goto(f"{address}/tin/2026/11/tuong-thuat/")
        titles = "[...document.querySelectorAll('.entry h2')].map((title) => title.innerText.replace(/\\s+/g, ' '))"
        assert page.evaluate(titles) == ["08:00 Mở màn", "07:00 Chuẩn bị"]
        page.clock.run_for(40_000)
        page.wait_for_load_state("networkidle")
        assert page.locator(".live-new button").is_hidden()
        page.evaluate("document.querySelector('#luc-20261124-0700').scrollIntoView({ behavior: 'instant' })")
        where = "document.querySelector('#luc-20261124-0700').getBoundingClientRect().top"
        before = page.evaluate(where)
        site.edit("content/tin/a.md", "## 08:00 Mở màn", NEWER)
        site.edit("content/tin/a.md", "Một.", "Một, đã sửa.")
        site.build()
        page.clock.run_for(40_000)
        page.locator(".live-new button").wait_for(state="visible")
        assert page.locator(".live-new").get_attribute("role") == "status"
        assert page.locator(".live-new button").inner_text() == "2 tin mới"
        assert page.evaluate(where) == before
        assert "Một, đã sửa." in page.locator("#luc-20261124-0800").inner_text()
        page.locator(".live-new button").click()
        assert page.evaluate(titles) == ["08:10 Bàn thắng", "08:05", "08:00 Mở màn", "07:00 Chuẩn bị"]
        assert page.evaluate("document.activeElement.id") == "luc-20261124-0810"
        assert page.locator(".live-new button").is_hidden()
        assert "24/11/2026 08:10" in page.locator(".live-head").inner_text()
        assert "Diễn biến chính" in page.locator(".live-head").inner_text()
        page.clock.run_for(40_000)
        page.wait_for_load_state("networkidle")
        assert page.locator(".live-new button").is_hidden()
        summary = page.locator(".live-summary .text")
        assert summary.inner_text() == "Trước giờ."
        site.edit("content/tin/a.md", "Trước giờ.", "Chủ nhà dẫn trước.")
        site.build()
        page.clock.run_for(40_000)
        assert eventually(page, lambda: summary.inner_text() == "Chủ nhà dẫn trước.")


def test_a_report_that_is_over_asks_no_more(page: Page, tmp_path: Path) -> None:
    site = TinySite(tmp_path / "site", ARTICLE)
    site.build()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("live.html") else None)
    with serve(site.public) as address:
        page.clock.install(time="2026-11-24T12:59:00Z")
        page.goto(f"{address}/tin/2026/11/tuong-thuat/")
        page.clock.run_for(31_000)
        page.wait_for_load_state("networkidle")
        assert len(asked) == 1
        page.clock.run_for(600_000)
        page.wait_for_load_state("networkidle")
        assert len(asked) <= 2  # at 20:00 the newest entry is 12 hours old
