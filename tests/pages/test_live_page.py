"""The page of a live article, and the small file that it polls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest

from tests.conftest import TinySite

SITE = """-- content/tin/a.md --
---
title: Tường thuật
date: 2026-11-24 06:00
type: live
---
Trước giờ, [xem b](b.md).

## 08:00 Mở màn {.chinh}

Một, [xem b](b.md).

## 07:00

Hai.
-- content/tin/b.md --
---
title: B
date: 2026-11-23
---
x
"""
PAGE, FILE = "tin/2026/11/tuong-thuat/index.html", "tin/2026/11/tuong-thuat/live.html"


def test_the_page_and_its_file(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.build()
    page, file = tiny.read(PAGE), tiny.read(FILE)
    assert page.count('<a href="/tin/2026/11/b/">xem b</a>') == 2
    assert file.count('<a href="/tin/2026/11/b/">xem b</a>') == 2  # the summary too
    assert '<meta name="robots" content="noindex">' in file
    assert '<link rel="canonical" href="https://example.vn/tin/2026/11/tuong-thuat/">' in file
    section = page[page.index('<div class="live-blog"') :]
    section = section[: section.index("Hai.")]
    assert section in file
    assert 'data-live="/tin/2026/11/tuong-thuat/live.html"' in section
    assert section.index("luc-20261124-0800") < section.index("luc-20261124-0700")
    assert 'Cập nhật lúc <time datetime="2026-11-24T08:00+07:00">24/11/2026 08:00</time>' in section
    assert '<span>Cập nhật: <time datetime="2026-11-24T08:00+07:00">24/11/2026 08:00</time></span>' in page
    assert '"@type":"LiveBlogPosting"' in page.replace(": ", ":")
    assert "tuong-thuat/#luc-20261124-0800" in page
    assert "js/live." in page
    assert "js/live." not in tiny.read("tin/2026/11/b/index.html")
    assert "tin/2026/11/b/live.html" not in tiny.tree()


def test_an_entry_touches_the_article_and_one_small_file(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.build()
    tiny.edit("content/tin/a.md", "## 08:00", "## 08:10 Bàn thắng\n\nVào!\n\n## 08:00")
    published = tiny.build().published
    assert published is not None
    # Feeds and sitemaps tell of the change as of any other; no page does.
    assert sorted(path for path in published.written if path.endswith(".html")) == [PAGE, FILE]
    assert tiny.work.parsed == 1


def test_an_entry_without_a_time_stops_publication(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("## 07:00", "## Sắp tới"))
    assert tiny.said().startswith(
        "content/tin/a.md:12:1: error[E770]: an entry of a live article must begin with its time\n"
    )
    assert "write `## 14:30 …`" in tiny.said()


def test_before_the_first_entry_it_is_an_article(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.partition("\n## 08:00")[0] + "\n-- content/tin/b.md --\n---\ntitle: B\ndate: 2026-11-23\n---\nx\n")
    tiny.build()
    assert "Trước giờ" in tiny.read(PAGE)
    assert "live-blog" not in tiny.read(PAGE)
    assert "live-blog" not in tiny.read(FILE)


@pytest.mark.parametrize(
    ("permalink", "file"), [("/{slug}.html", "tuong-thuat.live.html"), ("/{slug}/", "tuong-thuat/live.html")]
)
def test_beside_every_kind_of_address(site: Callable[[str], TinySite], permalink: str, file: str) -> None:
    tiny = site(f'-- site.toml --\ntitle = "T"\npermalink = "{permalink}"\nbase_url = "https://example.vn/bao"\n{SITE}')
    tiny.build()
    assert f'data-live="/bao/{file}"' in tiny.read(file)


def test_markup_in_an_entry_is_text(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("Mở màn", "<script>alert(1)</script> \"'&amp;"))
    tiny.build()
    assert "<script>alert" not in tiny.read(PAGE) + tiny.read(FILE)
    assert "\"'&" in unescape(tiny.read(FILE))


def test_corrections_and_changes_stand_under_the_title(site: Callable[[str], TinySite]) -> None:
    two = "[{date: 2026-11-24 09:30, text: Đã sửa.}, {date: 2026-11-25, text: Lại sửa.}]"
    tiny = site(SITE.replace("type: live", f"updated: 2026-11-24 10:00\ncorrections: {two}"))
    tiny.build()
    head = tiny.read(PAGE).split("<h1>", 1)[1].split("</header>")[0]
    assert '<span>Cập nhật: <time datetime="2026-11-24T10:00+07:00">24/11/2026 10:00</time></span>' in head
    assert (
        '<p class="correction" role="note"><strong>Đính chính '
        '<time datetime="2026-11-24T09:30+07:00">24/11/2026 09:30</time>:</strong> Đã sửa.</p>'
    ) in head
    assert '<time datetime="2026-11-25T00:00+07:00">25/11/2026</time>:</strong> Lại sửa.' in head


ENDS = [
    pytest.param("", "2026-11-24T20:00:00+07:00", id="twelve hours after the newest entry"),
    pytest.param("ended: 2026-11-24 18:00\n", "2026-11-24T18:00:00+07:00", id="when it says so"),
]


@pytest.mark.parametrize(("said", "end"), ENDS)
def test_it_ends_though_no_file_changes(site: Callable[[str], TinySite], said: str, end: str) -> None:
    """The page, its file and the front page say so from that moment on, as a build from nothing does."""
    text = SITE.replace("type: live\n", f"type: live\n{said}")
    tiny, clean = site(text), site(text)
    moment = datetime.fromisoformat(end)
    tiny.now = moment - timedelta(seconds=1)
    assert tiny.build().edition.next_change == moment
    running = (PAGE, FILE, "index.html")
    assert all('<strong class="live">Trực tiếp</strong>' in tiny.read(path) for path in running)
    assert "coverageEndTime" not in tiny.read(PAGE)
    tiny.now = moment
    tiny.build()
    assert all('class="live"' not in tiny.read(path) for path in running)
    assert all("Đã kết thúc" in tiny.read(path) and "data-live" not in tiny.read(path) for path in (PAGE, FILE))
    assert f'"coverageEndTime":"{end}"' in tiny.read(PAGE).replace(": ", ":")
    assert "js/live." not in tiny.read(PAGE)
    clean.now = moment
    clean.build()
    assert tiny.tree() == clean.tree()


def test_only_a_live_article_ends(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("type: live\n", "ended: 2026-11-24 07:00\n"))
    tiny.build()
    assert "Đã kết thúc" not in tiny.read(PAGE)
