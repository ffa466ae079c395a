"""The same faults below the real command, at every system call, SQLite's too: strace makes them fail, or kills.

Needs Debian's strace, and to be allowed to trace. What is expected is that of `test_faults.py`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.previewing import REPOSITORY
from tests.reliability.readers import check, tree_of
from tests.reliability.test_faults import (
    EDITS,
    EVERY_FAULT,
    LOST,
    NOW,
    PLAIN,
    Ended,
    Newsroom,
    Run,
    judge,
    without_fault,
)

pytestmark = [pytest.mark.external, pytest.mark.slow]

SQLITE = ("pwrite64", "fdatasync", "fsync", "ftruncate")
# A run takes a second or two. SSG_EVERY_FAULT=1 tries every call.
MOST = 100_000 if EVERY_FAULT else 2
CALLS = ("write", "rename", "unlink", "mkdir", "rmdir", *SQLITE)
EDITS_AND_CALLS = [("publish", CALLS), ("delete", ("unlink", "rmdir"))]


def traced(newsroom: Newsroom, *options: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run `ssg build` under strace; give how it ended, and what was traced."""
    log = newsroom.root.with_name("strace.log")
    # Quicker by far, but strace 6.1 sends no signals then.
    quick = [] if any("signal=" in option for option in options) else ["--seccomp-bpf"]
    tracer = ["strace", "-f", *quick, "-qq", "-o", str(log), *options]
    command = [sys.executable, "-m", "ssg", "build", "--jobs", "1", "-C", str(newsroom.root), "--now", NOW]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([*tracer, *command], env=env, capture_output=True, text=True, check=False)
    return done, log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed (Debian: apt-get install strace)")
    made = Newsroom(tmp_path_factory.mktemp("strace"), PLAIN)
    done, log = traced(made, "-e", "trace=openat")
    if done.returncode or "openat(" not in log:
        pytest.skip(f"strace may not trace here: {done.stderr.strip()}")
    return made


def faults(calls: tuple[str, ...], counts: Counter[str]) -> Iterator[tuple[str, str, int]]:
    """Give system call, fault and number, spread over all calls: as many of each as `MOST`, the first and the last."""
    for call in calls:
        for place, fault in enumerate(("signal=SIGKILL", "error=EIO", "error=ENOSPC")):
            last, most = counts[call], min(MOST, counts[call])
            steps = [1 + (last - 1) * step // max(1, most - 1) for step in range(most)]
            # Each fault is a little beside the others, so that three times as many calls have one.
            yield from ((call, fault, number) for number in sorted({min(last, step + place) for step in steps}))


@pytest.mark.parametrize(("edit", "calls"), EDITS_AND_CALLS, ids=["publish", "delete"])
def test_a_fault_at_every_system_call(newsroom: Newsroom, edit: str, calls: tuple[str, ...]) -> None:
    run = without_fault(newsroom, edit)
    newsroom.back()
    EDITS[edit](newsroom)
    done, log = traced(newsroom, "-e", f"trace={','.join(CALLS)}")
    assert done.returncode == 0
    counts = Counter(re.findall(r"^\d+ +(\w+)\(", log, re.MULTILINE))
    assert all(counts[call] for call in calls if call not in ("fsync", "rmdir")), counts
    tried = 0
    for call, fault, number in faults(calls, counts):
        sticky = "+" if fault == "error=ENOSPC" and call in ("pwrite64", "mkdir") else ""  # not what it says itself
        one(newsroom, edit, run, call, f"{fault}:when={number}{sticky}")
        tried += 1
    print(f"faults: {tried}", file=sys.stderr)  # noqa: T201 - counted in docs/reliability.md


def one(newsroom: Newsroom, edit: str, run: Run, call: str, fault: str) -> None:
    newsroom.back()
    EDITS[edit](newsroom)
    done, _ = traced(newsroom, "-e", f"trace={call}", "-e", f"inject={call}:{fault}")
    what = f"{call} {fault}: {done.returncode} {done.stderr}"
    if fault.startswith("error"):
        judge(newsroom, run, Ended(done.returncode, LOST.sub("", done.stderr)), f"{call} {fault}")
    elif done.returncode:
        assert done.returncode in (-9, 137), what
    else:  # a run may need a call less than the one that was counted: it was not killed, so all must be there
        assert newsroom.everything() == run.after, what
    check(tree_of(newsroom.public), newsroom.old, run.new)
    assert newsroom.command().status == 0, what
    assert newsroom.everything() == run.after, what
