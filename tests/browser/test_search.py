"""The search in a reader's hands: typing, keys, addresses, no script, no network, and queries that mean harm."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Sites
from tests.browser.server import serve
from tests.browser.test_pages import axe_source, listen
from tests.conftest import TinySite

pytestmark = pytest.mark.browser

METRO = "Metro số 5 chạy thử toàn tuyến, 38 km hết 52 phút"


# The contrast of an element's text with what is behind it.
CONTRAST = """(element) => {
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (at) => {
    const found = getComputedStyle(at).backgroundColor;
    return found === "rgba(0, 0, 0, 0)" ? behind(at.parentElement) : found;
  };
  const [one, other] = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => b - a);
  return (one + 0.05) / (other + 0.05);
}"""


def open_search(page: Page, sites: Sites, query: str = "") -> None:
    page.goto(f"{sites.sample}/search/{query}", wait_until="load")


def results(page: Page) -> list[str]:
    return page.locator(".results h2").all_inner_texts()


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_typing_without_accents_finds(page: Page, sites: Sites) -> None:
    said = listen(page, sites.sample)
    open_search(page, sites)
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("metro so 5 chay thu")
    expect(page.locator(".results h2").first).to_have_text(METRO)
    assert page.locator(".results mark").first.inner_text() == "Metro số 5 chạy thử"
    assert "metro so 5 chay thu" in page.locator("[data-status]").inner_text()
    assert asked(page)["q"] == ["metro so 5 chay thu"]
    page.keyboard.press("Enter")
    expect(page.locator(".results h2").first).to_have_text(METRO)
    assert said == []


def test_results_are_for_everyone(page: Page, sites: Sites) -> None:
    page.goto("about:blank")
    page.add_init_script(axe_source())
    open_search(page, sites, "?q=metro")
    expect(page.locator(".results h2").first).to_be_visible()
    found = page.evaluate("axe.run().then((done) => done.violations.map((v) => `${v.id}: ${v.nodes[0].html}`))")
    assert found == []
    assert page.locator("[data-status]").get_attribute("role") == "status"


def test_results_have_pictures_and_say_what_they_are(page: Page, sites: Sites) -> None:
    open_search(page, sites, "?q=metro")
    shown = page.locator(".results li", has_text=METRO)
    expect(shown.locator("img")).to_have_js_property("complete", True)
    assert shown.locator("img").evaluate("(image) => image.naturalWidth") > 0
    assert shown.locator(".card-picture").get_attribute("aria-hidden") == "true"
    assert page.locator(".results .sign").all_inner_texts() == ["Tường thuật"]
    assert page.locator(".results time").first.get_attribute("datetime") is not None


def test_where_nothing_has_it_that_is_said(page: Page, sites: Sites) -> None:
    open_search(page, sites, "?q=khủng long bạo chúa")
    expect(page.locator("[data-status]")).to_have_text("Không có tít hay sapo nào có “khủng long bạo chúa”.")
    assert results(page) == []
    assert page.locator("[data-near] h2").inner_text() == "Bài có một phần các từ này"
    near = page.locator("[data-near] .results h3").count()
    assert 0 < near <= 5
    expect(page.locator("[data-more]")).to_be_hidden()
    page.locator("#q").fill("qwrtpz")
    expect(page.locator("[data-status]")).to_have_text("Không tìm thấy gì về “qwrtpz”.")
    expect(page.locator("[data-near]")).to_be_hidden()
    page.locator("#q").fill("metro")
    expect(page.locator(".results h2").first).to_be_visible()


def test_what_is_marked_can_be_read_in_the_dark(page: Page, sites: Sites) -> None:
    page.emulate_media(color_scheme="dark")
    open_search(page, sites, "?q=metro")
    expect(page.locator(".results mark").first).to_be_visible()
    for one in page.locator(".results mark").all()[:4]:
        assert one.evaluate(CONTRAST) >= 7


def test_keys(page: Page, sites: Sites) -> None:
    open_search(page, sites, "?q=metro")
    links = page.locator(".results h2 a")
    expect(links.nth(1)).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("")
    expect(page.locator("[data-results]")).to_be_hidden()
    assert asked(page) == {}
    page.keyboard.type("a/b")
    expect(page.locator("#q")).to_have_value("a/b")
    page.goto(f"{sites.sample}/search/?q=metro")
    expect(links.first).to_be_visible()
    where = links.first.get_attribute("href")
    page.locator("#q").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{sites.sample}{where}")


def test_the_address_says_it_all(page: Page, sites: Sites) -> None:
    open_search(page, sites, "?q=metro&order=new")
    expect(page.locator(".results li").first).to_be_visible()
    assert page.locator("[name=order]").input_value() == "new"
    page.locator("#q").fill("sông Hồng")
    page.keyboard.press("Enter")
    expect(page.locator("[data-status]")).to_contain_text("sông Hồng")
    page.locator("[name=category]").select_option("thu-do")
    page.wait_for_url("**category=thu-do**")
    assert asked(page) == {"q": ["sông Hồng"], "order": ["new"], "category": ["thu-do"]}
    page.go_back()
    expect(page.locator("[name=category]")).to_have_value("")
    page.go_forward()
    expect(page.locator("[name=category]")).to_have_value("thu-do")
    expect(page.locator("[data-status]")).to_contain_text("sông Hồng")


def test_a_query_is_text(page: Page, sites: Sites) -> None:
    said = listen(page, sites.sample)
    open_search(page, sites, "?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20metro")
    expect(page.locator("[data-status]")).to_contain_text("<img src=x onerror=alert(1)> metro")
    assert page.locator("main img:not(.crop)").count() == 0
    assert said == []


def test_without_scripts_the_form_asks_another_engine(still: Page, sites: Sites) -> None:
    still.goto(f"{sites.sample}/search/", wait_until="load")
    assert still.locator("noscript").inner_text() != "" or still.locator(".search-note").is_visible()
    assert still.locator("[data-needs-script]:visible").count() == 0
    assert still.locator("form.search").get_attribute("action") == "https://www.google.com/search"
    values = "(all) => all.map((e) => [e.name, e.value])"
    assert still.locator("form.search input[type=hidden]").evaluate_all(values) == [
        ["sitesearch", "baosonghong.example"]
    ]
    assert still.locator(".search-ways a").count() > 5


def test_a_failure_is_said_and_the_next_try_works(page: Page, sites: Sites) -> None:
    open_search(page, sites)
    page.context.set_offline(True)
    try:
        page.locator("#q").fill("metro")
        expect(page.locator("[data-status]")).to_have_text("Chưa tìm được. Hãy kiểm tra kết nối rồi thử lại.")
    finally:
        page.context.set_offline(False)
    page.keyboard.press("Enter")
    expect(page.locator(".results h2").first).to_be_visible()


def test_it_works_without_workers(page: Page, sites: Sites) -> None:
    page.add_init_script("delete window.Worker")
    said = listen(page, sites.sample)
    open_search(page, sites, "?q=metro")
    expect(page.locator(".results h2").first).to_be_visible()
    assert said == []


def test_every_page_leads_to_it(page: Page, sites: Sites) -> None:
    page.goto(f"{sites.sample}/thoi-su/", wait_until="load")
    link = page.locator(".menu-search")
    assert link.get_attribute("aria-label") == "Tìm kiếm"
    link.click()
    page.wait_for_url(f"{sites.sample}/search/")
    assert page.locator(".menu-search").get_attribute("aria-current") == "page"


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site below a path, with more results than a page shows."""
    text = '-- site.toml --\ntitle = "Báo"\nbase_url = "https://example.vn/bao"\n'
    text += "".join(
        f"-- content/tin/{n:02}.md --\n---\ntitle: Bài <b>{n}</b> về chợ\ndate: 2026-11-{n % 20 + 1:02}\n---\nx\n"
        for n in range(23)
    )
    tiny = TinySite(tmp_path_factory.mktemp("below") / "site", text)
    tiny.build()
    root = tiny.root / "served"
    root.mkdir()
    tiny.public.rename(root / "bao")
    with serve(root) as home:
        yield home


def test_below_a_path(page: Page, below: str) -> None:
    said = listen(page, below)
    page.goto(f"{below}/bao/search/?q=cho", wait_until="load")
    expect(page.locator(".results li")).to_have_count(10)
    assert page.locator(".results b").count() == 0
    page.locator("[data-more]").click()
    expect(page.locator(".results li")).to_have_count(20)
    expect(page.locator(".results h2 a").nth(10)).to_be_focused()
    page.locator("[data-more]").click()
    expect(page.locator(".results li")).to_have_count(23)
    expect(page.locator("[data-more]")).to_be_hidden()
    page.locator(".results h2 a").first.click()
    page.wait_for_url(f"{below}/bao/tin/**")
    assert page.locator("h1").inner_text().startswith("Bài <b>")
    assert said == []
