"""Another process says whether what was published is as we left it; where it cannot, everybody looks for himself."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from typing import Any

import pytest

import ssg.steps.intact
from ssg.build import build
from ssg.cli.workers import one_more
from ssg.steps.intact import checking_intact
from ssg.store.publish import Publication
from ssg.work import Work
from tests.conftest import TinySite

SITE = "-- content/tin/1.md --\n---\ntitle: Bài 1\ndate: 2026-11-01\n---\nVăn.\n"
PAGE = "public/tin/2026/11/bai-1/index.html"
Start = Callable[[], Executor]


def threads() -> Executor:
    return ThreadPoolExecutor(1)


class Lost(Executor):
    """Loses its process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        lost: Future[Any] = Future()
        lost.set_exception(BrokenExecutor("gone"))
        return lost


class Full(Executor):
    """Can have no process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        raise OSError("no more processes")


@pytest.fixture
def tiny(site: Callable[[str], TinySite], monkeypatch: pytest.MonkeyPatch) -> TinySite:
    monkeypatch.setattr(ssg.steps.intact, "_LARGE", 0)
    made = site(SITE)
    build(made.request(), Work())
    return made


def answer(tiny: TinySite, by: Start | None = threads) -> bool | None:
    with checking_intact(tiny.request(), by) as request:
        return request.intact() if request.intact else None


def test_what_is_as_we_left_it(tiny: TinySite) -> None:
    assert answer(tiny) is True
    assert answer(tiny, one_more(2)) is True  # other processes


@pytest.mark.parametrize("done", ["edited", "touched", "gone", "replaced", "state cut short"])
def test_what_is_not(tiny: TinySite, done: str) -> None:
    page = tiny.root / PAGE
    if done == "edited":
        page.write_bytes(page.read_bytes() + b"x")
    elif done == "touched":
        os.utime(page, ns=(1, 1))
    elif done == "gone":
        page.unlink()
    elif done == "replaced":
        page.unlink()
        page.mkdir()
    else:
        state = tiny.root / ".ssg/memo.sqlite"
        state.write_bytes(state.read_bytes()[: state.stat().st_size // 2])
    assert answer(tiny) is False


def test_nobody_looks_where_it_is_not_worth_it(tiny: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> Executor:
        raise OSError("no more processes")

    assert answer(tiny, one_more(1)) is None
    assert answer(tiny, none) is None
    assert answer(tiny, Full) is None
    monkeypatch.setattr(ssg.steps.intact, "_LARGE", 4_000_000)
    assert answer(tiny) is None
    monkeypatch.setattr(ssg.steps.intact, "_LARGE", 0)
    (tiny.root / ".ssg/memo.sqlite").unlink()
    assert answer(tiny) is None


def test_a_lost_process_has_seen_nothing(tiny: TinySite) -> None:
    assert answer(tiny, Lost) is False


def test_nobody_looks_twice(tiny: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def look(publication: Publication, path: str, left: tuple[int, int]) -> bool:
        looked.append(path)
        return True

    monkeypatch.setattr(Publication, "_is_as_left", look)
    tiny.edit("content/tin/1.md", "title: Bài 1", "title: Bài một")
    tiny.edit("content/tin/1.md", "Văn.", "Chữ.")
    with checking_intact(tiny.request(), threads) as request:
        published = build(request, Work()).published
    assert published is not None
    assert "tin/2026/11/bai-mot/index.html" in published.written
    assert looked == []


def test_what_was_meddled_with_is_made_again(tiny: TinySite) -> None:
    (tiny.root / PAGE).unlink()
    tiny.write("content/tin/2.md", "---\ntitle: Bài 2\ndate: 2026-11-02\n---\nVăn.\n")
    with checking_intact(tiny.request(), threads) as request:
        build(request, Work())
    assert "Bài 1" in (tiny.root / PAGE).read_text(encoding="utf-8")
