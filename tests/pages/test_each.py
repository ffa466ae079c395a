"""Pages of one subject are planned from that subject alone: a build plans those of changed subjects, and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from ssg.core.i18n import translations
from ssg.core.trace import Touched
from ssg.pages.kinds import PAGE_KINDS, plan_pages, plan_touched
from ssg.pages.model import Each, PageKind
from ssg.pages.reader import Planner
from ssg.pages.source import NO_DATA, Source, no_original
from ssg.plan import planning
from tests.conftest import TinySite

SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
per_page = 2
[share]
draw = true
[[categories]]
name = "Tin"
[[categories]]
name = "Trống"
""" + "".join(
    f"""-- content/tin/{n}.md --
---
title: Bài {n}
date: 2026-{n:02}-03 08:00
tags: [lũ, "{n}"]
author: Minh Hà
topic: Bão
series: Đồng bằng
type: {"live" if n == 2 else "article"}
aliases: /cu/{n}/
{"image: a.svg" if n == 1 else ""}
---
## 08:00 Một

Văn bản.
"""
    for n in range(1, 8)
)
EACH = [kind for kind in PAGE_KINDS if isinstance(kind.pages, Each)]


@pytest.fixture
def planner(site: Callable[[str], TinySite]) -> Iterator[Planner]:
    tiny = site(SITE)
    tiny.write("content/tin/a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>')
    with planning(tiny.request()) as plan:
        source = Source(plan.edition.site, plan.texts, translations("vi"), NO_DATA, NO_DATA, NO_DATA, no_original)
        yield Planner(source)


@pytest.mark.parametrize("kind", EACH, ids=lambda kind: kind.name)
def test_pages_of_a_subject_are_planned_from_it_alone(planner: Planner, kind: PageKind) -> None:
    assert isinstance(kind.pages, Each)
    subjects = list(planner.subjects(kind.pages.about, kind.pages.least))
    assert subjects
    for subject in subjects:
        with planner.recording() as facts:
            pages = list(kind.pages.pages(planner, subject))
        others = {(about, key) for about, key in facts if about not in ("CONFIG", "MEDIA", "AUDIENCE")}
        assert all(subject in key for _, key in others), others
        assert all(page.kind == kind.name for page in pages)


def test_what_is_planned_of_all_subjects_is_all(planner: Planner) -> None:
    articles = frozenset(planner.subjects("article"))
    kinds = ("category", "tag", "author", "topic", "month", "series")
    lists = frozenset(f"{kind}/{slug}" for kind in kinds for slug in planner.subjects(kind, 0))
    touched = Touched(articles, lists, frozenset(planner.subjects("media")))
    every = {page.identity for page in plan_pages(planner)}
    assert {page.identity for page in plan_touched(planner, touched)} == every
    alone = {page.identity for page in plan_touched(planner, Touched(frozenset(["tin/1.md"]), frozenset()))}
    assert alone < every
