"""Drafts, scheduled and expired articles are absent from every output, and it is always said that they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.conftest import NOW, TinySite

SITE = """
-- content/thoi-su/a.md --
---
title: Bài công khai
date: 2026-11-23 08:24
topic: Dòng một
tags: [chung]
---
Văn bản. [Xem bài kia](b.md)
-- content/thoi-su/b.md --
---
title: Bài RIÊNGTƯ kín
date: 2026-11-22 08:24
summary: RIÊNGTƯ
author: Tác giả RIÊNGTƯ
tags: [chung, RIÊNGTƯ]
topic: RIÊNGTƯ
category: RIÊNGTƯ
featured: 9
aliases: [/cu/riengtu/]
image: riengtu.svg
{extra}
---
RIÊNGTƯ
-- content/thoi-su/riengtu.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>
"""
HIDDEN = {
    "draft": ("draft: true", "drafts"),
    "scheduled": ("updated: 2026-11-24 12:00", "scheduled"),
    "expired": ("expires: 2026-11-24 12:00", "expired"),
}


@pytest.mark.parametrize("state", HIDDEN)
def test_absent_from_every_output(site: Callable[[str], TinySite], state: str) -> None:
    extra, field = HIDDEN[state]
    tiny = site(SITE.replace("{extra}", extra))
    if state == "scheduled":
        tiny.edit("content/thoi-su/b.md", "2026-11-22 08:24", "2026-11-24 12:01")
    built = tiny.build()
    for path, data in tiny.tree().items():
        assert "riengtu" not in path.lower()
        assert "RIÊNGTƯ".encode() not in data, path
    assert len(getattr(built.edition.site.left_out, field)) == 1
    assert "Xem bài kia" in tiny.read("thoi-su/2026/11/bai-cong-khai/index.html")
    assert "W303" in tiny.said(built)


def test_a_scheduled_article_appears_when_its_time_has_come(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("{extra}", "").replace("2026-11-22 08:24", "2026-11-24 12:01"))
    tiny.build()
    tiny.now = NOW + timedelta(minutes=1)
    written = tiny.build().published
    assert written is not None
    assert "riengtu/2026/11/bai-riengtu-kin/index.html" in written.written
    tiny.now = NOW
    removed = tiny.build().published
    assert removed is not None
    assert "riengtu/2026/11/bai-riengtu-kin/index.html" in removed.removed


@pytest.mark.parametrize(
    ("extra", "options", "there"),
    [
        ("draft: true", {"drafts": True}, True),
        ("draft: true", {"future": True}, False),
        ("expires: 2026-11-24", {"drafts": True, "future": True}, False),
    ],
)
def test_options(site: Callable[[str], TinySite], extra: str, options: dict[str, bool], there: bool) -> None:
    tiny = site(SITE.replace("{extra}", extra))
    tiny.build(**options)
    assert ("riengtu/2026/11/bai-riengtu-kin/index.html" in tiny.tree()) is there


def test_a_scheduled_draft_needs_both(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("{extra}", "draft: true").replace("2026-11-22 08:24", "2027-01-01"))
    path = "riengtu/2027/01/bai-riengtu-kin/index.html"
    tiny.build(drafts=True)
    assert path not in tiny.tree()
    tiny.build(drafts=True, future=True)
    assert path in tiny.tree()


def test_an_article_may_expire_in_the_first_moment_of_1970(site: Callable[[str], TinySite]) -> None:
    tiny = site(
        "-- content/tin/a.md --\n---\ntitle: A\ndate: 1960-01-02\nexpires: 1970-01-01T00:00:00Z\n---\nx\n"
        "-- content/tin/b.md --\n---\ntitle: B\ndate: 1970-01-01T00:00:00Z\n---\nx\n"
    )
    tiny.build()
    assert not (tiny.public / "tin/1960").exists()
    assert 'datetime="1970-01-01T08:00+08:00"' in tiny.read("tin/1970/01/b/index.html")
