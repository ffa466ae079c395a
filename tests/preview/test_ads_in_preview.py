"""House advertisements in the preview: they stay when an article is edited, and come and go as in a build."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tests.conftest import NOW, TinySite
from tests.preview.test_edits_amend import page_of
from tests.previewing import Looking

SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[ads.slots]]
name = "dau"
place = "masthead"
sizes = { 0 = "320x100" }
-- content/tin/a.md --
---
title: A
date: 2026-11-20
---
Một.
"""
PAGE = "tin/2026/11/a/index.html"


def ad(tiny: TinySite, words: str, until: str = '"open"') -> None:
    tiny.write("data/ads/a.toml", f'slot = "dau"\ntitle = "{words}"\nuntil = {until}\n')


def test_advertisements_stay_while_articles_change_and_change_when_their_files_do(
    site: Callable[[str], TinySite],
) -> None:
    tiny = site(SITE)
    ad(tiny, "Gốm cũ")
    looking = Looking(tiny)
    assert "Gốm cũ" in page_of(looking.state, PAGE)
    tiny.edit("content/tin/a.md", "Một.", "Hai.")
    looking.tell("content/tin/a.md")
    assert "Hai." in page_of(looking.state, PAGE)
    assert "Gốm cũ" in page_of(looking.state, PAGE)
    ad(tiny, "Gốm mới")
    looking.tell("data/ads/a.toml")
    assert "Gốm mới" in page_of(looking.state, PAGE)
    ad(tiny, "Gốm hết hạn", f"{(NOW - timedelta(days=1)).isoformat()}")
    looking.tell("data/ads/a.toml")
    assert "Gốm" not in page_of(looking.state, PAGE)


def test_nobody_hears_of_drafts(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.edit(
        "site.toml",
        "[[ads.slots]]",
        '[[providers]]\nprovider = "matomo"\npurpose = "analytics"\nid = "1"\nurl = "https://stats.example.vn"\n'
        "[[ads.slots]]",
    )
    looking = Looking(tiny)
    assert 'id="consent"' in page_of(looking.state, PAGE)
    policy = looking.responder.policy(f"/{PAGE}")
    assert "default-src 'self'" in policy
    assert "stats.example.vn" not in policy
