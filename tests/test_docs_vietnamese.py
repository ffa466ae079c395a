"""The guide for editors in Vietnamese: its examples build, its commands print what it says, its labels are real."""

from __future__ import annotations

import gettext
import json
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from ssg.authoring.cms.widgets import WIDGETS
from ssg.content.frontmatter.declared import FIELDS
from ssg.content.frontmatter.keys import INNER_KEYS
from ssg.core.catalogue import Catalogue
from tests.command import ssg
from tests.documents import DOCS, ROOT, VIETNAMESE, code_of, commands_of, printed_as, run, running_text, table, tables

GUIDE = [DOCS / "vi" / f"{name}.md" for name in ("guide", "pictures", "live", "corrections", "mistakes", "front-pages")]
FENCE = re.compile(r"(?P<before>[^\n]*)\n\n```(?P<kind>[a-z]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`((?:content|data)/[^`]+)`(?!.*`(?:content|data)/).*:$")
HEAD = "date: 2026-11-20 08:00\ncategory: Thời sự\nsummary: Một câu.\n"
PINNED = "content/thoi-su/2026/11/cau-phu-sa.md"


def whole(kind: str, text: str, title: str = "Một tin") -> str:
    """Give the article that an example is, or that it is a part of."""
    if text.startswith("---\n") or kind == "toml":
        return text
    head = f"---\ntitle: {title}\n{HEAD}"
    return f"{head}{text}---\nMột đoạn.\n" if kind == "yaml" else f"{head}---\n\n{text}"


def examples(page: Path) -> Iterator[tuple[str, str, str]]:
    """Each fence of a page: its kind, the file that it is ("" for a part of one), its text."""
    for fence in FENCE.finditer(page.read_text(encoding="utf-8")):
        paragraph = page.read_text(encoding="utf-8")[: fence.end("before")].rpartition("\n\n")[2].replace("\n", " ")
        found = FILE.search(paragraph)
        yield fence["kind"], found[1] if found else "", fence["text"]


def new_site(root: Path) -> None:
    """Make the site that a page begins with."""
    assert run(["ssg", "init", root.name], root.parent).returncode == 0


def add(root: Path, name: str, text: str) -> str:
    """Write a file of a page, with the pictures that it names."""
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    for picture in re.findall(r"\banh/[a-z-]+\.jpg\b", text):
        (file.parent / picture).parent.mkdir(exist_ok=True)
        Image.new("RGB", (1200, 800), (90, 120, 160)).save(file.parent / picture)
    return name


def walk(page: Path, root: Path) -> set[str]:
    """Do what a page says, in its order; parts of files are written last. Return the names of all files."""
    written, parts = set[str](), dict[str, str]()
    for number, (kind, name, text) in enumerate(examples(page)):
        if kind == "console":
            follow(page, root, text)
        elif kind in ("markdown", "toml", "yaml"):
            usual = "data/front/home.toml" if kind == "toml" else f"content/thoi-su/2026/11/vi-du-{number}.md"
            if name:
                written.add(add(root, name, text))
            else:
                parts[usual] = whole(kind, text, f"Ví dụ {number}")
    return written | {add(root, name, text) for name, text in parts.items()}


def follow(page: Path, root: Path, console: str) -> None:
    """Run the commands of a console, and compare what they print."""
    for command, wanted in commands_of([console]):
        words = shlex.split(command)
        if words != ["cd", root.name]:
            printed = run(words, root.parent if "init" in words else root, language="vi").stdout
            assert printed_as(wanted, printed), f"{page.name}: {command}\n{printed}"


def faults(root: Path, names: set[str]) -> list[str]:
    """Give the problems of some files."""
    printed = ssg("check", "--format", "json", "--now", "2026-11-24T12:00", cwd=root).stdout
    said = json.loads(printed)["diagnostics"]
    return [f"{d['path']}: {d['code']} {d['message']}" for d in said if d["path"] in names]


