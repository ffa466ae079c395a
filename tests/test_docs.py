"""The documentation says what the code does: every name is documented, every documented name exists, examples run.

Pages are read by their headings and tables; the first cell of a row holds the names, each in backticks.
"""

from __future__ import annotations

import inspect
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args
from zoneinfo import ZoneInfo

import click
import jinja2
import msgspec
import pytest

from ssg.cli.app import COMMANDS, app
from ssg.content.frontmatter import read_front_matter
from ssg.content.frontmatter.keys import INNER_KEYS, KEYS
from ssg.content.markdown import MarkdownOptions, allowed, limits, options, rawhtml, render
from ssg.content.markdown.containers import NAMES
from ssg.core.codes import CODES
from ssg.core.config import schema
from ssg.core.i18n import translations
from ssg.core.text.dates import iso, parse_time
from ssg.core.text.slug import slugify
from ssg.core.theme import Theme
from ssg.pages import views
from ssg.pages.blocks import BLOCKS
from ssg.pages.kinds import PAGE_KINDS
from ssg.pages.paging import numbered_pages, page_of
from ssg.render.environment import make_environment
from ssg.site.targets import MEDIA_TYPES
from ssg.store.theme import read_theme
from tests.conftest import TinySite

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md")) + [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
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


# Front matter


def test_front_matter_keys() -> None:
    keys = table("front-matter.md", "Keys")
    assert {tuple(code_of(row[0]) + code_of(row[1])) for row in keys.rows} == set(KEYS)


def test_front_matter_parts() -> None:
    assert {key: tuple(table("front-matter.md", key).names()) for key in INNER_KEYS} == INNER_KEYS


def test_front_matter_times() -> None:
    for written, read in table("front-matter.md", "Types").rows:
        assert iso(parse_time(code_of(written)[0], ZONE)) == read


def test_front_matter_repairs() -> None:
    for written, read, said in table("front-matter.md", "What is repaired").rows:
        line = code_of(written)[0]
        key = line.partition(":")[0]
        other = "" if key == "title" else "title: Tin\n"
        text = f"---\n{line}\n{other}date: 2026-11-24\n---\n"
        split = read_front_matter(text, path="a.md", zone=ZONE)
        assert (getattr(split.front, key), [d.code for d in split.diagnostics]) == (read, code_of(said)), line


# Configuration


def config_tables() -> dict[str, type]:
    return {
        "The site": schema.Config,
        "`[markdown]`": schema.MarkdownConfig,
        "`[[categories]]`": schema.CategoryConfig,
        "`[[menu]]`": schema.MenuItem,
        "`[home]`": schema.HomeConfig,
        "`[blocks.<name>]`": schema.BlockConfig,
        "`[publisher]`": schema.Publisher,
        "`[[authors]]`": schema.AuthorConfig,
        "`[[topics]]`": schema.TopicConfig,
    }


def test_every_table_of_the_configuration_is_there() -> None:
    structs = {t for t in vars(schema).values() if inspect.isclass(t) and t.__module__ == schema.__name__}
    assert {t for t in structs if issubclass(t, msgspec.Struct)} == set(config_tables().values())


@pytest.mark.parametrize(("heading", "struct"), config_tables().items(), ids=lambda value: str(value)[:20])
def test_configuration_keys_and_defaults(heading: str, struct: type) -> None:
    rows = {code_of(row[0])[0]: row[2] for row in table("configuration.md", heading, "Key").rows}
    fields = {field.encode_name: field for field in msgspec.structs.fields(struct)}
    assert list(rows) == list(fields)
    for name, field in fields.items():
        assert rows[name] == default_of(name, field), name


