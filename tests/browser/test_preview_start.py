"""A preview that begins, as an editor sees it: a page that waits becomes the page that was asked for.

The start stands still where it waits for another build of the site, for as long as a test holds the lock of builds.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from ssg.store.lock import only_build
from tests.browser.patience import eventually
from tests.browser.test_preview import URL
from tests.conftest import TinySite
from tests.newest import archive, unread
from tests.preview.test_answers import SITE
from tests.previewing import preview

READ = 60_000  # milliseconds in which a busy machine has read a site
EAR = """
const Before = SharedWorker;
window.heard = [];
window.SharedWorker = function (...given) {
  const worker = new Before(...given);
  worker.port.addEventListener("message", (event) => window.heard.push(JSON.parse(event.data)));
  return worker;
};
"""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_page_that_waits_becomes_the_page_that_was_asked_for(page: Page, site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    with ExitStack() as building:
        building.enter_context(only_build(tiny.root / ".ssg", lambda: None))
        with preview(tiny.root, "--lang", "vi", reads=False) as running:
            page.goto(running.origin + URL)
            expect(page.get_by_role("heading", level=1)).to_have_text("ssg đang đọc trang báo")
            expect(page.get_by_role("status")).to_contain_text("đang được dựng ở nơi khác")
            expect(page.get_by_role("progressbar")).to_be_visible()
            assert Axe().run(page).response["violations"] == []
            building.close()
            expect(page.get_by_role("heading", level=1)).to_have_text("Lũ về", timeout=READ)
            assert page.evaluate("document.querySelector('ssg-preview').dataset.kind") == "article"


def test_an_open_page_stays_while_another_preview_begins(page: Page, site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    with preview(tiny.root, "--lang", "vi") as running:
        page.add_init_script(EAR)
        page.goto(running.origin + URL)
        assert eventually(page, lambda: page.evaluate("window.ssgPreview === true"))
        page.evaluate("window.mark = 'here'")
        with only_build(tiny.root / ".ssg", lambda: None):
            running.restart(reads=False)
            tiny.edit("content/tin/a.md", "Nước lên.", "Nước xuống.")
            assert eventually(page, lambda: page.evaluate("window.heard.some((news) => 'start' in news)"))
            assert "Nước lên." in page.inner_text("main")
        assert eventually(page, lambda: "Nước xuống." in page.inner_text("main"))
        assert page.evaluate("window.mark === 'here'")


def test_the_newest_are_shown_while_all_are_read(page: Page, tmp_path: Path) -> None:
    told = tmp_path / "told"
    with unread(archive(tmp_path / "site"), told) as (origin, _):
        note = page.get_by_text("mới chỉ có những bài mới nhất")
        page.goto(f"{origin}/tin/2026/11/tin-moi-nhat/")
        expect(note).to_be_visible(timeout=READ)
        expect(page.get_by_role("heading", level=1)).to_have_text("Tin mới nhất")
        expect(page.get_by_role("link", name="bài cũ")).to_have_count(0)
        told.touch()
        expect(page.get_by_role("link", name="bài cũ")).to_be_visible(timeout=READ)
        expect(note).to_have_count(0)


def test_what_the_first_look_lacks_comes_when_all_is_read(page: Page, tmp_path: Path) -> None:
    told = tmp_path / "told"
    with unread(archive(tmp_path / "site"), told) as (origin, _):
        loads: list[str] = []
        page.on("load", lambda _: loads.append(page.url))
        page.goto(f"{origin}/tin/2020/01/bai7/")
        expect(page.locator("ssg-preview[data-kind=glance]")).to_have_count(1, timeout=READ)
        expect(page.get_by_role("heading", level=1)).to_have_text("ssg đang đọc trang báo")
        told.touch()
        expect(page.get_by_role("heading", level=1)).to_have_text("Bài7", timeout=READ)
        assert len(loads) <= 3
