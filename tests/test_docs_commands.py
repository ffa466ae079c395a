"""Commands and options are documented, and what the documentation runs prints what it says."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from ssg.cli.app import COMMANDS, app
from tests.conftest import TinySite
from tests.documents import DOCS, PAGES, ROOT, code_of, fences, run, running_text, table, tables


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
    known |= {"-h", "--help", "--version"}
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


def commands_of(blocks: list[str]) -> Iterator[tuple[str, str]]:
    """Each command of the blocks, and what it prints."""
    for block in blocks:
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            yield command, printed


def test_consoles(tmp_path: Path) -> None:
    """All `console` blocks of a page run one after another in one folder; `…` stands for anything."""
    pages = [page for page in PAGES if fences(page, "console")]
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
            pattern = "[^\n]*".join(re.escape(part) for part in wanted.rstrip("\n").split("…"))
            assert re.fullmatch(pattern, printed), f"{page.name}: {command}\n{printed}"


def test_makefile_targets() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        assert set(re.findall(r"`make ([a-z-]+)`", page.read_text(encoding="utf-8"))) <= targets, page.name


def test_what_contributing_says_works(tmp_path: Path) -> None:
    """All recipes of CONTRIBUTING.md, applied to a copy of the code, build a site that shows each of them."""
    for name in ("ssg", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "site.toml").write_text('title = "T"\nbase_url = "https://example.vn"\n', encoding="utf-8")
    article = "---\ntitle: HỌP BÁO\ndate: 2026-11-20\nauthor: Hà\ntype: live\n---\nNóng 39 °C.\n"
    (tmp_path / "content/tin").mkdir(parents=True)
    (tmp_path / "content/tin/a.md").write_text(article, encoding="utf-8")
    for file, before, code in recipes():
        path = tmp_path / file
        text = path.read_text(encoding="utf-8") if before else ""
        assert before in text, f"{file}: {before}"
        path.write_text(text.replace(before, code + before, 1) if before else code, encoding="utf-8")
    checked = run(["ssg", "check"], tmp_path, code=tmp_path).stdout
    assert "warning[W431]: this title is all capitals" in checked
    built = run(["ssg", "build", "-q"], tmp_path, code=tmp_path)
    assert (built.returncode, built.stdout) == (0, "")
    public = tmp_path / "public"
    assert '<a href="/author/ha/">Hà</a>' in (public / "tac-gia/index.html").read_text(encoding="utf-8")
    assert "39\u00a0°C" in (public / "tin/2026/11/hop-bao/index.html").read_text(encoding="utf-8")
    assert "<main><article" in (public / "404.html").read_text(encoding="utf-8").replace("\n", "")


def recipes() -> Iterator[tuple[str, str, str]]:
    """Each piece of code with the file that it goes to and the text that it goes before (empty: a new file)."""
    blocks = fences(ROOT / "CONTRIBUTING.md", "python") + fences(ROOT / "CONTRIBUTING.md", "jinja")

    def block(sign: str) -> str:
        (found,) = [text for text in blocks if sign in text]
        return found

    yield "ssg/pages/views/lists.py", "class ArchivePage(", block("class AuthorsPage(") + "\n\n"
    yield "ssg/pages/authors.py", "", block('"""The page of all authors."""')
    yield "ssg/pages/kinds.py", '    PageKind("category"', block('PageKind("authors"')
    yield "ssg/pages/kinds.py", "from ssg.pages import", "from ssg.pages import authors\n"
    yield "templates/authors.html", "", block('page.people|collate("name")')
    yield "ssg/pages/blocks/live.py", "", block('"""The newest live articles."""')
    yield "ssg/pages/blocks/__init__.py", '    Block("lead"', block('Block("live"')
    yield "ssg/pages/blocks/__init__.py", "from ssg.pages.blocks import", "from ssg.pages.blocks import live\n"
    yield "ssg/core/config/schema.py", '    "most-read": 5,', '    "live": 3,\n'
    yield "templates/blocks/live.html", "", block("{{ card(item) }}")
    yield "templates/404.html", "", '<main>{{ block("live") }}</main>'
    yield "ssg/site/checks.py", "CHECKS: tuple", block("def shouting(") + "\n\n"
    yield "ssg/site/checks.py", "    names,\n)", "    shouting,\n"
    yield "ssg/core/codes.py", '    "E501"', block('"W431": "a title')
    yield "ssg/content/markdown/units.py", "", block("Keeps a number and its unit")
    yield "ssg/content/markdown/rules.py", '    ("typography", typ', block('    ("units", units')
    yield "ssg/content/markdown/rules.py", "    typography,\n", "    units,\n"
    yield "ssg/content/markdown/rules.py", '"plain-text"))', '"units", '