def default_of(name: str, field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return "needed"
    default = field.default
    if name == "extensions":
        return "all"
    if isinstance(default, msgspec.Struct) or field.default_factory not in (msgspec.NODEFAULT, dict):
        return ""
    if default is msgspec.NODEFAULT:
        default = field.default_factory()
    if isinstance(default, tuple):
        default = list(default)
    return f"`{json.dumps(default)}`"


def test_configuration_blocks() -> None:
    rows = table("configuration.md", "`[blocks.<name>]`", "Block").rows
    assert {code_of(name)[0]: int(count) for name, count in rows} == schema.BLOCK_COUNTS


def test_permalink_fields() -> None:
    fields = [name.strip("{}") for name in table("configuration.md", "permalink").names()]
    assert tuple(fields) == schema.PERMALINK_FIELDS


# Markdown


def test_markdown_extensions() -> None:
    names = table("markdown.md", "Extensions").names()
    assert set(names) >= set(options.ALL)
    assert [row[0].strip("`") for row in table("markdown.md", "Extensions").rows if row[0].strip("`")] == [
        code_of(row[0])[0] for row in table("markdown.md", "Extensions").rows
    ]
    assert sorted(names) == sorted(options.ALL) == sorted(get_args(schema.Extension))


def test_markdown_boxes() -> None:
    documented = [[slugify(name) for name in code_of(row[1])] for row in table("markdown.md", "Boxes").rows]
    assert {names[0]: set(names) for names in documented} == {
        box: {name for name, target in NAMES.items() if target == box} for box in NAMES.values()
    }


def test_markdown_limits() -> None:
    rows = table("markdown.md", "Limits").rows
    assert [int(row[1].replace(",", "")) for row in rows] == [
        limits.MOST_BYTES,
        limits.DEEPEST_BLOCK,
        limits.DEEPEST_BRACKETS,
        limits.DEEPEST_INLINE,
        rawhtml.MOST_OPEN,
        rawhtml.MOST_FORMATTING,
    ]
    assert {code for row in rows for code in code_of(row[2])} <= set(CODES)


def test_markdown_html() -> None:
    text = (DOCS / "markdown.md").read_text(encoding="utf-8")
    tags = text.partition("These elements are allowed:")[2].partition("These attributes")[0]
    assert set(code_of(tags)) == allowed.TAGS
    attributes = text.partition("These attributes are allowed on all of them:")[2].partition(", and `aria-…`")[0]
    assert set(code_of(attributes)) == allowed.GENERAL


def markdown_examples() -> list[tuple[str, str]]:
    text = (DOCS / "markdown.md").read_text(encoding="utf-8")
    pairs = re.findall(r"^```markdown\n(.*?)^```\n\n```html\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(pairs) == text.count("```markdown")
    return pairs


@pytest.mark.parametrize(("source", "html"), markdown_examples(), ids=lambda text: str(text)[:20])
def test_markdown_examples(source: str, html: str) -> None:
    rendered = render(source, path="content/a.md", first_line=1, options=MarkdownOptions())
    assert re.sub("\0[0-9]+\0", "…", rendered.html) == html


# Templates


def test_every_template_is_listed() -> None:
    files = sorted(p.relative_to(ROOT / "templates").as_posix() for p in (ROOT / "templates").rglob("*.html"))
    assert sorted(table("templates.md", "Files").names(0)) == files


def view_types() -> dict[str, type[msgspec.Struct]]:
    return {
        name: found
        for name, found in vars(views).items()
        if inspect.isclass(found) and issubclass(found, msgspec.Struct) and found.__module__ == views.__name__
    }


def test_every_view_is_there() -> None:
    documented = [t.heading.strip("`") for t in tables("templates.md") if t.head[0] == "Field"]
    assert documented == list(view_types())


@pytest.mark.parametrize("name", view_types())
def test_view_fields_and_types(name: str) -> None:
    rows = {code_of(row[0])[0]: row[1] for row in table("templates.md", f"`{name}`").rows}
    assert rows == {field: type_in_words(kind) for field, kind in inspect.get_annotations(view_types()[name]).items()}


def type_in_words(annotation: str) -> str:
    if annotation.endswith(" | None"):
        return f"{type_in_words(annotation.removesuffix(' | None'))}, or none"
    if many := re.fullmatch(r"tuple\[(\w+), \.\.\.\]", annotation):
        return f"list of {type_in_words(many[1])}"
    plain = {
        "str": "text",
        "int": "number",
        "date": "day",
        "datetime": "time",
        "Markup": "HTML",
        "dict[str, str]": "table of texts",
        "dict[str, Any]": "table",
    }
    return plain.get(annotation, f"[`{annotation}`](#{annotation.lower()})")


def test_kinds_of_pages() -> None:
    rows = table("output.md", "Pages").rows
    assert [(code_of(row[0])[0], code_of(row[2])[0]) for row in rows] == [(k.name, k.template) for k in PAGE_KINDS]
    listed = dict(zip(table("templates.md", "Files").names(0), table("templates.md", "Files").rows, strict=True))
    for kind in PAGE_KINDS:
        view = inspect.get_annotations(kind.view)["return"]
        assert view in code_of(listed[kind.template][1]), kind.name


def test_blocks_and_their_arguments() -> None:
    rows = table("templates.md", "Blocks").rows
    documented = [(code_of(row[0])[0], tuple(code_of(row[1])), code_of(row[2])[0]) for row in rows]
    assert documented == [
        (b.name, b.arguments, inspect.get_annotations(b.view)["return"].removesuffix(" | None")) for b in BLOCKS
    ]


def test_functions_and_filters() -> None:
    environment = make_environment(Theme({}, {}), translations("vi"), None, {})
    plain = jinja2.Environment(autoescape=True)
    functions = {re.match(r"\w+", name)[0] for name in table("templates.md", "Functions").names(0)}  # type: ignore[index]
    assert functions == set(environment.globals) - set(plain.globals)
    filters = table("templates.md", "Filters")
    assert set(filters.names(0)) == set(environment.filters) - set(plain.filters)
    time = datetime(2026, 11, 24, 8, 24, tzinfo=ZONE)
    for _, example, result in filters.rows:
        (source,), (wanted,) = code_of(example), code_of(result)
        assert environment.from_string(source).render(time=time) == wanted, source


# Commands


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
        for command, rest in re.findall(r"`ssg ([a-z]+)([^`\n]*)`", running_text(page)):
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


# Errors


def test_every_code_is_documented() -> None:
    codes = [code for t in tables("errors.md") for code in t.names(0)]
    assert len(codes) == len(set(codes))
    assert set(codes) == set(CODES)


def test_every_code_that_is_used_is_in_the_table() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "ssg").rglob("*.py")))
    assert set(re.findall(r"\"([EWN]\d{3})\"", source)) == set(CODES)


