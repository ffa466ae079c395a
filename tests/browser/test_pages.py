"""Each kind of page in a real browser: it loads in peace, harms no reader, and fits every screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import ConsoleMessage, Page

from tests.browser.conftest import Sites
from tests.browser.kinds import FULL, KINDS, REDIRECT, address
from tests.browser.patience import eventually
from tests.browser.server import serve
from tests.conftest import TinySite, mostly_slow

pytestmark = pytest.mark.browser

each_kind = pytest.mark.parametrize("kind", mostly_slow(KINDS, "home", "article with everything", "search"))
WIDTHS = (360, 390, 768, 1280)
CSP_LISTENER = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""

# One that is not laid out never loads: on this screen it is not shown.
MISSING = """() => {
  const missing = [...document.images].filter((picture) => !picture.complete && picture.getClientRects().length);
  missing[0]?.scrollIntoView({ block: "center", behavior: "instant" });
  return missing.map((picture) => picture.currentSrc || picture.src);
}"""


@cache
def axe_source() -> str:
    """Give the text of axe-core, as it comes with axe-playwright-python."""
    import axe_playwright_python

    return Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")


def listen(page: Page, home: str) -> list[str]:
    """Write down all that should not happen in the tab."""
    said: list[str] = []
    page.add_init_script(CSP_LISTENER)
    page.on("console", lambda m: said.append(f"console: {m.text}") if _is_bad(m) else None)
    page.on("pageerror", lambda e: said.append(f"error: {e}"))
    page.on("requestfailed", lambda r: said.append(f"failed: {r.url} {r.failure}"))
    page.on("response", lambda r: said.append(f"status {r.status}: {r.url}") if r.status >= 400 else None)
    page.on(
        "request",
        lambda r: None if r.url.startswith((f"{home}/", "data:")) else said.append(f"request to another host: {r.url}"),
    )
    return said


def _is_bad(message: ConsoleMessage) -> bool:
    """Tell a complaint from the one that a stub without an icon gets when the browser is quick to look for one."""
    return message.type in {"error", "warning"} and not message.location["url"].endswith("/favicon.ico")


def scroll_through(page: Page) -> None:
    """Go to the foot of the page, so that pictures that load late load, too.

    A picture that a step passes before the browser looks for what comes near is never asked for. So each that is
    still missing at the end is scrolled to.
    """
    page.evaluate(
        """async () => {
          for (let y = 0; y < document.body.scrollHeight; y += 600) {
            scrollTo({ top: y, behavior: "instant" });
            await new Promise(requestAnimationFrame);
          }
        }"""
    )
    if not eventually(page, lambda: page.evaluate(MISSING) == []):
        raise AssertionError(page.evaluate(MISSING))
    page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")


@each_kind
def test_it_loads_in_peace(kind: str, page: Page, sites: Sites) -> None:
    url = address(sites, KINDS[kind])
    said = listen(page, url.split("/", 3)[0] + "//" + url.split("/", 3)[2])
    answer = page.goto(url, wait_until="load")
    assert answer is not None
    scroll_through(page)
    page.wait_for_load_state("networkidle")
    if kind == "404":
        assert answer.status == 404
        said = [words for words in said if "404" not in words]
    assert said == []
    # The listener would have heard: a picture that shows nothing is no failed request.
    blank = "[...document.images].filter((p) => p.getClientRects().length && !p.naturalWidth).map((p) => p.src)"
    assert page.evaluate(blank) == []
    # All fonts in use are ours, and have come; the reader's own that stand in before (“Serif before”) may not be there.
    fonts: list[str] = page.evaluate("[...document.fonts].filter((f) => f.status === 'error').map((f) => f.family)")
    assert [name for name in fonts if "before" not in name] == []
    assert page.evaluate("document.fonts.check('16px Newsreader', 'Ặ')") is True


def test_what_is_listened_for_is_heard(page: Page, sites: Sites) -> None:
    said = listen(page, sites.sample)
    page.goto(f"{sites.sample}/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x<img src=/khong-co.png>')")
    page.evaluate("document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.2:9/x.png' }))")
    scroll_through(page)
    page.wait_for_load_state("networkidle")
    heard = "\n".join(said)
    assert "policy violated: style-src-attr" in heard
    assert "policy violated: img-src" in heard
    assert "status 404" in heard


def test_a_redirect_goes_on_to_the_article(page: Page, sites: Sites) -> None:
    said = listen(page, sites.everything)
    page.goto(address(sites, REDIRECT), wait_until="commit")
    page.wait_for_url(address(sites, FULL), wait_until="load")
    assert said == []


def test_a_redirect_is_a_link_without_the_refresh(still: Page, sites: Sites) -> None:
    """For whoever does not follow a refresh: the words and the link are there."""
    text = (sites.everything_folder / "cu" / "du-thu" / "index.html").read_text(encoding="utf-8")
    still.set_content(text.replace("http-equiv", "data-was"))
    assert still.locator("a").get_attribute("href") == FULL.removeprefix("everything:")


def violations(page: Page) -> list[str]:
    """Run axe and give what is serious or worse: rule, and the elements."""
    found: dict[str, Any] = page.evaluate(
        """() => axe.run(document, { resultTypes: ["violations"], elementRef: false })"""
    )
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]} {node['failureSummary'][:300]}"
        for rule in found["violations"]
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]


@each_kind
def test_nothing_stands_in_a_reader_s_way(kind: str, page: Page, sites: Sites) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address(sites, KINDS[kind]), wait_until="load")
    page.evaluate(axe_source())
    assert page.evaluate("axe.version").split(".")[0] == "4"
    said: dict[str, list[str]] = {}
    schemes: tuple[tuple[Literal["light", "dark"], int], ...] = (("light", 390), ("light", 1280), ("dark", 390))
    for scheme, width in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        if found := violations(page):
            said[f"{scheme}, {width} px"] = found
    assert said == {}


def test_axe_sees_what_is_wrong(page: Page, sites: Sites) -> None:
    page.goto(f"{sites.sample}/author/minh-ha/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=/x.png><a href=/></a>')")
    page.evaluate(axe_source())
    rules = {words.split()[0] for words in violations(page)}
    assert rules == {"image-alt", "link-name"}


OVERFLOW = """
() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge && document.body.scrollWidth <= edge) return [];
  return [`${document.documentElement.scrollWidth} of ${edge}`, ...[...document.body.querySelectorAll("*")]
    .filter((e) => e.getBoundingClientRect().right > edge + 0.5)
    .slice(0, 5).map((e) => e.outerHTML.slice(0, 120))];
}
"""


def found_at(page: Page, widths: Iterable[int], script: str) -> dict[int, list[str]]:
    """What a script finds on a page, at each of some widths at which it finds anything."""
    said: dict[int, list[str]] = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        if found := page.evaluate(script):
            said[width] = found
    return said


@each_kind
def test_no_page_scrolls_sideways(kind: str, page: Page, sites: Sites) -> None:
    page.goto(address(sites, KINDS[kind]), wait_until="load")
    assert found_at(page, WIDTHS, OVERFLOW) == {}


PRINTED: tuple[tuple[str, Callable[[Page], bool]], ...] = (
    (".menu", lambda page: not page.locator(".menu").is_visible()),
    (".tools", lambda page: not page.locator(".tools").is_visible()),
    (".others", lambda page: not page.locator(".others").is_visible()),
    (".skip", lambda page: not page.locator(".skip").is_visible()),
    ("h1", lambda page: page.locator("h1").is_visible()),
    (".masthead .name", lambda page: page.locator(".masthead .name").is_visible()),
    (".text", lambda page: page.locator(".text").is_visible()),
    (".byline", lambda page: page.locator(".byline").is_visible()),
)


def test_paper_gets_the_article_alone(page: Page, sites: Sites) -> None:
    page.goto(address(sites, FULL), wait_until="load")
    page.emulate_media(media="print")
    assert [name for name, holds in PRINTED if not holds(page)] == []


def test_frames_keep_the_height_they_ask_for(page: Page, tmp_path: Path) -> None:
    tiny = TinySite(
        tmp_path / "frames",
        '-- site.toml --\ntitle = "B"\nbase_url = "https://b.vn"\n[markdown]\nraw_html = "trust"\n'
        "-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\n"
        '<iframe src="about:blank" width="600" height="450"></iframe>\n\n'
        '<iframe src="about:blank" height="90"></iframe>\n\n<iframe src="about:blank"></iframe>\n',
    )
    tiny.build()
    with serve(tiny.public) as home:
        page.goto(f"{home}/tin/2026/11/a/")
        heights = [frame.bounding_box() for frame in page.locator(".story-body iframe").all()]
    assert [round(box["height"]) if box else 0 for box in heights] == [450, 90, 150]
