"""Shows when the main process of a cold build works alone: `python -m benchmarks.timeline --articles 2000`.

Each stage of the main process is a row: when it began and ended, its own processor seconds, and those of the workers in
that time. Where workers have none, the other processors wait. Needs Linux: workers inherit the timers by a fork.
"""

from __future__ import annotations

import argparse
import functools
import gc
import importlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.corpus import write_corpus
from benchmarks.stories import Newsroom
from benchmarks.tools import NOW, SEED

STAGES: Final[tuple[tuple[str, str], ...]] = (
    ("Read and list files", "ssg.cli.publication:read_inputs"),
    ("Name of all inputs", "ssg.steps.unchanged:name_of"),
    ("Parse", "ssg.plan:read_texts"),
    ("Index", "ssg.plan:select"),
    ("Related articles", "ssg.plan:relate"),
    ("Set up, with the checked theme", "ssg.plan:set_up"),
    ("Facts: what is stale", "ssg.build:Staleness"),
    ("Render", "ssg.build:produce"),
    ("Publish", "ssg.build:commit_with_files_beside"),
    ("Record: files", "ssg.store.publish:Publication.note"),
    ("Record: what they have read", "ssg.store.nodes:Nodes.record"),
    ("Record: pages", "ssg.build:keep_pages"),
    ("Record: facts", "ssg.store.nodes:Nodes.keep"),
    ("State: texts and plan", "ssg.build:remember"),
    ("State: close", "ssg.store.memo:Memo.close"),
)
TASKS: Final = (
    ("ssg.steps.parsing", "parse_batch"),
    ("ssg.steps.relations", "find_batch"),
    ("ssg.steps.batches", "make_batch"),
    ("ssg.plan", "check"),
)


class Span(NamedTuple):
    """A call: its process, what it was, when it began and ended, and the processor seconds of its process."""

    process: int
    name: str
    begun: float
    ended: float
    busy: float


def _timed(name: str, call: Callable[..., Any], log: int, begun: float) -> Callable[..., Any]:
    @functools.wraps(call, updated=())
    def timed(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - any function of ours
        start, busy = time.monotonic(), time.process_time()
        try:
            return call(*given, **named)
        finally:
            end = time.monotonic()
            span = Span(os.getpid(), name, start - begun, end - begun, time.process_time() - busy)
            os.write(log, json.dumps(span).encode() + b"\n")

    return timed


def watch(log: int, begun: float) -> None:
    """Time the stages of this process, and the tasks of workers."""
    for name, place in STAGES:
        module, _, path = place.partition(":")
        owner: Any = importlib.import_module(module)
        *owners, last = path.split(".")
        for each in owners:
            owner = getattr(owner, each)
        setattr(owner, last, _timed(name, getattr(owner, last), log, begun))
    for module, last in TASKS:
        owner = importlib.import_module(module)
        timed = _timed(last, getattr(owner, last), log, begun)
        setattr(importlib.import_module(getattr(owner, last).__module__), last, timed)  # where workers look for it
        setattr(owner, last, timed)


def build(site: Path, jobs: int) -> Sequence[Span]:
    """Build a site once, from nothing; return all spans, the start of the program first."""
    gc.disable()  # as the command does
    begun = time.monotonic() - time.process_time()
    importlib.import_module("ssg.build")
    app = importlib.import_module("ssg.cli.app")
    with tempfile.TemporaryFile(buffering=0) as log:
        watch(log.fileno(), begun)
        start = Span(os.getpid(), "Start, imports", 0.0, time.monotonic() - begun, time.process_time())
        command = ["build", "-C", str(site), "--jobs", str(jobs), "--quiet", "--no-cache", "--now", NOW]
        if status := app.run(command):
            raise SystemExit(f"the build failed: {status}")
        log.seek(0)
        return [start, *(Span(*json.loads(line)) for line in log)]


def rows(spans: Sequence[Span]) -> Iterator[str]:
    """Yield a row for each stage, in order of time."""
    here = os.getpid()
    stages = sorted((one for one in spans if one.process == here), key=lambda one: one.begun)
    tasks = [one for one in spans if one.process != here]
    for one in stages:
        busy = sum(task.busy for task in tasks if one.begun <= task.ended <= one.ended)
        yield f"| {one.name} | {one.begun:.2f} | {one.ended:.2f} | {one.busy:.3f} | {busy:.3f} |"


def main(arguments: list[str]) -> None:
    """Build a corpus and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.timeline", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--corpus", type=Path, help="a folder with the corpus (default: a new one)")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        site = given.corpus or Path(folder) / "site"
        if not site.exists():
            write_corpus(site, "ssg", Newsroom(given.articles, SEED))
        spans = build(site, given.jobs)
    print("| Stage | from, s | to, s | main process, s | workers, s |\n|---|---:|---:|---:|---:|")
    print("\n".join(rows(spans)))


if __name__ == "__main__":
    main(sys.argv[1:])
