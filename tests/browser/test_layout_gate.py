"""The gate of the theme: with real names, menus and texts nothing overlaps, is cut off or stands twice.

`geometry.py` computes what an eye would see; each of its looks is proved with a fault that is put in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from typing import Any, NamedTuple

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from ssg.core.look import LEAST_CONTRAST, contrast
from tests.browser import gate_sites
from tests.browser.geometry import faults, twice, violations
from tests.browser.patience import LIMIT
from tests.browser.server import serve
from tests.browser.test_pages import axe_source
from tests.samples import once

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTHS = (320, 390, 768, 1280, 1920)  # 320: 1,280 at 400 %
LOOKED_AT_CLOSELY = (390, 1280)
FULL = "/khoa-hoc-cong-nghe/2026/11"
PAGES = {
    "home": "full:/",
    "section": "full:/khoa-hoc-cong-nghe/",
    "search": "full:/search/?q=nghị quyết",
    "article with a table": f"full:{FULL}/bang/",
    "opinion with a portrait": f"full:{FULL}/chan-dung/",
    "live report": f"full:{FULL}/truc-tiep/",
    "long read": f"full:{FULL}/dai/",
    "photos": "full:/phap-luat-ban-doc/2026/11/bai-22/",
    "video": "full:/quoc-phong-an-ninh/2026/11/bai-23/",
    "video with others": f"full:{FULL}/phim-1/",
    "author": "full:/author/nguyen-thi-ngoc-anh/",
    "home without pictures": "plain:/",
    "home with three articles": "young:/",
    "article of a young site": "young:/khoa-hoc-cong-nghe/2026/11/bai-1/",
    "home of the quick preset": "quick:/",
    "section of the quick preset": "quick:/khoa-hoc-cong-nghe/",
    "article of the quick preset": "quick:/khoa-hoc-cong-nghe/2026/11/bai-1/",
    "home of the magazine preset": "magazine:/",
    "section of the magazine preset": "magazine:/khoa-hoc-cong-nghe/",
    "article of the magazine preset": "magazine:/khoa-hoc-cong-nghe/2026/11/bai-1/",
}
WITH_AXE = (
    *("home", "section", "search", "article with a table", "opinion with a portrait", "home with three articles"),
    *("home of the quick preset", "home of the magazine preset"),
)
STILL = ("home", "section", "article with a table", "live report")


class Homes(NamedTuple):
    """The addresses of the sites."""

    full: str
    plain: str
    young: str
    quick: str
    magazine: str

    def of(self, name: str) -> str:
        """Return the address of a page."""
        site, _, path = PAGES[name].partition(":")
        return str(getattr(self, site)) + path


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homes]:
    """The sites, built and served."""
    with ExitStack() as stack:
        built = gate_sites.built(once(tmp_path_factory, "gate", gate_sites.build))
        yield Homes(*(stack.enter_context(serve(root)) for root in built))


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for all looks: it loads each page once, and is made wider and darker."""
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce")
    context.set_default_timeout(1_000 * LIMIT)
    yield context.new_page()
    context.close()


def show(page: Page, homes: Homes, name: str) -> None:
    """Load a page, light and on a desk."""
    page.emulate_media(color_scheme="light", forced_colors="none")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(homes.of(name), wait_until="load")
    if name == "search":
        page.locator(".results h2").first.wait_for()


def seen(page: Page, *, closely: bool) -> dict[str, list[str]]:
    """Return all faults at all widths, with the widths and schemes at which each is seen."""
    found: dict[str, list[str]] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark") if width in LOOKED_AT_CLOSELY else ("light",):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            said = faults(page)
            if closely and (width, scheme) in ((390, "light"), (1280, "dark")):
                said += violations(page)
            for fault in said:
                found.setdefault(fault, []).append(f"{width} {scheme}")
    return found


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_in_the_way(name: str, tab: Page, homes: Homes) -> None:
    show(tab, homes, name)
    closely = name in WITH_AXE
    if closely:
        tab.evaluate(axe_source())
    assert seen(tab, closely=closely) == {}


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_open_menus_lie_within_the_screen(width: int, tab: Page, homes: Homes) -> None:
    show(tab, homes, "home")
    tab.set_viewport_size({"width": width, "height": 900})
    menus = tab.locator("header details, nav details").all()
    assert menus
    for menu in menus:
        if not menu.locator("summary").first.is_visible():
            continue
        menu.evaluate("(one) => (one.open = true)")
        # They lie over the page: texts over its texts are meant.
        assert [fault for fault in faults(tab) if "overlaps" not in fault] == [], menu.get_attribute("class")
        menu.evaluate("(one) => (one.open = false)")


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("home")])
def test_no_headline_stands_twice_on_a_front_page(name: str, tab: Page, homes: Homes) -> None:
    show(tab, homes, name)
    assert twice(tab) == []


