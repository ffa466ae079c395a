"""Judging a page's blocks by its situation gives what asking every block for the page itself gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from ssg.core.parts import frame_of, packed
from ssg.pages.kinds import KINDS
from ssg.pages.model import Page
from ssg.planned import plan
from tests.conftest import TinySite

SITE = """-- site.toml --
title = "Báo"
base_url = "https://bao.example"

[[categories]]
name = "Thời sự"

[[categories]]
name = "Giao thông"
parent = "thoi-su"

[[categories]]
name = "Thể thao"

[blocks.tin-khac]
count = 2

[blocks.nen-xem]
count = 2

[blocks.topic]
count = 2

[blocks.latest]
count = 2

[blocks.lien-quan]
count = 2

[blocks.lead]
count = 2

[blocks.most-read]
count = 2
-- data/most-read.json --
["tin/007.md"]
"""
NAMES = ("Thời sự", "Giao thông", "Thể thao")


def articles() -> Iterator[str]:
    for n in range(260):
        topic = "topic: Mùa lũ\n" if n % 3 else ""
        picked = f"featured: {n}\n" if n in (3, 200, 259) else ""
        yield (
            f"-- content/tin/{n:03}.md --\n---\ntitle: Bài {n}\ndate: 2025-01-01T{n // 60:02}:{n % 60:02}\n"
            f"category: {NAMES[n % 3]}\ntags: [t{n % 50}]\nauthor: A{n % 2}\n{topic}{picked}---\nVăn bản.\n"
        )


@pytest.mark.parametrize("settings", ["", '[blocks.tin-khac]\norder = "older"\n'])
def test_situations_are_as_good_as_pages(site: Callable[[str], TinySite], settings: str) -> None:
    literal = SITE.replace("[blocks.tin-khac]\n", settings, 1) if settings else SITE
    tiny = site(literal + "".join(articles()))
    with plan(tiny.request()) as planned:
        press = planned.press
        splicer, desk = press.splicer, press.stamps.desk
        judged = 0
        frames: list[tuple[Page, str]] = []
        for page in planned.edition.pages:
            kind = KINDS[page.kind]
            if not kind.is_page:
                continue
            text = press.renderer.page(kind.template, kind.view(desk, page)) if judged < 600 else ""
            frame, state, _ = packed(splicer.join(page, text).parts)
            assert splicer.is_current(page, frame, state), page.url
            assert splicer.is_current(page, frame, state, settled=True), page.url
            assert frame_of(frame)
            frames.append((page, frame))
            judged += 1
        assert judged > 300
        alone = splicer._currency._situation
        shared = [page for page, frame in frames if page.kind == "article" and alone(page, frame) is not None]
        assert len(shared) > 50
