"""Measures what grows with the archive: `python -m benchmarks.growth --articles 2000,5000,10000`.

Each size is a site of short articles over thirty years with the plain theme, "Tin khác" as files that the server
includes, built from nothing and then after what a newsroom does. The slopes between the sizes say what a larger
archive takes: bytes of memory and of the state, and processor time, for each article.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.edits import EDITS
from benchmarks.machine import describe
from benchmarks.measure import Cost, measure
from benchmarks.outputs import size
from benchmarks.stories import Newsroom
from benchmarks.tools import CACHE, NOW, SEED, SSG, environment, lay_out

YEARS: Final = 30
LENGTH: Final = 0.12
"""Of a body: some 600 bytes, so that the pages, not the texts, are most of the site."""
_SITE: Final = '\n[blocks.tin-khac]\ndelivery = "ssi"\n'
_STEPS: Final = ("cold", "noop", "body", "retitle", "publish")


class Grown(NamedTuple):
    """What one size took: the costs by step; bytes of the state, of the output, number of files."""

    articles: int
    costs: dict[str, Cost]
    state: int
    output: int
    files: int


def prepare(folder: Path, articles: int) -> Newsroom:
    """Lay out the site of one size, unless it is there."""
    newsroom = Newsroom(articles, SEED, YEARS, LENGTH)
    if not folder.exists():
        lay_out(SSG, folder, newsroom)
        with (folder / "site.toml").open("a", encoding="utf-8") as end:
            end.write(_SITE)
    return newsroom


def grow(folder: Path, articles: int, steps: Sequence[str], nice: int, every: float) -> Grown:
    """Build a size and do the steps."""
    newsroom = prepare(folder, articles)
    command = ["nice", "-n", str(nice), sys.executable, "-m", "ssg", "build", "--now", NOW, "--verbose"]
    costs: dict[str, Cost] = {}
    for number, step in enumerate(steps):
        EDITS[step][1](SSG, folder, newsroom, number)
        log = folder.with_name(f"{folder.name}-{number}-{step}.log")
        cost = costs[step] = measure(command, folder, environment(), log, every)
        say(f"{articles:,}, {step}: " + ", ".join(f"{name} {value:,.6g}" for name, value in cost._asdict().items()))
    files, output = size(folder / "public")
    return Grown(articles, costs, size(folder / ".ssg")[1], output, files)


def say(line: str) -> None:
    """Tell how far we are; the tables alone go to standard output."""
    print(line, file=sys.stderr, flush=True)


def tables(grown: Sequence[Grown]) -> str:
    """Give the costs, then the slopes."""
    lines = [
        "| Articles | | Seconds | Processor, s | Memory, MB | of the main process | of a worker |",
        "|---:|---|---:|---:|---:|---:|---:|",
    ]
    for one in grown:
        for step, cost in one.costs.items():
            memory = " | ".join(f"{value / 1e6:,.0f}" for value in (cost.peak, cost.main, cost.worker))
            lines.append(f"| {one.articles:,} | {EDITS[step][0]} | {cost.wall:.2f} | {cost.cpu:.2f} | {memory} |")
    lines += [
        "",
        "| Articles | Files | Output, MB | State, MB | State, bytes an article |",
        "|---:|---:|---:|---:|---:|",
    ]
    for one in grown:
        kept = f"{one.state / 1e6:,.0f} | {one.state / one.articles:,.0f}"
        lines.append(f"| {one.articles:,} | {one.files:,} | {one.output / 1e6:,.0f} | {kept} |")
    lines += ["", "| For each article more | | Processor, ms | Main process, bytes | A worker, bytes |"]
    lines.append("|---|---|---:|---:|---:|")
    for less, more in pairwise(grown):
        for step in less.costs.keys() & more.costs.keys():
            lines.append(_slope(less, more, step))
    return "\n".join(lines)


def _slope(less: Grown, more: Grown, step: str) -> str:
    before, after, articles = less.costs[step], more.costs[step], more.articles - less.articles
    main, worker = ((new - old) / articles for old, new in ((before.main, after.main), (before.worker, after.worker)))
    cpu = 1000 * (after.cpu - before.cpu) / articles
    return f"| {less.articles:,} to {more.articles:,} | {EDITS[step][0]} | {cpu:.4f} | {main:,.0f} | {worker:,.0f} |"


def main(arguments: list[str]) -> None:
    """Measure all sizes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", default="2000,5000,10000", metavar="N,N", help="sizes (2000,5000,10000)")
    parser.add_argument("--steps", default=",".join(_STEPS), metavar="A,B", help=f"of {', '.join(EDITS)}")
    parser.add_argument("--folder", type=Path, default=CACHE / "growth", help="where the sites are laid out")
    parser.add_argument("--nice", type=int, default=0, help="of the builds (0)")
    parser.add_argument("--every", type=float, default=0.05, help="seconds between two looks at the memory (0.05)")
    parser.add_argument("--keep", action="store_true", help="leave the sites there, and use those that are")
    given = parser.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    load = os.getloadavg()[0]
    grown: list[Grown] = []
    for articles in map(int, given.articles.split(",")):
        folder = given.folder / str(articles)
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)
        grown.append(grow(folder, articles, given.steps.split(","), given.nice, given.every))
        if not given.keep:
            shutil.rmtree(folder)
    print(f"{describe({'ssg': SSG.version()}, (load, os.getloadavg()[0]))}\n\n{tables(grown)}")


if __name__ == "__main__":
    main(sys.argv[1:])
