"""A folder where a file is needed, and a file where a folder is: one line says what is in the way, and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import ssg
from tests.conftest import TinySite

SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Tin"
-- content/tin/a.md --
---
title: Một tin
date: 2026-11-23 08:24
---
Văn bản.
"""
FILE = "a folder has this name"


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    made = site(SITE)
    made.build()
    return made


def said(tiny: TinySite) -> str:
    done = ssg("build", "-C", tiny.root, "--now", tiny.now.isoformat(), "--lang", "en")
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", ["lock", "*.built", "*.manifest"])
def test_a_folder_in_place_of_a_file_of_the_cache(tiny: TinySite, name: str) -> None:
    said(tiny)
    (file,) = (tiny.root / ".ssg").glob(name)
    file.unlink()
    file.mkdir()
    found = said(tiny)
    assert f".ssg/{file.name}: error[E707]: cannot write file: {FILE}" in found
    assert "hint: move the folder away or remove it: ssg writes a file of this name" in found
    file.rmdir()
    assert "E707" not in said(tiny)


def test_a_file_in_place_of_the_cache(tiny: TinySite) -> None:
    shutil.rmtree(tiny.root / ".ssg")
    (tiny.root / ".ssg").write_text("x")
    found = said(tiny)
    assert ".ssg: error[E707]: cannot write to folder: it is a link or a file, not a folder" in found
    assert "move the file away or remove it: ssg needs a folder of this name" in found


@pytest.mark.parametrize("name", ["static", "templates", "data"])
def test_a_file_in_place_of_a_folder_that_is_read(tiny: TinySite, name: str) -> None:
    (tiny.root / name).write_text("x")
    assert f"{name}: error[E701]: this is a file, not a folder" in tiny.said()
    assert "hint: move the file away or remove it: ssg needs a folder of this name" in tiny.said()


@pytest.mark.parametrize(
    ("path", "place", "code"),
    [
        ("picture-rights.toml/a.toml", "picture-rights.toml", "error[E492]: this is a folder, not a file"),
        ("front/home.toml/a.txt", "front/home.toml", "error[E488]: this is a folder, not a file"),
        ("front", "front", "error[E488]: this is a file, not a folder"),
        ("ads/a.toml/b", "ads/a.toml", "warning[W465]: this is a folder, not a file"),
    ],
)
def test_data_of_another_kind_are_not_ignored(tiny: TinySite, path: str, place: str, code: str) -> None:
    tiny.write(f"data/{path}", "x")
    assert f"data/{place}: {code}" in tiny.said()


@pytest.mark.slow
def test_a_foreign_file_in_the_output_folder(tiny: TinySite, tmp_path: Path) -> None:
    output = tmp_path / "new"
    output.mkdir()
    (output / "tin").write_text("x")
    done = ssg("build", "-C", tiny.root, "-o", output, "--now", tiny.now.isoformat(), "--lang", "en")
    assert "/tin blocks the output path; ssg did not write it" in done.stderr + done.stdout
    assert "hint: move it out of the output folder" in done.stderr + done.stdout
