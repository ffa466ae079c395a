"""The preview as an editor sees it: a save comes to the open page, and nothing that was done to the page is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.browser.patience import LIMIT
from tests.conftest import TinySite
from tests.previewing import Preview, preview

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LONG = "\n\n".join(f"Đoạn {number}. " + "Nước sông lên rồi lại xuống. " * 12 for number in range(1, 31))
SITE = f"""-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Tin"
-- content/tin/a.md --
---
title: Lũ về
date: 2026-11-20
summary: Sapo của bài.
---
{LONG}

::: video https://www.youtube.com/watch?v=dQw4w9WgXcQ
Phim về lũ
:::
-- content/tin/b.md --
---
title: Đê vững
date: 2026-11-21
---
Đê còn vững.
-- content/tin/nhap.md --
---
title: Còn viết
date: 2026-11-22
draft: true
---
Chưa xong.
-- content/tin/hen.md --
---
title: Sắp tới
date: 2099-11-24 08:24
---
Chưa tới.
-- templates/partials/story-end.html --
<form><label>Ghi chú <input id="note" name="note"></label><input type="checkbox" id="tick"></form>
"""
URL = "/tin/2026/11/lu-ve/"
POLICY = "default-src 'self'; script-src 'self' 'unsafe-eval'"  # Playwright evaluates


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    tiny = TinySite(tmp_path_factory.mktemp("preview") / "site", SITE)
    with preview(tiny.root, "--lang", "vi") as found:
        yield found


@pytest.fixture(scope="module")
def editors(browser: Browser) -> Iterator[BrowserContext]:
    """An editor whose browser would refuse all inline code."""
    context = browser.new_context(locale="vi-VN", service_workers="block", viewport={"width": 1000, "height": 700})
    context.set_default_timeout(1_000 * LIMIT)
    yield context
    context.close()


@pytest.fixture
def tab(editors: BrowserContext, running: Preview) -> Iterator[Page]:
    """A tab with the article, a mark on `window`, and no complaint of the browser at its end."""
    for name in ("a", "b"):
        write(running, f"content/tin/{name}.md", original(running, f"content/tin/{name}.md"))
    page = editors.new_page()
    said: list[str] = []
    page.on("pageerror", lambda problem: said.append(str(problem)))
    page.on("console", lambda m: said.append(m.text) if m.type == "error" and "Content Security" in m.text else None)

    def strict(route: Route) -> None:
        if route.request.resource_type != "document":
            route.continue_()
            return
        reply = route.fetch(max_redirects=0)
        route.fulfill(response=reply, headers={**reply.headers, "content-security-policy": POLICY})

    page.route(lambda url: "/_preview/" not in url, strict)
    show(page, running, URL)
    yield page
    page.close()
    assert said == []


_ORIGINALS: dict[str, str] = {}


def original(running: Preview, name: str) -> str:
    return _ORIGINALS.setdefault(name, (running.root / name).read_text(encoding="utf-8"))


def write(running: Preview, name: str, text: str) -> None:
    file = running.root / name
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def edit(running: Preview, name: str, old: str, new: str) -> None:
    text = (running.root / name).read_text(encoding="utf-8")
    assert old in text
    write(running, name, text.replace(old, new))


def show(page: Page, running: Preview, url: str) -> None:
    page.goto(running.origin + url, wait_until="load")
    page.wait_for_function("window.ssgPreview")
    page.evaluate("window.mark = 'here'")


def marked(page: Page) -> bool:
    return bool(page.evaluate("window.mark === 'here'"))


def inner(page: Page, selector: str) -> str:
    """Give the text of something in the preview's own shadow tree, once it is there."""
    locator = page.locator("ssg-preview").locator(selector)
    locator.wait_for()
    return locator.inner_text()


