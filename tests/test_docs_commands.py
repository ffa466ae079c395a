"""Commands and options are documented, and what the documentation runs prints what it says."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from ssg.cli.app import COMMANDS, app
from tests.conftest import TinySite
from tests.documents import (
    DOCS,
    PAGES,
    ROOT,
    VIETNAMESE,
    code_of,
    commands_of,
    fences,
    printed_as,
    run,
    running_text,
    table,
    tables,
)


def command_of(name: str) -> click.Command:
    command = app.get_command(click.Context(app), name)
    assert command is not None
    return command


def parameters(command: click.Command) -> set[str]:
    found: set[str] = set()
    for parameter in command.params:
        metavar = parameter.metavar or ""
        if isinstance(parameter, click.Argument):
            found.add(metavar or (parameter.name or "").upper())
        elif isinstance(parameter, click.Option):
            found |= {f"{option} {metavar}".strip() for option in (*parameter.opts, *parameter.secondary_opts)}
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_command_options(name: str) -> None:
    assert set(table("commands.md", f"`ssg {name}`").names(0)) == parameters(command_of(name))


def test_no_other_command_is_documented() -> None:
    headings = {t.heading.removeprefix("`ssg ").strip("`") for t in tables("commands.md") if t.heading.startswith("`")}
    assert headings == set(COMMANDS)


def test_options_in_running_text_exist() -> None:
    known = {option.split()[0] for name in COMMANDS for option in parameters(command_of(name))}
    known |= {"-h", "--help", "--version", "--lang"}
    for page in PAGES:
        for command, rest in re.findall(r"`ssg ([a-z][a-z-]*)([^`\n]*)`", running_text(page)):
            assert command in COMMANDS, f"{page.name}: ssg {command}"
            mentioned = re.findall(r"(?<=\s)--?[a-z][a-z-]*", rest)
            assert set(mentioned) <= known, f"{page.name}: {rest}"


def test_report(site: Callable[[str], TinySite], tmp_path: Path) -> None:
    good = site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n")
    (tmp_path / "bad").mkdir()
    bad = site("-- content/tin/a.md --\n---\ntitle: A\n---\nx\n")
    fields = table("commands.md", "The report", "Field").names()
    for tiny in (good, bad):
        run(["ssg", "build", "-q", "--report", "report.json"], tiny.root)
        report = json.loads((tiny.root / "report.json").read_text(encoding="utf-8"))
        assert list(report) == fields
    (diagnostic,) = report["diagnostics"]
    assert list(diagnostic) == table("commands.md", "The report", "Field of a diagnostic").names()
    report = json.loads((good.root / "report.json").read_text(encoding="utf-8"))
    seconds = code_of(next(row[1] for row in table("commands.md", "The report", "Field").rows if "seconds" in row[0]))
    assert list(report["seconds"]) == seconds


def test_environment_variables() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "ssg").rglob("*.py")))
    read = set(re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", source))
    assert set(table("commands.md", "Environment").names(0)) == read


def test_consoles(tmp_path: Path) -> None:
    """All `console` blocks of a page run one after another in one folder; `…` stands for anything."""
    pages = [page for page in PAGES if fences(page, "console") and page not in VIETNAMESE]
    assert DOCS / "getting-started.md" in pages
    for number, page in enumerate(pages):
        folder = tmp_path / str(number)
        folder.mkdir()
        for command, wanted in commands_of(fences(page, "console")):
            words = shlex.split(command)
            if words[0] == "cd":
                folder /= words[1]
                continue
            printed = run(words, folder).stdout.rstrip("\n")
            assert printed_as(wanted, printed), f"{page.name}: {command}\n{printed}"


def test_makefile_targets() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        assert set(re.findall(r"`make ([a-z-]+)`", page.read_text(encoding="utf-8"))) <= targets, page.name
