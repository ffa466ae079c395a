"""Compare generators: `python -m benchmarks.run` prints tables of times, memory and changed files side by side.

Tools take turns (A B A B …) within each kind of edit, so that a busy moment of the machine meets all of them. Sites are
laid out under `benchmarks/.cache/sites`; peers come from PyPI and npm.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.edits import EDITS
from benchmarks.machine import describe
from benchmarks.measure import Cost, RunFailed, measure
from benchmarks.outputs import changed, digests, size
from benchmarks.stories import Newsroom
from benchmarks.tables import Cell, Sizes, put_between, report
from benchmarks.tools import CACHE, ROOT, SEED, TOOLS, Tool, environment, forget, install, lay_out

DOCS = ROOT / "docs" / "benchmarks.md"
LONG = 20.0  # seconds: a run that takes longer is not repeated
FEW = 50_000  # from so many articles on, only `ssg` and Hugo unless asked


class Bench:
    """The sites of one number of articles, and what was measured on them."""

    def __init__(self, articles: int, tools: Sequence[Tool]) -> None:
        """Lay out every tool's site."""
        self.articles, self.tools = articles, tools
        self.newsroom = Newsroom(articles, SEED)
        self.folders = {tool.name: CACHE / "sites" / str(articles) / tool.name for tool in tools}
        self.cells: dict[tuple[str, str], Cell] = {}
        self.sizes: dict[str, Sizes] = {}
        for tool in tools:
            shutil.rmtree(self.folders[tool.name], ignore_errors=True)
            lay_out(tool, self.folders[tool.name], self.newsroom)

    def run(self, edit: str, rounds: int) -> None:
        """Do one kind of edit `rounds` times with each tool in turn."""
        costs: dict[str, list[Cost]] = {tool.name: [] for tool in self.tools}
        differ: dict[str, int] = {}
        for number in range(rounds):
            for tool in self.tools:
                if costs[tool.name] and costs[tool.name][-1].wall > LONG:
                    continue
                output = self.folders[tool.name] / "public"
                before = digests(output) if number == 0 and edit != "cold" else {}
                cost = self._once(tool, edit, number)
                costs[tool.name].append(cost)
                if number == 0:
                    differ[tool.name] = changed(before, digests(output))
                say(f"  {edit}, {tool.name}: {cost.wall:.2f} s, processors {cost.cpu:.2f} s, {cost.peak / 1e6:.0f} MB")
        for tool in self.tools:
            self.cells[edit, tool.name] = Cell(tuple(costs[tool.name]), differ[tool.name])

    def _once(self, tool: Tool, edit: str, number: int) -> Cost:
        folder = self.folders[tool.name]
        if edit == "cold":
            forget(tool, folder)
        EDITS[edit][1](tool, folder, self.newsroom, number)
        log = CACHE / f"{tool.name}.log"
        cost = measure(tool.command(), folder, environment(), log)
        if edit == "cold":
            files, bytes_out = size(folder / "public")
            if files < self.articles:
                raise RunFailed(f"{tool.name} wrote {files} files for {self.articles} articles; see {log}")
            kept = sum(size(folder / name)[1] for name in tool.state)
            self.sizes[tool.name] = Sizes(files, bytes_out, kept)
        return cost

    def tables(self) -> str:
        """Everything as Markdown."""
        labels = {name: label for name, (label, _) in EDITS.items()}
        return report(self.cells, self.sizes, labels, {tool.name: tool.label for tool in self.tools})

    def save(self) -> None:
        """Keep every round, for whoever wants more than medians."""
        raw = {
            "cells": [
                {"edit": edit, "tool": tool, "changed": cell.changed, "rounds": [cost._asdict() for cost in cell.costs]}
                for (edit, tool), cell in self.cells.items()
            ],
            "sizes": {tool: sizes._asdict() for tool, sizes in self.sizes.items()},
        }
        (CACHE / f"results-{self.articles}.json").write_text(json.dumps(raw, indent=1) + "\n")


def say(line: str) -> None:
    """Tell how far we are; the tables alone go to standard output."""
    print(line, file=sys.stderr, flush=True)


def arguments(given: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description="Compare ssg with other generators.")
    parser.add_argument("--articles", default="1000,10000", metavar="N,N", help="sizes of the corpus (1000,10000)")
    parser.add_argument("--tools", default="", metavar="A,B", help=f"of {', '.join(TOOLS)}; the first is the measure")
    parser.add_argument("--only", default=",".join(EDITS), metavar="A,B", help=f"of {', '.join(EDITS)}")
    parser.add_argument("--rounds", type=int, default=3, metavar="R", help=f"of runs shorter than {LONG:.0f} s (3)")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    parser.add_argument("--keep", action="store_true", help="leave the sites there")
    options = parser.parse_args(given)
    options.tools = list(filter(None, options.tools.split(",")))
    asked = options.only.split(",")
    options.only = [name for name in EDITS if name in asked or name == "cold"]
    unknown = [name for name in options.tools if name not in TOOLS] + [name for name in asked if name not in EDITS]
    if unknown:
        parser.error(f"no such name: {', '.join(unknown)}")
    numbers = options.articles.split(",")
    if not all(number.isdecimal() and int(number) for number in numbers) or options.rounds < 1:
        parser.error("--articles and --rounds are whole numbers from 1")
    options.articles = [int(number) for number in numbers]
    return options


def chosen(asked: Sequence[str], articles: int) -> list[Tool]:
    """The tools of one run."""
    names = asked or (["ssg", "hugo"] if articles >= FEW else list(TOOLS))
    return [TOOLS[name] for name in names]


def write(sections: Mapping[str, str]) -> None:
    """Put the tables into the documentation."""
    text = DOCS.read_text(encoding="utf-8")
    for name, inner in sections.items():
        text = put_between(text, name, inner)
    DOCS.write_text(text, encoding="utf-8")


def main() -> None:
    """Run everything that was asked for."""
    options = arguments(sys.argv[1:])
    CACHE.mkdir(exist_ok=True)
    for articles in options.articles:
        tools = chosen(options.tools, articles)
        install([tool.name for tool in tools])
        before = os.getloadavg()[0]
        say(f"{articles:,} articles: {', '.join(tool.label for tool in tools)}")
        bench = Bench(articles, tools)
        for edit in options.only:
            bench.run(edit, options.rounds)
        bench.save()
        about = describe({tool.layout: tool.version() for tool in tools}, (before, os.getloadavg()[0]))
        text = f"{about}\n\n{bench.tables()}"
        print(f"## {articles:,} articles\n\n{text}\n", flush=True)
        if options.write:
            write({f"{articles:,} articles": text})
        if not options.keep:
            shutil.rmtree(Path(CACHE / "sites" / str(articles)))


if __name__ == "__main__":
    main()
