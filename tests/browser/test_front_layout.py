"""Frame and front page with names, menus and numbers of articles as they are, measured at each width in each look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from ssg.core.config.theme_keys import PRESETS
from tests.browser.conftest import Sites
from tests.browser.fronts import full_site, young_site
from tests.browser.patience import drawn
from tests.browser.server import serve
from tests.browser.test_pages import OVERFLOW, scroll_through
from tests.samples import REPOSITORY, once

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTHS = (390, 768, 1024, 1280, 1920)
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
SITES = ("full", "bare", "young", "nhanh", "tap-chi")

OVERLAPS = """
(selectors) => {
  const seen = (e) => {
    const style = getComputedStyle(e);
    if (e.closest("[inert], .unseen")) return false;
    return e.checkVisibility({ visibilityProperty: true }) && style.clipPath === "none";
  };
  const boxes = [...document.querySelectorAll(selectors)].filter(seen).map((e) => {
    const range = document.createRange();
    range.selectNodeContents(e);
    const own = range.getBoundingClientRect();
    // What a box cuts off does not print over anything.
    let [left, top, right, bottom] = [own.left, own.top, own.right, own.bottom];
    for (let box = e; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX === "visible") continue;
      const edge = box.getBoundingClientRect();
      [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
      [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
    }
    return { e, left, top, right, bottom };
  }).filter((b) => b.right - b.left > 1 && b.bottom - b.top > 1);
  const found = [];
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
    if (a.e.contains(b.e) || b.e.contains(a.e)) return;
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 1 && high > 2) found.push([a, b].map((one) => one.e.textContent.trim().slice(0, 40)).join(" | "));
  }));
  return found.slice(0, 5);
}
"""
TEXTS = (
    ".masthead .name, .masthead .owner, .masthead-date, .tagline, .menu-all summary i, .menu-all summary span, "
    ".menu-name, .menu-search i, .menu-set b, .menu-bar > li:not(.menu-home) > a, .menu-home i, .menu-more summary, "
    "main .title, main .heading h2, main .children a, main .meta"
)
HEADLINES = """() => [...document.querySelectorAll("main :is(a.title, .title a)")]
  .filter((a) => a.getClientRects().length).map((a) => a.getAttribute("href"))"""
ON_SCREEN = """() => [...document.querySelectorAll("main :is(a.title, .title a)")]
  .filter((a) => { const box = a.getBoundingClientRect(); return box.height && box.bottom <= innerHeight; }).length"""
SMALL = """() => [...document.querySelectorAll("a[href], button, summary, input, select")].filter((e) => {
  if (!e.checkVisibility({ visibilityProperty: true }) || e.closest(".unseen, .skip, [inert], [aria-hidden], .text p"))
    return false;
  const boxes = [...e.getClientRects()];
  return Math.max(...boxes.map((b) => b.height)) < 24 || Math.max(...boxes.map((b) => b.width)) < 24;
}).map((e) => `${e.outerHTML.slice(0, 60)} ${JSON.stringify(e.getClientRects()[0])}`).slice(0, 5)"""
BLOWN = """() => [...document.querySelectorAll("main .card img")].filter((img) => {
  const box = img.getBoundingClientRect();
  if (!box.width || !img.naturalWidth || getComputedStyle(img).objectFit !== "cover") return false;
  return Math.max(box.width / img.naturalWidth, box.height / img.naturalHeight) > 1.35;
}).map((img) => `${img.src} ${img.getBoundingClientRect().width}`)"""


def build(folder: Path) -> None:
    full_site(folder / "full", articles=90)
    full_site(folder / "bare", pictures=False, articles=60)
    young_site(folder / "young")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The sites, served: full, without a picture, and with three articles."""
    folder = once(tmp_path_factory, "fronts", build)
    with ExitStack() as stack:
        yield {name: stack.enter_context(serve(folder / name / "public")) for name in ("full", "bare", "young")}


def open_front(page: Page, address: dict[str, str], name: str) -> None:
    """Open the front page of a site; for a preset that of the full one, in its look."""
    page.goto(f"{address.get(name, address['full'])}/", wait_until="load")
    if sheet := PRESETS.get(name):
        page.route("**/preset.css", lambda route: route.fulfill(path=REPOSITORY / "templates" / "assets" / sheet))
        page.add_style_tag(url=f"{address['full']}/preset.css")
    page.evaluate("document.fonts.ready.then(() => true)")


@pytest.mark.parametrize("name", SITES)
def test_nothing_overprints_or_leaves_the_screen(name: str, page: Page, address: dict[str, str]) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_front(page, address, name)
    found: dict[int, Any] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        drawn(page)  # the bar of sections is arranged after the next frame
        if wrong := [*page.evaluate(OVERFLOW), *page.evaluate(OVERLAPS, TEXTS)]:
            found[width] = wrong
        if (high := page.locator(".masthead").evaluate("e => e.offsetHeight")) > 150:
            found.setdefault(width, []).append(f"masthead of {high} px")
    assert found == {}


