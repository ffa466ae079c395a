"""Make the pictures of the documentation again: `python -m tests.browser.pictures [NAME…]`. No test.

README: the front page and an article of the sample newsroom, and its front page in each preset. Tutorial: what each
step shows. All are what a browser shows, and only smaller.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from ssg.core.config.theme_keys import PRESETS
from tests.browser.conftest import FLAGS
from tests.browser.server import serve
from tests.browser.test_pages import scroll_through
from tests.portal import begin, read_steps, take
from tests.samples import NOW, build_sample, run_build

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
ARTICLE = "/di-san/2026/11/bay-tram-ngay-ha-giai-mot-ngoi-dinh/"
OPINION = "/ban-doc/2026/11/chiec-ghe-da-quay-lung-ra-ho/"
# Of each step of the tutorial: the page, and what the picture begins with.
STEPS = {
    1: ("/", ""),
    2: ("/", ""),
    3: ("/", ".panels"),
    4: (ARTICLE, ".author-box, .ad, .article-grid"),
    5: (OPINION, ""),
    6: ("/mua-lu-2026/", ""),
    7: ("/kinh-te/", ""),
    8: ("/toa-soan/ben-nuoc/", ""),
    9: ("/english/", ""),
    10: ("/404.html", ""),
}


class Shot(NamedTuple):
    """A picture: its name, the folder of a built site, a page, where it begins, the window, and how wide it is kept."""

    name: str
    public: Path
    page: str
    begins: str
    window: tuple[int, int]
    width: int


def shots(folder: Path, wanted: set[str]) -> Iterator[Shot]:
    """Build the sites, and yield the pictures that are wanted; all if none are named."""

    def every(*names: str) -> bool:
        return not wanted or bool(wanted.intersection(names))

    if every("home", "article"):
        sample = build_sample(folder / "sample")
        yield Shot("home", sample, "/", "", (1280, 860), 1280)
        yield Shot("article", sample, ARTICLE, "", (390, 860), 390)
    for preset in PRESETS:
        if every(f"preset-{preset}"):
            built = build_sample(folder / preset, toml=f'\n[theme]\npreset = "{preset}"\n')
            yield Shot(f"preset-{preset}", built, "/", "", (1280, 1600), 640)
    if every(*(f"theming-{number}" for number in STEPS)):
        portal = folder / "portal"
        begin(portal)
        for number, step in enumerate(read_steps(), 1):
            take(step, portal)
            page, begins = STEPS[number]
            yield Shot(f"theming-{number}", run_build(portal, NOW), page, begins, (1280, 800), 800)


def take_shot(browser: Browser, shot: Shot) -> None:
    """Write a picture."""
    page = browser.new_page(viewport={"width": shot.window[0], "height": shot.window[1]}, reduced_motion="reduce")
    page.clock.set_fixed_time(f"{NOW}:00+07:00")
    with serve(shot.public) as home:
        page.goto(home + shot.page, wait_until="load")
        page.evaluate("document.fonts.ready.then(() => true)")
        scroll_through(page)
        top = (
            page.locator(shot.begins).first.evaluate("e => e.getBoundingClientRect().top + scrollY")
            if shot.begins
            else 0
        )
        page.evaluate("(top) => scrollTo({ top, behavior: 'instant' })", max(0, top - 80))
        page.wait_for_timeout(300)
        picture = Image.open(BytesIO(page.screenshot()))
    page.close()
    height = round(picture.height * shot.width / picture.width)
    small = picture.convert("RGB").resize((shot.width, height), Image.Resampling.LANCZOS)
    small.save(IMAGES / f"{shot.name}.webp", quality=72, method=6)


def main() -> None:
    """Make them."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for shot in shots(Path(folder), set(sys.argv[1:])):
            take_shot(browser, shot)
        browser.close()


if __name__ == "__main__":
    main()
