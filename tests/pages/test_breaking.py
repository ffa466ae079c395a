"""Breaking news stands on every page until its time has passed, and the build after that takes it away."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from ssg.cli import app
from tests.conftest import TinySite

SITE = """-- content/tin/a.md --
---
title: Nước lên nhanh
date: 2026-11-24 08:24
breaking: 2026-11-24 18:00
---
Văn bản.
-- content/tin/b.md --
---
title: Tin thường
date: 2026-11-23 08:24
---
Văn bản.
-- content/tin/c.md --
---
title: Đã hết nóng
date: 2026-11-23 09:24
breaking: 2026-11-24 12:00
---
Văn bản.
-- templates/blocks/breaking.html --
<breaking>{% for c in block.cards %}{{ c.title }};{% endfor %}</breaking>
"""


def banner(tiny: TinySite, path: str) -> str:
    page = tiny.read(path)
    return page.split("<breaking>", 1)[1].split("</breaking>")[0] if "<breaking>" in page else ""


def test_it_stands_on_every_page_but_its_own(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.build()
    pages = [p for p in tiny.tree() if p.endswith(".html") and '<body class="page-' in tiny.read(p)]
    assert len(pages) > 5
    own = "tin/2026/11/nuoc-len-nhanh/index.html"
    assert {p: banner(tiny, p) for p in pages} == {p: "" if p == own else "Nước lên nhanh;" for p in pages}


def test_the_newest_come_first_and_site_toml_says_how_many(site: Callable[[str], TinySite]) -> None:
    config = '-- site.toml --\ntitle = "T"\n[blocks.breaking]\ncount = 1\n'
    tiny = site(
        config
        + SITE.replace("title: Tin thường", "title: Mới hơn\nbreaking: 2026-11-25").replace("11-23 08", "11-24 09")
    )
    tiny.build()
    assert banner(tiny, "index.html") == "Mới hơn;"
    assert banner(tiny, "tin/2026/11/moi-hon/index.html") == "Nước lên nhanh;"


def test_the_default_theme(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.partition("-- templates")[0])
    tiny.build()
    assert '<aside class="breaking" aria-label="Tin nóng">' in tiny.read("index.html")
    assert tiny.read("404.html").count("Nước lên nhanh") == 1


def test_pages_are_only_joined_again(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.build()
    tiny.now = tiny.now.replace(hour=18)
    built = tiny.build()
    assert built.published is not None
    assert (tiny.work.rendered, tiny.work.blocks) == (0, 0)
    assert tiny.work.spliced == len(built.published.written) > 5
    assert banner(tiny, "index.html") == ""


def build(tiny: TinySite, now: str) -> dict[str, Any]:
    report = tiny.root.parent / "report.json"
    assert app.run(["build", "-q", "-C", str(tiny.root), "--now", now, "--report", str(report), "--jobs", "1"]) == 0
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def test_a_build_knows_when_time_alone_changes_something(
    site: Callable[[str], TinySite], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny = site(SITE)
    later = time.time_ns() + 10_000_000_000  # no file is too young for its time to prove something
    monkeypatch.setattr("time.time_ns", lambda: later)
    first = build(tiny, "2026-11-24 12:00")
    assert (first["next_publication"], first["next_change"]) == (None, "2026-11-24T18:00:00+07:00")
    still = build(tiny, "2026-11-24 17:59")
    assert "plan" not in still["seconds"]
    assert still["next_change"] == "2026-11-24T18:00:00+07:00"
    over = build(tiny, "2026-11-24 18:00")
    assert "plan" in over["seconds"]
    assert over["next_change"] == "2026-11-25T08:24:00+07:00"  # b leaves the news sitemap
    assert "index.html" in over["written"]
    capsys.readouterr()
    assert app.run(["next", "-C", str(tiny.root), "--now", "2026-11-24 12:00"]) == 0
    told = "an article, a live report, a breaking banner, a pick or a slot of a front page ends\n"
    times = "2026-11-24T18:00:00+07:00  24/11/2026 18:00"
    assert capsys.readouterr().out == f"no scheduled articles\n{times}  {told}"