@pytest.mark.parametrize("page", GUIDE, ids=lambda page: str(page.stem))
def test_the_guide_can_be_followed(page: Path, tmp_path: Path) -> None:
    root = tmp_path / "bao-moi"
    if "ssg init" not in page.read_text(encoding="utf-8"):
        new_site(root)
    if page.stem == "front-pages":
        add(root, PINNED, whole("yaml", ""))
    names = walk(page, root)
    assert names
    assert faults(root, names) == []


def test_the_fields_are_those_of_the_form() -> None:
    fields = {name: field for field in FIELDS for name in field.names}
    words = Catalogue("vi")
    rows = table("vi/guide.md", "Phần đầu bài").rows
    for key, shown, _, example in rows:
        field = fields[code_of(key)[0]]
        assert shown == (words(field.label) if WIDGETS[field.form] else "–"), key
        assert all(line.startswith(f"{code_of(key)[0]}: ") for line in code_of(example)), key
    assert table("vi/pictures.md", "Ảnh đại diện").names() == list(INNER_KEYS["image"])


def test_the_examples_of_fields_build(tmp_path: Path) -> None:
    root = tmp_path / "bao-moi"
    new_site(root)
    lines = [code_of(row[3])[0] for row in table("vi/guide.md", "Phần đầu bài").rows if code_of(row[3])]
    usual = [line for line in lines if not line.startswith(("draft", "type"))]
    body = [code for row in table("vi/guide.md", "Thân bài").rows for code in code_of(row[1])]
    assert any("**đậm**" in code for code in body)
    picture = next(code for code in body if code.startswith("!["))
    name = add(root, "content/thoi-su/2026/11/a.md", "\n".join(["---", *usual, "---", "", picture, "", "x"]))
    add(root, "content/thoi-su/2026/11/b.md", whole("yaml", next(f"{line}\n" for line in usual if "topic" in line)))
    assert faults(root, {name}) == []


@cache
def on_screen() -> re.Pattern[str]:
    """Give what matches each text that the preview, the forms and the theme show in Vietnamese."""
    folder = ROOT / "ssg/locale/vi/LC_MESSAGES"
    texts = set[str]()
    for name in ("ssg.mo", "messages.mo"):
        with (folder / name).open("rb") as file:
            found = vars(gettext.GNUTranslations(file))["_catalog"]
        texts |= {text for text in found.values() if len(text) < 80}
    return re.compile("|".join(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text)) for text in texts))


@pytest.mark.parametrize("page", GUIDE, ids=lambda page: str(page.stem))
def test_bold_words_are_on_the_screen(page: Path) -> None:
    for word in re.findall(r"\*\*(.+?)\*\*", re.sub(r"`[^`]*`", "", running_text(page)).replace("\n", " ")):
        shown = on_screen()
        assert word == "Chữ đậm" or shown.fullmatch(word) or shown.fullmatch(f"{word} (1)"), f"{page.name}: {word}"


@pytest.mark.parametrize("page", GUIDE, ids=lambda page: str(page.stem))
def test_one_term_for_each_concept(page: Path) -> None:
    refused = {word for row in table("vi/terms.md", "Terms").rows for word in code_of(row[2])} - {"chữ thường"}
    prose = re.sub(r"`[^`]*`", "", running_text(page)).lower()
    assert [word for word in refused if word in prose] == []


def test_the_guide_is_linked() -> None:
    for page in (DOCS / "index.md", ROOT / "README.md"):
        assert "vi/guide.md)" in page.read_text(encoding="utf-8")
    for name in ("errors.md", "front-pages.md", "moving.md"):
        assert "](guide.md)" in (DOCS / "vi" / name).read_text(encoding="utf-8")
    guide = (DOCS / "vi/guide.md").read_text(encoding="utf-8")
    assert {page.name for page in VIETNAMESE if f"({page.name}" in guide} | {"guide.md", "terms.md"} == {
        page.name for page in VIETNAMESE
    }
    assert all(tables(f"vi/{page.name}") for page in GUIDE)
