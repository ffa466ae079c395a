"""However a command ends, no process of its own is left, its output ends, and the terminal is in order."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.progress import Progress

from ssg.cli.progress import progress_bar
from ssg.core.catalogue import ENGLISH
from tests.conftest import TinySite, mostly_slow
from tests.jobs.living import REPOSITORY, alive, gone_within, read_until, start

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")

NOW = "2026-11-24T12:00"
SOON = 20.0  # seconds; it takes none, and what does not end at all takes a minute or more
STATUS = {signal.SIGINT: 130, signal.SIGTERM: -signal.SIGTERM, signal.SIGHUP: -signal.SIGHUP}
FUNCTIONS = ("parse_batch", "make_batch", "is_output_intact")


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    """A built site that is large enough for workers."""
    article = "-- content/tin/{0}.md --\n---\ntitle: Bài {0}\ndate: 2026-10-{1:02}\n---\nVăn.\n"
    tiny = TinySite(tmp_path_factory.mktemp("newsroom"), "".join(article.format(n, 1 + n % 28) for n in range(220)))
    tiny.build()
    return tiny


def arguments(tiny: TinySite, function: str) -> list[str]:
    """What makes a build come to a function."""
    asked = ["build", "-C", str(tiny.root), "--now", NOW]
    if function.startswith(("parse_batch", "make_batch")):
        asked.append("--no-cache")  # a new folder would start from what another test has published
    if function.startswith("make_batch"):
        asked += ["-o", str(tiny.root / "never")]
    return asked


def build(tiny: TinySite, method: str, function: str) -> subprocess.Popen[bytes]:
    return start(method, function, *arguments(tiny, function))


def ended(running: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Wait for the end: of the command, and then of its output. Nothing may be alive by then."""
    assert running.stdout is not None
    status = running.wait(60)
    left = alive(running.pid)
    said, _ = running.communicate(timeout=SOON)
    assert left == {}, said
    return status, said.decode()


@pytest.fixture(autouse=True)
def cleaned() -> Iterator[None]:
    """Leave nothing alive where a test has failed."""
    begun: list[int] = []
    popen = subprocess.Popen.__init__

    def note(self: subprocess.Popen[bytes], *given: object, **named: object) -> None:
        popen(self, *given, **named)  # type: ignore[call-overload]
        if named.get("start_new_session"):
            begun.append(self.pid)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess.Popen, "__init__", note)
        yield
    for session in begun:
        for process in alive(session):
            os.kill(process, signal.SIGKILL)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("number", mostly_slow(STATUS, signal.SIGTERM))
def test_a_signal_ends_all(newsroom: TinySite, function: str, number: signal.Signals) -> None:
    running = build(newsroom, "fork", function)
    read_until(running, b"at work")
    assert len(alive(running.pid)) > 1
    os.kill(running.pid, number)
    status, said = ended(running)
    assert status == STATUS[number]
    assert "Traceback" not in said


@pytest.mark.parametrize("method", mostly_slow(["fork", "spawn"], "fork"))
@pytest.mark.parametrize("number", STATUS)
def test_a_signal_to_the_whole_group_is_no_lost_worker(newsroom: TinySite, method: str, number: signal.Signals) -> None:
    """A terminal and a service manager send it to every process."""
    running = build(newsroom, method, "parse_batch")
    read_until(running, b"at work")
    os.killpg(running.pid, number)
    status, said = ended(running)
    assert status == STATUS[number]
    assert "Traceback" not in said
    assert "E715" not in said


@pytest.mark.parametrize("method", mostly_slow(["fork", "spawn"], "fork"))
@pytest.mark.parametrize("function", FUNCTIONS)
def test_workers_of_a_killed_command_end(newsroom: TinySite, method: str, function: str) -> None:
    running = build(newsroom, method, function)
    read_until(running, b"at work")
    assert len(alive(running.pid)) > 1
    running.kill()
    running.wait()
    assert gone_within(running.pid, SOON)
    running.communicate(timeout=SOON)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux alone kills children")
@pytest.mark.parametrize("method", mostly_slow(["fork", "spawn"], "fork"))
def test_a_worker_that_hears_nothing_ends_as_well(newsroom: TinySite, method: str) -> None:
    running = build(newsroom, method, "parse_batch:deaf")
    read_until(running, b"at work")
    running.kill()
    running.wait()
    assert gone_within(running.pid, SOON)
    running.communicate()


@pytest.mark.parametrize("method", mostly_slow(["fork", "spawn"], "fork"))
def test_workers_end_by_their_pipe_alone(newsroom: TinySite, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on systems whose kernel does not tell children of their parent's end."""
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY / "tests" / "jobs" / "without_ctypes"))
    running = build(newsroom, method, "make_batch")
    read_until(running, b"at work")
    assert len(alive(running.pid)) > 1
    running.kill()
    running.wait()
    assert gone_within(running.pid, SOON)
    running.communicate(timeout=SOON)


@pytest.mark.parametrize("method", mostly_slow(["fork", "spawn"], "fork"))
@pytest.mark.parametrize("function", ["parse_batch", "make_batch"])
def test_a_killed_worker_is_an_error_and_leaves_no_other(newsroom: TinySite, method: str, function: str) -> None:
    running = build(newsroom, method, function)
    read_until(running, b"at work")
    worker = next(process for process, parent in alive(running.pid).items() if parent == running.pid)
    os.kill(worker, signal.SIGKILL)
    status, said = ended(running)
    assert status == 1
    assert "E715" in said


