"""Builds on a Dask cluster of this machine: time, processor time and bytes moved, with one to several workers.

`python -m benchmarks.cluster --articles 2000 --workers 0,1,2,4` prints a table; 0 is one process without workers. Each
worker is one process on one processor, in a folder of its own. `--serve 4` starts a scheduler and four workers until
Ctrl+C, for builds by hand.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.corpus import write_corpus
from benchmarks.stories import Newsroom
from benchmarks.tools import NOW, ROOT, SEED

_WAIT: Final = 60.0
_STAGES: Final = ("read", "parse", "plan", "relate", "render", "copy", "compare", "publish", "remember")


class Cluster:
    """A scheduler and its workers, each away from the site, in a folder of its own."""

    def __init__(self, folder: Path, port: int, *, pinned: bool) -> None:
        """Start the scheduler; `pinned` workers have one processor each."""
        self.port = port or _free_port()
        self.address = f"127.0.0.1:{self.port}"
        self._folder, self._pinned = folder, pinned
        self._started: list[subprocess.Popen[bytes]] = []
        options = ["scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard"]
        self._started.append(_start(options, folder))
        try:
            _until_open(self.port)
        except BaseException:
            self.end()
            raise

    @property
    def scheduler(self) -> int:
        """The process id of the scheduler."""
        return self._started[0].pid

    @property
    def workers(self) -> list[int]:
        """The process ids of the workers."""
        return [worker.pid for worker in self._started[1:]]

    def add(self, code: Path = ROOT) -> None:
        """Start a worker with the code in a folder, and wait for it."""
        number = len(self._started) - 1
        own = self._folder / str(number)
        own.mkdir()
        options = "--nthreads 1 --no-dashboard --no-nanny --memory-limit 0".split()
        cpu = number % (os.cpu_count() or 1) if self._pinned else None
        command = ["worker", f"tcp://{self.address}", *options, "--local-directory", str(own)]
        self._started.append(_start(command, own, cpu, code))
        self._until_there(number + 1)

    def _until_there(self, count: int) -> None:
        import distributed

        with distributed.Client(f"tcp://{self.address}", set_as_default=False) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(count, timeout=_WAIT)

    def end(self) -> None:
        """Kill all of them."""
        for one in reversed(self._started):
            one.kill()
            one.wait()


@contextlib.contextmanager
def cluster(count: int, port: int = 0, *, pinned: bool = True) -> Iterator[Cluster]:
    """Start a scheduler and workers; all end with the block."""
    with tempfile.TemporaryDirectory(prefix="workers-") as folder:
        found = Cluster(Path(folder), port, pinned=pinned)
        try:
            for _ in range(count):
                found.add()
            yield found
        finally:
            found.end()


def _start(
    arguments: Sequence[str], folder: Path | str, cpu: int | None = None, code: Path = ROOT
) -> subprocess.Popen[bytes]:
    """Start a part of Dask away from the site, with the code in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(code), "DASK_DISTRIBUTED__WORKER__DAEMON": "false"}
    taskset = ["taskset", "-c", str(cpu)] if cpu is not None and shutil.which("taskset") else []
    with open(Path(folder) / "log", "ab") as log:  # noqa: PTH123 - it is handed to the process
        command = [*taskset, sys.executable, "-m", "dask", *arguments]
        return subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _until_open(port: int) -> None:
    until = time.monotonic() + _WAIT
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        if time.monotonic() > until:
            raise SystemExit("the scheduler does not start")
        time.sleep(0.1)


def processor_seconds(processes: Sequence[int]) -> float:
    """Return the processor time that processes have used."""
    import psutil

    times = [psutil.Process(one).cpu_times() for one in processes]
    return float(sum(one.user + one.system for one in times))


