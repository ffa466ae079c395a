"""The preview plans a site again when it must, and only then.

That its pages are those that planning anew gives is hunted for in `tests/hunt/`.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssg.preview.state import State
from tests.conftest import TinySite
from tests.previewing import Looking

ARTICLE = "---\ntitle: A\nslug: a\ndate: 2026-11-20\nsummary: s\ntags: [x]\n---\nMột. [b](b.md)\n\nHai.\n"
SITE = f"-- content/tin/a.md --\n{ARTICLE}-- content/tin/b.md --\n---\ntitle: B\ndate: 2026-11-21\n---\nx\n"


@pytest.mark.parametrize(
    ("old", "new", "stands"),
    [
        ("Hai.", "Hai và ba.", True),
        ("Một. [b](b.md)", "Một.\n\nThêm. [bài](b.md)", True),
        ("title: A", "# title\ntitle: A", True),
        ("title: A", "title: B", True),
        ("summary: s", "summary: t", True),
        ("tags: [x]", "tags: [x]\nupdated: 2026-11-22", True),
        ("tags: [x]", "tags: [x]\nexpires: 2026-12-22", False),
        ("tags: [x]", "tags: [x, y]", False),
        ("Hai.", "Hai. [c](c.md)", False),
        ("[b](b.md)", "b", False),
        ("date: 2026-11-20", "date: 2026-11-2", False),
        ("summary: s", "draft: true", False),
        ("slug: a", "slug: c", False),
    ],
)
def test_when_the_plan_stands(
    old: str, new: str, stands: bool, site: Callable[[str], TinySite], monkeypatch: pytest.MonkeyPatch
) -> None:
    looking = Looking(site(SITE))
    planned = []
    original = State._plan

    def plan(*arguments: object) -> None:
        planned.append(1)
        original(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(State, "_plan", plan)
    looking.tiny.edit("content/tin/a.md", old, new)
    assert looking.tell("content/tin/a.md") == 1
    assert bool(planned) is not stands


def test_a_new_headline_is_on_each_page_that_shows_it(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    pages = ("index.html", "tin/index.html", "tag/x/index.html", "feed.xml", "sitemap-2026-11.xml")
    assert looking.state.snapshot is not None
    before = {name: page_of(looking.state, name) for name in pages}
    looking.tiny.edit("content/tin/a.md", "title: A", "title: Tít rất mới\nupdated: 2026-11-22 09:00")
    looking.tell("content/tin/a.md")
    after = {name: page_of(looking.state, name) for name in pages}
    assert [name for name in pages if after[name] != before[name]] == list(pages)
    assert all("Tít rất mới" in after[name] for name in pages[:4])
    assert "2026-11-22T09:00" in after["sitemap-2026-11.xml"]


def test_a_feed_that_was_looked_at_shows_the_new_text(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    assert "Hai." in page_of(looking.state, "feed.xml")
    looking.tiny.edit("content/tin/a.md", "Hai.", "Hai và ba.")
    looking.tell("content/tin/a.md")
    assert "Hai và ba." in page_of(looking.state, "feed.xml")


def page_of(state: State, output: str) -> str:
    assert state.snapshot is not None
    return state.snapshot.printed(state.snapshot.pages[output]).decode()
