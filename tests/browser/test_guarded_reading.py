"""A guarded article as readers meet it: the rest takes its place for who may read it, and for nobody else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.server import serve
from tests.conftest import CONFIG, TinySite, article_file

BODY = """Một.

Hai.

Ba của phần còn lại.

## Mục sau

::: embed https://youtu.be/aqz-KE-bpKQ Phim
:::
"""
FRONT = {"title": "Bài", "date": "2026-11-20", "access": "paid"}
ARTICLE, REST = "/tin/2026/11/bai/", "/access/paid/tin/2026/11/bai/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    access = '[access]\nsign_in = "/vao/?ve={url}"\nsubscribe = "/thue-bao/"\n'
    root: Path = tmp_path_factory.mktemp("access")
    tiny = TinySite(root / "site", f"-- site.toml --\n{CONFIG}{access}{article_file('tin/a.md', BODY, **FRONT)}")
    tiny.build()
    with serve(tiny.public) as found:
        yield found
    shutil.rmtree(root)


def test_a_subscriber_reads_on_under_the_teaser(page: Page, address: str) -> None:
    page.goto(f"{address}{ARTICLE}#muc-sau")
    expect(page.get_by_text("Ba của phần còn lại.")).to_be_visible()
    expect(page.locator(".gate")).to_have_count(0)
    assert page.locator(".story-body .text").all_inner_texts()[0].split() == ["Một.", "Hai."]
    assert page.locator("h1").count() == 1
    expect(page.locator("a.embed-link .embed-note")).to_have_count(1)  # js/embeds.js has prepared it, once


@pytest.mark.parametrize("kind", ["refused", "sign-in page", "way to the sign-in", "broken"])
def test_all_others_keep_what_they_have(page: Page, address: str, kind: str) -> None:
    def answer(route: Route) -> None:
        if kind == "refused":
            route.fulfill(status=401, body="")
        elif kind == "sign-in page":
            route.fulfill(status=200, content_type="text/html", body="<h1>Đăng nhập</h1><form></form>")
        elif kind == "broken":
            route.abort()
        else:
            route.fulfill(status=302, headers={"Location": f"{address}/"}, body="")

    page.route(f"**{REST}", answer)
    with page.expect_request(f"**{REST}"):
        page.goto(f"{address}{ARTICLE}")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".gate")).to_be_visible()
    expect(page.locator("h1")).to_have_text("Bài")
    assert "Đăng nhập" not in page.locator("h1").inner_text()
    page.unroute_all()


def test_without_scripts_a_link_leads_to_the_whole_text(still: Page, address: str) -> None:
    still.goto(f"{address}{ARTICLE}")
    assert still.get_by_text("Ba của phần còn lại.").count() == 0
    still.get_by_role("link", name="Đã đăng nhập? Đọc tiếp").click()
    assert still.url.endswith(REST)
    expect(still.get_by_text("Ba của phần còn lại.")).to_be_visible()
    expect(still.get_by_text("Hai.")).to_be_visible()
    still.get_by_role("link", name="Về trang của bài viết").click()
    assert still.url.endswith(ARTICLE)


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits(browser: Browser, address: str, width: int, scheme: str) -> None:
    size = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, color_scheme=scheme, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    for path in (ARTICLE, REST):
        page.goto(f"{address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
