"""An article as a reader has it, on a screen and on paper: nothing hidden, empty or blown up; pictures open."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.patience import eventually
from tests.browser.server import serve
from tests.conftest import TinySite

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COLUMNS = 9
PARAGRAPH = (
    "Nước sông Hồng tại trạm Long Biên lên thêm bốn mươi xăng-ti-mét trong một đêm, người dân ngoài bãi dọn đồ. " * 4
)
TABLE = "\n".join(
    [
        "| " + " | ".join(f"Cột thứ {n}" for n in range(1, COLUMNS + 1)) + " |",
        "|" + "---|" * COLUMNS,
        *["| " + " | ".join(f"Huyện Thường Tín {n}" for n in range(1, COLUMNS + 1)) + " |"] * 4,
    ]
)
STORY = f"""---
title: Nước lên nhanh trên sông Hồng, các quận ven đê sơ tán người dân ngoài bãi
date: 2026-11-24 08:24
category: Thời sự
author: [Nguyễn Hoàng Phương Thảo Vy, Trần Thị Thu]
summary: {PARAGRAPH[:190]}
image: {{src: ngang.png, alt: Con đê, caption: Con đê nhìn từ cầu Long Biên, credit: Minh Hà}}
---
{PARAGRAPH}

![Cánh đồng nhỏ](nho.png)

![Chân dung](dung.png "Một người gác đê")

{TABLE}

""" + "\n\n".join([PARAGRAPH] * 8)
SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Thời sự"
[[authors]]
name = "Nguyễn Hoàng Phương Thảo Vy"
role = "Phóng viên"
bio = "Theo dõi đê điều."
photo = "nho.png"
[publisher]
owner = "Cơ quan chủ quản"
address = "Số 26 phố Bến Nước, Hà Nội"
phone = "024 0000 0026"
email = "toasoan@example.vn"
notice = "Ghi rõ nguồn khi phát hành lại thông tin."
"""
URL = "/thoi-su/2026/11/nuoc-len-nhanh-tren-song-hong-cac-quan-ven-de-so-tan-nguoi-dan-ngoai-bai/"


