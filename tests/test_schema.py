"""`ssg schema`: what readers accept is valid, what they refuse is not; every key is in it, in both languages."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
import yaml

from ssg.authoring.ad_schema import ad_schema
from ssg.authoring.article_schema import article_schema
from ssg.authoring.front_schema import front_schema
from ssg.authoring.known import Known
from ssg.authoring.shapes import SHAPES
from ssg.authoring.site_schema import site_schema
from ssg.cli.app import run
from ssg.cli.schema import NAMES
from ssg.content.front import KEYS
from ssg.content.frontmatter import read_front_matter
from ssg.content.frontmatter.declared import FIELDS
from ssg.content.frontmatter.forms import Form
from ssg.core.catalogue import LANGUAGES, Catalogue
from ssg.core.config import load_config
from tests.documents import DOCS, PAGES, ROOT, ZONE, fences, table
from tests.test_docs import config_tables

EN = Catalogue("en")
KNOWN = Known(("Thủ đô",), ("Đỗ Anh Khoa",), (), ("standard", "photo"), ("lead", "top-2"))
ARTICLE = article_schema(EN, Known())
SITE = site_schema(EN)
FRONT = front_schema(EN, KNOWN)
AD = ad_schema(EN, KNOWN._replace(ad_slots=("dau",)))


def as_json(value: Any) -> Any:
    """A value as editors see it: times are text for them."""
    if isinstance(value, dict):
        return {str(key): as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def faults(schema: dict[str, Any], value: Any) -> list[str]:
    found = jsonschema.Draft202012Validator(schema).iter_errors(as_json(value))
    return sorted(f"{error.json_path}: {error.validator}" for error in found)


def front_of(text: str) -> Any:
    """The front matter of a file that YAML can read; None for others."""
    try:
        return yaml.safe_load(text.split("---\n")[1])
    except (yaml.YAMLError, ValueError, IndexError):
        return None


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_are_schemas_of_their_dialect_and_say_what_everything_is(language: str) -> None:
    words = Catalogue(language)
    for schema in (
        article_schema(words, KNOWN),
        site_schema(words),
        front_schema(words, KNOWN),
        ad_schema(words, KNOWN),
    ):
        jsonschema.Draft202012Validator.check_schema(schema)
        for at, key in keys_of(schema):
            assert key.keys() & {"$ref", "description"}, at
            assert "$ref" in key or (key["title"] and key["description"]), at


def keys_of(schema: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each key that a schema describes."""
    if isinstance(schema, dict):
        properties = schema.get("properties", {})
        is_condition = properties.get("type", {}).keys() == {"const"} or at.endswith(".blocks")
        if not is_condition:
            yield from ((f"{at}.{name}", one) for name, one in properties.items())
        for name, one in schema.items():
            yield from keys_of(one, f"{at}.{name}" if name not in ("properties", "$defs") else at)
    elif isinstance(schema, list):
        for one in schema:
            yield from keys_of(one, at)


def test_every_form_of_a_value_has_a_shape_and_every_example_is_valid() -> None:
    for field in FIELDS:
        for example in ARTICLE["properties"][field.names[0]]["examples"]:
            given = {"title": "A", "date": "2026-11-24", field.names[0]: example}
            assert faults(ARTICLE, given) == [], field.names
            assert [d.code for d in read(given) if d.code[0] in "EW" and d.code != "W123"] == [], field.names


def read(given: dict[str, Any]) -> tuple[Any, ...]:
    text = f"---\n{yaml.safe_dump(given, allow_unicode=True, sort_keys=False)}---\n"
    return read_front_matter(text, path="a.md", zone=ZONE).diagnostics


def test_every_article_of_the_sample_is_valid() -> None:
    count = 0
    for file in sorted((ROOT / "content").rglob("*.md")):
        if not any(part.startswith("_") for part in file.relative_to(ROOT).parts):
            front = front_of(file.read_text(encoding="utf-8"))
            if front is not None:
                count += 1
                assert faults(ARTICLE, front) == [], file
    assert count > 80


def test_articles_of_the_documentation_are_valid() -> None:
    shown = (front_of(text) for page in PAGES for text in fences(page, "markdown") if text.startswith("---\n"))
    fronts = [front for front in shown if front is not None]  # not templates
    assert len(fronts) > 3
    for front in fronts:
        assert faults(ARTICLE, front) == [], front


def test_every_documented_key_of_front_matter_is_described() -> None:
    names = table("front-matter.md", "Keys").names(0) + table("front-matter.md", "Keys").names(1)
    assert set(names) == set(ARTICLE["properties"])
    assert set(table("front-pages.md", "Front pages by hand", "Key").names()) == set(KEYS)
    assert set(FRONT["properties"]["slot"]["items"]["properties"]) == set(KEYS)


