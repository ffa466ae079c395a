"""Charts on the narrowest telephone: no number behind a bar is cut, as a part of it would be another number."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import serve
from tests.conftest import CONFIG, TinySite, article_file

KINDS = ("bar", "stacked", "line")
BODY = "\n\n".join(f"::: chart data=lon.csv kind={kind}\n:::" for kind in KINDS)
DATA = """Tên;Số có tên dài đến nỗi phải xuống dòng trên điện thoại;Số khác
<b>Nguyễn Văn A và những người khác</b> có tên rất dài;1.234.567.890.123,5;5
Đường Nguyễn Thị Minh Khai kéo dài và các đường nhánh;999.999.999.999.999;0,001
"""
FRONT = {"title": "Bài", "date": "2026-11-20"}
RIGHTS = """all => all.filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
.map(one => one.textContent)"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root: Path = tmp_path_factory.mktemp("charts")
    tiny = TinySite(root / "site", f"-- site.toml --\n{CONFIG}{article_file('tin/a.md', BODY, **FRONT)}")
    tiny.write("data/lon.csv", DATA)
    tiny.build()
    with serve(tiny.public) as found:
        yield found
    shutil.rmtree(root)


@pytest.mark.parametrize("width", [320, 390])
def test_no_number_is_cut(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/tin/2026/11/bai/")
    expect(page.locator("figure.chart")).to_have_count(len(KINDS))
    page.evaluate("document.fonts.ready.then(() => true)")
    texts = page.locator("figure.chart svg text")
    assert texts.count() > 10
    assert texts.evaluate_all(RIGHTS) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    first, last = (page.locator(f".chart-lines > text:nth-last-of-type({at})").bounding_box() for at in (2, 1))
    assert first is not None
    assert last is not None
    assert first["x"] + first["width"] < last["x"]
