"""The slots of front pages as an editor fills them: by keyboard, by drag and by search, in a real browser."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.patience import LIMIT
from tests.conftest import TinySite
from tests.previewing import Preview, preview, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Tin"
[blocks.lead]
count = 3
""" + "".join(
    f"-- content/tin/{name}.md --\n---\ntitle: Bài {name.upper()}\ndate: 2026-11-2{day} 08:00\n---\nx\n"
    for day, name in enumerate("abcdef")
)


@pytest.fixture
def running(site: Callable[[str], TinySite]) -> Iterator[Preview]:
    with preview(site(SITE).root, "--lang", "vi") as found:
        yield found


@pytest.fixture
def problems() -> list[str]:
    """What the browser complains of."""
    return []


@pytest.fixture
def tab(browser: Browser, running: Preview, problems: list[str]) -> Iterator[Page]:
    context = browser.new_context(locale="vi-VN", service_workers="block", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(1_000 * LIMIT)
    page = context.new_page()
    page.on("pageerror", lambda problem: problems.append(str(problem)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(f"{running.origin}/_preview/front/")
    yield page
    assert problems == []
    context.close()


def written(running: Preview) -> dict[str, str]:
    file = running.root / "data/front/home.toml"
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    return {slot["name"]: slot["article"] for slot in tomllib.loads(text).get("slot", [])}


def becomes(running: Preview, slots: dict[str, str]) -> None:
    wait_for(lambda: written(running) == slots)


def test_by_keyboard_alone(tab: Page, running: Preview) -> None:
    home = tab.context.new_page()
    home.goto(f"{running.origin}/")
    tab.bring_to_front()
    tab.locator("#slot-top-2 [data-do=up]").focus()
    tab.keyboard.press("Enter")
    becomes(running, {"lead": "tin/e.md"})
    expect(tab.locator("#said")).to_have_text("lead: Bài E")
    # The focus goes with the article, and stays when the page is brought up to date.
    expect(tab.locator("#slot-lead [data-do=up]")).to_be_focused()
    expect(tab.locator("#slot-lead")).to_have_class("slot pinned")
    expect(tab.locator("#slot-lead [data-do=up]")).to_be_focused()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")  # down again
    becomes(running, {"top-2": "tin/e.md"})
    expect(tab.locator("#slot-top-2 [data-do=down]")).to_be_focused()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")  # choose
    expect(tab.locator("#find input[type=search]")).to_be_focused()
    tab.keyboard.type("bai c")
    expect(tab.locator("#find .found li")).to_have_count(1)
    for _ in range(3):  # the search's button, the slot, the first article
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    becomes(running, {"top-2": "tin/c.md"})
    expect(tab.locator("#slot-top-2 [data-do=choose]")).to_be_focused()
    expect(tab.locator("#slot-top-2 .title")).to_contain_text("Bài C")
    tab.locator("#slot-top-2 [data-do=unpin]").focus()
    tab.keyboard.press("Enter")
    becomes(running, {})
    home.bring_to_front()
    expect(home.locator(".lead .title").first).to_have_text("Bài F")


def test_by_drag(tab: Page, running: Preview) -> None:
    tab.set_viewport_size({"width": 1280, "height": 1600})  # nothing need be scrolled to
    tab.locator("#slot-top-3 .title").drag_to(tab.locator("#slot-lead .title"))
    becomes(running, {"lead": "tin/d.md"})
    tab.locator('[data-article="tin/a.md"] code').drag_to(tab.locator("#slot-top-2 .title"))
    becomes(running, {"lead": "tin/d.md", "top-2": "tin/a.md"})
    expect(tab.locator("#slot-top-2")).to_have_class("slot pinned")
    tab.locator("#slot-lead .title").drag_to(tab.locator("#slot-top-2 .title"))
    becomes(running, {"top-2": "tin/d.md", "lead": "tin/a.md"})


def test_a_headline_and_a_time(tab: Page, running: Preview) -> None:
    tab.locator("#slot-lead summary").click()
    tab.locator("#slot-lead [name=title]").fill("Tít riêng")
    tab.locator("#slot-lead [name=until]").fill("2099-11-25T09:00")
    tab.locator("#slot-lead form button").click()
    becomes(running, {"lead": "tin/f.md"})
    expect(tab.locator("#slot-lead .title")).to_contain_text("Tít riêng")
    text = (running.root / "data/front/home.toml").read_text(encoding="utf-8")
    assert 'title = "Tít riêng"\n' in text
    assert "until = 2099-11-25T09:00:00\n" in text


def test_what_changed_meanwhile_is_said(tab: Page, running: Preview, problems: list[str]) -> None:
    tab.evaluate("document.querySelector('#slots').dataset.version = 'other'")
    tab.locator("#slot-lead [data-do=pin]").click()
    expect(tab.locator("#said")).to_contain_text("vừa được sửa")
    assert written(running) == {}
    assert ["409" in one for one in problems] == [True]
    problems.clear()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_by_all(tab: Page, running: Preview, problems: list[str], width: int, scheme: str) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.locator("#slot-lead [data-do=pin]").click()
    becomes(running, {"lead": "tin/f.md"})
    tab.locator("#slot-lead summary").click()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert problems == []
    found = Axe().run(tab)
    problems.clear()  # axe tries inline styles, which the policy stops
    assert found.violations_count == 0, found.generate_report()