def test_every_documented_key_of_the_configuration_is_described() -> None:
    tables = {one.__name__.removesuffix("Config").lower(): one for one in config_tables().values()}
    for name, struct in tables.items():
        described = SITE if name == "" else SITE["$defs"][name]
        fields = {field.encode_name for field in msgspec.structs.fields(struct)}
        assert set(described["properties"]) == fields - ({"distinct"} if name == "" else set()), name
        assert not described["additionalProperties"]


def test_what_the_documentation_writes_is_valid() -> None:
    assert faults(SITE, tomllib.loads((ROOT / "site.toml").read_text(encoding="utf-8"))) == []
    tried = 0
    for page in PAGES:
        for text in fences(page, "toml"):
            try:
                given = tomllib.loads(text)
            except tomllib.TOMLDecodeError:
                continue
            if isinstance(given.get("slot"), list):
                assert [f for f in faults(FRONT, given) if "name" not in f] == [], text
            elif not (given.keys() - SITE["properties"].keys()):
                tried += 1
                assert faults(SITE, {"title": "A", **given}) == [], text
    assert tried > 20


def test_times_as_documented_are_valid() -> None:
    for written in table("front-matter.md", "Types").names():
        assert faults(ARTICLE, {"title": "A", "date": written}) == [], written


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("date: 2026-11-24", ["$: anyOf"]),
        ("title: A", ["$: anyOf"]),
        ("title: ''\ndate: 2026-11-24", ["$.title: not"]),
        ("title: A\ntype: page", []),
        ("tiêu đề: A\nngày: 24/11/2026", []),
        ("title: 2026\ndate: 24/11/2026\nsummary:\ntags: a, b", []),
        ("title: A\ndate: ngày mai", ["$.date: anyOf"]),
        ("title: A\ndate: 2026-11-24\ntype: xyz", ["$.type: anyOf"]),
        ("title: A\ndate: 2026-11-24\ndraft: 'x'", ["$.draft: anyOf"]),
        ("title: A\ndate: 2026-11-24\nimage: {alt: x}", ["$.image: anyOf"]),
        ("title: A\ndate: 2026-11-24\nimage: {src: a.jpg, atl: x}", ["$.image: anyOf"]),
        ("title: A\ndate: 2026-11-24\nimage: C:\\anh.jpg", ["$.image: anyOf"]),
        ("title: A\ndate: 2026-11-24\naliases: [tin-cu]", ["$.aliases: anyOf"]),
        ("title: A\ndate: 2026-11-24\nfeatured: -1", ["$.featured: anyOf"]),
        ("title: A\ndate: 2026-11-24\nseries: {part: 2}", ["$.series: anyOf"]),
        ("title: A\ndate: 2026-11-24\nid: 'a b'", ["$.id: anyOf"]),
        ("title: A\ndate: 2026-11-24\ncorrections: [{date: 2026-11-25}]", ["$.corrections: anyOf"]),
        ("title: A\ndate: 2026-11-24\nlanguage: tiếng Việt", ["$.language: anyOf"]),
        ("title: A\ndate: 2026-11-24\nscore: {home: 1}", []),
    ],
)
def test_front_matter(front: str, said: list[str]) -> None:
    given = yaml.safe_load(front)
    assert faults(ARTICLE, given) == said
    refused = [d for d in read(given) if d.code[0] == "E" or d.code == "W125"]
    assert bool(refused) == bool(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["$: required"]),
        ('title = "A"\ntilte = "B"', ["$: additionalProperties"]),
        ('title = ""', ["$.title: minLength"]),
        ('title = "A"\nper_page = 0', ["$.per_page: minimum"]),
        ('title = "A"\n[feeds]\nitems = "9"', ["$.feeds.items: type"]),
        ('title = "A"\n[[categories]]\nslug = "a"', ["$.categories[0]: required"]),
        ('title = "A"\n[search]\nengine = "bing"', ["$.search.engine: enum"]),
        ('title = "A"\n[blocks]\ndistinct = false\n[blocks.lead]\ncount = 3', []),
        ('title = "A"\ndistinct = false', ["$: additionalProperties"]),
        ('title = "A"\n[boxes.shortcodes]\nyoutube = "video"', []),
        ('title = "A"\n[params]\nx = [1, {y = 2}]', []),
    ],
)
def test_site(text: str, said: list[str]) -> None:
    assert faults(SITE, tomllib.loads(text)) == said
    assert bool(load_config(text)[1]) == bool(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[slot]]\nname = "lead"\narticle = "a.md"\nuntil = 2026-11-25T06:00:00', []),
        ('[[slot]]\nname = "lead"', ["$.slot[0]: required"]),
        ('[[slot]]\nname = "leda"\narticle = "a.md"', ["$.slot[0].name: enum"]),
        ('[[slot]]\nname = "lead"\narticle = "a.md"\ntitel = "x"', ["$.slot[0]: additionalProperties"]),
        ('[[slot]]\nname = "lead"\narticle = "a.md"\nimage = {src = "a.jpg", alt = "x"}', []),
        ('[[slot]]\nname = "lead"\narticle = "a.md"\ntitle = 3', ["$.slot[0].title: anyOf"]),
        ('[[slots]]\nname = "lead"', ["$: additionalProperties"]),
    ],
)
def test_front_page(text: str, said: list[str]) -> None:
    assert faults(FRONT, tomllib.loads(text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('slot = "dau"\nimage = "a.svg"\nuntil = 2026-12-31', []),
        ('slot = "dau"\ntitle = "A"\nfrom = 2026-12-01T06:00:00\nuntil = "open"\nweight = 10', []),
        ('slot = "dau"', ["$: anyOf"]),
        ('title = "A"', ["$: required"]),
        ('slot = "cuoi"\ntitle = "A"', ["$.slot: enum"]),
        ('slot = "dau"\ntitle = "A"\nweight = 0', ["$.weight: minimum"]),
        ('slot = "dau"\ntitle = "A"\nweight = 11\nexclusive = "yes"', ["$.exclusive: type", "$.weight: maximum"]),
        ('slot = "dau"\nimage = "a.svg"\nimages = { rong = "b.svg" }', ["$.images: pattern"]),
        ('slot = "dau"\ntitle = "A"\nwieght = 1\nuntil = 5', ["$.until: type", "$: additionalProperties"]),
    ],
)
def test_advertisement(text: str, said: list[str]) -> None:
    assert faults(AD, tomllib.loads(text)) == said


