"""Measures where the time of a cold build goes: processor milliseconds an article, by stage, in one process.

`python -m benchmarks.stages --articles 2000` builds the benchmark corpus with the default theme. Functions of `ssg` are
wrapped by a timer; a stage within another is counted once, as its own. The sum is the whole build, starting included.
"""

from __future__ import annotations

import argparse
import functools
import gc
import importlib
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from benchmarks.corpus import write_corpus
from benchmarks.stories import Newsroom
from benchmarks.tools import NOW, SEED

STAGES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Read and list files", ("ssg.cli.publication:read_inputs", "ssg.steps.given:read_file")),
    ("Front matter", ("ssg.content.article:read_front_matter",)),
    ("Markdown: pasted text", ("ssg.content.markdown.render:understood",)),
    ("Markdown: parse", ("ssg.content.markdown.rules:Parser.parse",)),
    ("Markdown: print", ("ssg.content.markdown.printing:Printer.render",)),
    ("Markdown: the rest", ("ssg.content.article:render",)),
    ("Vector of likeness", ("ssg.content.article:vectors",)),
    ("Words, records, encoding", ("ssg.steps.parsing:parse_batch",)),
    ("Texts into the state", ("ssg.store.memo:Memo.add_texts",)),
    ("Index", ("ssg.plan:select",)),
    ("Related articles", ("ssg.plan:relate",)),
    ("Theme: read and check", ("ssg.inputs:read_theme", "ssg.plan:set_up")),
    ("Facts: what is stale", ("ssg.build:Staleness",)),
    ("Pages: views and templates", ("ssg.steps.production:make_pages",)),
    ("Pages: blocks", ("ssg.render.splice:Splicer.join",)),
    ("Pages: write", ("ssg.store.staging:Stager.stage",)),
    ("Pages: hand out, collect", ("ssg.build:produce",)),
    ("Publish", ("ssg.build:commit_with_files_beside",)),
    ("Record pages and facts", ("ssg.build:keep_pages", "ssg.store.nodes:Nodes.record", "ssg.store.nodes:Nodes.keep")),
    ("State: save and plans", ("ssg.build:remember",)),
)
OTHER: Final = "All other work"
START: Final = "Start, imports"


class Clock:
    """Processor seconds by stage; what is open last is counted."""

    def __init__(self) -> None:
        """Start with nothing open."""
        self.seconds: dict[str, float] = {}
        self._open: list[str] = [OTHER]
        self._since = time.process_time()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time of the body for a stage."""
        self._turn()
        self._open.append(name)
        try:
            yield
        finally:
            self._turn()
            self._open.pop()

    def end(self) -> None:
        """Count what has passed since the last turn."""
        self._turn()

    def _turn(self) -> None:
        now = time.process_time()
        self.seconds[self._open[-1]] = self.seconds.get(self._open[-1], 0.0) + now - self._since
        self._since = now


def watch(clock: Clock) -> None:
    """Wrap the functions of all stages."""
    for stage, places in STAGES:
        for place in places:
            module, _, path = place.partition(":")
            *owners, name = path.split(".")
            owner: Any = importlib.import_module(module)
            for each in owners:
                owner = getattr(owner, each)
            setattr(owner, name, _timed(clock, stage, getattr(owner, name)))


def _timed(clock: Clock, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(call, updated=())
    def timed(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - any function of ours
        with clock.stage(stage):
            found = call(*given, **named)
            return _each(clock, stage, found) if isinstance(found, Iterator) else found

    return timed


def _each(clock: Clock, stage: str, found: Iterator[Any]) -> Iterator[Any]:
    while True:
        with clock.stage(stage):
            try:
                one = next(found)
            except StopIteration:
                return
        yield one


def build(site: Path) -> dict[str, float]:
    """Build a site once, from nothing and in this process; return the seconds of each stage."""
    gc.disable()  # as the command does
    started = time.process_time()
    clock = Clock()
    from ssg.cli.app import run  # in the time of the start

    with clock.stage(START):
        importlib.import_module("ssg.build")
    clock.seconds[START] = clock.seconds.get(START, 0.0) + started
    watch(clock)
    status = run(["build", "-C", str(site), "--jobs", "1", "--quiet", "--no-cache", "--now", NOW])
    clock.end()
    if status:
        raise SystemExit(f"the build failed: {status}")
    return clock.seconds


def main(arguments: list[str]) -> None:
    """Build a corpus and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stages", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--corpus", type=Path, help="a folder with the corpus (default: a new one)")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        site = given.corpus or Path(folder) / "site"
        if not site.exists():
            write_corpus(site, "ssg", Newsroom(given.articles, SEED))
        seconds = build(site)
    print("| Stage | ms an article |\n|---|---:|")
    for name in (START, *dict(STAGES), OTHER):
        print(f"| {name} | {1000 * seconds.get(name, 0.0) / given.articles:.3f} |")
    print(f"| All | {1000 * sum(seconds.values()) / given.articles:.3f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
