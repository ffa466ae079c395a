"""What the theme offers besides reading: the way up, titles that have been read, Zalo and a QR code, pictures."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.geometry import faults
from tests.browser.patience import eventually
from tests.browser.server import serve
from tests.browser.test_pages import scroll_through
from tests.conftest import TinySite

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://baosong.example"
[[categories]]
name = "Tin"
"""
TICKER = "[params]\nticker = true\n"
LONG, SHORT = "/tin/2026/11/bai-dai/", "/tin/2026/11/bai-ngan/"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two articles, a plain page with a picture, and the one that lists what is saved; their address."""
    tiny = TinySite(tmp_path_factory.mktemp("components") / "site", SITE + TICKER)
    data = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(data, "PNG")
    text = "\n\n".join(["Nước sông lên chậm trong đêm, người ngoài bãi dọn đồ. " * 12] * 24)
    tiny.write("content/tin/dai.md", f"---\ntitle: Bài dài\ndate: 2026-11-24 08:00\n---\n{text}\n")
    tiny.write("content/tin/ngan.md", "---\ntitle: Bài ngắn\ndate: 2026-11-23 08:00\n---\nMột câu.\n")
    tiny.write("content/so-do.md", '---\ntype: page\ntitle: Sơ đồ\n---\n![Lối vào](/a.png "Cổng chính")\n')
    tiny.write("content/luu.md", "---\ntype: page\nlayout: saved\ntitle: Bài đã lưu\n---\n")
    tiny.write("content/a.png", data.getvalue())
    tiny.build()
    with serve(tiny.public) as address:
        yield address


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A tab with a storage of its own."""
    context = browser.new_context(locale="vi-VN", reduced_motion="reduce", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_way_up_is_at_hand_below_the_second_screen(browser: Browser, home: str, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts, reduced_motion="reduce")
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(home + LONG, wait_until="load")
    place = "(link) => { const { top, bottom } = link.getBoundingClientRect(); return [top, bottom, innerHeight]; }"
    up = page.locator(".to-top a")
    assert up.evaluate(place)[0] > 800
    page.evaluate("scrollTo(0, 3000)")
    top, bottom, height = up.evaluate(place)
    assert height - 70 < top < bottom < height
    up.click()
    assert eventually(page, lambda: page.evaluate("scrollY") == 0)
    page.goto(f"{home}/luu/", wait_until="load")
    assert page.evaluate("document.documentElement.scrollHeight <= Math.max(innerHeight, document.body.offsetHeight)")
    context.close()


def quiet(page: Page) -> list[str]:
    """Return the titles that are shown as read."""
    return page.locator("main [data-read]").all_inner_texts()


def test_titles_that_have_been_read_are_quiet(reader: Page, home: str) -> None:
    reader.goto(f"{home}/tin/", wait_until="load")
    assert quiet(reader) == []
    colour = "(all) => all.map((one) => getComputedStyle(one).color)"
    reader.locator("main .title a", has_text="Bài ngắn").click()
    reader.wait_for_url(home + SHORT)
    reader.locator("[data-do=save][aria-pressed]").wait_for()
    reader.go_back(wait_until="load")
    assert eventually(reader, lambda: quiet(reader) == ["Bài ngắn"] * 2)  # in the ticker, too
    assert len(set(reader.locator("main .title a").evaluate_all(colour))) == 2
    reader.goto(f"{home}/search/?q=ngan", wait_until="load")
    assert eventually(reader, lambda: quiet(reader) == ["Bài ngắn"])
    reader.goto(f"{home}/luu/", wait_until="load")
    reader.locator(".history button").click()
    reader.goto(f"{home}/tin/", wait_until="load")
    assert quiet(reader) == []


def test_what_is_read_is_not_noted_against_the_reader_s_will(reader: Page, home: str) -> None:
    stored = "JSON.parse(localStorage.getItem('read'))"
    reader.goto(home + SHORT, wait_until="load")
    assert eventually(reader, lambda: reader.evaluate(stored) == [SHORT])
    reader.locator(".menu-set").click()
    reader.get_by_role("radio", name="Như các bài khác").check()
    assert reader.evaluate(stored) is None
    reader.goto(home + LONG, wait_until="networkidle")
    assert reader.evaluate(stored) is None
    reader.goto(f"{home}/luu/", wait_until="load")
    box = reader.get_by_role("checkbox")
    assert not box.is_checked()
    box.check()
    reader.goto(home + LONG, wait_until="load")
    assert eventually(reader, lambda: reader.evaluate(stored) == [LONG])


def test_an_article_is_shared_by_a_plain_address_of_zalo(still: Page, home: str) -> None:
    still.goto(home + LONG, wait_until="load")
    address = urlsplit(str(still.locator(".share a[href*='zalo.me']").get_attribute("href")))
    assert (address.scheme, address.netloc, address.path) == ("https", "button-share.zalo.me", "/share_external")
    (told,) = parse_qs(address.query)["d"]
    assert json.loads(base64.b64decode(told)) == {"url": f"https://baosong.example{LONG}"}


# Digests of the codes that another program (qrcode 8 for Python) draws of the same texts.
CODES = {
    "https://baosong.example/": (25, "bab6816c49546639"),
    "https://baosonghong.example/thoi-su/2026/11/" + "khep-lai-mua-lu-" * 6: (49, "3df0c5ea18cc4ac0"),
}


def test_a_qr_code_is_computed_in_the_browser(reader: Page, home: str) -> None:
    """Loaded when it is asked for; black on white, with an edge of white, whatever the colours of the page are."""
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.emulate_media(color_scheme="dark", forced_colors="active")
    reader.goto(home + LONG, wait_until="networkidle")
    assert not [url for url in asked if "/qr." in url]
    button = reader.locator("[data-do=qr]")
    module = reader.evaluate("(name) => new URL(name, location).href", button.get_attribute("data-module"))
    for text, expected in CODES.items():
        rows: list[list[bool]] = reader.evaluate("async ([m, t]) => (await import(m)).matrix(t)", [module, text])
        drawn = "\n".join("".join(str(int(dark)) for dark in row) for row in rows)
        assert (len(rows), hashlib.sha256(drawn.encode()).hexdigest()[:16]) == expected
    assert reader.evaluate("async ([m, t]) => (await import(m)).matrix(t)", [module, "x" * 667]) is None
    button.click()
    dialog = reader.get_by_role("dialog", name="Mã QR")
    dialog.wait_for()
    assert dialog.locator(".qr-address").inner_text() == f"https://baosong.example{LONG}"
    shown = Image.open(io.BytesIO(dialog.locator("svg").screenshot())).convert("L")
    assert shown.getpixel((2, 2)) == 255
    assert shown.getextrema() == (0, 255)
    assert all(url.startswith((home, "data:")) for url in asked)
    reader.keyboard.press("Escape")
    button.and_(reader.locator(":focus")).wait_for()
    reader.set_viewport_size({"width": 390, "height": 800})
    assert not button.is_visible()


def test_pictures_of_plain_pages_open_over_them(reader: Page, home: str) -> None:
    reader.goto(f"{home}/so-do/", wait_until="networkidle")
    reader.locator("a.zoom").click()
    box = reader.locator("dialog.lightbox")
    box.wait_for()
    assert box.locator("img").get_attribute("alt") == "Lối vào"
    reader.keyboard.press("Escape")
    assert not box.is_visible()
    assert reader.evaluate("localStorage.getItem('read')") is None  # it is no article
    reader.goto(f"{home}/luu/", wait_until="load")
    assert not reader.locator("dialog.lightbox").count()


DATA = {
    "gia": {
        "kind": "prices",
        "title": "Giá vàng và giá các kim loại quý trong nước",
        "unit": "nghìn đồng/chỉ, chưa gồm thuế giá trị gia tăng",
        "at": "2026-11-24 08:00",
        "columns": ["Mua vào", "Bán ra"],
        "rows": [{"name": f"Vàng nhẫn trơn loại {n}", "values": [14650.5, 1234567.5], "change": -3} for n in range(9)],
    },
    "troi": {
        "kind": "weather",
        "title": "Thời tiết",
        "at": "2026-11-24 08:00",
        "rows": [{"place": "Bà Rịa - Vũng Tàu", "sky": "Có mưa rào và dông vài nơi", "low": 9, "high": 31}],
    },
    "tran": {
        "kind": "matches",
        "title": "Lịch thi đấu",
        "at": "2026-11-24 08:00",
        "rows": [{"at": "2026-11-28 17:00", "home": "Hoàng Anh Gia Lai", "away": "Sông Lam Nghệ An"}],
    },
}


LETTERS_AWAY = """() => {
  const style = new CSSStyleSheet();
  style.replaceSync(`* {
    color: transparent !important; text-shadow: none !important; text-decoration: none !important;
  }`);
  document.adoptedStyleSheets = [style];
  const words = [...document.querySelectorAll(":is(.over, .lead > .big):has(img) > :is(.title, .summary, .meta)")];
  const box = (one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const { left, top, right, bottom } = range.getBoundingClientRect();
    const seen = Math.min(bottom, one.getBoundingClientRect().bottom); /* of a summary some lines */
    return [left + scrollX, top + scrollY, right + scrollX, seen + scrollY].map(Math.round);
  };
  return words.map(box).filter(([left, top, right, bottom]) => right > left && bottom > top);
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_titles_on_a_white_picture_can_be_read(reader: Page, tmp_path: Path, width: int) -> None:
    """What lies under white letters is no lighter than #767676, which has a contrast of 4.5."""
    tiny = TinySite(tmp_path / "site", SITE + '[theme]\npreset = "tap-chi"\n')
    picture = io.BytesIO()
    Image.new("RGB", (1200, 800), "white").save(picture, "PNG")
    tiny.write("content/a.png", picture.getvalue())
    for number in range(1, 25):
        title = "Thí điểm hệ thống cảnh báo lũ sớm " * (1 + number % 3)
        head = f"title: {title}{number}\nslug: bai-{number}\ndate: 2026-11-{number:02} 08:00\nimage: /a.png\n"
        head += f"summary: {title * 3}\n"
        tiny.write(f"content/tin/{number}.md", f"---\n{head}---\nMột câu.\n")
    tiny.write(
        "templates/blocks/panel.html",
        '{% from "macros/card.html" import card %}<section class="panel strip"><div class="cards">'
        '{% for item in block.cards %}{{ card(item, class="over", summary=true) }}{% endfor %}</div></section>',
    )
    tiny.build()
    with serve(tiny.public) as address:
        reader.set_viewport_size({"width": width, "height": 900})
        reader.goto(address, wait_until="load")
        scroll_through(reader)
        reader.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        boxes: list[tuple[int, int, int, int]] = reader.evaluate(LETTERS_AWAY)
        shown = Image.open(io.BytesIO(reader.screenshot(full_page=True))).convert("L")
    assert len(boxes) > 5
    lightest = [shown.crop(box).getextrema()[1] for box in boxes]
    assert max(int(str(light)) for light in lightest) <= 0x76, lightest


def test_boxes_of_data_and_titles_on_pictures_fit(reader: Page, tmp_path: Path) -> None:
    names = ", ".join(f'"{name}"' for name in DATA)
    params = f"{TICKER}[params.widgets]\nhome = [{names}]\ntin = [{names}]\n"
    tiny = TinySite(tmp_path / "site", SITE + params)
    for name, data in DATA.items():
        tiny.write(f"data/{name}.json", json.dumps(data))
    picture = io.BytesIO()
    Image.new("RGB", (900, 600), "white").save(picture, "PNG")
    tiny.write("content/a.png", picture.getvalue())
    head = "title: Thí điểm hệ thống cảnh báo lũ sớm tại 214 km đê số {0}\ndate: 2026-11-{0:02} 08:00\n"
    for number in range(1, 15):
        image = "image: /a.png\n" if number % 3 else ""
        tiny.write(f"content/tin/{number}.md", f"---\n{head.format(number)}{image}---\nMột câu.\n")
    tiny.write(
        "templates/blocks/panel.html",
        '{% from "macros/card.html" import card %}<section class="panel">'
        '{% for item in block.cards %}{{ card(item, class="big over", summary=true) }}{% endfor %}</section>',
    )
    tiny.build()
    with serve(tiny.public) as address:
        for page in ("/", "/tin/"):
            reader.goto(address + page, wait_until="load")
            for width in (320, 390, 768, 1280):
                reader.set_viewport_size({"width": width, "height": 900})
                assert faults(reader) == [], (page, width)
            assert reader.locator(".widget").count() == 3
        assert reader.locator(".ticker li").count() > 3
        assert reader.locator(".widget td").nth(1).inner_text() == "14.650,5"


def test_the_scripts_of_the_theme_never_reach_out() -> None:
    scripts = Path(__file__).parents[2] / "templates" / "assets" / "js"
    assert [file.name for file in scripts.glob("*.js") if "https://" in file.read_text(encoding="utf-8")] == []