def test_a_save_changes_the_paragraph_and_nothing_else(tab: Page, running: Preview) -> None:
    tab.locator("#note").fill("đang viết dở")
    tab.locator("#tick").check()
    tab.locator(".menu-all summary").click()
    tab.evaluate(
        "scrollTo({ top: 300, behavior: 'instant' }); document.querySelector('#note').focus({ preventScroll: true })"
    )
    tab.evaluate("window.third = [...document.querySelectorAll('.text p')][2]")
    before = tab.evaluate("scrollY")
    edit(running, "content/tin/a.md", "Đoạn 1. ", "Đoạn một mới. ")
    tab.get_by_text("Đoạn một mới.").wait_for()
    assert marked(tab)
    assert tab.evaluate("scrollY") == before
    assert tab.locator("#note").input_value() == "đang viết dở"
    assert tab.locator("#tick").is_checked()
    assert tab.evaluate("document.activeElement.id") == "note"
    assert tab.locator(".menu-all").get_attribute("open") is not None
    assert tab.evaluate("window.third === [...document.querySelectorAll('.text p')][2]")
    assert tab.locator("[data-do=print]:visible").count() == 1  # which only a script has shown


def test_what_is_out_of_sight_is_brought_into_view_and_lit_up(tab: Page, running: Preview) -> None:
    tab.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    edit(running, "content/tin/a.md", "Đoạn 25. ", "Đoạn hai mươi lăm. ")
    there = tab.get_by_text("Đoạn hai mươi lăm.")
    there.wait_for()
    tab.wait_for_function("scrollY > 1000")
    box = there.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 700
    assert tab.evaluate("document.getAnimations().some((a) => a.effect.target.textContent.includes('hai mươi lăm'))")


def test_who_wants_no_motion_gets_a_light_that_stays_still(tab: Page, running: Preview) -> None:
    tab.emulate_media(reduced_motion="reduce")
    edit(running, "content/tin/a.md", "Đoạn 2. ", "Đoạn hai. ")
    tab.get_by_text("Đoạn hai.").wait_for()
    frames = tab.evaluate(
        "document.getAnimations().filter((a) => a.effect.target.textContent.includes('Đoạn hai'))"
        "[0].effect.getKeyframes().map((f) => f.outlineColor)"
    )
    assert frames[0] == frames[-1]


def test_a_video_plays_on(tab: Page, running: Preview) -> None:
    """A script has put a player in the place of a link: the server knows nothing of it."""
    tab.evaluate(
        "const link = document.querySelector('.embed-link'), frame = document.createElement('iframe');"
        "frame.id = 'player'; link.replaceWith(frame); frame.contentWindow.playing = true"
    )
    edit(running, "content/tin/a.md", "Đoạn 30. ", "Đoạn ba mươi. ")
    tab.get_by_text("Đoạn ba mươi.").wait_for()
    assert tab.evaluate("document.querySelector('#player').contentWindow.playing")
    assert tab.locator(".embed-link").count() == 0


def test_paragraphs_come_and_go(tab: Page, running: Preview) -> None:
    edit(running, "content/tin/a.md", "Đoạn 3. ", "Đoạn thêm vào.\n\nĐoạn 3. ")
    tab.get_by_text("Đoạn thêm vào.").wait_for()
    edit(running, "content/tin/a.md", "Đoạn thêm vào.\n\n", "")
    tab.get_by_text("Đoạn thêm vào.").wait_for(state="detached")
    assert tab.locator(".text > p").count() == 30
    assert marked(tab)


def test_a_page_that_is_not_affected_is_left_alone(tab: Page, running: Preview) -> None:
    tab.evaluate(
        "window.touched = 0; new MutationObserver((all) => { touched += all.length })"
        ".observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })"
    )
    with tab.expect_response(lambda reply: reply.url.endswith(URL)) as reply:
        edit(running, "content/tin/b.md", "Đê còn vững.", "Đê rất vững, thưa bạn đọc.")
    assert reply.value.status in (304, 200)
    tab.wait_for_timeout(150)
    assert tab.evaluate("window.touched") == 0
    assert marked(tab)


def test_a_headline_changes_everywhere(tab: Page, running: Preview) -> None:
    show(tab, running, "/tin/")
    edit(running, "content/tin/b.md", "title: Đê vững", "title: Đê rất vững\nslug: de-vung")
    tab.get_by_role("link", name="Đê rất vững").first.wait_for()
    assert marked(tab)


def test_a_style_sheet_is_swapped(tab: Page, running: Preview) -> None:
    sheets = tab.locator("head link[rel=stylesheet]").count()
    write(running, "templates/assets/css/site.css", "body { color: rgb(1, 2, 3) }\n")
    tab.wait_for_function("getComputedStyle(document.body).color === 'rgb(1, 2, 3)'")
    tab.wait_for_function(f"document.querySelectorAll('head link[rel=stylesheet]').length === {sheets}")
    assert marked(tab)
    (running.root / "templates/assets/css/site.css").unlink()
    tab.wait_for_function("getComputedStyle(document.body).color !== 'rgb(1, 2, 3)'")
    assert marked(tab)


