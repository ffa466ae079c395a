"""Programs of the system that we run: what they leave, and that they end with us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ssg.jobs.programs import run


def test_what_a_program_leaves() -> None:
    ended = run(["sh", "-c", "cat; echo xin >&2; exit 3"], "chào".encode())
    assert ended == (3, "chào".encode(), "xin\n")


def test_it_sees_the_environment_that_is_given() -> None:
    assert run(["sh", "-c", "echo $A"], environment={"PATH": os.environ["PATH"], "A": "b"}).out == b"b\n"


def test_a_program_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        run(["khong-co-lenh-nay"])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot be asked")
def test_it_ends_when_we_are_killed(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = f"from ssg.jobs.programs import run; run(['sh', '-c', 'echo $$ > {note}; exec sleep 600'])"
    with subprocess.Popen([sys.executable, "-c", code]) as ours:
        until = time.monotonic() + 60
        while not (note.exists() and note.read_text("ascii").endswith("\n")):
            assert time.monotonic() < until
            time.sleep(0.01)
        ours.send_signal(signal.SIGKILL)
    program = int(note.read_text("ascii"))
    while is_alive(program):
        assert time.monotonic() < until
        time.sleep(0.01)


def is_alive(process: int) -> bool:
    """Whether a process runs; one that is only waited for does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
