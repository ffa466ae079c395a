"""What is documented for theme authors: templates, views and their fields, blocks, functions, filters."""

from __future__ import annotations

import inspect
import re
from datetime import datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import jinja2
import msgspec
import pytest

from ssg.core.config.query_keys import KEYS
from ssg.core.i18n import translations
from ssg.core.theme import Theme
from ssg.pages import views
from ssg.pages.blocks import BLOCKS
from ssg.pages.blocks import views as block_views
from ssg.pages.kinds import PAGE_KINDS
from ssg.pages.views.text import Text
from ssg.render.environment import make_environment
from ssg.store.theme import read_theme
from tests.documents import ROOT, ZONE, code_of, table, tables


def test_every_template_is_listed() -> None:
    found = [p for ending in ("html", "xml", "json", "txt") for p in (ROOT / "templates").rglob(f"*.{ending}")]
    files = sorted(n for p in found if not (n := p.relative_to(ROOT / "templates").as_posix()).startswith("assets/"))
    assert sorted(table("templates.md", "Files").names(0)) == files


def test_every_jinja_block_is_listed() -> None:
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    parsed = {
        path.relative_to(ROOT / "templates").as_posix(): environment.parse(path.read_text(encoding="utf-8"))
        for path in (ROOT / "templates").rglob("*.html")
    }

    def inherited(name: str) -> set[str]:
        extended = [node.template for node in parsed[name].find_all(jinja2.nodes.Extends)]
        parents = [str(template.value) for template in extended if isinstance(template, jinja2.nodes.Const)]
        return {block for parent in parents for block in own(parent) | inherited(parent)}

    def own(name: str) -> set[str]:
        return {block.name for block in parsed[name].find_all(jinja2.nodes.Block)}

    found = {(name, block) for name in parsed for block in own(name) - inherited(name)}
    rows = table("templates.md", "Jinja blocks").rows
    assert [tuple(code_of(row[0]) + code_of(row[1])) for row in rows] == list(
        dict.fromkeys(tuple(code_of(row[0]) + code_of(row[1])) for row in rows)
    )
    assert {tuple(code_of(row[0]) + code_of(row[1])) for row in rows} == found


def view_types() -> dict[str, type[msgspec.Struct]]:
    found = {
        name: found
        for module in (
            *(import_module(f"{views.__name__}.{m.name}") for m in iter_modules(views.__path__)),
            block_views,
        )
        for name, found in vars(module).items()
        if inspect.isclass(found) and issubclass(found, msgspec.Struct) and found.__module__ == module.__name__
    }
    extended = {base for one in found.values() for base in one.__mro__[1:]}
    return {name: one for name, one in found.items() if one not in extended}


def test_methods_of_a_text() -> None:
    rows = table("templates.md", "`Text`").rows
    own = {name: found for name, found in vars(Text).items() if not name.startswith("_")}
    assert [re.sub(r"\(.*", "", code_of(row[0])[0]) for row in rows] == list(own)
    for row, found in zip(rows, own.values(), strict=True):
        assert row[1].startswith(first_line(found).rstrip(".")), row[0]


def test_every_view_is_there() -> None:
    documented = [t.heading.strip("`") for t in tables("templates.md") if t.head[0] == "Field"]
    assert sorted(documented) == sorted(view_types())


@pytest.mark.parametrize("name", view_types())
def test_view_fields_and_types(name: str) -> None:
    rows = {code_of(row[0])[0]: row for row in table("templates.md", f"`{name}`").rows}
    bases = [base for base in reversed(view_types()[name].__mro__) if base.__module__.startswith("ssg.")]
    fields = {field: kind for base in bases for field, kind in inspect.get_annotations(base).items()}
    lazy = {field: read for field, read in vars(view_types()[name]).items() if isinstance(read, property)}
    fields |= {field: inspect.get_annotations(read.fget)["return"] for field, read in lazy.items() if read.fget}
    fields.pop("details", None)  # where a card reads what a template asks for
    assert {field: row[1] for field, row in rows.items()} == {f: type_in_words(kind) for f, kind in fields.items()}
    assert all(row[2] for row in rows.values())
    assert {field: rows[field][2] for field in lazy} == {field: first_line(read) for field, read in lazy.items()}