@pytest.mark.parametrize("name", SITES)
def test_no_headline_stands_twice(name: str, page: Page, address: dict[str, str]) -> None:
    page.set_viewport_size(DESKTOP)
    open_front(page, address, name)
    shown = page.evaluate(HEADLINES)
    assert len(shown) == len(set(shown)) >= 3
    assert name == "young" or len(shown) > 45


def test_the_sample_s_front_page(page: Page, sites: Sites) -> None:
    """Enough on the first screen, no headline twice, and no longer than nine screens of a phone."""
    page.set_viewport_size(DESKTOP)
    page.goto(f"{sites.sample}/", wait_until="load")
    page.evaluate("document.fonts.ready.then(() => true)")
    shown = page.evaluate(HEADLINES)
    assert len(shown) == len(set(shown)) > 40
    assert page.evaluate(ON_SCREEN) >= 12
    page.set_viewport_size(PHONE)
    assert page.evaluate(ON_SCREEN) >= 4
    lead = page.locator(".lead .big img").bounding_box()
    assert lead is not None
    assert round(lead["width"] / lead["height"], 1) == 1.8
    assert page.evaluate("document.documentElement.scrollHeight") <= 9 * PHONE["height"]
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_targets_and_pictures(width: int, page: Page, address: dict[str, str]) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address['full']}/", wait_until="load")
    scroll_through(page)
    assert page.evaluate(SMALL) == []
    assert page.evaluate(BLOWN) == []


def test_three_breaking_titles_leave_room(page: Page, address: dict[str, str]) -> None:
    for width, most in ((390, 72), (1280, 72)):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{address['full']}/", wait_until="load")
        assert page.locator(".breaking li").count() == 3
        assert page.locator(".breaking").evaluate("e => e.offsetHeight") <= most


def test_sections_that_do_not_fit_stand_under_more(page: Page, still: Page, address: dict[str, str]) -> None:
    every = "all => all.map((a) => a.textContent.trim())"
    for width in (1024, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{address['full']}/thoi-su-chinh-tri/", wait_until="load")
        page.evaluate("document.fonts.ready.then(() => true)")
        bar = page.locator(".menu-bar > li:not([inert], .menu-home, .menu-archive) > a").evaluate_all(every)
        rest = page.locator(".menu-more li:not([hidden]) a").evaluate_all(every)
        assert len(bar) >= 3
        assert len(bar) + len(rest) == len(set(bar) | set(rest)) == 15
        page.locator(".menu-more summary").click()
        assert page.locator(".menu-more li:not([hidden]) a").first.is_visible()
        assert page.evaluate(OVERFLOW) == []
        # The children of a section, under the whole bar.
        page.mouse.move(5, 700)
        page.locator(".menu-bar > li:nth-child(4) > a").hover()
        child = page.locator(".menu-bar > li:nth-child(4) li:last-child a")
        child.wait_for(state="visible")
        assert page.evaluate(OVERFLOW) == []
    still.set_viewport_size({"width": 1280, "height": 800})
    still.goto(f"{address['full']}/", wait_until="load")
    still.locator(".menu-bar > li:nth-child(4) > a").hover()
    still.locator(".menu-bar > li:nth-child(4) li:last-child a").wait_for(state="visible")
    assert not still.locator(".menu-more").count()
    for reader in (page, still):
        before = reader.locator("main").bounding_box()
        reader.locator(".menu-all summary").click()
        sections = reader.locator(".menu-bar > li:not(.menu-home)")
        assert sections.count() == sections.filter(visible=True).count() == 16
        assert reader.locator(".menu-bar a:not(.menu-home a)").filter(visible=True).count() == 16 + 15 * 6
        assert reader.locator("main").bounding_box() == before


def test_the_row_at_the_top(page: Page, address: dict[str, str]) -> None:
    """On a phone as on a desktop one row of 56 px stays: menu, name, search, settings; the bar comes to the section."""
    for width, name in ((390, ".masthead .name a"), (1280, ".menu-name")):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(f"{address['full']}/doi-song-xa-hoi/", wait_until="load")
        if width == 390:
            current = page.locator(".menu-bar [aria-current]").bounding_box()
            assert current is not None
            assert current["x"] >= 0
            assert current["x"] + current["width"] <= width
        page.evaluate("scrollTo({ top: 900, behavior: 'instant' })")
        for part in (name, ".menu-all summary", ".menu-search", ".menu-set"):
            page.locator(part).wait_for(state="visible")
            box = page.locator(part).bounding_box()
            assert box is not None, part
            assert box["y"] >= 0, part
            assert box["y"] + box["height"] <= 58, part


def test_the_menu_scrolls_within_the_screen(page: Page, address: dict[str, str]) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{address['full']}/", wait_until="load")
    before = page.locator("main").bounding_box()
    page.locator(".menu-all summary").click()
    assert page.locator("main").bounding_box() == before  # nothing moves
    last = page.locator(".menu-bar a").last
    last.scroll_into_view_if_needed()
    box = last.bounding_box()
    assert box is not None
    assert box["y"] < PHONE["height"]
    assert page.evaluate(OVERFLOW) == []
