"""The tutorial of `docs/theming.md`: short steps, no copy of a file of the theme, and together `docs/portal/`."""

from __future__ import annotations

import re
from pathlib import Path

from tests.portal import FINISHED, TUTORIAL, begin, read_steps, take

MOST = 25
"""Lines of templates and configuration that a step may take."""


def test_each_step_is_short_and_copies_no_file_of_the_theme() -> None:
    steps = read_steps()
    assert [int(step.title.split(".")[0]) for step in steps] == list(range(1, 11))
    assert {step.title: step.lines for step in steps if step.lines > MOST} == {}
    assert all(step.lines for step in steps)
    theme = {file.name for file in (Path(__file__).parent.parent / "templates").glob("*.html")}
    for step in steps:
        for name, text in step.files.items():
            if Path(name).name in theme:
                assert text.startswith('{% extends "theme:'), name


def test_all_steps_together_are_the_finished_portal(tmp_path: Path) -> None:
    begin(tmp_path)
    sample = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    for step in read_steps():
        take(step, tmp_path)
    made = {
        file.relative_to(tmp_path).as_posix(): file.read_bytes()
        for file in tmp_path.rglob("*")
        if file.is_file()
        and (sample.get(file) != file.read_bytes() or file.suffix == ".svg")
        and not (file.suffix == ".svg" and "assets" not in file.parts)
    }
    kept = {file.relative_to(FINISHED).as_posix(): file.read_bytes() for file in FINISHED.rglob("*") if file.is_file()}
    assert kept.keys() == made.keys()
    assert [name for name in kept if kept[name] != made[name]] == []


def test_each_step_has_its_picture() -> None:
    pictures = re.findall(r"\]\((images/theming-\d+\.webp)\)", TUTORIAL.read_text(encoding="utf-8"))
    assert pictures == [f"images/theming-{number}.webp" for number in range(1, 11)]
    assert all((TUTORIAL.parent / name).stat().st_size < 60_000 for name in pictures)
