"""Advertising slots: nothing moves when an advertisement arrives, on any screen, and a script chooses among several."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.geometry import violations
from tests.browser.patience import drawn, eventually
from tests.browser.server import serve
from tests.browser.test_blocks import SHIFTS
from tests.browser.test_pages import axe_source
from tests.samples import NOW, build_sample, run_build

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ARTICLE = "/di-san/2026/11/bay-tram-ngay-ha-giai-mot-ngoi-dinh/"
SLOTS = """
[ads]
choose = "reader"
"""
PLACES = {"masthead": 1, "section": 1, "paragraph": 2, "rail": 1, "panels": 1}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}">'
    '<rect width="100%" height="100%" fill="#1e6a4d"/></svg>'
)
TOPS = "[...document.querySelectorAll('main *')].map((e) => e.getBoundingClientRect().top + scrollY)"
LONG = "Công ty trách nhiệm hữu hạn Gốm sứ Bến Nước Sông Hồng Việt Nam"


def with_ads(folder: Path) -> None:
    text = SLOTS
    for place, after in PLACES.items():
        counted = f"after = {after}\n" if place in ("paragraph", "rail", "panels") else ""
        sizes = '{ 0 = "300x250" }' if place in ("rail", "paragraph") else '{ 0 = "320x100", 768 = "728x90" }'
        text += f'[[ads.slots]]\nname = "{place}"\nplace = "{place}"\n{counted}sizes = {sizes}\n'
    config = folder / "site.toml"
    own = re.sub(r"\[\[ads\.slots\]\]\n(?:\w.*\n)+", "", config.read_text(encoding="utf-8"))
    config.write_text(own + text, encoding="utf-8")
    shutil.rmtree(folder / "data/ads")  # of the sample
    (folder / "data/ads").mkdir()
    (folder / "static/qc").mkdir(parents=True)
    for name, size in {"hep": (320, 100), "rong": (728, 90), "vuong": (300, 250)}.items():
        (folder / f"static/qc/{name}.svg").write_text(SVG.format(*size), encoding="utf-8")
    for place in PLACES:
        picture = "vuong" if place in ("rail", "paragraph") else "hep"
        wide = "" if picture == "vuong" else 'images = { 768 = "qc/rong.svg" }\n'
        lines = f'slot = "{place}"\nimage = "qc/{picture}.svg"\n{wide}alt = "Gốm"\n'
        lines += f'advertiser = "{LONG}"\nuntil = "open"\n'
        (folder / f"data/ads/{place}.toml").write_text(lines, encoding="utf-8")
    words = f'slot = "panels"\ntitle = "{LONG}"\ntext = "{LONG}"\nuntil = "open"\n'
    (folder / "data/ads/chu.toml").write_text(words, encoding="utf-8")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample newsroom with an advertisement in each place; between panels two, one of them of words."""
    folder = tmp_path_factory.mktemp("ads") / "site"
    build_sample(folder, copies=False)
    with_ads(folder)
    with serve(run_build(folder, NOW)) as address:
        yield address


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["/", "/thu-do/", ARTICLE])
def test_nothing_moves_when_advertisements_arrive(browser: Browser, address: str, path: str, width: int) -> None:
    held: list[Route] = []
    released: list[bool] = []
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="vi-VN")
    page = context.new_page()
    page.route("**/qc/*.svg", lambda route: route.continue_() if released else held.append(route))
    page.goto(address + path, wait_until="domcontentloaded")
    page.evaluate("document.fonts.ready")
    page.evaluate("for (const img of document.querySelectorAll('.ad img')) img.loading = 'eager'")
    ads = page.locator(".ad img")
    assert eventually(page, lambda: len(held) > 0)
    before = page.evaluate(TOPS)
    page.evaluate(SHIFTS)
    drawn(page)  # what moved before is told
    moved = page.evaluate("moved")
    released.append(True)
    for route in held:
        route.continue_()
    there = "(all) => all.length > 0 && all.every((img) => img.complete && img.naturalWidth > 0)"
    assert eventually(page, lambda: ads.evaluate_all(there))
    drawn(page)
    assert page.evaluate(TOPS) == before
    assert page.evaluate("moved") == moved
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_slots_fit_and_can_be_read(
    browser: Browser, address: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for path in ("/", "/thu-do/", ARTICLE):
        page.goto(address + path)
        assert page.locator(".ad").count() >= 2
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        rooms = page.locator(".ad-room").evaluate_all("(all) => all.map((e) => e.clientWidth).filter(Boolean)")
        assert min(rooms) >= 300  # a frame of another site is never cut off
        page.evaluate(axe_source())
        assert violations(page) == []
    context.close()


def test_a_script_chooses_by_weight_and_without_it_the_first_is_shown(browser: Browser, address: str) -> None:
    seen = set()
    for chance in (0.1, 0.9):
        context = browser.new_context()
        page = context.new_page()
        page.add_init_script(f"Math.random = () => {chance}")
        page.goto(address)
        seen.add(page.locator(".ad-panels .ad-room > *").first.evaluate("(e) => e.localName"))
        assert page.locator("[data-choose] template").count() == 0
        context.close()
    assert seen == {"picture", "span"}
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator(".ad-panels .ad-words").is_visible()
    context.close()
