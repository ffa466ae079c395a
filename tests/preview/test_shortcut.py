"""The short cut gives the very pages that planning anew gives, whatever an editor does; and it is taken when it may be.

A newsroom is edited at random. After each step every page of the preview must be that of a preview that has just begun.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

import ssg.store.theme
from ssg.core.errors import SiteProblem
from ssg.preview.room import Room
from tests.conftest import TinySite
from tests.previewing import Looking
from tests.test_incremental import CONFIG, FRONT, NUMBERS, text_of, write_pictures
from tests.tiny_theme import write_tiny_theme

BODIES = st.sampled_from(
    [
        "Một.",
        "Hai chữ.",
        "Dài hơn.\n\n## Mục\n\nx",
        "[x](1.md)",
        "[y](1.md) và\n\n[x](1.md)",
        "![a](a.svg)",
        "![b](a.svg)",
    ]
)


def pages_of(room: Room) -> dict[str, bytes | list[str]]:
    """Print everything."""
    assert room.snapshot is not None
    found: dict[str, bytes | list[str]] = {}
    for output, page in room.snapshot.pages.items():
        try:
            found[output] = room.snapshot.printed(page)
        except SiteProblem as problem:
            found[output] = [str(d.place) for d in problem.diagnostics]
    return found


class Desk(RuleBasedStateMachine):
    """An editor at work, seen through a preview that goes on and on."""

    @initialize(fronts=st.lists(FRONT, min_size=4, max_size=6))
    def begin(self, fronts: list[dict[str, object]]) -> None:
        self.folder = Path(tempfile.mkdtemp())
        theme = self.folder / "theme"
        write_tiny_theme(theme)
        self._default = ssg.store.theme.default_theme_folder
        ssg.store.theme.default_theme_folder = lambda: theme
        # What is related is found again when the site is planned anew; the short cut leaves it (docs/preview.md).
        config = CONFIG.replace("[blocks.lien-quan]\ncount = 2", "[blocks.lien-quan]\ncount = 0")
        assert config != CONFIG
        self.tiny = TinySite(self.folder / "site", f"-- site.toml --\n{config}")
        write_pictures(self.tiny, 3)
        self.fronts: dict[int, dict[str, object]] = dict(enumerate(fronts))
        for number, front in self.fronts.items():
            self.tiny.write(f"content/tin/{number}.md", text_of(number, front))
        self.looking = Looking(self.tiny)

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            ssg.store.theme.default_theme_folder = self._default
            shutil.rmtree(self.folder)

    def save(self, number: int, front: dict[str, object]) -> None:
        self.fronts[number] = front
        name = f"content/tin/{number}.md"
        self.looking.write(name, text_of(number, front))
        self.equals_a_new_one()

    @rule(number=NUMBERS, body=BODIES)
    def write_on(self, number: int, body: str) -> None:
        if number in self.fronts:
            self.save(number, {**self.fronts[number], "body": body})

    @rule(number=NUMBERS, body=BODIES, lead=BODIES)
    def write_below_the_lead(self, number: int, body: str, lead: str) -> None:
        if number in self.fronts:
            self.save(number, {**self.fronts[number], "body": f"Mở đầu.\n\n{lead}\n\n{body}"})

    @rule(number=NUMBERS, front=FRONT)
    def change(self, number: int, front: dict[str, object]) -> None:
        self.save(number, front)

    @rule(number=NUMBERS)
    def remove(self, number: int) -> None:
        if number in self.fronts and number not in (1, 2):
            del self.fronts[number]
            self.tiny.remove(f"content/tin/{number}.md")
            self.looking.tell(f"content/tin/{number}.md")
            self.equals_a_new_one()

    @rule(width=st.integers(1, 3))
    def draw(self, width: int) -> None:
        self.looking.write("content/tin/a.svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="2"/>')
        self.equals_a_new_one()

    def equals_a_new_one(self) -> None:
        new = Looking(self.tiny)
        assert self.looking.room.problems == new.room.problems
        assert pages_of(self.looking.room) == pages_of(new.room)
        snapshot, other = self.looking.room.snapshot, new.room.snapshot
        assert snapshot is not None
        assert other is not None
        assert set(snapshot.resident.diagnostics) == set(other.resident.diagnostics)
        assert {name: copy.read() for name, copy in snapshot.copies.items()} == {
            name: copy.read() for name, copy in other.copies.items()
        }


Desk.TestCase.settings = settings(
    max_examples=8, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
)
TestDesk = Desk.TestCase


@pytest.mark.slow
def test_a_long_hunt() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


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
    original = Room._plan

    def plan(*arguments: object) -> None:
        planned.append(1)
        original(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Room, "_plan", plan)
    looking.tiny.edit("content/tin/a.md", old, new)
    assert looking.tell("content/tin/a.md") == 1
    assert bool(planned) is not short


def test_a_feed_that_was_looked_at_shows_the_new_text(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    assert b"Hai." in feed_of(looking.room)
    looking.tiny.edit("content/tin/a.md", "Hai.", "Hai và ba.")
    looking.tell("content/tin/a.md")
    assert "Hai và ba." in feed_of(looking.room).decode()


def feed_of(room: Room) -> bytes:
    assert room.snapshot is not None
    return room.snapshot.printed(room.snapshot.pages["feed.xml"])
