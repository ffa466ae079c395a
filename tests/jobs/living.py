"""Which processes are alive, for tests: those of a session that a command has begun."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent


def start(*arguments: object, stdin: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """Start `tests.jobs.stuck` in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.stuck", *map(str, arguments)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONWARNINGS": "", "PYTHONUNBUFFERED": "1"},
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def read_until(running: subprocess.Popen[bytes], words: bytes) -> bytes:
    """Read what a command prints until it has printed some words."""
    assert running.stdout is not None
    said = b""
    while words not in said:
        assert select.select([running.stdout], [], [], 30)[0], said
        part = os.read(running.stdout.fileno(), 65_536)
        assert part, said
        said += part
    return said


def alive(session: int) -> dict[int, int]:
    """Give the processes of a session that are alive, and the parent of each."""
    found = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, _, own = file.read_text().rpartition(")")[2].split()[:4]
        except OSError:  # it has ended this moment
            continue
        if int(own) == session and state not in "ZX":
            found[int(file.parent.name)] = int(parent)
    return found


def gone_within(session: int, seconds: float) -> bool:
    """Say whether no process of a session is alive after some seconds at most."""
    end = time.monotonic() + seconds
    while alive(session):
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True
