"""A block that a script fetches: there before the reader is, and nothing moves. Without script there is a link."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.patience import eventually
from tests.browser.server import serve
from tests.samples import build_everything

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ARTICLE = "/thu-do/2026/11/bai-so-01-pho-ngo-gach/"
SHIFTS = """() => {
  window.moved = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.moved += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
}"""


def by_script(folder: Path) -> None:
    with (folder / "site.toml").open("a", encoding="utf-8") as config:
        config.write("".join(f'[blocks.{name}]\ndelivery = "client"\n' for name in ("tin-khac", "nen-xem")))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site with everything, its blocks to be fetched."""
    public = build_everything(tmp_path_factory.mktemp("blocks") / "site", edit=by_script)
    with serve(public) as address:
        yield address


def blocks_of(asked: list[str]) -> list[str]:
    return [url.rpartition("/_blocks/")[2].split("_")[0] for url in asked if "/_blocks/" in url]


@pytest.mark.parametrize("width", [375, 1280])
def test_it_is_fetched_once_and_nothing_moves(page: Page, address: str, width: int) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(address + ARTICLE)
    page.evaluate(SHIFTS)
    expect(page.locator("article.story h1")).to_be_visible()
    page.mouse.move(100, 100)
    for _ in range(40):
        page.mouse.wheel(0, 250)
        page.wait_for_timeout(25)
    expect(page.locator("section.others li")).to_have_count(10)
    expect(page.locator("[data-block]")).to_have_count(0)
    assert eventually(page, lambda: len(blocks_of(asked)) == 2)
    assert sorted(blocks_of(asked)) == ["nen-xem/all.html", "tin-khac/thu-do.html"]
    assert sum("/js/blocks." in url for url in asked) == 1
    assert page.evaluate("window.moved") < 0.01


def test_without_script_there_is_a_link(still: Page, address: str) -> None:
    still.goto(address + ARTICLE)
    expect(still.locator("[data-block*=tin-khac] a")).to_have_attribute("href", "/thu-do/")
    expect(still.locator("[data-block*=tin-khac] li").first).to_be_hidden()


def test_a_block_that_cannot_be_fetched_stays_a_link(page: Page, address: str) -> None:
    page.route("**/_blocks/**", lambda route: route.abort())
    page.goto(address + ARTICLE)
    page.locator(".footer").scroll_into_view_if_needed()
    place = page.locator("[data-block*=tin-khac]")
    expect(place.locator("li")).to_have_count(0)
    expect(place.locator("a")).to_be_visible()