def test_a_changed_script_loads_the_page_anew(tab: Page, running: Preview) -> None:
    write(running, "templates/assets/js/site.js", "document.documentElement.dataset.script = 'new';\n")
    tab.wait_for_function("document.documentElement.dataset.script === 'new'")
    assert not marked(tab)
    (running.root / "templates/assets/js/site.js").unlink()
    tab.wait_for_function("window.ssgPreview && !document.documentElement.dataset.script")


def test_an_article_is_followed_to_its_new_url(tab: Page, running: Preview) -> None:
    edit(running, "content/tin/a.md", "title: Lũ về", "title: Lũ về\nslug: nuoc-len")
    tab.wait_for_url("**/tin/2026/11/nuoc-len/")
    edit(running, "content/tin/a.md", "slug: nuoc-len\n", "slug: nuoc-xuong\naliases: [/tin/2026/11/nuoc-len/]\n")
    tab.wait_for_url("**/tin/2026/11/nuoc-xuong/")


def test_problems_come_and_go_over_the_last_good_page(tab: Page, running: Preview) -> None:
    edit(running, "content/tin/a.md", "date: 2026-11-20", "date: 2026-13-45")
    said = inner(tab, ".overlay")
    assert "content/tin/a.md:3:7" in said
    assert "date: 2026-13-45" in said
    assert "không có tháng 13" in said
    assert tab.get_by_text("Đoạn 1.").is_visible()
    assert marked(tab)
    edit(running, "content/tin/a.md", "date: 2026-13-45", "date: 2026-11-20")
    tab.locator("ssg-preview .overlay").wait_for(state="detached")
    assert marked(tab)


def test_problems_can_be_put_aside(tab: Page, running: Preview) -> None:
    write(running, "templates/article.html", "{% if %}")
    assert "templates/article.html:1" in inner(tab, ".overlay")
    tab.keyboard.press("Escape")
    tab.locator("ssg-preview .overlay").wait_for(state="detached")
    assert "1 vấn đề" in inner(tab, ".bar")
    (running.root / "templates/article.html").unlink()
    tab.wait_for_function("!document.querySelector('ssg-preview').shadowRoot.querySelector('.bad')")
    assert marked(tab)


def test_the_bar_tells_where_a_page_comes_from(tab: Page) -> None:
    bar = inner(tab, ".bar")
    assert "content/tin/a.md" in bar
    assert "Tin" in bar
    assert "phút đọc" in bar
    assert tab.locator("ssg-preview").evaluate("(e) => e.dataset.built").count(":") == 2


def test_what_is_not_public_wears_a_badge(tab: Page, running: Preview) -> None:
    show(tab, running, "/tin/2026/11/con-viet/")
    assert inner(tab, ".badge") == "Bản nháp"
    show(tab, running, "/tin/2099/11/sap-toi/")
    assert inner(tab, ".badge") == "Hẹn giờ 24/11/2099 08:24"
    show(tab, running, "/tin/")
    assert tab.locator("ssg-badge").count() == 0  # as readers see it
    tab.locator("ssg-preview").get_by_role("link", name="Kèm bài chưa đăng (2)").click()
    tab.locator("ssg-badge").first.wait_for()
    assert sorted({badge.inner_text() for badge in tab.locator("ssg-badge b").all()}) == [
        "Bản nháp",
        "Hẹn giờ 24/11/2099 08:24",
    ]