@pytest.mark.parametrize("name", STILL)
def test_without_scripts_and_in_colours_of_the_system(name: str, browser: Browser, homes: Homes) -> None:
    context = browser.new_context(locale="vi-VN", java_script_enabled=False, forced_colors="active")
    page = context.new_page()
    page.goto(homes.of(name), wait_until="load")
    found = {}
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = faults(page)
    hidden = page.locator("main h1, main h2").evaluate_all("(all) => all.filter((e) => !e.checkVisibility()).length")
    context.close()
    assert found == {320: [], 1280: []}
    assert hidden == 0


FAULTS = {
    ".card .title { margin-block-start: -2.5rem }": "overlaps",
    ".menu-bar > li { inline-size: 2rem; flex: none } .menu-bar a { overflow: visible }": "overlaps",
    "main { min-inline-size: 1400px }": "scrolls sideways",
    ".card .title { block-size: 1rem; overflow: hidden }": "is cut off",
    "html { overflow-x: clip } main { margin-inline-start: 40vw; inline-size: 90vw }": "is beyond the edge",
    ".card .title a { color: #ccc }": "color-contrast",
}


@pytest.mark.parametrize("style", FAULTS)
def test_the_gate_closes(style: str, tab: Page, homes: Homes) -> None:
    show(tab, homes, "home")
    put = "(text) => { const s = new CSSStyleSheet(); s.replaceSync(text); document.adoptedStyleSheets = [s]; }"
    tab.evaluate(put, style)
    said = faults(tab)
    if FAULTS[style] == "color-contrast":
        tab.evaluate(axe_source())
        said = violations(tab)
    assert any(FAULTS[style] in fault for fault in said), said[:5]


def test_a_headline_that_stands_twice_is_found(tab: Page, homes: Homes) -> None:
    show(tab, homes, "home")
    tab.evaluate("document.querySelector('main').append(document.querySelector('.card').cloneNode(true))")
    assert len(twice(tab)) == 1


OVER = """() => {
  const lead = document.querySelector(".lead > .big");
  const picture = document.querySelector("main .card-picture:has(img)");
  if (!lead.querySelector(".card-picture")) lead.prepend(picture.cloneNode(true));
  const own = lead.cloneNode(true); /* what a site's template prints: card(item, class="over") */
  own.className = "card over";
  document.querySelector("main").append(own);
  const shaded = (e) => getComputedStyle(e).textShadow !== "none";
  for (const image of document.querySelectorAll("main img")) image.style.filter = "brightness(0) invert(1)"; /* white */
  const texts = [...document.querySelectorAll("main .card > :not(.card-picture)")].filter(shaded);
  for (const text of texts) {
    text.style.setProperty("opacity", "0");
    text.setAttribute("data-over", "");
  }
}"""


@pytest.mark.parametrize("name", ["home of the magazine preset", "home"])
@pytest.mark.parametrize("width", [390, 1280])
def test_text_on_the_whitest_picture_can_be_read(name: str, width: int, tab: Page, homes: Homes) -> None:
    show(tab, homes, name)
    tab.set_viewport_size({"width": width, "height": 900})
    tab.evaluate(OVER)
    texts = tab.locator("[data-over]").all()
    assert len(texts) == (6 if "magazine" in name else 3)  # title, summary, category and time
    for text in texts:
        ground = Image.open(BytesIO(text.screenshot())).convert("RGB")
        ground = ground.crop((2, 2, ground.width - 2, ground.height - 2)).resize((24, 24))
        colours: Any = [colour for _, colour in ground.getcolors(24 * 24) or ()]
        lightest = max(colours, key=sum)
        assert contrast("#ffffff", "#{:02x}{:02x}{:02x}".format(*lightest)) >= LEAST_CONTRAST, lightest