def test_codes_in_running_text_exist() -> None:
    for page in PAGES:
        assert set(re.findall(r"\b[EWN]\d{3}\b", running_text(page))) <= set(CODES), page.name


def test_check_adds_what_the_page_says() -> None:
    source = (ROOT / "ssg/site/checks.py").read_text(encoding="utf-8")
    assert "Those from `W420` on are said by `ssg check` only." in (DOCS / "errors.md").read_text(encoding="utf-8")
    documented = table("errors.md", "The site").names(0)
    assert set(documented[documented.index("W420") :]) == set(re.findall(r"\"([EWN]\d{3})\"", source))


@pytest.mark.parametrize("example", fences(DOCS / "errors.md", "site"), ids=lambda text: str(text)[:40])
def test_examples_of_errors(example: str, site: Callable[[str], TinySite]) -> None:
    literal, _, expected = example.partition("-- expected --\n")
    tiny = site(literal)
    assert tiny.said().rstrip("\n") + "\n" == expected


# Output


def test_slugs() -> None:
    rows = table("output.md", "Slugs").rows
    assert [slugify(code_of(text)[0]) for text, _ in rows] == [code_of(slug)[0] for _, slug in rows]


def test_numbered_pages() -> None:
    for total, numbered, front in table("output.md", "Lists").rows:
        paths = [str(number) for number in range(int(total))]
        assert (numbered_pages(int(total), 20), len(page_of(paths, 0, 20))) == (int(numbered), int(front))


