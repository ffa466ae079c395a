"""Further forms of articles: JSON and text beside the page, as fresh as the page, and what is wrong with their keys."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.conftest import TinySite

CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[outputs]]
name = "json"
kind = "article"
[[outputs]]
name = "text"
kind = "article"
template = "chu.txt"
path = "bai.txt"
-- templates/chu.txt --
{{ page.title }}
{{ page.body|striptags }}
-- content/tin/a.md --
---
title: A "b" < c
slug: a
date: 2026-11-20 08:00
author: Hà
tags: [lũ]
---
Văn **đậm** & rõ.
-- content/tin/b.md --
---
title: B
date: 2026-11-21
permalink: /tin/b.html
---
x
"""


def test_json_and_text_beside_each_article(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG)
    tiny.build()
    found = json.loads(tiny.read("tin/2026/11/a/index.json"))
    assert found == {
        "url": "https://example.vn/tin/2026/11/a/",
        "title": 'A "b" < c',
        "summary": "",
        "language": "vi",
        "published": "2026-11-20T08:00:00+07:00",
        "updated": None,
        "section": {"name": "tin", "url": "/tin/"},
        "authors": [{"name": "Hà", "url": "/author/ha/"}],
        "tags": ["lũ"],
        "image": found["image"],
        "html": "<p>Văn <strong>đậm</strong> &amp; rõ.</p>\n",
    }
    assert tiny.read("tin/2026/11/a/bai.txt") == 'A "b" < c\nVăn đậm & rõ.\n'
    assert tiny.read("tin/b.bai.txt") == "B\nx\n"
    assert "bai.txt" not in tiny.read("sitemap-2026-11.xml")


def test_they_are_as_fresh_as_the_page(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG)
    tiny.build()
    before = tiny.tree()
    tiny.edit("content/tin/a.md", "rõ", "đủ")
    tiny.build()
    changed = {name for name, data in tiny.tree().items() if before.get(name) != data}
    assert {"tin/2026/11/a/index.json", "tin/2026/11/a/bai.txt"} <= changed
    assert not {"tin/b.index.json", "tin/b.bai.txt"} & changed
    tiny.edit("templates/chu.txt", "{{ page.title }}", "{{ page.title|upper }}")
    tiny.build()
    assert tiny.work.rendered == 2
    assert tiny.read("tin/b.bai.txt") == "B\nx\n"
    tiny.remove("content/tin/a.md")
    tiny.build()
    assert not (tiny.public / "tin/2026/11/a").exists()
    again = TinySite(tiny.root.parent / "clean", "")
    for name in ("site.toml", "templates/chu.txt", "content/tin/b.md"):
        again.write(name, (tiny.root / name).read_text(encoding="utf-8"))
    again.build()
    assert again.tree() == tiny.tree()


def test_what_is_wrong_is_said(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG)
    tiny.edit("site.toml", 'path = "bai.txt"', 'path = "../bai.txt"')
    tiny.edit("site.toml", 'name = "json"', 'name = "text"')
    said = [line for line in tiny.said().splitlines() if line.startswith("site.toml:")]
    assert said == [
        "site.toml:7:8: error[E647]: two outputs with the `name` text",
        "site.toml:10:8: error[E646]: invalid file of an output: `../bai.txt`",
    ]
    tiny.edit("site.toml", "../bai.txt", "index.html.gz")
    assert "invalid file of an output: `index.html.gz`" in tiny.said()


def test_a_template_that_is_none_of_an_article(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG)
    tiny.edit("site.toml", "chu.txt", "chuu.txt")
    assert [(d.code, d.place.line) for d in tiny.diagnostics()] == [("E676", 9)]
    tiny.edit("site.toml", "chuu.txt", "home.html")
    assert [str(d.message) for d in tiny.diagnostics()] == [
        "template `home.html` is for other pages: those of `home.html`"
    ]


def test_json_that_is_none_is_said_with_its_template(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG)
    tiny.write("templates/article.json", '{"title": {{ page.title }}}')
    found = tiny.diagnostics()
    assert {(d.code, d.place.path) for d in found} == {("E609", "templates/article.json")}


def test_views_and_times_are_written_as_json(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG)
    tiny.write("templates/article.json", "[{{ page.tags|tojson }}, {{ page.authors|tojson }}, {{ page.date|tojson }}]")
    tiny.build()
    tags, authors, date = json.loads(tiny.read("tin/2026/11/a/index.json"))
    assert tags == [{"name": "lũ", "url": "/tag/lu/"}]
    assert (authors[0]["name"], authors[0]["photo"], date) == ("Hà", None, "2026-11-20T08:00:00+07:00")
    tiny.write("templates/article.json", "{{ page.head|tojson }}")
    (found,) = {(d.code, d.place.line, str(d.message).partition(",")[0]) for d in tiny.diagnostics()}
    assert found == ("E608", 1, "TypeError: a HeadView is no JSON: print its fields")


def test_a_block_takes_a_category_of_the_page(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG)
    tiny.write("templates/article.html", '{{ page.title }}{{ block("panel", category=page.category) }}')
    assert tiny.said() == ""
