"""A look that `site.toml` sets, under the strict policy: a style sheet of the site wins over the theme's layers."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.server import serve
from tests.browser.test_pages import listen
from tests.conftest import TinySite
from tests.samples import REPOSITORY

SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://b.vn"
[theme]
logo = "img/bao.svg"
styles = ["css/bao.css"]
scripts = ["js/bao.js"]
[theme.colours]
accent = "#0b6e4f"
[theme.fonts.sans]
file = "fonts/bao.woff2"
-- templates/assets/css/bao.css --
h1 { color: rgb(1, 2, 3) }
.meta { padding-inline-start: 7px }
-- templates/assets/js/bao.js --
document.body.dataset.own = "yes";
-- templates/assets/img/bao.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10" viewBox="0 0 40 10"><rect width="40" height="10"/></svg>
-- content/tin/a.md --
---
title: A
date: 2026-11-20
---
Văn bản.
"""
LOOK = """() => {
  const of = (selector, name) => getComputedStyle(document.querySelector(selector)).getPropertyValue(name);
  return [of("h1", "color"), of(".story-head .kicker, .kicker", "color"), of(":root", "--accent"),
    of("body", "font-family").split(",")[0], document.fonts.check("16px 'Sans of the site'"),
    document.body.dataset.own, document.querySelector("img.logo").naturalWidth];
}"""


def test_the_site_s_own_look(page: Page, tmp_path: Path) -> None:
    tiny = TinySite(tmp_path / "look", SITE)
    font = (REPOSITORY / "templates/assets/fonts/be-vietnam-pro-400.woff2").read_bytes()
    tiny.write("templates/assets/fonts/bao.woff2", font)
    tiny.build()
    with serve(tiny.public) as home:
        said = listen(page, home)
        page.goto(f"{home}/tin/2026/11/a/", wait_until="networkidle")
        ours = ['"Sans of the site"', True, "yes", 40]
        assert page.evaluate(LOOK) == ["rgb(1, 2, 3)", "rgb(11, 110, 79)", "#0b6e4f", *ours]
        page.emulate_media(media="print")
        assert page.evaluate(LOOK)[2] == "#000"
        page.emulate_media(media="screen", color_scheme="dark")
        dark = page.evaluate(LOOK)
        assert dark[0] == "rgb(1, 2, 3)"
        assert dark[2] not in ("#0b6e4f", "#f2917f")
    assert said == []
