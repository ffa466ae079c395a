"""A colleague opens a shared draft in a browser: its styles and pictures are there, and no link leads further."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import TinySite
from tests.preview.test_share import SITE, URL, Colleague
from tests.previewing import preview

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_shared_draft_looks_as_it_will(tmp_path: Path, browser: Browser) -> None:
    tiny = TinySite(tmp_path, SITE)
    with preview(tiny.root, "--share", "--share-port", "0") as running:
        friend = Colleague(running)
        token = friend.link("tin/nhap.md")
        context = browser.new_context(locale="vi-VN", service_workers="block")
        context.set_default_timeout(30_000)
        page = context.new_page()
        failed: list[tuple[int, str]] = []
        sent: list[str] = []
        page.on("response", lambda reply: failed.append((reply.status, reply.url)) if reply.status >= 400 else None)
        page.on("request", lambda request: sent.append(request.headers.get("referer", "")))
        page.goto(f"http://127.0.0.1:{friend.port}/_share/{token}")
        assert page.url == f"http://127.0.0.1:{friend.port}{URL}"
        page.wait_for_load_state("load")
        assert page.text_content("h1") == "Bản nháp mật"
        assert page.evaluate("[...document.images].map((i) => { i.loading = 'eager'; return i.src; }).length") >= 2
        page.wait_for_function("[...document.images].every((i) => i.complete && i.naturalWidth > 0)")
        assert page.evaluate("[...document.styleSheets].filter((s) => s.cssRules.length).length") >= 1
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily") != "serif"
        assert failed == []
        assert not any(sent), "no address of the site is told to anybody"
        assert token not in page.content()
        page.goto(f"http://127.0.0.1:{friend.port}/")
        assert page.text_content("body") == "forbidden\n"
        context.close()
