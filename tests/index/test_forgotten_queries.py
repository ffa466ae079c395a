"""A state of another version of ssg may know questions that this one does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssg.index import queries
from ssg.pages.recorder import Recorder
from tests.conftest import TinySite
from tests.test_translations import clean


def test_a_question_that_no_longer_exists(site: Callable[[str], TinySite], monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = site("-- content/tin/a.md --\n---\ntitle: Một\ndate: 2026-11-20\n---\n\nx\n")
    ask = Recorder.query
    with monkeypatch.context() as earlier:
        earlier.setitem(queries.QUERIES, "gone", queries.QUERIES["linked-categories"])

        def other(read: Recorder, name: str, *given: str | int) -> object:
            return ask(read, "gone" if name == "linked-categories" else name, *given)

        earlier.setattr(Recorder, "query", other)
        tiny.build()
    tiny.edit("content/tin/a.md", "x\n", "y\n")
    tiny.build()
    assert tiny.tree() == clean(tiny)
