"""`site("…")`: a tiny site from one literal, to build, edit and look at, with the amount of work that it took.

With SSG_NO_SKIP=1 a run of tests of which one was skipped has failed.
"""

from __future__ import annotations

import gc
import itertools
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings

from ssg.core.errors import SiteProblem
from ssg.work import Work
from tests.hunt.lengths import IS_FREE
from tests.samples import folder_of_all

if TYPE_CHECKING:
    from ssg.build import Built
    from ssg.core.errors import Diagnostic
    from ssg.request import Request

# A shell lets what it runs in the background ignore Ctrl-C, and nohup that the terminal goes; children inherit that.
# Those of tests must heed both.
for _number, _handler in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, _handler)

# How long one example takes depends on what else the machine does.
settings.register_profile("ssg", deadline=None, derandomize=not IS_FREE)
settings.load_profile("ssg")


@pytest.fixture(autouse=True, scope="session")
def _cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep compiled templates out of the cache of whoever runs the tests; let commands speak English, without times."""
    caches = folder_of_all(tmp_path_factory) / "caches"
    caches.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(caches))
        patch.setenv("SSG_LANG", "en")
        patch.setenv("SSG_LOG", "plain")
        yield


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Path]:
    """Give a folder that other users reach. pytest's own do not do: each run that starts closes those of its user."""
    with tempfile.TemporaryDirectory(prefix="ssg-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")) as name:
        folder = Path(name).resolve()
        folder.chmod(0o755)
        yield folder


_ROOM = 4 << 30
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
CONFIG = 'title = "Báo Thử"\nbase_url = "https://example.vn"\n'


class Skipped:
    """Fails a run, and names all tests that were skipped."""

    def __init__(self) -> None:
        self.tests: dict[str, str] = {}

    def note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self.tests[report.nodeid] = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""

    pytest_runtest_logreport = pytest_collectreport = note

    @pytest.hookimpl(tryfirst=True)  # before the closing lines are written
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.tests and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.tests:
            terminalreporter.section("skipped, though SSG_NO_SKIP=1 allows none", red=True)
        for test, why in sorted(self.tests.items()):
            terminalreporter.line(f"{test}: {why}")


def pytest_configure(config: pytest.Config) -> None:
    memory = Path("/dev/shm")  # noqa: S108 - the tests write a million small files, and a disk takes minutes for them
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))
    if os.environ.get("SSG_NO_SKIP") == "1":
        config.pluginmanager.register(Skipped())


def pytest_xdist_auto_num_workers() -> int | None:
    """Start one worker more than there are processors: a third of the time of two is waiting, for browsers most."""
    return None if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ else (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Search for garbage as seldom as commands do: what was collected stays until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def mostly_slow(values: Iterable[Any], *often: Any) -> list[Any]:
    """Give the values of a parameter: only those of `often` outside the long hunt."""
    values = list(values)
    assert set(often) <= set(values), "a value that is none"
    return [value if value in often else pytest.param(value, marks=pytest.mark.slow) for value in values]


def parse_tree(literal: str) -> dict[str, str]:
    """Split `-- path --` sections into files; a site.toml is added where there is none."""
    files: dict[str, str] = {}
    name = ""
    for line in literal.splitlines(keepends=True):
        bare = line.rstrip("\n")
        if bare.startswith("-- ") and bare.endswith(" --"):
            name = bare[3:-3].strip()
            files[name] = ""
        elif name:
            files[name] += line
        else:
            assert not bare.strip(), f"this line belongs to no file: {bare}"
    return files


def article_file(path: str, body: str = "Văn bản.", **front: object) -> str:
    """Give the literal of an article: `path` is below `content/`."""
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"-- content/{path} --\n---\n{lines}---\n{body}\n"


class TinySite:
    """A site in a temporary folder."""

    def __init__(self, root: Path, literal: str) -> None:
        self.root = root
        self.public = root / "public"
        self.work = Work()
        self.now = NOW
        (root / "content").mkdir(parents=True, exist_ok=True)
        self.write("site.toml", CONFIG)
        self.add(literal)

    def add(self, literal: str) -> None:
        """Write the files of a literal."""
        for name, text in parse_tree(literal).items():
            self.write(name, text)

    def write(self, name: str, text: str | bytes) -> None:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new))

    def remove(self, name: str) -> None:
        (self.root / name).unlink()

    def request(self, *, output: Path | None = None, **options: Any) -> Request:
        from ssg.request import Choice, Request

        keep_going, freely = options.pop("keep_going", False), options.pop("allow_removals", False)
        choice = Choice(self.now, **options)
        return Request(self.root, output or self.public, choice, None, keep_going, allow_removals=freely)

    def try_build(self, **options: Any) -> Built:
        """Build, whatever comes of it."""
        from ssg.build import build

        self.work = Work()
        return build(self.request(**options), self.work)

    def build(self, **options: bool) -> Built:
        """Build; an error is a failure of the test."""
        built = self.try_build(**options)
        assert built.published is not None, self.said(built)
        return built

    def said(self, built: Built | None = None, **options: bool) -> str:
        """Give all diagnostics as they are printed."""
        from ssg.cli.printing import describe, in_order

        return "\n".join(describe(d, self.root) for d in in_order(self.diagnostics(built, **options)))

    def diagnostics(self, built: Built | None = None, **options: bool) -> tuple[Diagnostic, ...]:
        """Give all diagnostics of a build, whatever comes of it."""
        try:
            return (built or self.try_build(**options)).diagnostics
        except SiteProblem as problem:
            return problem.diagnostics

    def read(self, path: str) -> str:
        return (self.public / path).read_text(encoding="utf-8")

    def tree(self, root: Path | None = None) -> dict[str, bytes]:
        root = root or self.public
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], TinySite]:
    numbers = itertools.count()
    return lambda literal: TinySite(tmp_path / f"site{next(numbers)}", literal)
