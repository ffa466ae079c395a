"""What a reader does with a page: reads it in order, gets about by keyboard, with or without scripts, opens embeds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Sites
from tests.browser.kinds import FULL, KINDS, address
from tests.browser.patience import eventually
from tests.conftest import mostly_slow

pytestmark = pytest.mark.browser

# The order that the contract promises, top to bottom on a phone.
ORDER = (
    "nav.breadcrumb",
    ".kicker",
    "h1",
    "h1 ~ .story-time time",
    ".sapo",
    ".lead-picture img",
    ".lead-picture figcaption",
    ".text",
    ".byline a[rel=author]",
    ".byline .source",
    ".tags",
    "#related",
    "#picks",
    "#others",
)


def test_an_article_is_read_in_the_promised_order(page: Page, sites: Sites) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address(sites, FULL), wait_until="load")
    tops: list[float] = page.evaluate(
        "(names) => names.map((name) => document.querySelector(`main ${name}`).getBoundingClientRect().top)",
        list(ORDER),
    )
    assert tops == sorted(tops)
    assert page.locator("main .story-time time").first.inner_text() == "20/11/2026 08:05"
    assert page.locator("main .story-time time").first.get_attribute("datetime") == "2026-11-20T08:05+07:00"
    blocks = [page.locator(name).inner_text() for name in ("#related", "#picks", "#others")]
    assert blocks == ["Có thể bạn quan tâm", "Nên xem", "Tin khác"]


def focused(page: Page) -> str:
    """Give the class and text of what the keyboard is at."""
    text: str = page.evaluate("`${document.activeElement.className}|${document.activeElement.textContent.trim()}`")
    return text


def test_the_skip_link_goes_past_the_menu(page: Page, sites: Sites) -> None:
    page.goto(address(sites, KINDS["article"]), wait_until="load")
    page.keyboard.press("Tab")
    assert focused(page).startswith("skip|")
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null && document.activeElement.id !== 'main'")


def test_the_menu_opens_by_keyboard_and_escape_closes_it(page: Page, sites: Sites) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address(sites, KINDS["home"]), wait_until="load")
    menu = page.locator(".menu-all")
    page.locator(".menu-all summary").focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("open") == ""
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate("document.activeElement.localName") == "summary"


@pytest.mark.parametrize("width", mostly_slow([390, 1280], 390))
def test_all_of_it_is_there_without_scripts(width: int, still: Page, page: Page, sites: Sites) -> None:
    still.set_viewport_size({"width": width, "height": 800})
    still.goto(address(sites, FULL), wait_until="load")
    for _ in range(12):
        still.keyboard.press("Tab")
        if still.locator(".menu-all summary:focus").count():
            break
    still.keyboard.press("Enter")
    sections = still.locator(".menu-bar a:not(.menu-home a)")
    assert [link.inner_text() for link in sections.all()] == [
        "Thủ đô",
        "Nhịp sống Thủ đô",
        "Kinh tế",
        "Kho lưu trữ",
    ]
    assert all(link.is_visible() for link in sections.all())
    still.keyboard.press("Tab")
    assert still.locator(".menu-bar a:focus").inner_text() == "Thủ đô"
    # What can be done only by script is not shown, and scripts add no link but the name in the menu's row.
    assert not any(button.is_visible() for button in still.locator("button").all())
    assert not still.locator("[data-today]").is_visible()
    page.goto(address(sites, FULL), wait_until="load")
    links = "(all) => all.map((link) => link.getAttribute('href'))"
    assert still.locator("a[href]").evaluate_all(links) == page.locator("a[href]:not(.menu-name)").evaluate_all(links)
    still.keyboard.press("Enter")
    still.wait_for_url(f"{sites.everything}/thu-do/")


def test_today_is_set_by_the_reader_s_own_clock(page: Page, sites: Sites) -> None:
    page.clock.set_fixed_time(datetime.fromisoformat("2031-05-06T23:30:00+00:00"))  # in Hà Nội it is the 7th already
    page.goto(address(sites, KINDS["home"]), wait_until="load")
    today = page.locator("[data-today]")
    assert today.inner_text() == "Thứ tư, 07/05/2031"
    assert today.is_visible()


def watch_for_others(page: Page, home: str) -> list[str]:
    """Stop every request to another host, and write it down."""
    asked: list[str] = []

    def stop(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route(lambda url: not url.startswith(f"{home}/"), stop)
    return asked


def allow_frames(page: Page, sites: Sites) -> list[str]:
    """Open the article with everything under the policy that a server would send; return what others are asked for."""
    asked = watch_for_others(page, sites.everything)
    frames = "https://www.youtube-nocookie.com https://player.vimeo.com https://www.openstreetmap.org https://open.spotify.com"

    def allow(route: Route) -> None:
        answer = route.fetch()
        policy = f"default-src 'self'; img-src 'self' data:; frame-src {frames}"
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    page.route(address(sites, FULL), allow)
    page.goto(address(sites, FULL), wait_until="networkidle")
    return asked


FRAME = """(frame) => ({
  title: frame.title, sandbox: frame.sandbox.value, referrer: frame.referrerPolicy, loading: frame.loading,
  width: frame.offsetWidth, height: frame.offsetHeight, within: frame.parentElement.offsetWidth,
})"""


def test_no_one_hears_of_the_reader_before_an_embed_is_asked_for(page: Page, sites: Sites) -> None:
    asked = allow_frames(page, sites)
    for number in range(page.locator("figure.embed").count()):
        embed = page.locator("figure.embed").nth(number)
        embed.scroll_into_view_if_needed()
        embed.hover()
    page.wait_for_load_state("networkidle")
    assert asked == []
    video = page.locator("figure.video").first
    assert video.locator(".embed-note").inner_text() == "Nội dung từ YouTube chỉ tải khi bạn bấm."
    with page.expect_request("https://www.youtube-nocookie.com/**"):
        video.locator(".embed-link").click()
    assert eventually(page, lambda: bool(asked))
    assert asked == ["https://www.youtube-nocookie.com/embed/SongHong026?autoplay=1&start=90"]
    assert page.evaluate("document.activeElement.localName") == "iframe"
    frame = page.locator("figure.video iframe").first.evaluate(FRAME)
    assert frame["title"] == "Xem video · YouTube: Phim có tên"
    assert "allow-scripts" in frame["sandbox"]
    assert "allow-top-navigation" not in frame["sandbox"]
    assert (frame["referrer"], frame["loading"]) == ("strict-origin-when-cross-origin", "lazy")
    assert frame["width"] == frame["within"]
    assert abs(frame["width"] / frame["height"] - 16 / 9) < 0.02


@pytest.mark.parametrize(
    ("provider", "src", "height"),
    [
        ("openstreetmap", "https://www.openstreetmap.org/export/embed.html?bbox=105.84047", 0),
        ("spotify", "https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk", 352),
    ],
)
def test_an_embed_is_opened_by_keyboard(page: Page, sites: Sites, provider: str, src: str, height: int) -> None:
    asked = allow_frames(page, sites)
    page.locator(f"figure[data-embed={provider}] .embed-link").focus()
    with page.expect_request(f"{src}*"):
        page.keyboard.press("Enter")
    assert eventually(page, lambda: bool(asked))
    assert len(asked) == 1
    assert asked[0].startswith(src)
    frame = page.locator(f"figure[data-embed={provider}] iframe").evaluate(FRAME)
    assert frame["width"] == frame["within"]
    assert frame["height"] == height or (not height and abs(frame["width"] / frame["height"] - 4 / 3) < 0.02)


def test_where_no_frame_is_allowed_the_link_of_an_embed_is_followed(page: Page, sites: Sites) -> None:
    asked = watch_for_others(page, sites.everything)
    page.goto(address(sites, FULL), wait_until="load")
    with page.expect_request("https://www.youtube.com/**"):
        page.locator("figure.video .embed-link").first.click()
    assert eventually(page, lambda: bool(asked))
    assert asked == ["https://www.youtube.com/watch?v=SongHong026&t=90s"]


def test_without_scripts_an_embed_is_a_link(still: Page, sites: Sites) -> None:
    still.goto(address(sites, FULL), wait_until="load")
    links = still.locator("figure.embed .embed-link").evaluate_all("(all) => all.map((link) => link.href)")
    assert links == [
        "https://www.youtube.com/watch?v=SongHong026&t=90s",
        "https://www.youtube.com/watch?v=SongHong027",
        "https://vimeo.com/123456789/abcdef12",
        "https://www.openstreetmap.org/#map=15/21.0285/105.8542",
        "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk",
    ]
    assert still.locator(".embed-note").count() == 0


# The letters with the tallest and deepest marks, put into each kind of text; a box without size stands on the
# baseline. What the font draws there may leave neither its line nor any box around it that cuts.
CLIPPED = """
(selectors) => {
  const letters = "ẶẰẴỄỒỖỞỮỸ ộựgỵ";
  const canvas = document.createElement("canvas").getContext("2d");
  const said = [];
  for (const selector of selectors) {
    const element = [...document.querySelectorAll(selector)].find((e) => e.getClientRects().length);
    if (!element) { said.push(`${selector}: not on this page`); continue; }
    const style = getComputedStyle(element);
    canvas.font = `${style.fontStyle} ${style.fontWeight} 1000px ${style.fontFamily}`;
    const measured = canvas.measureText(letters), scale = parseFloat(style.fontSize) / 1000;
    const above = measured.actualBoundingBoxAscent * scale, below = measured.actualBoundingBoxDescent * scale;
    const line = parseFloat(style.lineHeight);
    if (!(above + below <= line)) said.push(`${selector}: ${above + below} px of ink in lines of ${line} px`);
    const probe = document.createElement("span");
    probe.style.display = "inline-block";
    element.replaceChildren(probe, letters);
    const baseline = probe.getBoundingClientRect().bottom;
    const top = baseline - above, bottom = baseline + below;
    for (let box = element; box; box = box.parentElement) {
      const { overflowX, overflowY, display } = getComputedStyle(box);
      if (display === "inline" || box === document.body || box === document.documentElement) continue;
      if (overflowX === "visible" && overflowY === "visible") continue;
      const edge = box.getBoundingClientRect();
      if (top < edge.top - 0.5 || bottom > edge.top + Math.max(box.scrollHeight, edge.height) + 0.5)
        said.push(`${selector}: cut by ${box.className || box.localName}, ${top - edge.top}, ${bottom - edge.bottom}`);
    }
    if (top + scrollY < 0) said.push(`${selector}: above the page`);
  }
  return said;
}
"""
TEXTS = {
    "home": (
        ".masthead .name a, .tagline, .owner, .menu-bar > li > a, .heading h2, .lead .big .title a, .card .title a, "
        ".card .summary, .meta a, .lines a.title, .footer-name, .notice"
    ),
    "article with everything": (
        "h1, .kicker a, .sapo, .correction, .breadcrumb a, .contents a, .text p, .text h2, .text h3, .text h4, "
        ".text blockquote p, figcaption, .table th, .table td, .info-box-title, .info-box p, .pull-quote p, "
        ".embed-label, .footnotes p, .byline a, .tags a, .related .title a, .others a.title"
    ),
    "category": ".list-head h1, .standfirst, .tabs a, .river .title a",
    "topic": ".list-head h1, .day > h2 time, .kicker",
    "author": ".list-head h1",
    "archive": ".archive-year h2, .months a",
    "404": "h1, .button, .standfirst",
}


@pytest.mark.parametrize("width", mostly_slow([390, 1280], 390))
@pytest.mark.parametrize("kind", TEXTS)
def test_stacked_marks_are_whole(kind: str, width: int, page: Page, sites: Sites) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address(sites, KINDS[kind]), wait_until="load")
    page.evaluate("document.fonts.ready.then(() => true)")
    # A phone has no room for the tagline.
    shown = [text for text in TEXTS[kind].split(", ") if width > 390 or text != ".tagline"]
    said: list[Any] = page.evaluate(CLIPPED, shown)
    assert said == []


def test_cut_marks_would_be_seen(page: Page, sites: Sites) -> None:
    page.goto(address(sites, KINDS["article with everything"]), wait_until="load")
    page.evaluate("Object.assign(document.querySelector('h1').style, { lineHeight: '0.9', overflow: 'hidden' })")
    said: list[str] = page.evaluate(CLIPPED, ["h1"])
    assert [words.split(" ")[0:2] for words in said][1:] == [["h1:", "cut"]]
    assert "px of ink in lines of" in said[0]


FORMULA = "/khoa-hoc/2026/10/doc-con-nuoc-phan-2-phep-tinh-truoc-binh-minh/"
TABLE = "/khoa-hoc/2026/10/doc-con-nuoc-phan-1-cay-thuoc-do-o-chan-cau/"


def test_formulas_and_code_fit_a_phone(page: Page, sites: Sites) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(sites.sample + FORMULA, wait_until="load")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    box = page.locator(".text math[display=block] mfrac").bounding_box()
    assert box is not None
    assert box["height"] > 20  # drawn as a fraction, not as a line of letters
    code = page.locator(".text pre")
    assert code.evaluate("(pre) => pre.scrollWidth > pre.clientWidth && getComputedStyle(pre).overflowX === 'auto'")
    colours = code.locator("span").evaluate_all("(all) => [...new Set(all.map((one) => getComputedStyle(one).color))]")
    assert len(colours) >= 4


def test_the_first_column_stays_while_the_table_scrolls(page: Page, sites: Sites) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(sites.sample + TABLE, wait_until="load")
    head, cell = page.locator(".table tbody th").first, page.locator(".table tbody td").first
    before, moved = head.bounding_box(), cell.bounding_box()
    page.locator(".table").evaluate("(box) => { box.scrollLeft = 120 }")
    assert head.bounding_box() == before
    after = cell.bounding_box()
    assert moved is not None
    assert after is not None
    assert after["x"] < moved["x"] - 100


def test_a_series_leads_on(page: Page, sites: Sites) -> None:
    page.goto(sites.sample + TABLE, wait_until="load")
    assert page.locator(".series [aria-current]").inner_text() == page.locator("h1").inner_text()
    page.locator(".series-next").click()
    page.wait_for_url(sites.sample + FORMULA, wait_until="load")
    assert page.locator(".series-turn a").count() == 2
