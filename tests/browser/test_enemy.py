"""A newspaper written by an enemy (`tests/reliability/hostile.py`), in a browser: nothing runs, nothing is fetched.

Each page comes with the policy that servers are told of, and the browser has nothing to say to that either: what it
would have stopped is not there in the first place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route

from ssg.content.markdown import MarkdownOptions, render
from ssg.core.config import load_config
from ssg.deploy.headers import policy_of_preview
from tests.browser.patience import eventually
from tests.browser.server import serve
from tests.browser.test_pages import listen
from tests.conftest import TinySite
from tests.previewing import preview
from tests.reliability import hostile

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Enemy(NamedTuple):
    """The site, where it is served, and what pages it has by kind."""

    site: TinySite
    home: str
    kinds: dict[str, str]

    def pages(self) -> list[str]:
        """The address of each page."""
        files = sorted(self.site.public.rglob("index.html"))
        return [f"{self.home}/{file.relative_to(self.site.public).as_posix()[:-10]}" for file in files]


@pytest.fixture(scope="module")
def enemy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Enemy]:
    tiny = hostile.make(tmp_path_factory.mktemp("hostile") / "site")
    built = tiny.build()
    config, _ = load_config((tiny.root / "site.toml").read_text("utf-8"))
    assert config is not None
    assert built.edition is not None
    kinds = {page.kind: page.url for page in built.edition.pages if page.url.endswith("/")}
    with serve(tiny.public, policy_of_preview(config)) as home:
        yield Enemy(tiny, home, kinds)


def watch(page: Page, home: str) -> list[str]:
    """Write down all complaints, and all that a script of the enemy could do."""
    said = listen(page, home)

    def answer(dialog: Dialog) -> None:
        said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", answer)
    page.on("popup", lambda popup: said.append(f"popup: {popup.url}"))
    return said


def poke(page: Page) -> None:
    """Do what readers do: point at everything, reach everything by Tab, open what can be opened."""
    page.evaluate(
        """() => {
          for (const element of document.querySelectorAll("main *")) {
            for (const kind of ["mouseover", "mouseenter", "pointerover", "focus", "animationstart"])
              element.dispatchEvent(new Event(kind, { bubbles: true }));
            if (element.localName === "details") element.open = true;
          }
        }"""
    )


def peace(said: list[str]) -> list[str]:
    """What was said but that a page is not there, and that something was still coming when the page was left."""
    return [line for line in said if "404" not in line and not line.endswith("net::ERR_ABORTED")]


def visit(page: Page, url: str, home: str) -> None:
    page.goto(url, wait_until="load")
    poke(page)
    assert page.url.startswith(home), page.url


def test_what_is_watched_for_is_seen(page: Page, enemy: Enemy) -> None:
    said = watch(page, enemy.home)
    page.set_content("<img src=x onerror=alert(1)>")
    assert eventually(page, lambda: "dialog: 1" in said)


def test_a_page_of_each_kind(page: Page, enemy: Enemy) -> None:
    said = watch(page, enemy.home)
    assert enemy.kinds.keys() >= {"home", "article", "category", "tag", "author", "topic", "archive", "month", "search"}
    for url in enemy.kinds.values():
        visit(page, enemy.home + url, enemy.home)
    visit(page, enemy.home + enemy.kinds["home"], enemy.home)
    page.locator("[data-block]").wait_for(state="detached")  # its block has been fetched, and is part of the page
    assert page.locator(".latest a.title").count() == 10
    assert peace(said) == []


def test_results_of_the_search(page: Page, enemy: Enemy) -> None:
    said = watch(page, enemy.home)
    page.goto(f"{enemy.home}/search/?q=alert+script", wait_until="load")
    page.locator(".results li").first.wait_for()
    titles = page.locator(".results h2").all_inner_texts()
    assert any("<script>alert(1)</script>" in title for title in titles), titles
    poke(page)
    page.goto(f"{enemy.home}/search/?q=%22%3E%3Cimg+src%3Dx+onerror%3Dalert(1)%3E", wait_until="load")
    page.locator("[data-status]", has_text="<img").wait_for()
    assert peace(said) == []


def test_every_page(page: Page, enemy: Enemy) -> None:
    said = watch(page, enemy.home)
    assert len(enemy.pages()) > 80
    for url in enemy.pages():
        visit(page, url, enemy.home)
    assert peace(said) == []


def test_the_form_without_scripts_may_go_where_it_leads(browser: Browser, enemy: Enemy) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []

    def engine(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="results")

    page.route("https://www.google.com/**", engine)
    page.goto(f"{enemy.home}/search/", wait_until="load")
    page.fill("#q", "lũ về")
    page.press("#q", "Enter")
    page.wait_for_url("https://www.google.com/**")
    assert [url.partition("&category")[0] for url in asked] == [
        "https://www.google.com/search?q=l%C5%A9+v%E1%BB%81&sitesearch=example.vn"
    ]
    context.close()


def test_no_address_runs_as_a_browser_reads_it(page: Page, enemy: Enemy) -> None:
    parts = []
    for link in hostile.LINKS:
        for shape in hostile.SHAPES:
            text = shape.replace("{n}", "").replace("{}", link)
            parts.append(render(text, path="a.md", first_line=1, options=MarkdownOptions()).html)
    page.goto(f"{enemy.home}{enemy.kinds['archive']}")
    found: list[str] = page.evaluate(
        """(html) => {
          const page = new DOMParser().parseFromString(`<base href="${location.origin}/a/b/">${html}`, "text/html");
          return [...page.querySelectorAll("[href], [src], [poster], [cite]")].slice(1).flatMap((element) =>
            ["href", "src", "poster", "cite"].filter((name) => element.hasAttribute(name))
              .map((name) => new URL(element.getAttribute(name), page.baseURI).protocol));
        }""",
        re.sub("\0[0-9]+\0", "/tep", "\n".join(parts)),
    )
    assert len(found) > 60
    assert set(found) <= {"http:", "https:", "mailto:"}


def test_the_preview_and_what_it_says_is_wrong(page: Page, tmp_path: Path) -> None:
    """The bar, the overlay with text of a broken file, the page of all problems, and the policy on each."""
    tiny = hostile.make(tmp_path / "site")
    for number, payload in enumerate(hostile.PAYLOADS[:6]):
        broken = f"---\ntitle: x\ndate: {payload}\n{payload}\n---\n[x]({payload.split()[0]}.md)\n"
        tiny.write(f"content/tin/hỏng '\"<b>{number}.md", broken)
    with preview(tiny.root) as running:
        said = watch(page, running.origin)
        kinds = ("/", "/archive/", "/search/", "/_preview/", "/khong-co/")
        for path in kinds:
            answer = page.goto(running.origin + path, wait_until="load")
            assert answer is not None
            policy = answer.headers["content-security-policy"]
            assert "unsafe" not in policy
            assert "script-src 'self'" in policy or policy.startswith("default-src 'self';")
            poke(page)
        page.goto(running.origin, wait_until="load")
        shown = page.evaluate("document.querySelector('ssg-preview').shadowRoot.textContent")
        assert "<script>alert(1)</script>" in shown
        first = page.locator("main h3 a").first.get_attribute("href")
        page.goto(f"{running.origin}{first}", wait_until="load")
        poke(page)
        assert peace(said) == []


def test_an_article_cannot_stop_the_preview(page: Page, tmp_path: Path) -> None:
    """Ids of articles are names of the page's window, and addresses may be such as cannot be decoded."""
    tiny = TinySite(
        tmp_path / "site",
        "-- content/tin/a.md --\n---\ntitle: Một\ndate: 2026-11-20\n---\n## A {#ssgPreview}\n\n[x](/100%/)\n"
        "-- content/tin/b.md --\n---\ntitle: Hai\ndate: 2026-11-20\ndraft: true\n---\n[z](a.md)\n"
        "-- content/tin/c.md --\n---\ntitle: Ba\ndate: 2026-11-20\n---\n[x](/100%/) [nháp](/tin/2026/11/hai/)\n",
    )
    with preview(tiny.root) as running:
        said = watch(page, running.origin)
        page.goto(f"{running.origin}/tin/2026/11/ba/", wait_until="load")
        page.locator("ssg-badge").first.wait_for(state="attached")  # the draft's link is marked, in spite of the other
        page.goto(f"{running.origin}/tin/2026/11/mot/", wait_until="load")
        tiny.edit("content/tin/a.md", "## A", "## Sửa")
        page.get_by_role("heading", name="Sửa").wait_for()
        assert peace(said) == []
