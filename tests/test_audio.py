"""Articles to listen to (`audio`): a player, a sign on cards, structured data, enclosures of feeds."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.conftest import TinySite
from tests.test_layouts import things
from tests.test_plain_pages import check_against_clean

PAGE = "tin/2026/11/a/index.html"
SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[deploy]
keep = 0
-- content/tin/a.md --
---
title: A
date: 2026-11-20 08:24
audio: {src: tieng.mp3, title: Kỳ một, duration: "12:30"}
---
x
-- content/tin/b.md --
---
title: B
date: 2026-11-21 08:24
audio: https://cdn.vn/b.m4a?x=1
---
x
-- content/tin/tieng.mp3 --
abc
"""


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    made = site(SITE)
    made.build()
    return made


def test_the_page_plays_it(tiny: TinySite) -> None:
    page = tiny.read(PAGE)
    assert '<audio controls preload="none" src="/media/tin/tieng.' in page
    assert "<strong>Kỳ một</strong> <span>12:30</span>" in page
    assert '<audio controls preload="none" src="https://cdn.vn/b.m4a?x=1"' in tiny.read("tin/2026/11/b/index.html")


def test_search_engines_are_told(tiny: TinySite) -> None:
    sound = things(tiny.read(PAGE))["NewsArticle"]["audio"]
    assert sound["@type"] == "AudioObject"
    assert (sound["name"], sound["duration"], sound["encodingFormat"]) == ("Kỳ một", "PT12M30S", "audio/mpeg")
    assert sound["contentUrl"].startswith("https://example.vn/media/tin/tieng.")


def test_cards_say_so(tiny: TinySite) -> None:
    assert '<strong class="sign">Podcast <span>12:30</span></strong>' in tiny.read("tin/index.html")


def test_feeds_enclose_it(tiny: TinySite) -> None:
    rss = tiny.read("rss.xml")
    assert '<enclosure url="https://cdn.vn/b.m4a?x=1" length="0" type="audio/mp4"/>' in rss
    assert '" length="4" type="audio/mpeg"/>' in rss
    assert '<link rel="enclosure" type="audio/mp4" href="https://cdn.vn/b.m4a?x=1"/>' in tiny.read("feed.xml")
    first = json.loads(tiny.read("feed.json"))["items"][1]["attachments"][0]
    assert (first["mime_type"], first["size_in_bytes"], first["duration_in_seconds"]) == ("audio/mpeg", 4, 750)


def test_a_missing_file_is_told_and_the_page_published_without(tiny: TinySite) -> None:
    tiny.remove("content/tin/tieng.mp3")
    said = tiny.said(keep_going=True)
    assert "content/tin/a.md:4:14: error[E302]: file not found: tieng.mp3" in said
    assert "<audio" not in tiny.read(PAGE)
    assert "enclosure" not in tiny.read("tin/rss.xml").partition("<title>A</title>")[2]


def test_incremental_builds_are_clean_builds(tiny: TinySite) -> None:
    steps: list[Callable[[], object]] = [
        lambda: tiny.write("content/tin/tieng.mp3", "khác"),
        lambda: tiny.edit("content/tin/a.md", '"12:30"', '"12:31"'),
        lambda: tiny.edit("content/tin/b.md", "audio: https://cdn.vn/b.m4a?x=1\n", ""),
        lambda: tiny.edit("content/tin/b.md", "title: B\n", "title: B\naudio: tieng.mp3\n"),
        lambda: tiny.remove("content/tin/a.md"),
    ]
    for step in steps:
        step()
        check_against_clean(tiny)
