"""The page of corrections: all of them by day, paged, found from everywhere; absent while there are none."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable

import pytest

from tests.conftest import TinySite

CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
per_page = 2
[[categories]]
name = "Tin"
"""
PAGE = "dinh-chinh/index.html"


def article(number: int, *corrections: str) -> str:
    said = "".join(f"  - {{date: {one[:16]}, text: '{one[17:]}'}}\n" for one in corrections)
    front = f"title: Bài {number}\ndate: 2026-11-{number:02d} 08:00\nsummary: Tóm.\n"
    front += f"corrections:\n{said}" if said else ""
    return f"-- content/tin/{number}.md --\n---\n{front}---\nVăn bản {number}.\n"


def texts(html: str) -> list[str]:
    main = html[html.index("<main") : html.index("</main>")]
    return re.findall(r'(?:<time[^>]*>|<li>\n<p>|<p class="meta">.*">)([^<]+)<', main)


def equals_a_clean_build(tiny: TinySite) -> bool:
    tree = tiny.tree()
    shutil.rmtree(tiny.root / ".ssg")
    shutil.rmtree(tiny.public)
    tiny.build()
    return tree == tiny.tree()


def test_without_corrections_there_is_no_page_and_nothing_leads_to_it(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG + article(1))
    tiny.build()
    assert not any(b"dinh-chinh" in data for data in tiny.tree().values())
    tiny.add(article(1, "2026-11-02T09:00 Một."))
    tiny.build()
    assert texts(tiny.read(PAGE)) == ["Thứ hai, 02/11/2026", "Một.", "Bài 1"]
    for page in ("index.html", "tin/2026/11/bai-1/index.html", PAGE):
        html = tiny.read(page)
        assert '<li><a href="/dinh-chinh/">Đính chính</a></li>' in html[html.index("<footer") :]
        assert '"correctionsPolicy":"https://example.vn/dinh-chinh/"' in html
    assert "<loc>https://example.vn/dinh-chinh/</loc>" in tiny.read("sitemap-lists.xml")
    assert equals_a_clean_build(tiny)


def test_an_edit_renders_exactly_what_shows_it(site: Callable[[str], TinySite]) -> None:
    """Six corrections make one numbered page of the oldest two, one of the next two, and the front page."""
    tiny = site(CONFIG + "".join(article(n, f"2026-11-{n:02d}T10:00 Đúng là {n}.") for n in range(1, 8)) + article(9))
    tiny.build()
    assert texts(tiny.read(PAGE))[1::3] == ["Đúng là 7.", "Đúng là 6.", "Đúng là 5."]
    assert texts(tiny.read("dinh-chinh/page/1/index.html"))[1::3] == ["Đúng là 2.", "Đúng là 1."]

    def written(old: str, new: str, file: str = "content/tin/3.md") -> set[str]:
        before = tiny.tree()
        tiny.edit(file, old, new)
        tiny.build()
        return {path for path, data in tiny.tree().items() if before.get(path) != data}

    own = {"tin/2026/11/bai-3/index.html", "feed.xml", "rss.xml", "feed.json"}
    own |= {f"tin/{feed}" for feed in ("feed.xml", "rss.xml", "feed.json")}
    shown = {"tin/2026/11/bai-3/index.html", "dinh-chinh/page/2/index.html"}
    assert written("Đúng là 3.", "Sai rồi.") == shown
    assert tiny.work.rendered == 6, "the article with its four feeds that have templates, and one page of corrections"
    assert written("Văn bản 3", "Văn bản ba") == own, "what it says besides is on no page of corrections"
    assert written("2026-11-03T10:00", "2026-11-08T10:00") == {
        *shown, PAGE, "dinh-chinh/page/2/index.html"}  # fmt: skip
    new = "corrections: [{date: 2026-11-09, text: Mới.}]\nsummary"
    assert written("summary", new, "content/tin/9.md") == {
        PAGE,
        "dinh-chinh/page/3/index.html",
        "tin/2026/11/bai-9/index.html",
    }
    assert equals_a_clean_build(tiny)


@pytest.mark.parametrize(
    ("more", "url", "title"),
    [
        ('language = "en"\n', "/corrections/", "Corrections"),
        ('[corrections]\nurl = "/toa-soan/sua-sai/"\ntitle = "Sửa sai"\n', "/toa-soan/sua-sai/", "Sửa sai"),
        ("[corrections]\nenabled = false\n", "", ""),
        ('[[categories]]\nname = "Đính chính"\n', "", ""),
        ('[policies]\ncorrections = "/tin/"\n', "/dinh-chinh/", "Đính chính"),
    ],
)
def test_its_address_and_title(site: Callable[[str], TinySite], more: str, url: str, title: str) -> None:
    config = CONFIG.replace("[[", more + "[[", 1) if more.startswith("language") else CONFIG + more
    tiny = site(config + article(1, "2026-11-02T09:00 Một."))
    tiny.build()
    found = {path for path, data in tiny.tree().items() if b"page-corrections" in data}
    assert found == ({f"{url[1:]}index.html"} if url else set())
    data = re.search(r'<script type="application/ld.json">(.*?)</script>', tiny.read("index.html"))
    assert data
    policy = next(thing for thing in json.loads(data[1]) if "NewsMediaOrganization" in thing["@type"])
    expected = f"https://example.vn{'/tin/' if 'policies' in more else url}" if url else None
    assert policy.get("correctionsPolicy") == expected
    if url:
        assert f"<h1>{title}</h1>" in tiny.read(f"{url[1:]}index.html")


@pytest.mark.parametrize("url", ["dinh-chinh", "/tag/x/", "/a//b/", "https://a.vn/"])
def test_an_address_that_it_cannot_have(site: Callable[[str], TinySite], url: str) -> None:
    tiny = site(f'{CONFIG}[corrections]\nurl = "{url}"\n{article(1)}')
    assert "E505" in tiny.said()


def test_what_is_withdrawn_takes_its_corrections_with_it(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG + article(1, "2026-11-02T09:00 Một.") + article(2))
    tiny.build()
    tiny.edit("content/tin/1.md", "summary", "withdrawn: 2026-11-03\nsummary")
    tiny.build()
    assert not any(b"dinh-chinh" in data for data in tiny.tree().values())
