"""A word of sixty letters, as hashtags and addresses are, anywhere on a page: the page stays as wide as the screen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.server import serve
from tests.browser.test_pages import OVERFLOW, found_at
from tests.samples import NOW, run_build

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORD = "ChungTayDayLuiDichBenhVaThienTaiViMotVietNamManhKhoeHanhPhuc"
SLUG = WORD.lower()
STORY = f"/{SLUG}/2026/11/bai/"
LIVE = f"/{SLUG}/2026/11/truc-tiep/"
WIDTHS = (320, 390, 700, 1024, 1280)

SITE = f"""title = "{WORD}"
tagline = "{WORD}"
base_url = "https://dai.example"
[[categories]]
name = "{WORD}"
description = "{WORD}"
[[categories]]
name = "Con{WORD}"
parent = "{SLUG}"
[[categories]]
name = "Khác{WORD}"
[[topics]]
name = "{WORD}"
summary = "{WORD}"
[[authors]]
name = "{WORD}"
role = "{WORD}"
bio = "{WORD}"
email = "{WORD}@dai.example"
[publisher]
name = "{WORD}"
owner = "{WORD}"
licence = "{WORD}"
licence_issuer = "{WORD}"
editor = "{WORD}"
address = "{WORD}"
phone = "{WORD}"
email = "{WORD}@dai.example"
notice = "{WORD}"
"""

FRONT = f"""title: "#{WORD}"
kicker: {WORD}
summary: {WORD} {WORD}
category: {WORD}
authors: [{WORD}, Con{WORD}]
tags: [{WORD}, Con{WORD}]
topic: {WORD}
featured: true
"""

TEXT = f"""
{WORD} **{WORD}** `{WORD}{WORD}` https://dai.example/{WORD}/{WORD} {WORD}@dai.example[^1]

## {WORD}

> {WORD}

- {WORD}

1. {WORD}
   - {WORD}

| {WORD} | b | c |
|---|---|---|
| x | {WORD} | y |

```
{WORD} {WORD} {WORD}
```

    {WORD} {WORD} {WORD}

$\\sum_{{i=1}}^{{{WORD}}}{WORD}$ H<sub>{WORD}</sub>

![{WORD}](anh.jpg "{WORD}")

::: gallery {WORD}
![](anh.jpg "{WORD}")
![](nho.jpg "{WORD}")
:::

::: info {WORD}
{WORD}
:::

::: quote {WORD}
{WORD}
:::

<details><summary>{WORD}</summary>{WORD}</details>

<pre>{WORD} {WORD} {WORD}</pre>

<table><tr><th>{WORD}<td>{WORD}<td>x</table>

<dl><dt>{WORD}<dd>{WORD}</dl>

## Con{WORD}

### Ba{WORD}

[^1]: {WORD} https://dai.example/{WORD}
"""


def write(folder: Path) -> None:
    """Write a site all of whose words are long."""
    from PIL import Image

    content = folder / "content" / SLUG
    content.mkdir(parents=True)
    (folder / "site.toml").write_text(SITE, encoding="utf-8")
    Image.new("RGB", (900, 600), "#7a3b2e").save(content / "anh.jpg")
    Image.new("RGB", (320, 400), "#2e5c7a").save(content / "nho.jpg")
    more = (
        f'image: {{src: anh.jpg, alt: "{WORD}", caption: "{WORD}", credit: "{WORD}"}}\n'
        f'source: {{name: "{WORD}", url: "https://dai.example/"}}\n'
        f'corrections:\n  - {{date: 2026-11-21, text: "{WORD}"}}\nbreaking: 2026-12-31\nslug: bai\n'
    )
    (content / "bai.md").write_text(f"---\n{FRONT}{more}date: 2026-11-20 08:00\n---\n{TEXT}", encoding="utf-8")
    entries = f"\n## 07:30 {WORD} {{.chinh}}\n\n{TEXT.replace('## ', '### ')}"
    live = f"---\n{FRONT}type: live\nslug: truc-tiep\ndate: 2026-11-21 06:00\n---\n{WORD}\n{entries}"
    (content / "truc-tiep.md").write_text(live, encoding="utf-8")
    for number in range(1, 25):
        picture = "image: anh.jpg\n" if number % 3 else ""
        front = FRONT.replace(f"#{WORD}", f"#{number}{WORD}").replace(
            f"category: {WORD}", f"category: {('', 'Con', 'Khác')[number % 3]}{WORD}"
        )
        (content / f"bai-{number}.md").write_text(
            f"---\n{front}{picture}date: 2026-11-{number % 19 + 1:02} {number % 24:02}:00\n---\n{WORD}\n",
            encoding="utf-8",
        )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site of long words, served."""
    folder = tmp_path_factory.mktemp("long") / "site"
    write(folder)
    (folder / "data").mkdir()
    (folder / "data" / "most-read.json").write_text(
        json.dumps({"items": [{"path": f"{SLUG}/bai-{number}.md", "reads": 9} for number in (1, 2, 3)]}),
        encoding="utf-8",
    )
    with serve(run_build(folder, NOW)) as address:
        yield address