def test_as_readers_see_it_and_back(tab: Page, running: Preview) -> None:
    tab.context.clear_cookies()
    show(tab, running, "/")
    assert inner(tab, ".view") == "Như bạn đọc thấy lúc này"
    assert tab.get_by_text("Sắp tới").count() == 0
    tab.locator("ssg-preview").get_by_role("link", name="Kèm bài chưa đăng (2)").click()
    tab.get_by_text("Sắp tới").first.wait_for()
    tab.locator("ssg-preview").get_by_role("link", name="Như bạn đọc thấy lúc này").click()
    tab.get_by_text("Sắp tới").first.wait_for(state="detached")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_bar_hides_nothing_at_the_end_of_a_page(width: int, tab: Page, running: Preview) -> None:
    tab.set_viewport_size({"width": width, "height": 700})
    tab.evaluate("sessionStorage.clear()")
    show(tab, running, URL)
    tab.evaluate("scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
    edge = tab.evaluate("document.querySelector('body > footer, footer').getBoundingClientRect().bottom")
    bar = tab.locator("ssg-preview .bar").bounding_box()
    assert bar is not None
    assert edge <= bar["y"] + 1
    assert bar["height"] <= 34
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_site_at_another_time(tab: Page, running: Preview) -> None:
    tab.goto(running.origin + "/_preview/")
    tab.locator("input[name=now]").fill("2099-11-24T08:24")
    tab.get_by_role("button").click()
    tab.wait_for_url("**/_preview/at/2099-11-24T08:24/")
    tab.get_by_role("link", name="Sắp tới").first.click()
    tab.wait_for_url("**/_preview/at/2099-11-24T08:24/tin/2099/11/sap-toi/")
    assert "Vào lúc 24/11/2099 08:24" in inner(tab, ".bar")
    assert tab.get_by_text("Còn viết").count() == 0


def test_the_front_page_of_the_preview_lives(tab: Page, running: Preview) -> None:
    show(tab, running, "/_preview/")
    edit(running, "content/tin/b.md", "date: 2026-11-21", "date: 2026-11-2x")
    tab.get_by_text("content/tin/b.md:3:7").first.wait_for()
    assert marked(tab)
    assert tab.get_by_role("link", name="Sắp tới").count() >= 1


@pytest.mark.parametrize("url", [URL, "/_preview/"])
def test_bar_overlay_and_front_page_can_be_used_by_everyone(
    url: str, tab: Page, editors: BrowserContext, running: Preview
) -> None:
    edit(running, "content/tin/b.md", "date: 2026-11-21", "date: 2026-11-2x")
    tab.locator("ssg-preview .overlay").wait_for()
    page = editors.new_page()  # axe styles elements inline, which the other tab would refuse
    page.goto(running.origin + url)
    found = Axe().run(page, context="ssg-preview, .own").response["violations"]
    page.close()
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found] == []


def test_many_tabs_share_one_connection(tab: Page, editors: BrowserContext, running: Preview) -> None:
    others = [editors.new_page() for _ in range(7)]
    for page in others:
        page.goto(running.origin + URL, wait_until="load")
    edit(running, "content/tin/a.md", "Đoạn 1. ", "Đoạn của mọi người. ")
    for page in (tab, *others):
        page.bring_to_front()
        page.get_by_text("Đoạn của mọi người.").wait_for()
    for page in others:
        page.close()


def test_the_server_is_killed_and_comes_back(tab: Page, running: Preview) -> None:
    running.process.kill()
    running.process.communicate()
    edit(running, "content/tin/a.md", "Đoạn 4. ", "Đoạn viết khi máy chủ tắt. ")
    running.process = running._start("--port", str(running.port))
    tab.get_by_text("Đoạn viết khi máy chủ tắt.").wait_for()
    assert marked(tab)
    edit(running, "content/tin/a.md", "Đoạn 5. ", "Đoạn năm. ")
    tab.get_by_text("Đoạn năm.").wait_for()
    assert marked(tab)


def test_a_broken_site_is_shown_from_the_start(tmp_path: Path, editors: BrowserContext) -> None:
    tiny = TinySite(tmp_path / "site", SITE)
    tiny.write("site.toml", "title = \n")
    with preview(tiny.root) as running:
        page = editors.new_page()
        page.goto(running.origin + URL)
        assert "site.toml:1" in inner(page, ".overlay")
        tiny.write("site.toml", 'title = "Báo Thử"\n')
        page.get_by_text("Đoạn 1.").wait_for()
        page.close()


def test_a_thousand_saves(tab: Page, running: Preview) -> None:
    text = original(running, "content/tin/a.md")
    for number in range(1000):
        write(running, "content/tin/a.md", text.replace("Đoạn 1. ", f"Lần lưu {number}. "))
    tab.get_by_text("Lần lưu 999.").wait_for()
    assert marked(tab)
    assert tab.locator(".text > p").count() == 30