def picture(width: int, height: int) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(data, "PNG")
    return data.getvalue()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with one long article, thirty others, picks and a list of what is read most; its address."""
    tiny = TinySite(tmp_path_factory.mktemp("article") / "site", SITE)
    tiny.write("content/thoi-su/dai.md", STORY)
    tiny.write("content/luu.md", "---\ntype: page\nlayout: saved\ntitle: Bài đã lưu\n---\n")
    for name, size in (("ngang", (1600, 1000)), ("nho", (220, 140)), ("dung", (600, 1800))):
        for folder in ("content/thoi-su", "content"):
            tiny.write(f"{folder}/{name}.png", picture(*size))
    for number in range(30):
        head = f"title: Bài số {number}\ndate: 2026-10-{number + 1:02} 06:00\nfeatured: {'true' if number < 5 else 0}"
        tiny.write(f"content/thoi-su/{number}.md", f"---\n{head}\nimage: nho.png\n---\nVăn bản.\n")
    tiny.write("data/most-read.json", "[" + ", ".join(f'"thoi-su/{n}.md"' for n in reversed(range(30))) + "]")
    tiny.build()
    with serve(tiny.public) as address:
        yield address


def test_on_a_telephone_the_text_begins_on_the_first_screen(page: Page, home: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(home + URL, wait_until="load")
    tops: list[float] = page.evaluate(
        "['.head-by', '.sapo', '.text'].map((name) => document.querySelector(name).getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)
    assert tops[2] < 844
    assert page.locator(".kicker").count() == page.locator("main .story-top a[href='/thoi-su/']").count() == 1


# Where the rail shows none of its blocks while the text still goes on, and where one lies over the next.
EMPTY = """async () => {
  const story = document.querySelector(".column > .story").getBoundingClientRect();
  const blocks = [...document.querySelectorAll(".rail > div > *")];
  const empty = [], over = [];
  for (let y = 0; y + innerHeight < story.bottom + scrollY; y += 200) {
    scrollTo({ top: y, behavior: "instant" });
    const seen = blocks.some((block) => {
      const { top, bottom } = block.getBoundingClientRect();
      return Math.min(bottom, innerHeight) - Math.max(top, 0) > 100;
    });
    if (!seen) empty.push(y);
    blocks.slice(1).forEach((block, before) => {
      if (block.getBoundingClientRect().top < blocks[before].getBoundingClientRect().bottom) over.push(y);
    });
  }
  return { empty, over, names: blocks.map((block) => block.className) };
}"""


def test_the_rail_is_never_empty_beside_the_text(page: Page, home: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(home + URL, wait_until="load")
    found: dict[str, Any] = page.evaluate(EMPTY)
    assert found == {"empty": [], "over": [], "names": ["picks", "most-read", "others"]}
    column, rail = (page.locator(name).bounding_box() for name in (".story > .story-body", ".rail"))
    assert column is not None
    assert rail is not None
    assert (column["width"], rail["width"]) == (720, 300)
    titles: list[str] = page.locator("main :is(.related, .rail) .title").all_inner_texts()
    assert len(titles) == len(set(titles)) > 10


def test_pictures_keep_their_size(page: Page, home: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(home + URL, wait_until="load")
    small, tall = (page.locator(f".text img[alt='{name}']").bounding_box() for name in ("Cánh đồng nhỏ", "Chân dung"))
    assert small is not None
    assert tall is not None
    assert (small["width"], small["height"]) == (220, 140)
    assert tall["height"] <= 0.85 * 900 + 1


@pytest.mark.parametrize("width", [390, 1280])
def test_all_columns_of_a_table_can_be_read(page: Page, home: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(home + URL, wait_until="load")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    widths: list[float] = page.evaluate(
        "[...document.querySelectorAll('.table td')].map((cell) => cell.getBoundingClientRect().width)"
    )
    assert min(widths) >= 100
    last = page.locator(".table tr:first-child th").last
    page.locator(".table").evaluate("(box) => { box.scrollLeft = box.scrollWidth }")
    box, cell = page.locator(".table").bounding_box(), last.bounding_box()
    assert box is not None
    assert cell is not None
    assert cell["x"] + cell["width"] <= box["x"] + box["width"] + 1


def test_on_paper(page: Page, home: str) -> None:
    """Every column is there, the address too, and what fills a screen does not fill the sheet."""
    page.goto(home + URL, wait_until="load")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 690, "height": 1000})  # a sheet of A4, in CSS pixels
    assert page.evaluate("(() => { const box = document.querySelector('.table'); return box.scrollWidth })()") <= 690
    address = page.locator("link[rel=canonical]")
    assert address.is_visible()
    assert address.get_attribute("href") == f"https://example.vn{URL}"
    shown = "(e) => [getComputedStyle(e, '::after').content, getComputedStyle(document.querySelector('title')).display]"
    assert address.evaluate(shown) == [f'"https://example.vn{URL}"', "none"]
    footer = page.locator(".footer").bounding_box()
    assert footer is not None
    assert footer["height"] < 120
    assert not page.locator(".rail").is_visible()
    sheets = page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n")
    assert 1 <= sheets <= 3  # 800 words, three pictures and a table of nine columns


def test_targets_are_large_enough(page: Page, home: str) -> None:
    """At least 24 pixels high and wide, but for links within sentences."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(home + URL, wait_until="load")
    small: list[str] = page.evaluate(
        """[...document.querySelectorAll("main :is(a, button, summary)")].filter((one) => {
          if (one.closest(".text p, .title, .card-picture") || !one.getClientRects().length) return false;
          const { width, height } = one.getBoundingClientRect();
          return width < 24 || height < 24;
        }).map((one) => `${one.className} ${one.textContent.trim()} ${one.getBoundingClientRect().height}`)"""
    )
    assert small == []


