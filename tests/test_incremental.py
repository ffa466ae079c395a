"""An incremental build is byte for byte a clean build: after any edits, in any order, with anything remembered.

A state machine edits a small site at random: articles, names, times, pictures, templates, configuration, data, the
clock. After each step the published tree must equal that of a build from nothing. The theme prints every view whole,
so that nothing can be stale unseen. The long hunt is `-m slow`.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PIL import Image

import ssg.store.theme
from ssg.build import build
from ssg.core.errors import Severity
from ssg.request import Choice, Request
from ssg.work import Work
from tests.conftest import NOW, TinySite
from tests.previewing import Looking
from tests.tiny_theme import write_tiny_theme

TITLES = ["Bò", "Bơ", "Lũ về", "Đường mới", "A", "a"]
NAMES = ["hoà", "hòa", "Hòa", "bò", "bơ", "X"]
CATEGORIES = ["Thủ đô", "nhip-song", "Kinh tế", "Lạ", ""]
CONFIG = """title = "Báo Thử"
base_url = "https://example.vn"
per_page = 2
[[categories]]
name = "Thủ đô"
[[categories]]
name = "Nhịp sống"
parent = "thu-do"
[[categories]]
name = "Kinh tế"
[blocks.tin-khac]
count = 2
[blocks.nen-xem]
count = 2
[blocks.lien-quan]
count = 2
[pictures]
widths = [20, 60]
"""
NUMBERS = st.integers(0, 7)
_LATER = 2**62  # nanoseconds
BODIES = [
    "Một.",
    "Một.",
    "Hai. [x](1.md)",
    "Ba. [x](2.md#y)",
    "![a](a.svg)",
    "Bốn.\n\n## 08:00 [x](1.md)\n\n![a](a.svg)",
]
FRONT = st.fixed_dictionaries(
    {
        "title": st.sampled_from(TITLES),
        "day": st.integers(1, 27),
        "category": st.sampled_from(CATEGORIES),
        "tags": st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
        "author": st.sampled_from(["", *NAMES]),
        "topic": st.sampled_from(["", *NAMES]),
        "featured": st.sampled_from(["", "true", "3"]),
        "draft": st.sampled_from(["", "", "", "true"]),
        "expires": st.sampled_from(["", "", "", "2026-11-26"]),
        "related": st.sampled_from(["", "", "", "1.md", "2.md"]),
        "image": st.sampled_from(["", "a.svg", "b.png", "b.png, focus: left"]),
        "type": st.sampled_from(["", "", "live"]),
        "breaking": st.sampled_from(["", "", "2026-11-25 20:00"]),
        "body": st.sampled_from(BODIES),
    }
)


REVISED = ("title", "tags", "author", "topic", "featured", "related", "image", "body")


def text_of(number: int, front: dict[str, object]) -> str:
    lines = [f"title: {front['title']}", f"date: 2026-11-{front['day']:02} 08:00", f"slug: s{number}"]
    simple = ("category", "author", "topic", "featured", "draft", "expires", "type", "breaking")
    lines += [f"{key}: {front[key]}" for key in simple if front[key]]
    for key in ("tags", "related"):
        if front[key]:
            value = front[key]
            lines.append(f"{key}: [{', '.join(value) if isinstance(value, list) else value}]")
    if front["image"]:
        lines.append(f"image: {{src: {front['image']}, alt: A}}")
    return "---\n" + "\n".join(lines) + f"\n---\n{front['body']}\n"


def write_pictures(tiny: TinySite, width: int) -> None:
    """One that stays as it is, and one of which smaller copies and other shapes are made."""
    tiny.write("content/tin/a.svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="2"/>')
    picture = io.BytesIO()
    Image.new("P", (280 + width, 240)).save(picture, "PNG")
    tiny.write("content/tin/b.png", picture.getvalue())


class Newsroom(RuleBasedStateMachine):
    """A newsroom at work."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        theme = self.folder / "theme"
        write_tiny_theme(theme)
        self._default = ssg.store.theme.default_theme_folder
        ssg.store.theme.default_theme_folder = lambda: theme
        self.tiny = TinySite(self.folder / "site", f"-- site.toml --\n{CONFIG}")
        write_pictures(self.tiny, 3)
        self.steps = 0
        self.fronts: dict[int, dict[str, object]] = {}

    def teardown(self) -> None:
        ssg.store.theme.default_theme_folder = self._default
        shutil.rmtree(self.folder)

    def path(self, number: int) -> str:
        return f"content/tin/{number}.md"

    def there(self, number: int) -> bool:
        return (self.tiny.root / self.path(number)).exists()

    @initialize(fronts=st.lists(FRONT, min_size=4, max_size=6))
    def begin(self, fronts: list[dict[str, object]]) -> None:
        for number, front in enumerate(fronts):
            self.write(number, front)

    @rule(number=NUMBERS, front=FRONT)
    def write(self, number: int, front: dict[str, object]) -> None:
        self.fronts[number] = front
        self.tiny.write(self.path(number), text_of(number, front))

    @rule(front=FRONT)
    def publish(self, front: dict[str, object]) -> None:
        """One more, now: only pages on which it can show are compared."""
        missing = [number for number in range(12) if not self.there(number)]
        if missing:
            self.write(missing[0], front)

    @rule(number=NUMBERS, front=FRONT, keys=st.sets(st.sampled_from(REVISED), min_size=1, max_size=3))
    def revise(self, number: int, front: dict[str, object], keys: set[str]) -> None:
        """What is said of one, but not when and where: the same holds."""
        if self.there(number) and number in self.fronts:
            self.write(number, self.fronts[number] | {key: front[key] for key in keys})

    @rule(number=NUMBERS, body=st.sampled_from(BODIES))
    def reword(self, number: int, body: str) -> None:
        """The text alone: then the plan stands."""
        if self.there(number):
            before, fence, _ = (self.tiny.root / self.path(number)).read_text(encoding="utf-8").rpartition("\n---\n")
            self.tiny.write(self.path(number), f"{before}{fence}{body}\n")

    @rule()
    def look(self) -> None:
        """A preview, which shows drafts as well, reads what was not published yet, and remembers it."""
        Looking(self.tiny)

    @rule(number=NUMBERS)
    def remove(self, number: int) -> None:
        if self.there(number) and number not in (1, 2):
            self.tiny.remove(self.path(number))

    @rule(number=NUMBERS, other=NUMBERS)
    def rename(self, number: int, other: int) -> None:
        if self.there(number) and number not in (1, 2):
            (self.tiny.root / self.path(number)).replace(self.tiny.root / self.path(other))

    @rule(number=NUMBERS)
    def break_it(self, number: int) -> None:
        if self.there(number) and number > 4:
            self.tiny.write(self.path(number), "---\ntitle: [\n---\n")

    @rule(width=st.integers(1, 3))
    def draw(self, width: int) -> None:
        write_pictures(self.tiny, width)

    @rule(count=st.integers(0, 3), per_page=st.integers(1, 3), name=st.sampled_from(["Thủ đô", "Hà Nội"]))
    def configure(self, count: int, per_page: int, name: str) -> None:
        text = CONFIG.replace("count = 2", f"count = {count}").replace("per_page = 2", f"per_page = {per_page}")
        self.tiny.write("site.toml", text.replace('"Thủ đô"', f'"{name}"\nslug = "thu-do"'))

    @rule(
        block=st.sampled_from(["tin-khac", "nen-xem", "lien-quan", "latest"]),
        delivery=st.sampled_from(["inline", "ssi", "client"]),
        order=st.sampled_from(["latest", "older"]),
    )
    def deliver(self, block: str, delivery: str, order: str) -> None:
        more = f'order = "{order}"\n' if block == "tin-khac" else ""
        head = "" if f"[blocks.{block}]" in CONFIG else f"[blocks.{block}]\n"
        text = CONFIG.replace(f"[blocks.{block}]\n", f'[blocks.{block}]\ndelivery = "{delivery}"\n{more}')
        self.tiny.write("site.toml", f'{text}{head}delivery = "{delivery}"\n' if head else text)

    @rule(
        kind=st.sampled_from(["article", "category", "home", "blocks/tin-khac", "blocks/lien-quan", "part"]),
        mark=st.integers(0, 2),
    )
    def design(self, kind: str, mark: int) -> None:
        original = (self.folder / "theme" / f"{kind}.html").read_text(encoding="utf-8")
        self.tiny.write(f"templates/{kind}.html", original + "!" * mark)

    @rule(colour=st.sampled_from(["red", "blue"]))
    def style(self, colour: str) -> None:
        self.tiny.write("templates/assets/css/site.css", f"body {{ color: {colour} }}\n")

    @rule(paths=st.lists(st.sampled_from(["content/tin/0.md", "content/tin/1.md", "/no/"]), max_size=2))
    def count_readers(self, paths: list[str]) -> None:
        self.tiny.write("data/most-read.json", str(paths).replace("'", '"'))

    @rule(hours=st.sampled_from([-48, 1, 30, 100]))
    def wait(self, hours: int) -> None:
        self.tiny.now = NOW + timedelta(hours=hours)

    @rule()
    def meddle(self) -> None:
        """Someone edits the output, or forgets the memory."""
        pages = sorted(self.tiny.public.rglob("*.html"))
        if pages:
            pages[0].write_text("x", encoding="utf-8")
        shutil.rmtree(self.tiny.root / ".ssg", ignore_errors=True) if len(pages) % 3 == 0 else None
        if len(pages) % 3 == 0:
            shutil.rmtree(self.tiny.public, ignore_errors=True)

    @precondition(lambda self: self.steps >= 0)
    @invariant()
    def equals_a_clean_build(self) -> None:
        self.steps += 1
        # Times of files count as old: else nothing but their bytes would ever be trusted here.
        request = self.tiny.request(keep_going=True)._replace(clock_ns=_LATER)
        built = build(request, Work())
        assert built.published is not None
        clean = self.folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        if any(d.severity is Severity.ERROR for d in built.diagnostics):
            return  # what is published of a broken article depends on what it was before: that has tests of its own
        shutil.copytree(self.tiny.root, clean, ignore=shutil.ignore_patterns("public", ".ssg"))
        build(Request(clean, clean / "public", Choice(self.tiny.now), keep_going=True), Work())
        assert self.tiny.tree() == self.tiny.tree(clean / "public")


Newsroom.TestCase.settings = settings(
    max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
TestNewsroom = Newsroom.TestCase


@pytest.mark.slow
def test_a_long_hunt() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Newsroom,
        settings=settings(
            max_examples=50, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
