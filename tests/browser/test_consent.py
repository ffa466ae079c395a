"""Consent: nothing is loaded of third parties before the reader agrees, and the site's own policy allows all of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import parties
from tests.browser.geometry import faults, violations
from tests.browser.patience import drawn, eventually
from tests.browser.server import serve
from tests.browser.test_blocks import SHIFTS
from tests.browser.test_pages import axe_source
from tests.external import servers

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE = "/tin/2026/11/bai-a/"
SIGNALS = {
    "gpc": "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })",
    "dnt": "Object.defineProperty(Navigator.prototype, 'doNotTrack', { get: () => '1' })",
}
BLOCKED = """addEventListener("securitypolicyviolation", (event) =>
  (window.blocked ??= []).push(event.blockedURI + event.violatedDirective))"""


class Reader(NamedTuple):
    """A tab, and what it has asked third parties for."""

    page: Page
    asked: list[str]
    address: str


@pytest.fixture(scope="module", params=["digests", "nonce"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site under its own policy: by digests on a host of files, by nonces behind nginx."""
    folder = tmp_path_factory.mktemp("consent")
    tiny = parties.build(folder / "site", request.param)
    if request.param == "digests":
        with serve(tiny.public, parties.policy_of(tiny)) as address:
            yield address
    else:
        with servers.serve("nginx", tiny.public, tiny.root / "public-deploy", folder / "run") as client:
            yield f"http://127.0.0.1:{client.port}"


def opened(context: BrowserContext, address: str, script: str = "") -> Reader:
    asked = parties.stand_in(context)
    page = context.new_page()
    page.add_init_script(BLOCKED)
    if script:
        page.add_init_script(script)
    page.goto(address + PAGE, wait_until="load")
    return Reader(page, asked, address)


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    context = browser.new_context(locale="vi-VN", viewport={"width": 390, "height": 844})
    yield opened(context, address)
    context.close()


def came(page: Page) -> list[str]:
    found: list[str] = page.evaluate("window.came ?? []")
    return sorted(found)


def test_nothing_is_loaded_before_an_answer_and_everything_after_a_yes(reader: Reader) -> None:
    page = reader.page
    expect(page.locator("#consent")).to_be_visible()
    assert reader.asked == []
    assert page.locator(".ad-masthead").inner_text().endswith("Đặt báo")  # the newsroom's own, meanwhile
    page.get_by_role("button", name="Đồng ý tất cả").click()
    everybody = sorted(parties.scripts_of())
    assert eventually(page, lambda: came(page) == everybody)
    assert set(parties.scripts_of().values()) <= set(reader.asked)
    assert page.evaluate("window.blocked ?? []") == []
    page.reload()
    assert eventually(page, lambda: came(page) == everybody)
    expect(page.locator("#consent")).to_be_hidden()


def test_a_no_is_one_press_and_is_remembered(reader: Reader) -> None:
    page = reader.page
    buttons = [page.get_by_role("button", name=name) for name in ("Từ chối tất cả", "Đồng ý tất cả")]
    refuse, accept = (button.bounding_box() for button in buttons)
    assert refuse
    assert accept
    assert (refuse["width"], refuse["height"]) == (accept["width"], accept["height"])
    looks = [
        button.evaluate("(e) => { const s = getComputedStyle(e); return [s.color, s.backgroundColor, s.fontSize] }")
        for button in buttons
    ]
    assert looks[0] == looks[1]
    buttons[0].click()
    for _ in range(2):
        expect(page.locator("#consent")).to_be_hidden()
        page.reload(wait_until="load")
    assert reader.asked == []


