"""The short cut of the preview is taken when it may be, and only then.

That it gives the pages that planning anew gives is hunted for in `tests/hunt/`.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssg.preview.state import State
from tests.conftest import TinySite
from tests.previewing import Looking

ARTICLE = "---\ntitle: A\ndate: 2026-11-20\nsummary: s\ntags: [x]\n---\nMột. [b](b.md)\n\nHai.\n"
SITE = f"-- content/tin/a.md --\n{ARTICLE}-- content/tin/b.md --\n---\ntitle: B\ndate: 2026-11-21\n---\nx\n"


@pytest.mark.parametrize(
    ("old", "new", "short"),
    [
        ("Hai.", "Hai và ba.", True),
        ("Một. [b](b.md)", "Một.\n\nThêm. [bài](b.md)", True),
        ("title: A", "# title\ntitle: A", True),
        ("title: A", "title: B", False),
        ("tags: [x]", "tags: [x, y]", False),
        ("Hai.", "Hai. [c](c.md)", False),
        ("[b](b.md)", "b", False),
        ("date: 2026-11-20", "date: 2026-11-2", False),
        ("summary: s", "draft: true", False),
    ],
)
def test_when_the_short_cut_is_taken(
    old: str, new: str, short: bool, site: Callable[[str], TinySite], monkeypatch: pytest.MonkeyPatch
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
    assert bool(planned) is not short


def test_a_feed_that_was_looked_at_shows_the_new_text(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    assert b"Hai." in feed_of(looking.state)
    looking.tiny.edit("content/tin/a.md", "Hai.", "Hai và ba.")
    looking.tell("content/tin/a.md")
    assert "Hai và ba." in feed_of(looking.state).decode()


def feed_of(state: State) -> bytes:
    assert state.snapshot is not None
    return state.snapshot.printed(state.snapshot.pages["feed.xml"])
