"""`ssg explain`: where a page comes from, why it was last written, and what would be made again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.command import ssg
from tests.conftest import TinySite

SITE = """
-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn/bao"
-- content/thoi-su/a.md --
---
title: Một tin
date: 2026-11-23 08:24
---
Văn bản.
-- content/thoi-su/b.md --
---
title: Hai tin
date: 2026-11-22 08:24
---
Văn bản.
-- content/thoi-su/c.md --
---
title: Tin mai
date: 2026-11-25 06:00
---
Văn bản.
"""
NOW = ("--now", "2026-11-24")
PAGE = "thoi-su/2026/11/mot-tin"


def explain(tiny: TinySite, what: str) -> dict[str, str]:
    done = ssg("explain", "-C", tiny.root, *NOW, what)
    assert (done.returncode, done.stderr) == (0, "")
    return dict(line.split(maxsplit=1) for line in done.stdout.splitlines())


@pytest.mark.parametrize(
    "what",
    [
        f"https://example.vn/bao/{PAGE}/",
        f"/bao/{PAGE}/",
        f"/{PAGE}/",
        f"{PAGE}/index.html",
        "content/thoi-su/a.md",
        "./content/thoi-su/a.md",
        "thoi-su/a.md",
    ],
)
def test_a_page_is_found_by_any_of_its_names(site: Callable[[str], TinySite], what: str) -> None:
    tiny = site(SITE)
    ssg("build", "-C", tiny.root, *NOW)
    found = explain(tiny, what)
    assert found["page"] == f"/{PAGE}/ (article)"
    assert found["from"] == "content/thoi-su/a.md"
    assert found["template"].startswith("<theme>/article.html, with <theme>/base.html")
    assert found["blocks"] == "masthead, menu, breaking, lien-quan, nen-xem, most-read, tin-khac, footer"
    assert (found["written"], found["now"]) == ("reason: new", "up to date")


def test_why_and_what_now(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    ssg("build", "-C", tiny.root, *NOW)
    tiny.edit("content/thoi-su/a.md", "Văn bản", "Đoạn văn")
    tiny.edit("content/thoi-su/b.md", "Hai tin", "Hai")
    why = (
        "the address of content/thoi-su/b.md, title or address of content/thoi-su/b.md, "
        "the text of content/thoi-su/a.md"
    )
    assert explain(tiny, f"/{PAGE}/")["now"] == f"stale: would be rendered again because of {why}"
    ssg("build", "-C", tiny.root, *NOW)
    found = explain(tiny, f"/{PAGE}/")
    assert (found["written"], found["now"]) == (f"reason: {why}", "up to date")
    tiny.write("templates/blocks/tin-khac.html", "{{ block.cards[0].title }}")
    assert explain(tiny, f"/{PAGE}/")["now"] == (
        "stale: would be spliced again because of the template blocks/tin-khac.html"
    )


def test_what_is_not_there(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    done = ssg("explain", "-C", tiny.root, *NOW, "content/thoi-su/c.md")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "content/thoi-su/c.md is not public: scheduled for 25/11/2026 06:00\n"
    done = ssg("explain", "-C", tiny.root, *NOW, "/thoi-so/")
    assert done.stderr == "page or article not found: /thoi-so/; did you mean /thoi-su/?\n"
    assert explain(tiny, "/thoi-su/")["written"] == "never (not in the cache)"


def test_a_block_that_is_a_file(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("site.toml", (tiny.root / "site.toml").read_text("utf-8") + '[blocks.nen-xem]\ndelivery = "ssi"\n')
    ssg("build", "-C", tiny.root, *NOW)
    found = explain(tiny, "https://example.vn/bao/_blocks/nen-xem/all.html")
    assert found["block"] == "/_blocks/nen-xem/all.html"
    assert found["from"].startswith("the block nen-xem")
    assert found["written"] == "reason: new"


def lines_of(tiny: TinySite, *options: str) -> list[str]:
    return ssg("explain", "-C", tiny.root, *NOW, *options).stdout.splitlines()


def test_all_that_a_page_reads(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    ssg("build", "-C", tiny.root, *NOW)
    found = lines_of(tiny, "--reads", "content/thoi-su/a.md")
    assert "the text of content/thoi-su/a.md" in found
    assert "the template article.html" in found
    assert "title or address of content/thoi-su/b.md" in found  # its neighbour
    assert found == sorted(set(found))


def test_all_pages_that_show_an_article(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    ssg("build", "-C", tiny.root, *NOW)
    shown = {
        f"/bao/{path.removesuffix('index.html')}" for path, data in tiny.tree().items() if "Một tin".encode() in data
    }
    found = set(lines_of(tiny, "--shows", "content/thoi-su/a.md"))
    assert shown <= found
    assert {f"/bao/search/2026-11-1/{layer}.bin" for layer in ("t", "s")} <= found  # its words, not its title
    assert {"/bao/", f"/bao/{PAGE}/", "/bao/feed.json", "/bao/thoi-su/2026/11/hai-tin/"} <= shown


def test_what_was_not_built_yet(site: Callable[[str], TinySite]) -> None:
    done = ssg("explain", "-C", site(SITE).root, *NOW, "--reads", f"/{PAGE}/")
    assert done.returncode == 1
    assert "this page is not in the cache" in done.stderr
