"""Feeds before feedparser, the parser that most readers in Python are made with: no complaint, and nothing lost."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import TinySite
from tests.test_feeds import SITE, TITLES


def parsed(tiny: TinySite, path: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import feedparser

        return feedparser.parse((tiny.public / path).read_bytes())


@pytest.mark.parametrize("kind", ["feed.xml", "rss.xml"])
def test_feeds_are_well_formed_and_titles_stay(site: Callable[[str], TinySite], kind: str) -> None:
    literal = "".join(
        f"-- content/t/{n}.md --\n---\ntitle: '{title}'\ndate: 2026-11-{20 - n} 08:00\n---\n{title}\n"
        for n, title in enumerate(TITLES)
    )
    made = site(literal)
    made.build()
    found = parsed(made, kind)
    assert not found.bozo
    if kind == "feed.xml":  # a title of RSS may be taken for HTML, and is
        assert [entry.title for entry in found.entries] == TITLES
    assert [entry.id for entry in found.entries] == [
        f"tag:example.vn,2026:content/t/{n}.md" for n in range(len(TITLES))
    ]


@pytest.mark.parametrize("kind", ["feed.xml", "rss.xml"])
def test_what_a_reader_sees(site: Callable[[str], TinySite], kind: str) -> None:
    made = site(SITE)
    made.build()
    found = parsed(made, f"nhip-song/{kind}")
    assert not found.bozo
    (entry,) = found.entries
    assert found.feed.title == "Nhịp sống – Báo <Thử> & Nghiệm"
    assert (entry.title, entry.link) == ("Cầu & đường", "https://example.vn/bao/nhip-song/2026/11/cau-duong/")
    assert [author.name for author in entry.authors] == ["Minh Hà", "Lê An"]
    assert [tag.term for tag in entry.tags] == ["Thủ đô", "Nhịp sống", "cầu", "đường"]
    assert entry.published_parsed[:5] == (2026, 11, 20, 1, 24)
    assert entry.enclosures[0].type == "image/svg+xml"
    assert entry.media_content[0]["width"] == "30"