def test_a_killed_check_of_the_output_counts_as_none(newsroom: TinySite) -> None:
    running = build(newsroom, "fork", "is_output_intact")
    read_until(running, b"at work")
    (worker,) = (process for process, parent in alive(running.pid).items() if parent == running.pid)
    os.kill(worker, signal.SIGKILL)
    status, said = ended(running)
    assert (status, "E715" in said) == (0, False)


def test_builds_that_end_by_themselves_leave_nothing(newsroom: TinySite) -> None:
    for step in range(6):
        newsroom.write("content/tin/0.md", f"---\ntitle: Bài 0\ndate: 2026-10-01\n---\nVăn {step}.\n")
        assert ended(build(newsroom, "fork", "-"))[0] == 0


def test_an_error_does_not_wait_for_the_check_of_the_output(newsroom: TinySite) -> None:
    article = newsroom.root / "content" / "tin" / "sai.md"
    article.write_text("---\ntitle: Sai\ndate: 2026-02-30\n---\n", encoding="utf-8")
    try:
        running = build(newsroom, "fork", "is_output_intact")
        status, said = ended(running)
    finally:
        article.unlink()
    assert status == 1
    assert "sai.md" in said


def test_a_second_signal_changes_nothing(newsroom: TinySite) -> None:
    """`timeout` sends two."""
    running = build(newsroom, "fork", "make_batch")
    read_until(running, b"at work")
    for _ in range(20):
        os.kill(running.pid, signal.SIGTERM)
        os.kill(running.pid, signal.SIGHUP)
    status, said = ended(running)
    assert status in {-signal.SIGTERM, -signal.SIGHUP}
    assert "Traceback" not in said


def test_nohup_is_respected(newsroom: TinySite) -> None:
    held = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        running = build(newsroom, "fork", "make_batch")
    finally:
        signal.signal(signal.SIGHUP, held)
    read_until(running, b"at work")
    os.kill(running.pid, signal.SIGHUP)
    with pytest.raises(subprocess.TimeoutExpired):
        running.wait(0.3)
    os.kill(running.pid, signal.SIGTERM)
    assert ended(running)[0] == -signal.SIGTERM


def in_terminal(tiny: TinySite, function: str) -> tuple[subprocess.Popen[bytes], int]:
    """Build in a terminal of its own; give the terminal's other end."""
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.stuck", "fork", function, *arguments(tiny, function)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONWARNINGS": "", "TERM": "xterm"} | {"NO_COLOR": ""},
        preexec_fn=lambda: os.login_tty(theirs),  # noqa: PLW1509
    )
    os.close(theirs)
    return running, ours


def printed(terminal: int, words: bytes = b"") -> bytes:
    """Read a terminal until some words, or to its end."""
    said = b""
    while not words or words not in said:
        try:
            part = os.read(terminal, 65_536)
        except OSError:
            break
        if not part:
            break
        said += part
    return said


@pytest.mark.parametrize("number", STATUS)
def test_the_terminal_has_its_cursor_again(newsroom: TinySite, number: signal.Signals) -> None:
    running, terminal = in_terminal(newsroom, "make_batch")
    said = printed(terminal, b"at work")
    assert b"\x1b[?25l" in said, said
    os.kill(running.pid, number)
    said += printed(terminal)
    os.close(terminal)
    assert running.wait(60) == STATUS[number], said
    assert said.rindex(b"\x1b[?25h") > said.rindex(b"\x1b[?25l")


def test_the_cursor_is_there_even_if_a_signal_came_while_it_was_being_hidden(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def start(bar: Progress) -> None:
        bar.console.show_cursor(False)
        raise KeyboardInterrupt

    monkeypatch.setattr(Progress, "start", start)
    monkeypatch.setattr("ssg.cli.progress.wants_colour", lambda stream: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with pytest.raises(KeyboardInterrupt), progress_bar(ENGLISH, wanted=True):
        pass
    said = capsys.readouterr().err
    assert said.rindex("\x1b[?25h") > said.rindex("\x1b[?25l")


def test_a_closed_terminal_ends_all(newsroom: TinySite) -> None:
    running, terminal = in_terminal(newsroom, "make_batch")
    printed(terminal, b"at work")
    os.close(terminal)
    assert running.wait(60) == -signal.SIGHUP
    assert alive(running.pid) == {}


@pytest.mark.slow
def test_the_next_build_begins_at_once(newsroom: TinySite) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        running = build(newsroom, "fork", "make_batch")
        read_until(running, b"at work")
        os.kill(running.pid, number)
        running.wait(60)
        begun = time.monotonic()
        status, said = ended(build(newsroom, "fork", "-"))
        assert (status, "waiting" in said) == (0, False)
        assert time.monotonic() - begun < SOON
        running.communicate(timeout=SOON)


LOST = """
import os, signal, time
from ssg.jobs.ending import Ended, heed_signals, leave

class Last:
    def __del__(self):  # Python drops what is raised in here
        os.kill(os.getpid(), signal.{name})

heed_signals()
try:
    Last()
    time.sleep(90)
except (Ended, KeyboardInterrupt):
    leave(130)
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_whose_exception_python_drops_ends_it_all_the_same(name: str) -> None:
    command = [sys.executable, "-W", "error", "-c", LOST.format(name=name)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (STATUS[signal.Signals[name]], "")