@pytest.mark.parametrize("purpose", ["analytics", "advertising"])
def test_each_purpose_loads_its_own(reader: Reader, purpose: str) -> None:
    page = reader.page
    page.locator(f"#consent input[name={purpose}]").check()
    page.get_by_role("button", name="Lưu lựa chọn").click()
    advertising = set(parties.ADVERTISING)
    wanted = advertising if purpose == "advertising" else set(parties.scripts_of()) - advertising
    assert eventually(page, lambda: came(page) == sorted(wanted))
    drawn(page)
    hosts = {url.split("/")[2] for url in reader.asked}
    assert hosts == {parties.scripts_of()[name].split("/")[2] for name in wanted}


def test_a_yes_can_be_taken_back_at_the_foot_of_the_page(reader: Reader) -> None:
    page = reader.page
    page.get_by_role("button", name="Đồng ý tất cả").click()
    assert eventually(page, lambda: len(came(page)) == len(parties.scripts_of()))
    page.evaluate("document.cookie = '_pk_id.1=x; path=/'; document.cookie = 'cua-bao=1; path=/'")
    page.locator(".footer [data-consent]").click()
    assert page.locator("#consent input").evaluate_all("(all) => all.every((one) => one.checked)")
    assert page.evaluate("document.activeElement.id") == "consent-title"
    with page.expect_navigation():
        page.get_by_role("button", name="Từ chối tất cả").click()
    reader.asked.clear()
    page.reload(wait_until="load")
    assert (came(page), reader.asked) == ([], [])
    assert page.evaluate("document.cookie") == "cua-bao=1"


@pytest.mark.parametrize("signal", SIGNALS)
def test_a_browser_that_asks_not_to_be_tracked_is_not_asked(browser: Browser, address: str, signal: str) -> None:
    context = browser.new_context(locale="vi-VN")
    page, asked, _ = opened(context, address, SIGNALS[signal])
    expect(page.locator(".footer [data-consent]")).to_be_visible()
    expect(page.locator("#consent")).to_be_hidden()
    assert asked == []
    page.locator(".footer [data-consent]").click()  # which is the reader's own will
    expect(page.locator(".consent-signal")).to_be_visible()
    page.get_by_role("button", name="Đồng ý tất cả").click()
    assert eventually(page, lambda: len(came(page)) == len(parties.scripts_of()))
    context.close()