KINDS = {
    "home": "/",
    "article": STORY,
    "live article": LIVE,
    "category": f"/{SLUG}/",
    "subcategory": f"/con{SLUG}/",
    "numbered page": f"/{SLUG}/page/1/",
    "tag": f"/tag/{SLUG}/",
    "author": f"/author/{SLUG}/",
    "topic": f"/topic/{SLUG}/",
    "archive": "/archive/",
    "month": "/archive/2026/11/",
    "search": "/search/",
    "404": "/khong-co/",
}


@pytest.mark.parametrize("place", KINDS.values(), ids=KINDS.keys())
def test_no_page_is_wider_than_the_screen(place: str, page: Page, address: str) -> None:
    page.goto(address + place, wait_until="load")
    assert page.locator("main").count() == 1
    assert found_at(page, WIDTHS, OVERFLOW) == {}


# Words that leave the box around them, and so stand on a neighbour or are cut off where nothing scrolls.
SPILLED = """
() => {
  const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const style = (e, name) => getComputedStyle(e)[name];
  for (let text; (text = texts.nextNode());) {
    let box = text.parentElement;
    if (!text.data.trim() || box.closest(".unseen, [hidden], .skip, script")) continue;
    while (["inline", "contents"].includes(style(box, "display"))) box = box.parentElement;
    let scrolls = false;
    for (let e = box; e; e = e.parentElement) scrolls ||= ["auto", "hidden"].includes(style(e, "overflowX"));
    if (scrolls || style(box, "visibility") === "hidden") continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const edge = box.getBoundingClientRect();
    const out = [...range.getClientRects()].some((r) => r.right > edge.right + 2 || r.left < edge.left - 2);
    if (out) found.push(`${Math.round(range.getBoundingClientRect().right)}: ${box.outerHTML.slice(0, 120)}`);
  }
  return found.slice(0, 5);
}
"""


@pytest.mark.parametrize("place", KINDS.values(), ids=KINDS.keys())
def test_no_word_leaves_its_box(place: str, page: Page, address: str) -> None:
    page.goto(address + place, wait_until="load")
    assert found_at(page, WIDTHS, SPILLED) == {}


@pytest.mark.parametrize("width", [1024, 1152, 1280])
def test_masthead_and_menu_of_a_wide_screen_stay_readable(width: int, page: Page, address: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + "/", wait_until="load")
    assert page.locator(".masthead").evaluate("e => e.offsetHeight") < 400
    spilled = "all => all.filter((a) => a.offsetWidth > a.parentElement.offsetWidth + 1).map((a) => a.textContent)"
    assert page.locator(".menu-bar > li > a").evaluate_all(spilled) == []


@pytest.mark.parametrize("width", [320, 390])
def test_results_of_the_search_fit(width: int, page: Page, address: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/search/?q={WORD}")
    page.locator(".results > li").first.wait_for()
    assert page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("place", [STORY, LIVE])
@pytest.mark.parametrize("kind", ["pre[tabindex]", ".table", "details ~ table"])
def test_keys_scroll_what_is_wide(place: str, kind: str, page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address + place, wait_until="load")
    box = page.locator(f".text {kind}").first
    assert box.evaluate("e => e.scrollWidth > e.clientWidth")
    for _ in range(80):
        if box.evaluate("e => e === document.activeElement"):
            break
        page.keyboard.press("Tab")
    assert box.evaluate("e => e === document.activeElement")
    assert box.get_attribute("aria-label") or box.evaluate("e => e.localName") == "table"
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("e => e.scrollLeft > 0", arg=box.element_handle())