def test_media_types() -> None:
    text = " ".join((DOCS / "output.md").read_text(encoding="utf-8").split())
    types = text.partition("files of these types only: ")[2].partition(". Others")[0]
    assert set(code_of(types)) == MEDIA_TYPES


def test_languages() -> None:
    found = {p.parent.parent.name for p in (ROOT / "ssg/locale").rglob("*.mo")}
    assert set(table("translations.md", "Languages").names(0)) == found


# Commands that run


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    now = str(int(datetime(2026, 11, 24, 12, 0, tzinfo=ZONE).timestamp()))
    environment = {**os.environ, "SOURCE_DATE_EPOCH": now, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    if command[0] == "ssg":
        command = [sys.executable, "-W", "error", "-m", *command]
    return subprocess.run(
        command, cwd=folder, env=environment, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def commands_of(blocks: list[str]) -> Iterator[tuple[str, str]]:
    """Each command of the blocks, and what it prints."""
    for block in blocks:
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            yield command, printed


def test_consoles(tmp_path: Path) -> None:
    """All `console` blocks of a page run one after another in one folder; `…` stands for anything."""
    import shlex

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


# All pages


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.*)$", running_text(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_links(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", running_text(page))):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        other = (page.parent / path).resolve() if path else page
        assert other.exists(), f"{page.name}: {target}"
        assert not anchor or anchor in anchors(other), f"{page.name}: {target}"


def test_pictures() -> None:
    pictures = re.findall(r'<img src="([^"]+)"[^>]* alt="[^"]+">', (ROOT / "README.md").read_text(encoding="utf-8"))
    assert pictures == ["docs/images/home.webp", "docs/images/article.webp"]
    assert all((ROOT / picture).stat().st_size < 250_000 for picture in pictures)


def test_the_table_of_contents_is_whole() -> None:
    text = (DOCS / "index.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(([\w-]+\.md)\)", text))
    assert linked == {page.name for page in DOCS.glob("*.md")} - {"index.md"}
    decisions = {page.name for page in (DOCS / "decisions").glob("*.md")}
    assert decisions


# What has no place in a documentation: where and by whom it was written, and what is not there yet.
UNWANTED = (
    r"/work/|/tmp/|/root/|/home/\w",
    r"\bsession\b|\bbrief\b|\bissues?/\d|(?<![\w&])#\d+\b",
    r"pypi\.org|npmjs|files\.pythonhosted|localhost:\d+/simple",
    r"\b(?:serve|explain)\b\s+URL|--jobs|--no-cache|`ssg (?:serve|explain)",
)


@pytest.mark.parametrize("page", [*PAGES, *sorted((DOCS / "decisions").glob("*.md"))], ids=lambda page: str(page.name))
def test_nothing_unwanted(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    prose = re.sub(r"`[^`\n]*#\d[^`\n]*`|^\| `title: Đội.*$", "", running_text(page), flags=re.MULTILINE)
    for pattern in UNWANTED:
        assert not re.search(pattern, prose, re.IGNORECASE), f"{page.name}: {pattern}"
    assert unicodedata.is_normalized("NFC", text)
    if page in PAGES:
        assert max(len(line) for line in prose.split("\n") if not line.startswith("|")) <= 120


def test_default_theme_needs_nothing_else(tmp_path: Path) -> None:
    """What the page about templates says of layers: a theme's file gives way to the site's of the same name."""
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials/footer.html").write_text("<footer>", encoding="utf-8")
    theme: Any = read_theme(tmp_path).theme
    assert theme.templates["partials/footer.html"].label == "templates/partials/footer.html"
    assert theme.templates["partials/head.html"].label == "<theme>/partials/head.html"
