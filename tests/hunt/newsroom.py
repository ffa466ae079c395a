"""Builds of a newsroom's site: by the clock, with drafts, into other folders, killed, and with much forgotten."""

from __future__ import annotations

import contextlib
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from ssg.build import MEMORY_WAS_DAMAGED, build
from ssg.core.errors import Severity
from ssg.jobs.workers import Workers
from ssg.request import Choice
from ssg.work import Work
from tests.hunt.articles import NOW
from tests.hunt.comparing import LATER, clean_tree, differences, tree_of
from tests.hunt.kept import DAYS, Kept
from tests.hunt.office import MANY, SEEDS, Office
from tests.previewing import Looking
from tests.reliability.faults import Disk

HELPED = Workers(lambda: ThreadPoolExecutor(1), worth_texts=1, worth_pages=1)
"""A worker for every second build, however little there is to do."""
FLAGS = st.sampled_from(["drafts", "future", "expired"])


class Newsroom(Office):
    """After any edits, an incremental build is a clean build."""

    def __init__(self) -> None:
        super().__init__()
        self.output = "public"
        self.flags: dict[str, Any] = {}
        self.kept = Kept()
        self.was_killed = False

    @rule(hours=st.sampled_from([-24 * 200, -24 * 40, -48, -1, 0, 1, 30, 100, 24 * 30]))
    def wait(self, hours: int) -> None:
        """The clock goes on, or back: articles appear, expire, and come again; the news of two days is others."""
        self.tiny.now = NOW + timedelta(hours=hours)

    @rule(flags=st.sets(st.sampled_from(["drafts", "future", "expired"])))
    def show_more(self, flags: set[str]) -> None:
        """Builds from now on show drafts and the like, or no longer."""
        self.flags = dict.fromkeys(flags, True)

    @rule(flags=st.sets(st.sampled_from(["drafts", "future", "expired"]), min_size=1))
    def build_beside(self, flags: set[str]) -> None:
        """One build with drafts into a folder of its own, and back."""
        self.step()
        before, self.output, self.flags = (self.output, self.flags), "public-nhap", dict.fromkeys(flags, True)
        self.step()
        self.compare()
        self.output, self.flags = before

    @rule(name=st.sampled_from(["public", "public-b"]))
    def publish_elsewhere(self, name: str) -> None:
        self.output = name

    @rule(what=st.sampled_from(["output", ".ssg", "both", "some", "spoilt"]))
    def lose(self, what: str) -> None:
        """Someone deletes or edits what was published, or what is remembered."""
        output = self.tiny.root / self.output
        if what in ("output", "both"):
            shutil.rmtree(output, ignore_errors=True)
        if what in (".ssg", "both"):
            shutil.rmtree(self.tiny.root / ".ssg", ignore_errors=True)
            for folder in ("public", "public-b", "public-nhap"):  # what nobody remembers is not removed from them
                shutil.rmtree(self.tiny.root / folder, ignore_errors=True)
            self.kept.forget()
        for file in sorted(output.rglob("*.html"))[::7]:
            if what == "some":
                file.unlink()
            elif what == "spoilt":
                file.write_text("x", encoding="utf-8")
        self.disturb()

    @rule(copied=st.booleans())
    def move_house(self, copied: bool) -> None:
        """The site goes to another folder with all that it has, as a copy or as it is."""
        old = self.tiny.root
        new = old.with_name(f"site{self.steps}m")
        if copied:
            shutil.copytree(old, new)
            shutil.rmtree(old)
        else:
            old.rename(new)
        self.tiny.root, self.tiny.public = new, new / "public"

    @rule(number=st.integers(0, 400), torn=st.booleans(), flag=SEEDS)
    def kill(self, number: int, torn: bool, flag: int) -> None:
        """A build is killed before it does its so-manyth thing to the disk."""
        self.revise([flag % 20, flag % 31], {"title", "category"}, flag)
        child = os.fork()
        if child == 0:
            with (
                contextlib.suppress(BaseException),
                Disk(self.tiny.root, "kill-torn" if torn else "kill", number).failing(),
            ):
                self.step()
            os._exit(0)
        os.waitpid(child, 0)
        self.was_killed = True
        self.disturb()

    @rule()
    def look(self) -> None:
        """A preview shows drafts as well, reads what was not published yet, and remembers it."""
        Looking(self.tiny).close()

    @rule(numbers=MANY)
    def touch(self, numbers: list[int]) -> None:
        """Files are written again as they are."""
        for number in self.some(numbers):
            self.write(number, self.fronts[number])

    # What must hold

    @property
    def choice(self) -> Choice:
        return Choice(self.tiny.now, **self.flags)

    def publish_it(self, *, broken: bool = False) -> None:
        request = self.tiny.request(output=self.tiny.root / self.output, keep_going=True, allow_removals=True)
        helped = HELPED if self.steps % 2 else None
        built = build(request._replace(clock_ns=LATER, choice=self.choice, workers=helped), Work())
        errors = [d for d in built.diagnostics if d.severity is Severity.ERROR]
        assert built.published is not None, errors
        assert broken or not errors, errors
        # A state that lacks what it should hold is made anew: the bytes are right, and only this says what is wrong.
        assert self.was_killed or MEMORY_WAS_DAMAGED not in built.diagnostics
        self.was_killed = False
        self.kept.built(self.output, self.published(), self.tiny.now, self.days)

    def published(self) -> dict[str, bytes]:
        return tree_of(self.tiny.root / self.output)

    def disturb(self) -> None:
        self.kept.disturb(self.output, self.published())

    @property
    def days(self) -> int:
        """For how long files stay."""
        return int(self.config.get("deploy.keep", DAYS))

    def compare(self) -> None:
        clean = clean_tree(self.tiny.root, self.choice, self.folder / "clean")
        found, said = self.kept.without(self.output, self.published(), clean, self.tiny.now, self.days)
        self.judge(said or differences(found, clean))