def test_pictures_open_over_the_page(page: Page, home: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(home + URL, wait_until="load")
    links = page.locator("a.zoom")
    assert links.count() == 3
    box = page.locator("dialog.lightbox")
    links.nth(0).click()
    box.wait_for(state="visible")
    shown = box.locator("img")
    assert shown.get_attribute("alt") == "Con đê"
    assert box.locator("figcaption").inner_text() == "Con đê nhìn từ cầu Long Biên Minh Hà"
    assert box.locator("output").inner_text() == "1/3"
    page.keyboard.press("ArrowLeft")
    assert shown.get_attribute("alt") == "Chân dung"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert shown.get_attribute("alt") == "Cánh đồng nhỏ"
    page.mouse.move(300, 400)
    page.mouse.down()
    page.mouse.move(120, 400)
    page.mouse.up()
    assert box.locator("output").inner_text() == "3/3"
    shown.click()
    assert page.evaluate("document.querySelector('.lightbox').scrollHeight") > 1000  # as large as it is
    page.keyboard.press("Escape")
    assert not box.is_visible()
    links.nth(2).and_(page.locator(":focus")).wait_for()


def test_without_scripts_a_picture_is_a_link_to_itself(still: Page, home: str) -> None:
    still.goto(home + URL, wait_until="load")
    with still.expect_request("**/media/**ngang*"):
        still.locator("a.zoom").first.click()
    assert not still.locator(".tools button").filter(visible=True).count()


def test_letters_and_colours_are_kept(page: Page, home: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(home + URL, wait_until="load")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    before = page.evaluate("getComputedStyle(document.querySelector('.text')).fontSize")
    page.locator(".menu-set").click()
    page.get_by_role("radio", name="Tối").check()
    page.get_by_role("radio", name="Rất lớn").check()
    page.get_by_role("radio", name="Không chân").check()
    dark = page.evaluate(paper)
    assert dark != light
    page.keyboard.press("Escape")
    painted: list[str] = []

    def note(colour: str) -> None:
        painted.append(colour)

    page.expose_function("painted", note)
    page.add_init_script(f"requestAnimationFrame(() => document.body && painted({paper}))")
    page.goto(f"{home}/", wait_until="load")
    page.goto(home + URL, wait_until="load")
    assert page.evaluate(paper) == dark
    assert set(painted) <= {dark}
    assert float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.text')).fontSize)")) > float(
        before.removesuffix("px")
    )
    assert page.evaluate("getComputedStyle(document.querySelector('.text')).fontFamily").startswith('"Be Vietnam Pro"')
    page.evaluate("localStorage.clear()")
    page.reload()
    assert page.evaluate(paper) == light


def test_an_article_is_saved_in_this_browser(page: Page, home: str) -> None:
    page.goto(home + URL, wait_until="load")
    button = page.locator("[data-do=save]")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert eventually(page, lambda: button.get_attribute("aria-pressed") == "true")
    page.reload()
    assert button.get_attribute("aria-pressed") == "true"
    page.goto(f"{home}/luu/", wait_until="load")
    links = page.locator(".saved a")
    assert links.evaluate_all("(all) => all.map((link) => link.getAttribute('href'))") == [URL]
    assert links.inner_text() == "Nước lên nhanh trên sông Hồng, các quận ven đê sơ tán người dân ngoài bãi"
    page.locator(".saved button").click()
    assert "Chưa lưu bài nào" in page.locator(".saved").inner_text()
    page.goto(home + URL, wait_until="load")
    assert button.get_attribute("aria-pressed") == "false"


def test_the_first_load_of_a_telephone_is_light(page: Page, home: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.__setitem__(answer.url, len(answer.body())))
    page.goto(home + URL, wait_until="networkidle")
    scripts = {url: size for url, size in sizes.items() if url.endswith(".js")}
    assert sum(scripts.values()) <= 8192, scripts


def test_bold_italics_are_drawn_and_not_made_up(page: Page, home: str) -> None:
    """A page loads the italics that it has, and no others: none for the tagline and the notice of the frame."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(home + URL, wait_until="networkidle")
    assert not [name for name in asked if "italic" in name]
    with page.expect_request("**/newsreader-italic*"):
        page.evaluate("document.querySelector('.text p').innerHTML = '<strong><em>Nghiêng và đậm</em></strong>'")
    assert eventually(page, lambda: any("italic" in name for name in asked))
    assert [name.partition(".")[0] for name in asked if "italic" in name] == ["newsreader-italic-700"]


def test_lines_of_linked_titles_are_as_close_as_others(page: Page, home: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(home + URL, wait_until="load")
    page.evaluate(
        "for (const one of document.querySelectorAll('.rail .title')) one.append(' và những người ở lại bên sông')"
    )
    pitch: list[float] = page.evaluate(
        """[...document.querySelectorAll(".rail a.title")].flatMap((link) => {
          const tops = [...new Set([...link.getClientRects()].map(({ top }) => top))];
          return tops.slice(1).map((top, n) => (top - tops[n]) / parseFloat(getComputedStyle(link).fontSize));
        })"""
    )
    assert pitch
    assert max(pitch) < 1.4


def test_cards_say_how_long_ago(page: Page, home: str) -> None:
    page.clock.set_fixed_time("2026-10-30T02:05:00Z")  # three hours and five minutes after the newest other article
    page.goto(home + URL, wait_until="load")
    first = page.locator(".others .meta time, .rail .meta time", has_text="giờ trước").first
    assert (first.inner_text(), first.get_attribute("title")) == ("3 giờ trước", "30/10/2026 06:00")


def test_a_line_says_how_much_is_read(page: Page, home: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(home + URL, wait_until="load")
    read = "Number(getComputedStyle(document.body, '::after').scale.split(' ')[0])"
    assert page.evaluate(read) == 0
    page.evaluate(
        "document.querySelector('.text p:last-child').scrollIntoView({ block: 'start', behavior: 'instant' })"
    )
    assert eventually(page, lambda: float(page.evaluate(read)) > 0.8)
