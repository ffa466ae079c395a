"""What happens to workers of a Dask cluster in the middle of a build: the same bytes, or one line and the old site."""

from __future__ import annotations

import os
import resource
import secrets
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

import ssg.jobs.sending
from benchmarks.cluster import Cluster, cluster
from ssg.build import build
from ssg.core.errors import SiteProblem
from ssg.jobs.workers import Workers
from ssg.steps.connection import Connection
from ssg.work import Work
from tests.conftest import TinySite

pytestmark = pytest.mark.slow
ARTICLES = "".join(
    f"-- content/tin/{n:03}.md --\n---\ntitle: Bài {n}\ndate: 2026-11-{1 + n % 20:02}\n---\nVăn {n}.\n"
    for n in range(150)
)


@contextmanager
def connected(found: Cluster) -> Iterator[Workers]:
    connection = Connection.to_dask("tcp", "127.0.0.1", found.port, secrets.token_hex(4))
    try:
        yield Workers(connection.executor, worth_texts=1, worth_pages=1, connect=connection.sender)
    finally:
        connection.close()


class Trial:
    """A site that is built with two workers, and the same site that one process has built."""

    def __init__(self, site: Callable[[str], TinySite]) -> None:
        self.one, self.other = site(ARTICLES), site(ARTICLES)
        self.one.build()
        self.other.build()
        self.before = self.other.tree()
        for tiny in (self.one, self.other):
            tiny.edit("site.toml", "Báo Thử", "Báo Khác")
        self.one.build()
        self.work = Work()

    def run(self, found: Cluster, fault: Callable[[], object] | None = None, at: int = 60) -> None:
        """Build everything again; the fault happens when some pages have been made."""
        pending = [fault] if fault else []

        def progress(stage: str, done: int, total: int) -> None:
            if stage == "render" and done >= at and pending:
                pending.pop()()

        self.work.progress = progress
        with connected(found) as workers:
            build(self.other.request()._replace(workers=workers, fresh=True), self.work)
        assert not pending

    def is_the_same(self) -> bool:
        return self.other.tree() == self.one.tree()


@pytest.fixture
def trial(site: Callable[[str], TinySite]) -> Trial:
    return Trial(site)


def test_a_worker_is_killed(trial: Trial) -> None:
    with cluster(2, pinned=False) as found:
        trial.run(found, lambda: os.kill(found.workers[0], signal.SIGKILL))
    assert trial.is_the_same()


def test_a_worker_is_added(trial: Trial) -> None:
    with cluster(1, pinned=False) as found:
        trial.run(found, found.add)
    assert trial.is_the_same()


def test_a_worker_hangs(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssg.jobs.sending, "LATE", 3.0)
    with cluster(2, pinned=False) as found:
        trial.run(found, lambda: os.kill(found.workers[0], signal.SIGSTOP))
    assert trial.is_the_same()


def test_a_disk_is_full(trial: Trial) -> None:
    with cluster(2, pinned=False) as found:
        full = resource.prlimit  # no file of this process can grow
        trial.run(found, lambda: full(found.workers[0], resource.RLIMIT_FSIZE, (0, 0)), at=1)
    assert trial.is_the_same()


def test_the_scheduler_ends(trial: Trial) -> None:
    with cluster(2, pinned=False) as found, pytest.raises(SiteProblem) as raised:
        trial.run(found, lambda: os.kill(found.scheduler, signal.SIGKILL))
    assert [d.code for d in raised.value.diagnostics] == ["E720"]
    assert trial.other.tree() == trial.before


def test_all_workers_end(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssg.jobs.sending, "PATIENCE", 2.0)
    monkeypatch.setattr(ssg.jobs.sending, "LATE", 60.0)
    with cluster(1, pinned=False) as found, pytest.raises(SiteProblem) as raised:
        trial.run(found, lambda: os.kill(found.workers[0], signal.SIGKILL))
    assert [d.code for d in raised.value.diagnostics] == ["E720"]
    assert trial.other.tree() == trial.before


@pytest.mark.parametrize(("change", "code"), [("# changed\n", "E725"), ("raise ImportError('no ssg')\n", "E720")])
def test_other_code_is_refused_before_work_starts(trial: Trial, tmp_path: Path, change: str, code: str) -> None:
    code_there = tmp_path / "code"
    shutil.copytree(Path(ssg.__file__).parent, code_there / "ssg", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(Path(ssg.__file__).parent.parent / "templates", code_there / "templates")
    with (code_there / "ssg/__init__.py").open("a") as file:
        file.write(change)
    with cluster(1, pinned=False) as found, ExitStack() as stack:
        found.add(code_there)
        stack.enter_context(pytest.raises(SiteProblem))
        trial.run(found)
    with cluster(0, pinned=False) as found, pytest.raises(SiteProblem) as raised:
        found.add(code_there)
        trial.run(found)
    assert [d.code for d in raised.value.diagnostics] == [code]
    assert trial.work.parsed == 0
    assert trial.other.tree() == trial.before
