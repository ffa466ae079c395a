"""The memory of builds: whatever becomes of it, and however many workers there are, the result is the same."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import ssg.store.layers
from ssg.build import build
from ssg.cli.workers import workers
from ssg.core.errors import SiteProblem
from ssg.jobs.growth import Room
from ssg.jobs.pool import Pool
from ssg.jobs.starting import fork
from ssg.jobs.workers import Workers
from ssg.work import Work
from tests.command import ssg as run
from tests.conftest import TinySite, mostly_slow
from tests.tiny_theme import write_tiny_theme


def literal(number: int) -> str:
    return "".join(
        f"-- content/tin/{n:03}.md --\n---\ntitle: Bài {n}\ndate: 2026-11-{1 + n % 20:02}\ntags: [t{n % 7}, u{n % 3}]\n"
        f"author: A{n % 5}\n---\nVăn bản {n}. [x](000.md)\n"
        for n in range(number)
    )


@pytest.fixture
def tiny(site: Callable[[str], TinySite], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TinySite:
    write_tiny_theme(tmp_path / "theme")
    monkeypatch.setattr(ssg.store.layers, "default_theme_folder", lambda: tmp_path / "theme")
    return site(literal(40))


def memo(tiny: TinySite) -> Path:
    return tiny.root / ".ssg/memo.sqlite"


def rebuilt(tiny: TinySite) -> list[str]:
    """Build again: the tree must be as it was. Give the codes of what is said."""
    before = tiny.tree()
    built = tiny.build()
    assert tiny.tree() == before
    return [d.code for d in built.diagnostics]


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.7, 0.999])
def test_cut_short(tiny: TinySite, share: float) -> None:
    tiny.build()
    data = memo(tiny).read_bytes()
    memo(tiny).write_bytes(data[: int(len(data) * share)])
    assert rebuilt(tiny) in ([], ["W716"])  # an empty file is a new one
    assert rebuilt(tiny) == []
    assert tiny.work.parsed == 0


@pytest.mark.parametrize("seed", mostly_slow(range(12), 0, 1, 5))
def test_bits_flipped(tiny: TinySite, seed: int) -> None:
    tiny.build()
    chance = random.Random(seed)  # noqa: S311
    data = bytearray(memo(tiny).read_bytes())
    for _ in range(chance.choice([1, 20, 400])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    memo(tiny).write_bytes(data)
    assert rebuilt(tiny) in ([], ["W716"])
    for n in range(40):
        tiny.edit(f"content/tin/{n:03}.md", "Văn bản", "Đoạn văn")
    tiny.build()
    tree = tiny.tree()
    shutil.rmtree(tiny.root / ".ssg")
    shutil.rmtree(tiny.public)
    tiny.build()
    assert tiny.tree() == tree


@pytest.mark.parametrize("what", ["folder", "text", "other version", "gone"])
def test_something_else_in_its_place(tiny: TinySite, what: str) -> None:
    tiny.build()
    file = memo(tiny)
    if what == "other version":
        import sqlite3

        with sqlite3.connect(file) as db:
            db.execute("pragma user_version = 99")
        db.close()
    else:
        file.unlink()
    if what == "folder":
        file.mkdir()
    elif what == "text":
        file.write_text("đây không phải cơ sở dữ liệu " * 100, encoding="utf-8")
    assert rebuilt(tiny) == ([] if what == "gone" else ["W716"])
    assert rebuilt(tiny) == []


def test_a_switch_back_and_forth_parses_nothing_twice(tiny: TinySite) -> None:
    tiny.build()
    path = "content/tin/003.md"
    for old, new, parsed in (("Văn bản", "Đoạn", 1), ("Đoạn", "Văn bản", 0), ("Văn bản", "Đoạn", 0)):
        tiny.edit(path, old, new)
        tiny.build()
        assert tiny.work.parsed == parsed


def test_what_no_build_uses_is_dropped(tiny: TinySite) -> None:
    tiny.build()
    tiny.edit("content/tin/003.md", "Văn bản", "Đoạn")
    for _ in range(12):
        tiny.build()
    tiny.edit("content/tin/003.md", "Đoạn", "Văn bản")
    tiny.build()
    assert tiny.work.parsed == 1


def test_another_option_of_markdown_parses_all(tiny: TinySite) -> None:
    tiny.build()
    tiny.edit("site.toml", 'title = "Báo Thử"\n', 'title = "Báo Thử"\nmarkdown.typography = true\n')
    tiny.build()
    assert tiny.work.parsed == 40


class Backwards(Executor):
    """An executor that does its work last in, first out, in this process."""

    def __init__(self) -> None:
        self._calls: list[tuple[Future[Any], Callable[..., Any], tuple[Any, ...]]] = []

    def submit(self, call: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.result = lambda timeout=None: self._finish(future)  # type: ignore[method-assign]
        self._calls.append((future, call, given))
        return future

    def _finish(self, wanted: Future[Any]) -> Any:
        for future, call, given in reversed(self._calls):
            if not future.done():
                future.set_result(call(*given))
        return Future.result(wanted)


WAYS: Sequence[tuple[str, Workers | None]] = (
    ("one", None),
    ("fork", workers(2, "fork")),
    ("replaced", Workers(lambda: Pool(2, partial(fork, Room(0))), inherit=True)),
    ("spawn", workers(3, "spawn")),
    ("backwards", Workers(Backwards, inherit=True)),
    ("thread", Workers(lambda: ThreadPoolExecutor(1), inherit=False)),
)


@pytest.mark.parametrize(("name", "way"), WAYS[1:], ids=lambda value: value if isinstance(value, str) else "")
def test_the_result_does_not_depend_on_workers(site: Callable[[str], TinySite], name: str, way: Workers) -> None:
    one, other = site(literal(90)), site(literal(90))
    one.build()
    way = way._replace(worth_texts=1, worth_pages=1)
    work = Work()
    built = build(other.request()._replace(workers=way), work)
    assert built.published is not None
    assert other.tree() == one.tree()
    assert (work.parsed, work.rendered) == (one.work.parsed, one.work.rendered)
    other.edit("content/tin/003.md", "title: Bài 3", "title: Bài ba")
    one.edit("content/tin/003.md", "title: Bài 3", "title: Bài ba")
    build(other.request()._replace(workers=way), Work())
    one.build()
    assert other.tree() == one.tree()
    assert not list((other.root / ".ssg").glob("plain-*"))


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_lost_worker_is_one_clear_error(tiny: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    import ssg.steps.batches

    monkeypatch.setattr(ssg.steps.batches, "make_batch", die)
    way = workers(2)
    assert way is not None
    with pytest.raises(SiteProblem) as raised:
        build(tiny.request()._replace(workers=way._replace(worth_pages=1)), Work())
    assert [d.code for d in raised.value.diagnostics] == ["E715"]
    assert not list(tiny.public.rglob("*.html"))
    assert not list(tiny.public.rglob("*.tmp"))


def test_a_second_build_waits_for_the_first(tiny: TinySite) -> None:
    from ssg.store.lock import only_build

    command = [sys.executable, "-m", "ssg", "build", "-C", str(tiny.root), "--now", "2026-11-24"]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with only_build(tiny.root / ".ssg", lambda: None):
        second = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
        assert second.stderr is not None
        assert second.stderr.readline() == "another build of this site is running: waiting for it to finish\n"
        tiny.edit("content/tin/000.md", "title: Bài", "title: Sửa")  # it reads the site when its turn comes
        assert second.poll() is None
        assert not tiny.public.exists()
    _, errors = second.communicate(timeout=60)
    assert (second.returncode, errors) == (0, "")
    assert (tiny.public / "tin/2026/11/sua-0/index.html").exists()


def test_a_killed_build_leaves_a_memory_that_can_be_used(tiny: TinySite) -> None:
    tiny.build()
    clean = tiny.tree()
    command = [
        sys.executable,
        "-m",
        "ssg",
        "build",
        "-C",
        str(tiny.root),
        "--now",
        "2026-11-24 12:00",
        "--no-cache",
        "-q",
    ]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    for delay in (0.15, 0.3, 0.45):
        killed = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        killed.kill()
        killed.wait()
    assert tiny.build().published is not None
    assert tiny.tree() == clean


@pytest.mark.parametrize("damage", ["damaged", "locked"])
@pytest.mark.parametrize("command", [["check"], ["next"], ["explain", "/tin/"]])
def test_commands_that_only_look_need_no_memory(tiny: TinySite, damage: str, command: list[str]) -> None:
    import sqlite3

    tiny.build()
    db = sqlite3.connect(memo(tiny))
    if damage == "locked":
        db.execute("begin immediate")
    else:
        db.close()
        memo(tiny).write_bytes(b"x" * 5000)
    before = memo(tiny).read_bytes()
    name, *rest = command
    done = run(name, "-C", tiny.root, "--now", "2026-11-24", *rest)
    assert (done.returncode, done.stderr) == (0, "")
    assert memo(tiny).read_bytes() == before
    db.close()


def test_templates_are_compiled_once(tiny: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    from jinja2 import Environment

    tiny.build()
    clean = tiny.tree()

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a template is compiled again")

    with monkeypatch.context() as patch:
        patch.setattr(Environment, "compile", refuse)
        tiny.edit("content/tin/003.md", "Văn bản", "Đoạn văn")
        tiny.build()
        shutil.rmtree(tiny.public)
        tiny.build()
        feeds = [*tiny.public.rglob("feed.xml"), *tiny.public.rglob("rss.xml")]
        assert tiny.work.rendered == len([*tiny.public.rglob("*.html"), *feeds])
    tiny.edit("content/tin/003.md", "Đoạn văn", "Văn bản")
    tiny.write("templates/article.html", "x")
    tiny.build()
    tiny.remove("templates/article.html")
    tiny.build()
    assert tiny.tree() == clean