def test_the_documented_advertisement_is_valid() -> None:
    (text,) = [text for text in fences(DOCS / "advertising.md", "toml") if text.startswith("slot")]
    assert faults(ad_schema(EN, KNOWN), tomllib.loads(text)) == []


def test_values_of_the_site_are_offered() -> None:
    offered = article_schema(EN, KNOWN)["properties"]
    assert offered["category"]["examples"] == ["Thủ đô"]
    assert offered["authors"]["examples"] == [["Đỗ Anh Khoa"]]
    assert offered["layout"]["examples"] == ["standard", "photo"]


def said_by(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """What a command prints."""
    assert run([str(one) for one in arguments]) == 0
    return capsys.readouterr().out


def test_the_command_prints_them_and_init_lays_them_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "bao"
    said_by(capsys, "init", folder)
    settings = json.loads((folder / ".vscode/settings.json").read_text(encoding="utf-8"))
    associations = settings["evenBetterToml.schema.associations"]
    for file, name in (("site.toml", "site"), ("data/front/home.toml", "front"), ("data/ads/gom.toml", "ad")):
        (found,) = [schema for pattern, schema in associations.items() if re.search(pattern, f"file:///x/{file}")]
        assert found == f"./.vscode/{name}.schema.json"
        assert (folder / found).is_file()
    for name in NAMES:
        printed = said_by(capsys, "schema", name, "-C", folder)
        assert printed == (folder / f".vscode/{name}.schema.json").read_text(encoding="utf-8")
    article = json.loads((folder / ".vscode/article.schema.json").read_text(encoding="utf-8"))
    assert article["properties"]["category"]["examples"] == ["Thời sự", "Đời sống", "Ẩm thực"]
    assert "charset = utf-8" in (folder / ".editorconfig").read_text(encoding="utf-8")
    (folder / "site.toml").write_text((folder / "site.toml").read_text("utf-8").replace("Ẩm thực", "Ăn uống"), "utf-8")
    said_by(capsys, "schema", "--write", "-C", folder, "--lang", "vi")
    article = json.loads((folder / ".vscode/article.schema.json").read_text(encoding="utf-8"))
    assert article["properties"]["category"] | {"anyOf": []} == {
        "title": "Chuyên mục",
        "description": "Tên hoặc slug của một chuyên mục trong `site.toml`; "
        "không viết thì lấy thư mục đầu tiên trong `content/`.",
        "anyOf": [],
        "examples": ["Thời sự", "Đời sống", "Ăn uống"],
    }
    (folder / "site.toml").write_text("title = ", "utf-8")
    said_by(capsys, "schema", "site", "-C", folder)
    assert run(["schema", "-C", str(folder)]) == 2


def test_problems_of_check_match_the_task_of_the_editor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said_by(capsys, "init", tmp_path / "bao")
    tasks = json.loads((tmp_path / "bao/.vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]
    for language in LANGUAGES:
        said = said_by(capsys, "check", "-v", "-C", tmp_path / "bao", "--lang", language)
        shown = [line for line in said.splitlines() if re.match(r"\S.*\[[EWN]\d+\]: ", line)]
        assert shown
        for line in shown:
            patterns = [one["pattern"]["regexp"] for task in tasks for one in task["problemMatcher"]]
            (found,) = filter(None, (re.match(pattern, line) for pattern in patterns))
            assert (found[4][0], found[1]) in {("W", "site.toml"), ("W", found[1])}


def test_every_form_has_a_shape() -> None:
    assert set(SHAPES) == set(Form)
