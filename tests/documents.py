"""Reads the documentation by its headings and tables, for the tests that compare it with the code.

The first cell of a table's row holds the names, each in backticks.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tests.command import ssg

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
VIETNAMESE = sorted((DOCS / "vi").glob("*.md"))
PAGES = [
    *sorted(DOCS.glob("*.md")),
    *VIETNAMESE,
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")),
]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Table(NamedTuple):
    """A table of a page: the heading above it, its head, and its rows as cells."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def names(self, column: int = 0) -> list[str]:
        """All names in backticks of a column."""
        return [name for row in self.rows for name in code_of(row[column])]


def code_of(cell: str) -> list[str]:
    return [name.replace("\\|", "|") for name in re.findall(r"`([^`]+)`", cell)]


def cells_of(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1])


@cache
def tables(page: str) -> tuple[Table, ...]:
    found: list[Table] = []
    heading, code, rows = "", False, list[tuple[str, ...]]()
    for line in [*(DOCS / page).read_text(encoding="utf-8").split("\n"), ""]:
        code ^= line.startswith("```")
        if line.startswith("|") and not code:
            rows.append(cells_of(line))
        elif rows:
            found.append(Table(heading, rows[0], tuple(rows[2:])))
            rows = []
        if line.startswith("#") and not code:
            heading = line.lstrip("#").strip()
    return tuple(found)


def table(page: str, heading: str, first: str = "") -> Table:
    """The one table below a heading (whose first column is called `first`)."""
    found = [t for t in tables(page) if t.heading == heading and (not first or t.head[0] == first)]
    assert len(found) == 1, f"{page} has {len(found)} tables below {heading!r} {first!r}"
    return found[0]


def running_text(page: Path) -> str:
    """A page without its fenced code."""
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def fences(page: Path, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def commands_of(blocks: list[str]) -> Iterator[tuple[str, str]]:
    """Each command of the blocks, and what it prints."""
    for block in blocks:
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            yield command, printed


def printed_as(wanted: str, printed: str) -> bool:
    """Return whether a command printed what a page says; `…` stands for anything."""
    lines = ["[^\n]*".join(map(re.escape, line.split("…"))) + "\n" for line in wanted.rstrip("\n").split("\n")]
    lines = [r"(?:.*\n)*" if line == "[^\n]*\n" else line for line in lines]  # alone: any number of lines
    return re.fullmatch("".join(lines), printed.rstrip("\n") + "\n") is not None


def run(command: list[str], folder: Path, code: Path = ROOT, language: str = "en") -> subprocess.CompletedProcess[str]:
    """Run a command in a folder at noon of 24/11/2026, `ssg` from the sources in `code`."""
    now = str(int(datetime(2026, 11, 24, 12, 0, tzinfo=ZONE).timestamp()))
    if command[0] == "ssg" and code == ROOT:
        return ssg(*command[1:], cwd=folder, joined=True, SOURCE_DATE_EPOCH=now, NO_COLOR="1", SSG_LANG=language)
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": now,
        "PYTHONPATH": str(code),
        "NO_COLOR": "1",
        "SSG_LANG": language,
    }
    if command[0] == "ssg":
        command = [sys.executable, "-W", "error", "-m", *command]
    return subprocess.run(
        command, cwd=folder, env=environment, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