def build(site: str, workers: str) -> dict[str, Any]:
    """Build a site from nothing, in this process; return what it took."""
    gc.disable()  # as the command does
    from ssg.cli.app import run
    from ssg.jobs import sending

    senders: list[sending.Sender] = []
    start = sending.Sender.__init__

    def noted(self: sending.Sender, workers: Any, build: str, versions: Any) -> None:  # noqa: ANN401 - as it is
        start(self, workers, build, versions)
        senders.append(self)

    sending.Sender.__init__ = noted  # type: ignore[method-assign]
    report = Path(site) / "report.json"
    begun, before = time.perf_counter(), time.process_time()
    options = ["--quiet", "--no-cache", "--now", NOW, "--report", str(report)]
    status = run(["build", "-C", site, "--workers", workers, *options])
    if status:
        raise SystemExit(f"the build failed: {status}")
    found = {"wall": time.perf_counter() - begun, "cpu": time.process_time() - before}
    found["stages"] = json.loads(report.read_text())["seconds"]
    for sender in senders:
        traffic = sender.traffic
        names = ("calls", "again", "sent", "received", "here")
        found |= {name: getattr(traffic, name) for name in names}
    return found


def measure(site: Path, count: int) -> dict[str, Any]:
    """Build in a process of its own, with `count` workers."""
    with contextlib.ExitStack() as stack:
        found_cluster = stack.enter_context(cluster(count)) if count else None
        processes = found_cluster.workers if found_cluster else []
        before = processor_seconds(processes)
        command = [sys.executable, "-m", "benchmarks.cluster", "--build", str(site)]
        command += ["--address", f"dask://{found_cluster.address}" if found_cluster else "1"]
        told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
        found["workers"] = processor_seconds(processes) - before
    return found


def table(articles: int, found: dict[int, dict[str, Any]]) -> str:
    """Return the figures as a table in Markdown."""
    lines = ["| Workers | Time | Processor, main | Processor, workers | To workers | Back | Calls (again, here) |"]
    lines.append("|---:|---:|---:|---:|---:|---:|---:|")
    for count, one in found.items():
        moved = [f"{one[name] / 1e6:.1f} MB" if count else "–" for name in ("sent", "received")]
        calls = f"{one['calls']} ({one['again']}, {one['here']})" if count else "–"
        times = [f"{one[name]:.1f} s" for name in ("wall", "cpu", "workers")]
        lines.append("| " + " | ".join((str(count or "none"), *times, *moved, calls)) + " |")
    lines += ["", "| Seconds | " + " | ".join(_STAGES) + " |", "|---:|" + "---:|" * len(_STAGES)]
    for count, one in found.items():
        shares = [f"{one['stages'].get(name, 0):.1f}" for name in _STAGES]
        lines.append(f"| {count or 'none'} | " + " | ".join(shares) + " |")
    return f"{articles:,} articles\n\n" + "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Measure, or serve."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.cluster", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--workers", default="0,1,2,4", help="how many, one after the other; 0: none")
    parser.add_argument("--corpus", type=Path, help="a folder with the corpus (default: a new one)")
    parser.add_argument("--serve", type=int, metavar="N", help="start a scheduler and N workers until Ctrl+C")
    parser.add_argument("--port", type=int, default=8786)
    parser.add_argument("--build", help=argparse.SUPPRESS)
    parser.add_argument("--address", default="1", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.build:
        print(json.dumps(build(given.build, given.address)))
        return
    if given.serve:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with contextlib.suppress(KeyboardInterrupt), cluster(given.serve, given.port, pinned=False) as started:
            print(f"ssg build --workers dask://{started.address}", flush=True)
            signal.pause()
        return
    with tempfile.TemporaryDirectory() as folder:
        site = given.corpus or Path(folder) / "site"
        if not site.exists():
            write_corpus(site, "ssg", Newsroom(given.articles, SEED))
        print(table(given.articles, {count: measure(site, count) for count in map(int, given.workers.split(","))}))


if __name__ == "__main__":
    main(sys.argv[1:])