def test_without_scripts_nothing_is_asked_and_nothing_loaded(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page, asked, _ = opened(context, address)
    assert not page.locator("#consent").is_visible()
    assert not page.locator("[data-consent]").is_visible()
    assert page.locator(".ad-masthead").is_visible()
    assert asked == []
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_third_parties_fill_their_slots(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page, _, _ = opened(context, address)
    page.evaluate("document.fonts.ready")
    tops = (
        "[...document.querySelectorAll('main > *, main p, footer')].map((e) => e.getBoundingClientRect().top + scrollY)"
    )
    before = page.evaluate(tops)
    page.evaluate(SHIFTS)
    drawn(page)  # what moved before is told
    moved = page.evaluate("moved")
    page.get_by_role("button", name="Đồng ý tất cả").click()
    assert eventually(page, lambda: page.locator(".ad iframe").count() == len(parties.SLOTS))
    drawn(page)
    assert page.evaluate(tops) == before
    assert page.evaluate("moved") == moved
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_question_can_be_read_by_everybody(browser: Browser, address: str, width: int) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(
            viewport={"width": width, "height": 700}, color_scheme=scheme, bypass_csp=True, locale="vi-VN"
        )
        page, _, _ = opened(context, address)
        expect(page.locator("#consent")).to_be_visible()
        page.evaluate(axe_source())
        assert violations(page) == []
        assert faults(page) == []
        context.close()


def test_a_signal_that_comes_later_takes_an_answer_back(reader: Reader) -> None:
    reader.page.get_by_role("button", name="Đồng ý tất cả").click()
    assert eventually(reader.page, lambda: len(came(reader.page)) == len(parties.scripts_of()))
    reader.asked.clear()
    reader.page.add_init_script(SIGNALS["gpc"])
    reader.page.reload(wait_until="load")
    expect(reader.page.locator("#consent")).to_be_hidden()
    assert (came(reader.page), reader.asked) == ([], [])


def test_an_answer_counts_in_all_tabs(reader: Reader) -> None:
    page = reader.page
    page.get_by_role("button", name="Đồng ý tất cả").click()
    assert eventually(page, lambda: len(came(page)) == len(parties.scripts_of()))
    other = page.context.new_page()
    other.goto(reader.address + PAGE, wait_until="load")
    other.locator(".footer [data-consent]").click()
    with page.expect_navigation():
        other.get_by_role("button", name="Từ chối tất cả").click()
    assert eventually(page, lambda: came(page) == [])


@pytest.mark.parametrize("spoilt", ["{}", "x", "null", '{"version":"x","given":["analytics"],"until":9e15}'])
def test_what_is_no_answer_is_none(reader: Reader, spoilt: str) -> None:
    page = reader.page
    page.evaluate("(text) => localStorage.setItem('consent', text)", spoilt)
    page.evaluate("document.cookie = '_pk_id.1=x; path=/'")  # of a consent that is over
    page.reload(wait_until="load")
    expect(page.locator("#consent")).to_be_visible()
    assert page.evaluate("document.cookie") == ""
    assert reader.asked == []


def test_the_question_comes_first_and_escape_is_no_answer(reader: Reader) -> None:
    page = reader.page
    focused = "document.activeElement.value ?? document.activeElement.className"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "skip"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#consent') !== null")
    page.keyboard.press("Escape")
    expect(page.locator("#consent")).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "main"
    page.reload(wait_until="load")
    expect(page.locator("#consent")).to_be_visible()  # nothing was answered
    link = page.locator(".footer [data-consent]")
    link.click()
    page.keyboard.press("Escape")
    assert link.evaluate("(e) => e === document.activeElement")
    assert reader.asked == []


def test_nothing_that_has_the_focus_lies_under_the_question(reader: Reader) -> None:
    page = reader.page
    above = (
        "(e) => e.getBoundingClientRect().bottom <= document.querySelector('#consent').getBoundingClientRect().top + 1"
    )
    for link in page.locator(".footer a, .footer button").all():
        if link.is_visible():
            link.focus()
            assert eventually(page, partial(link.evaluate, above)), link


def test_an_agreement_to_be_counted_is_none_to_advertising(reader: Reader) -> None:
    page = reader.page
    page.locator("#consent input[name=analytics]").check()
    page.get_by_role("button", name="Lưu lựa chọn").click()
    assert eventually(page, lambda: "google-analytics" in came(page))
    told = page.evaluate("[...dataLayer.find((one) => one[0] === 'consent')][2]")
    assert {name: told[name] for name in ("ad_storage", "ad_user_data", "ad_personalization")} == {
        "ad_storage": "denied",
        "ad_user_data": "denied",
        "ad_personalization": "denied",
    }


def test_rooms_keep_what_they_have_where_a_network_sends_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="vi-VN")
    page, _, _ = opened(context, address, "window.nobodyBooked = true")
    page.route("**/adsbygoogle.js*", lambda route: route.abort())
    page.get_by_role("button", name="Đồng ý tất cả").click()
    assert eventually(page, lambda: len(came(page)) == len(parties.scripts_of()) - 1)
    assert page.locator(".ad-masthead").inner_text().endswith("Đặt báo")
    assert page.locator("ins").count() == 0
    context.close()


def test_a_page_in_english_asks_in_english(reader: Reader) -> None:
    page = reader.page
    page.goto(reader.address + "/tin/2026/11/text-b/", wait_until="load")
    expect(page.get_by_role("button", name="Refuse all")).to_be_visible()
    page.get_by_role("button", name="Accept all").click()
    page.goto(reader.address + PAGE, wait_until="load")
    expect(page.locator("#consent")).to_be_hidden()  # it is one question
