"""Run one command and measure all of its processes: wall and processor time, and peak memory. Linux only.

Processor time is that of the command and of all the processes that it waited for. Memory is the most that they held at
one moment: every `EVERY` seconds the resident memory of a single process, or of several the sum of their proportional
set sizes, so that a page that workers share after a fork counts once. The kernel's own high-water mark (`ru_maxrss`) is
counted too: no single process is missed between two looks.
"""

from __future__ import annotations

import os
import resource
import select
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

EVERY = 0.05
PAGE = os.sysconf("SC_PAGE_SIZE")


class Cost(NamedTuple):
    """What a run took: seconds, seconds of all processors, bytes of all processes at one moment.

    `main` and `worker` are the most that the first process, and one of those below it, had for themselves.
    """

    wall: float
    cpu: float
    peak: int
    main: int = 0
    worker: int = 0


class RunFailed(Exception):
    """A tool did not do what it was asked; the text holds the end of what it printed."""


def measure(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path, every: float = EVERY
) -> Cost:
    """Run `command` in `folder`. Raises RunFailed if its exit status is not 0."""
    os.sync()  # what the run before has written must not slow this one
    with log.open("wb") as output:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        peak = main = worker = 0
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            resident = _resident(process.pid)
            first, *others = memory_of(process.pid)
            peak, main, worker = max(peak, first + sum(others)), max(main, resident), max(worker, *others, 0)
            _wait(process.pid, every)
        wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        tail = log.read_text(encoding="utf-8", errors="replace")[-2_000:]
        raise RunFailed(f"{' '.join(command)}: exit status {process.returncode}\n{tail}")
    # Between fork and exec a child has our memory, and the kernel counts that as its own: what is below is no reading.
    reading = usage.ru_maxrss if usage.ru_maxrss > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss else 0
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(peak, reading * 1024), main, worker)


def _wait(pid: int, seconds: float) -> None:
    """Sleep, but wake as soon as the process ends: it stays to be waited for."""
    handle = os.pidfd_open(pid)
    try:
        select.select([handle], [], [], seconds)
    finally:
        os.close(handle)


def memory_of(pid: int) -> list[int]:
    """Give the memory of a process, and of each below it, in bytes."""
    pids = list(tree(pid))
    if len(pids) == 1:
        return [_resident(pid)]
    return list(map(_proportional, pids))


def tree(pid: int) -> Iterator[int]:
    """Give a process and all below it, as far as they still run."""
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from tree(int(child))
    except OSError:
        return


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def _proportional(pid: int) -> int:
    try:
        return proportional(Path(f"/proc/{pid}/smaps_rollup").read_text())
    except OSError:
        return 0


def proportional(text: str) -> int:
    """Read the proportional set size, in bytes, out of the text of a `smaps_rollup`."""
    for line in text.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