def type_in_words(annotation: str) -> str:
    if annotation.endswith(" | None"):
        return f"{type_in_words(annotation.removesuffix(' | None'))}, or none"
    if many := re.fullmatch(r"tuple\[(\w+), \.\.\.\]", annotation):
        return f"list of {type_in_words(many[1])}"
    plain = {
        "str": "text",
        "int": "number",
        "bool": "yes or no",
        "date": "day",
        "datetime": "time",
        "Markup": "HTML",
        "dict[str, str]": "table of texts",
        "dict[str, Any]": "table",
        "Mapping[str, Any]": "table",
    }
    return plain.get(annotation, f"[`{annotation}`](#{annotation.lower()})")


def words(text: str) -> str:
    """Give a text without links, marks of code and line ends."""
    return " ".join(re.sub(r"\[((?:[^\[\]]|\[\[?\w+\]?\])*)\]\([^)]*\)", r"\1", text).replace("`", "").split())


@pytest.mark.parametrize("name", view_types())
def test_views_are_described_by_their_docstrings(name: str) -> None:
    text = (ROOT / "docs/templates.md").read_text(encoding="utf-8")
    section = re.search(rf"^### `{name}`\n\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    if section is None:  # a part of another view, or described with the block that shows it
        return
    said = (inspect.getdoc(view_types()[name]) or "").split("\n\n")[0]
    assert words(section[1]).startswith(words(said))


def test_kinds_of_pages() -> None:
    rows = table("output.md", "Pages").rows
    documented = [(code_of(row[0])[0], "".join(code_of(row[2]))) for row in rows]
    assert documented == [(k.name, k.template) for k in PAGE_KINDS]
    listed = dict(zip(table("templates.md", "Files").names(0), table("templates.md", "Files").rows, strict=True))
    for kind in (kind for kind in PAGE_KINDS if kind.template):
        view = inspect.get_annotations(kind.view)["return"]
        assert view in code_of(listed[kind.template][1]), kind.name


def test_blocks_and_their_arguments() -> None:
    rows = table("templates.md", "Blocks").rows
    documented = [(code_of(row[0])[0], tuple(code_of(row[1])), code_of(row[2])[0]) for row in rows]
    assert documented == [
        (b.name, b.arguments, inspect.get_annotations(b.view)["return"].removesuffix(" | None")) for b in BLOCKS
    ]


def test_keys_of_queries() -> None:
    assert table("templates.md", "Queries").names(0) == list(KEYS)


def test_functions_and_filters() -> None:
    data: dict[str, Any] = {}
    environment = make_environment(Theme({}, {}), translations("vi"), None, data, data.__getitem__, zone=lambda: ZONE)
    plain = jinja2.Environment(autoescape=True)
    functions = {re.match(r"\w+", name)[0] for name in table("templates.md", "Functions").names(0)}  # type: ignore[index]
    assert functions == set(environment.globals) - set(plain.globals)
    filters = table("templates.md", "Filters")
    assert set(filters.names(0)) == set(environment.filters) - set(plain.filters)
    time = datetime(2026, 11, 24, 8, 24, tzinfo=ZONE)
    for name, meaning, example, result in filters.rows:
        (source,), (wanted,) = code_of(example), code_of(result)
        assert environment.from_string(source).render(time=time).replace("\xa0", " ") == wanted, source
        assert meaning == first_line(environment.filters[code_of(name)[0]]), name


def first_line(thing: object) -> str:
    """Return what a docstring says first, as documentation says it."""
    said = (inspect.getdoc(thing) or "").partition("\n")[0].removeprefix("Return ")
    return re.sub(r"^(an?|the)\b", lambda found: found[0].capitalize(), said)


def test_default_theme_needs_nothing_else(tmp_path: Path) -> None:
    """What the page about templates says of layers: a theme's file gives way to the site's of the same name."""
    (tmp_path / "templates/blocks").mkdir(parents=True)
    (tmp_path / "templates/blocks/footer.html").write_text("<footer>", encoding="utf-8")
    theme: Any = read_theme(tmp_path).theme
    assert theme.templates["blocks/footer.html"].label == "templates/blocks/footer.html"
    assert theme.templates["partials/head.html"].label == "<theme>/partials/head.html"
